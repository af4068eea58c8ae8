"""`/about`."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction
from bot.replies import language_of, reply
from bot.views import about as views


def about() -> app_commands.Command[Any, [], None]:
    """The command; it stands alone, without a group."""

    @app_commands.command(
        name="about", description=locale_str("What Tern is, what it keeps, and who runs it.")
    )
    async def command(interaction: Interaction) -> None:
        services = interaction.client.services
        shown = views.about(
            services.about,
            services.catalogue.data_date,
            services.languages.codes,
            language_of(interaction),
        )
        await reply(interaction, shown)

    return command
