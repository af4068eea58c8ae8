"""`/policy`: what platforms do with people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import (
    Interaction,
    chosen_of,
    complete_platform,
    complete_region,
    region_of,
)
from bot.errors import UserError
from bot.replies import language_of, reply, turn_page
from bot.views import notices
from bot.views import policies as views

if TYPE_CHECKING:
    from bot.core.policies import PolicyAnswer
    from bot.core.records import Region
    from bot.router import Router
    from bot.views.card import Card


class PolicyCommands(app_commands.Group):
    """`/policy show`."""

    def __init__(self) -> None:
        super().__init__(
            name="policy", description=locale_str("What platforms do with your work, with sources.")
        )

    @app_commands.command(
        name="show",
        description=locale_str("What a platform uses, whether you may object, and how."),
    )
    @app_commands.describe(
        platform=locale_str("The platform you want to know about"),
        region=locale_str("Where you live"),
    )
    @app_commands.autocomplete(platform=complete_platform, region=complete_region)
    async def show(
        self, interaction: Interaction, platform: str, region: str | None = None
    ) -> None:
        policies = interaction.client.services.policies
        asked = policies.platform(platform)
        found = policies.show(asked, await region_of(interaction, region))
        await reply(interaction, _first_page(interaction, found))


def _first_page(interaction: Interaction, found: PolicyAnswer) -> Card:
    t = language_of(interaction)
    language = interaction.locale.value.partition("-")[0]

    def make() -> Card:
        likely = interaction.client.services.policies.likely_regions(language)
        return views.answer(found, likely, t)

    region = found.region.id if found.region else None
    key = (found.platform.id, region, found.age, t.code, language)
    return interaction.client.prepared.get(key, make)


def _find(interaction: Interaction, platform: str, region: str) -> PolicyAnswer:
    policies = interaction.client.services.policies
    where: Region | None = None if region == views.ANYWHERE else policies.region(region)
    return policies.show(policies.platform(platform), where)


async def page(
    interaction: Interaction, name: views.Page, platform: str, region: str, number: str
) -> None:
    """One of the card's pages was asked for."""
    found = _find(interaction, platform, region)
    t = language_of(interaction)
    match name:
        case "details":
            shown = views.details(found, int(number), t)
        case "timeline":
            shown = views.timeline(found, int(number), t)
        case "sources":
            shown = views.sources(found, int(number), t)
        case _:
            shown = _first_page(interaction, found)
    await turn_page(interaction, shown)


async def region_chosen(interaction: Interaction, platform: str) -> None:
    """Where the person lives was picked under an answer; it is not remembered."""
    region = chosen_of(interaction)
    if region == views.ANOTHER:
        t = language_of(interaction)
        await reply(
            interaction,
            notices.notice(
                t("Use `/policy show` with the option `region`: it completes as you type."),
                t("With `/me region` Tern remembers where you live, so you need not say it again."),
            ),
        )
        return
    await turn_page(interaction, _first_page(interaction, _find(interaction, platform, region)))


async def post(interaction: Interaction, platform: str, region: str) -> None:
    """The person wants everyone in the channel to read the answer."""
    if interaction.guild_id is not None and not _may_write(interaction):
        raise UserError("You may not write in this channel, so Tern does not post for you.")
    t = interaction.client.services.languages.of(
        interaction.guild_locale.value if interaction.guild_locale else interaction.locale.value
    )
    found = _find(interaction, platform, region)
    await reply(interaction, views.posted(found, interaction.user.display_name, t), public=True)


def _may_write(interaction: Interaction) -> bool:
    """Threads have a permission of their own."""
    if isinstance(interaction.channel, discord.Thread):
        return interaction.permissions.send_messages_in_threads
    return interaction.permissions.send_messages


def add_routes(router: Router) -> None:
    router.add("policy-page", page)
    router.add("policy-region", region_chosen)
    router.add("policy-post", post)
