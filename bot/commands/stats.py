"""`/stats`: how it goes, for moderators, without seeing anyone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.commands.options import Interaction, guild_of, require_moderator
from bot.core.stats import WINDOWS
from bot.replies import language_of, reply, think
from bot.views import stats as views

if TYPE_CHECKING:
    from bot.core.stats import Days, Overview
    from bot.i18n import Language
    from bot.services import Services


class StatsCommands(app_commands.Group):
    """`/stats overview`."""

    def __init__(self) -> None:
        super().__init__(
            name="stats",
            description=locale_str("How the move goes, for moderators, without seeing anyone."),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            default_permissions=discord.Permissions(manage_guild=True),
        )

    @app_commands.command(
        name="overview", description=locale_str("Moves and letters in this server, with a chart.")
    )
    @app_commands.describe(days=locale_str("How far back letters are counted; 30 days if left out"))
    @app_commands.choices(days=[Choice(name=str(days), value=days) for days in WINDOWS])
    async def overview(self, interaction: Interaction, days: int = WINDOWS[0]) -> None:
        require_moderator(interaction)
        await think(interaction)
        services = interaction.client.services
        shown = await services.stats.overview(guild_of(interaction), _window(days))
        t = language_of(interaction)
        described, files = await _chart(services, shown, t)
        await reply(interaction, views.overview(shown, services.catalogue, described, t), files)


async def _chart(
    services: Services, shown: Overview, t: Language
) -> tuple[str | None, list[discord.File]]:
    """The picture and its alternative text; nothing where there is no figure to draw."""
    if not shown.moved:
        return None, []
    chart = views.chart_of(shown, services.catalogue, t)
    described = views.described(chart, t)
    picture = await services.typesetter.bar_chart(chart)
    file = discord.File(io.BytesIO(picture), views.CHART_NAME, description=described)
    return described, [file]


def _window(days: int) -> Days:
    return next((window for window in WINDOWS if window == days), WINDOWS[0])
