"""`/policy ask`: a free question, answered with facts or honestly not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, look_again
from bot.commands.posting import post_here
from bot.replies import language_of, reply
from bot.views import questions as views

if TYPE_CHECKING:
    from bot.router import Router


def ask() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/policy`."""

    @app_commands.command(
        name="ask", description=locale_str("The best matching facts, each with source and date.")
    )
    @app_commands.describe(question=locale_str("In your own words; it is not stored"))
    async def command(interaction: Interaction, question: str) -> None:
        services = interaction.client.services
        t = language_of(interaction)
        found = services.questions.ask(question, t.code)
        if found.facts:
            await reply(interaction, views.answer(found, t))
        else:
            await reply(interaction, views.nothing(found, services.catalogue.data_date, t))
        await look_again(interaction)

    return command


async def post(interaction: Interaction, ids: str) -> None:
    """The person wants everyone in the channel to read these facts."""
    found = interaction.client.services.questions.again(ids.split("."))
    await post_here(interaction, lambda by, t: views.posted(found, by, t))


def add_routes(router: Router) -> None:
    router.add("facts-post", post)
