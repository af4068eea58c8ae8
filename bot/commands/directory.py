"""`/migrate find` and `directory`: others' cards, as far as they allow; asks and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, chosen_of, complete_platform, guild_of
from bot.errors import UserError
from bot.replies import hold, language_of, reply, think, turn_page
from bot.views import directory as views
from bot.views import notices
from bot.views.directory import ALL, DirectoryViews

if TYPE_CHECKING:
    from bot.router import Router
    from bot.views.card import Card


def find() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/migrate`."""

    @app_commands.command(name="find", description=locale_str("Where a member can be found now."))
    @app_commands.describe(member=locale_str("Whom you are looking for"))
    async def command(interaction: Interaction, member: discord.Member) -> None:
        await _find(interaction, member)

    return command


def where_did_they_move() -> app_commands.ContextMenu:
    """The same look-up from the menu on a member."""
    menu = app_commands.ContextMenu(
        name=locale_str("Where did they move?"),
        callback=_find_from_menu,
        type=discord.AppCommandType.user,
    )
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu


async def _find_from_menu(interaction: Interaction, member: discord.Member | discord.User) -> None:
    await _find(interaction, member)


async def _find(interaction: Interaction, member: discord.Member | discord.User) -> None:
    if not isinstance(member, discord.Member):
        raise UserError("That person is not a member of this server.")
    await think(interaction)
    moves = interaction.client.services.moves
    cards = await moves.find(guild_of(interaction), member.id, is_here=True)
    waits = not member.bot and member.id != interaction.user.id
    shown = _views(interaction).found(member.display_name, member.id, cards, 0, waits=waits)
    await reply(interaction, shown)


async def found_page(interaction: Interaction, member: str, page: str) -> None:
    """Another page of a member's cards."""
    await hold(interaction)
    moves = interaction.client.services.moves
    cards = await moves.find(guild_of(interaction), int(member))
    t = language_of(interaction)
    shown = _views(interaction).found(t("this member"), int(member), cards, int(page), waits=False)
    await turn_page(interaction, shown)


async def arrival_wanted(interaction: Interaction, member: str) -> None:
    """ "Tell me when they arrive"."""
    await hold(interaction)
    t = language_of(interaction)
    arrivals = interaction.client.services.arrivals
    await arrivals.ask(guild_of(interaction), interaction.user.id, int(member), t.code)
    await turn_page(interaction, views.waiting(f"<@{int(member)}>", t))


async def arrivals_stopped(interaction: Interaction, _mark: str) -> None:
    """ "Stop these", under a message that somebody has arrived."""
    await think(interaction)
    t = language_of(interaction)
    await interaction.client.services.arrivals.stop(interaction.user.id)
    await reply(interaction, notices.notice(t("Tern forgets whom you asked to be told of.")))


def directory() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/migrate`."""

    @app_commands.command(
        name="directory", description=locale_str("Who is where: all who list their cards.")
    )
    @app_commands.describe(platform=locale_str("Only this platform"))
    @app_commands.autocomplete(platform=complete_platform)
    async def command(interaction: Interaction, platform: str | None = None) -> None:
        await think(interaction)
        record = interaction.client.services.policies.platform(platform) if platform else None
        await reply(interaction, await _directory(interaction, record.id if record else None, 0))

    return command


async def _directory(interaction: Interaction, platform: str | None, page: int) -> Card:
    moves = interaction.client.services.moves
    shown = await moves.directory(guild_of(interaction), platform, page)
    return _views(interaction).directory(shown)


async def directory_page(
    interaction: Interaction, platform: str, page: str, _direction: str
) -> None:
    """Another page of the directory. The direction only tells the two buttons apart."""
    await hold(interaction)
    of = None if platform == ALL else platform
    await turn_page(interaction, await _directory(interaction, of, int(page)))


async def platform_picked(interaction: Interaction) -> None:
    """The directory is wanted for one platform, or for all."""
    await hold(interaction)
    picked = chosen_of(interaction)
    shown = await _directory(interaction, None if picked == ALL else picked, 0)
    await turn_page(interaction, shown)


async def card_reported(interaction: Interaction) -> None:
    """A card was chosen in the select "Report a card"."""
    await think(interaction)
    reports = interaction.client.services.reports
    is_new = await reports.report(
        guild_of(interaction), int(chosen_of(interaction)), interaction.user.id
    )
    await reply(interaction, views.reported(is_new, language_of(interaction)))


def _views(interaction: Interaction) -> DirectoryViews:
    services = interaction.client.services
    return DirectoryViews(
        services.catalogue, services.moves, interaction.user.id, language_of(interaction)
    )


def add_routes(router: Router) -> None:
    router.add("found", found_page)
    router.add("arrive", arrival_wanted)
    router.add("arrive-stop", arrivals_stopped)
    router.add("directory", directory_page)
    router.add("directory-of", platform_picked)
    router.add("card-report", card_reported)
