"""`/policy compare`: two or three platforms side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import (
    Interaction,
    complete_platform,
    complete_region,
    look_again,
    region_in,
    region_of,
    region_picked,
)
from bot.commands.posting import post_here
from bot.replies import language_of, reply, turn_page
from bot.views import comparisons as views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.records import Platform, Region
    from bot.router import Router
    from bot.views.card import Card


def compare() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/policy`."""

    @app_commands.command(
        name="compare", description=locale_str("Two or three platforms side by side.")
    )
    @app_commands.describe(
        first=locale_str("A platform"),
        second=locale_str("Another platform"),
        third=locale_str("A third one, if you like"),
        region=locale_str("Where you live"),
    )
    @app_commands.autocomplete(
        first=complete_platform,
        second=complete_platform,
        third=complete_platform,
        region=complete_region,
    )
    async def command(
        interaction: Interaction,
        first: str,
        second: str,
        third: str | None = None,
        region: str | None = None,
    ) -> None:
        platforms = _platforms(interaction, [first, second, *([third] if third else [])])
        where = await region_of(interaction, region, server=True)
        await reply(interaction, _card(interaction, platforms, where))
        await look_again(interaction)

    return command


def _platforms(interaction: Interaction, names: Sequence[str]) -> Sequence[Platform]:
    policies = interaction.client.services.policies
    return [policies.platform(name) for name in names]


def _card(interaction: Interaction, platforms: Sequence[Platform], where: Region | None) -> Card:
    policies = interaction.client.services.policies
    likely = policies.likely_regions(interaction.locale.value.partition("-")[0])
    return views.answer(policies.compare(platforms, where), likely, language_of(interaction))


async def region_chosen(interaction: Interaction, ids: str) -> None:
    """Where the person lives was picked under a comparison."""
    where = await region_picked(interaction, "policy compare")
    if where:
        platforms = _platforms(interaction, ids.split("."))
        await turn_page(interaction, _card(interaction, platforms, where))


async def post(interaction: Interaction, ids: str, region: str) -> None:
    """The person wants everyone in the channel to read the comparison."""
    platforms = _platforms(interaction, ids.split("."))
    policies = interaction.client.services.policies
    found = policies.compare(platforms, region_in(interaction, region))
    await post_here(interaction, lambda by, t: views.posted(found, by, t))


def add_routes(router: Router) -> None:
    router.add("compare-region", region_chosen)
    router.add("compare-post", post)
