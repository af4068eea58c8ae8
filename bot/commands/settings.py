"""`/settings`: what a server's moderators choose, and reported cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import delivery
from bot.commands.alerts import alerts
from bot.commands.options import (
    Interaction,
    complete_region,
    guild_of,
    require_manager,
    require_moderator,
)
from bot.commands.postings import campaign, digest, milestones
from bot.commands.server_check import server_check
from bot.replies import hold, language_of, reply, think, turn_page
from bot.views import settings as views
from bot.views.card_messages import CardMessages

if TYPE_CHECKING:
    from bot.core.models import Card as ForwardingCard
    from bot.router import Router
    from bot.views.card import Card


class SettingsCommands(app_commands.Group):
    """`/settings show`, `cards`, `region`, `moderators`, `digest`, `milestones`, `campaign`,
    `alerts`, `check`."""

    def __init__(self) -> None:
        super().__init__(
            name="settings",
            description=locale_str("What Tern does in this server, for moderators."),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self.add_command(digest())
        self.add_command(milestones())
        self.add_command(campaign())
        self.add_command(alerts())
        self.add_command(server_check())

    @app_commands.command(name="show", description=locale_str("This server's choices."))
    async def show(self, interaction: Interaction) -> None:
        await require_moderator(interaction)
        await think(interaction)
        services = interaction.client.services
        chosen = await services.settings.show(guild_of(interaction))
        t = language_of(interaction)
        await reply(interaction, views.shown(chosen, services.catalogue, t))
        for posting in chosen.postings.values():
            if posting.stopped and not posting.told:
                await services.postings.told(posting)

    @app_commands.command(
        name="cards", description=locale_str("Switch forwarding cards on or off in this server.")
    )
    @app_commands.describe(on=locale_str("Cards, the directory and follow files"))
    @app_commands.choices(
        on=[Choice(name=locale_str("on"), value="on"), Choice(name=locale_str("off"), value="off")]
    )
    async def cards(self, interaction: Interaction, on: str) -> None:
        await require_moderator(interaction)
        await think(interaction)
        is_on = on == "on"
        await interaction.client.services.settings.switch_cards(guild_of(interaction), is_on)
        await reply(interaction, views.cards_switched(is_on, language_of(interaction)))

    @app_commands.command(
        name="region",
        description=locale_str("For which region answers are given here; left out: for none."),
    )
    @app_commands.describe(region=locale_str("Where most of you live; a member's own choice wins"))
    @app_commands.autocomplete(region=complete_region)
    async def region(self, interaction: Interaction, region: str | None = None) -> None:
        await require_moderator(interaction)
        await think(interaction)
        services = interaction.client.services
        chosen = services.policies.region(region) if region else None
        await services.settings.choose_region(guild_of(interaction), chosen.id if chosen else None)
        await reply(interaction, views.region_chosen(chosen, language_of(interaction)))

    @app_commands.command(
        name="moderators",
        description=locale_str("Which role may see statistics and settings; left out: none."),
    )
    @app_commands.describe(role=locale_str("The role of those who moderate"))
    async def moderators(self, interaction: Interaction, role: discord.Role | None = None) -> None:
        require_manager(interaction)
        await think(interaction)
        services = interaction.client.services
        await services.settings.name_moderators(guild_of(interaction), role.id if role else None)
        t = language_of(interaction)
        await reply(interaction, views.moderators_named(role.id if role else None, t))


async def reports_page(interaction: Interaction, number: str) -> None:
    """Reported and hidden cards, one at a time."""
    await require_moderator(interaction)
    await hold(interaction)
    await turn_page(interaction, await _reports(interaction, int(number)))


async def act(interaction: Interaction, what: str, card: str, number: str) -> None:
    """A moderator hides a card, shows it again, or closes its reports."""
    await require_moderator(interaction)
    await hold(interaction)
    guild, id_ = guild_of(interaction), int(card)
    services = interaction.client.services
    hidden = None
    match what:
        case "hide":
            hidden = await services.reports.hide(guild, id_)
        case "show":
            shown = await services.reports.show(guild, id_)
            await services.arrivals.announce(guild, shown.user)
        case _:
            await services.reports.dismiss(guild, id_)
    await turn_page(interaction, await _reports(interaction, int(number)))
    if hidden:
        await _tell_owner(interaction, hidden)


async def _tell_owner(interaction: Interaction, hidden: ForwardingCard) -> None:
    """By direct message; where that is closed, their `/migrate list` says it."""
    services = interaction.client.services
    t = services.languages.of(hidden.reader)
    server = interaction.guild.name if interaction.guild else ""
    message = CardMessages(services.catalogue, services.moves, server, t).hidden(hidden)
    await delivery.send(interaction.client, hidden.user, message, mark=str(interaction.id))


async def _reports(interaction: Interaction, number: int) -> Card:
    services = interaction.client.services
    found = await services.reports.open(guild_of(interaction))
    return views.reports(
        found, number, services.catalogue, services.moves, language_of(interaction)
    )


def add_routes(router: Router) -> None:
    router.add("reports", reports_page)
    router.add("report-act", act)
