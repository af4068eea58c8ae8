"""`/policy`: what platforms do with people's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.comparisons import compare
from bot.commands.follows import follow
from bot.commands.options import (
    Interaction,
    complete_platform,
    complete_region,
    count_asked,
    look_again,
    region_in,
    region_of,
    region_picked,
)
from bot.commands.posting import post_here
from bot.commands.questions import ask
from bot.commands.rumours import check
from bot.replies import language_of, reply, turn_page
from bot.views import policies as views
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from bot.core.policies import PolicyAnswer
    from bot.core.records import Platform, Region
    from bot.router import Router
    from bot.views.card import Card


class PolicyCommands(app_commands.Group):
    """`/policy show`, `timeline`, `compare`, `ask`, `check` and `follow`."""

    def __init__(self) -> None:
        super().__init__(
            name="policy", description=locale_str("What platforms do with your work, with sources.")
        )
        self.add_command(compare())
        self.add_command(ask())
        self.add_command(check())
        self.add_command(follow())

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
        place = await region_of(interaction, region, server=True)
        await reply(interaction, _first_page(interaction, asked, place))
        await count_asked(interaction, asked.id)
        await look_again(interaction)

    @app_commands.command(
        name="timeline", description=locale_str("What happened at a platform, with dates.")
    )
    @app_commands.describe(platform=locale_str("The platform you want to know about"))
    @app_commands.autocomplete(platform=complete_platform)
    async def timeline(self, interaction: Interaction, platform: str) -> None:
        policies = interaction.client.services.policies
        found = policies.show(policies.platform(platform), None)
        await reply(interaction, views.timeline(found, 0, language_of(interaction)))
        await count_asked(interaction, found.platform.id)
        await look_again(interaction)


def _first_page(interaction: Interaction, platform: Platform, region: Region | None) -> Card:
    t = language_of(interaction)
    language = interaction.locale.value.partition("-")[0]
    services = interaction.client.services
    outcomes = services.outcomes.of(platform.id)

    def make() -> Card:
        likely = services.policies.likely_regions(language)
        return views.answer(services.policies.show(platform, region), likely, t, outcomes)

    # The day, because an answer says how old it is.
    today = services.clock.now().date()
    published = outcomes.published_at if outcomes else None
    changed = services.policies.changed(platform)
    place = region.id if region else None
    return interaction.client.prepared.get(
        (platform.id, place, today, published, changed, t.code, language), make
    )


def _find(interaction: Interaction, platform: str, region: str) -> PolicyAnswer:
    policies = interaction.client.services.policies
    return policies.show(policies.platform(platform), region_in(interaction, region))


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
            shown = _first_page(interaction, found.platform, found.region)
    await turn_page(interaction, shown)


async def region_chosen(interaction: Interaction, platform: str) -> None:
    """Where the person lives was picked under an answer."""
    region = await region_picked(interaction, "policy show")
    if region:
        asked = interaction.client.services.policies.platform(platform)
        await turn_page(interaction, _first_page(interaction, asked, region))


async def where(interaction: Interaction, platform: str) -> None:
    """The answer is wanted for another region."""
    policies = interaction.client.services.policies
    likely = policies.likely_regions(interaction.locale.value.partition("-")[0])
    card = views.where(policies.platform(platform), likely, language_of(interaction))
    await reply(interaction, card)


async def opened(interaction: Interaction, platform: str, region: str) -> None:
    """A platform's own answer was asked for, beside a message about several."""
    asked = interaction.client.services.policies.platform(platform)
    await reply(interaction, _first_page(interaction, asked, region_in(interaction, region)))


async def post(interaction: Interaction, platform: str, region: str) -> None:
    """The person wants everyone in the channel to read the answer."""
    found = _find(interaction, platform, region)
    outcomes = interaction.client.services.outcomes.of(found.platform.id)
    await post_here(interaction, lambda by, t: views.posted(found, by, t, outcomes))


async def post_timeline(interaction: Interaction, platform: str, number: str) -> None:
    """The person wants everyone in the channel to read this page of the timeline."""
    found = _find(interaction, platform, ANYWHERE)
    await post_here(interaction, lambda by, t: views.timeline_posted(found, int(number), by, t))


def add_routes(router: Router) -> None:
    router.add("policy-page", page)
    router.add("policy-region", region_chosen)
    router.add("policy-where", where)
    router.add("policy-open", opened)
    router.add("timeline-post", post_timeline)
    router.add("policy-post", post)
