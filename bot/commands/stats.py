"""`/stats`: how it goes, for moderators, without seeing anyone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.commands.options import Interaction, guild_of, require_moderator
from bot.core.published import WINDOWS
from bot.replies import hold, language_of, reply, think, uploads
from bot.views import stats as views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.charts import Theme
    from bot.core.published import Days
    from bot.router import Router
    from bot.views.card import Card
    from bot.views.charts import Picture


class StatsCommands(app_commands.Group):
    """`/stats overview`, `flows`, `letters` and `export`."""

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
        name="overview", description=locale_str("Moves and letters in this server, with charts.")
    )
    @app_commands.describe(days=locale_str("How far to look back; 30 days if left out"))
    @app_commands.choices(days=[Choice(name=str(days), value=days) for days in WINDOWS])
    async def overview(self, interaction: Interaction, days: int = WINDOWS[0]) -> None:
        await _answer(interaction, "overview", days)

    @app_commands.command(
        name="flows", description=locale_str("From which platform to which members moved.")
    )
    @app_commands.describe(days=locale_str("How far to look back; 30 days if left out"))
    @app_commands.choices(days=[Choice(name=str(days), value=days) for days in WINDOWS])
    async def flows(self, interaction: Interaction, days: int = WINDOWS[0]) -> None:
        await _answer(interaction, "flows", days)

    @app_commands.command(
        name="letters", description=locale_str("Letters by kind, region and what came of them.")
    )
    @app_commands.describe(days=locale_str("How far to look back; 30 days if left out"))
    @app_commands.choices(days=[Choice(name=str(days), value=days) for days in WINDOWS])
    async def letters(self, interaction: Interaction, days: int = WINDOWS[0]) -> None:
        await _answer(interaction, "letters", days)

    @app_commands.command(
        name="export", description=locale_str("Every figure of the report as a table (CSV).")
    )
    async def export(self, interaction: Interaction) -> None:
        await think(interaction)
        await require_moderator(interaction)
        services = interaction.client.services
        services.rates.take("export", interaction.user.id)
        report = await services.stats.report(guild_of(interaction))
        t = language_of(interaction)
        if report.is_empty:
            title = t("Statistics of this server")
            await reply(interaction, views.nothing(title, report, t))
            return
        file = services.figure_files.write(report)
        await reply(interaction, views.table(file.name, report, t), uploads([file]))


async def page_chosen(interaction: Interaction, page: views.Page, days: str, theme: Theme) -> None:
    """The same page with its charts on another ground was asked for."""
    await hold(interaction)
    await require_moderator(interaction)
    card, files = await _page(interaction, page, _window(int(days)), theme)
    await interaction.edit_original_response(view=card, attachments=files)


async def _answer(interaction: Interaction, page: views.Page, days: int) -> None:
    await think(interaction)
    await require_moderator(interaction)
    card, files = await _page(interaction, page, _window(days), "dark")
    await reply(interaction, card, files)


async def _page(
    interaction: Interaction, page: views.Page, days: Days, theme: Theme
) -> tuple[Card, Sequence[discord.File]]:
    services = interaction.client.services
    services.rates.take("charts", interaction.user.id)
    report = await services.stats.report(guild_of(interaction))
    t = language_of(interaction)
    sheet = views.Sheets(report, services.catalogue, t).sheet(page, days)
    files = [await _file(interaction, picture, theme) for picture in sheet.pictures]
    return views.page(sheet, report, theme, t), files


async def _file(interaction: Interaction, picture: Picture, theme: Theme) -> discord.File:
    services = interaction.client.services
    async with services.rates.turn(interaction.user.id):
        drawn = await services.typesetter.chart(picture.chart, theme)
    return discord.File(io.BytesIO(drawn), picture.name, description=picture.description)


def _window(days: int) -> Days:
    return next((window for window in WINDOWS if window == days), WINDOWS[0])


def add_routes(router: Router) -> None:
    router.add("stats-page", page_chosen)
