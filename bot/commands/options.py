"""What several commands share: options that complete as one types, and who may do what."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import discord
from discord import app_commands

from bot import limits
from bot.errors import UserError
from bot.logs import log_failure
from bot.replies import language_of, reply
from bot.views import notices
from bot.views.card import cut
from bot.views.regions import ANOTHER, ANYWHERE
from bot.views.words import region_name

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.core.records import Region

    Interaction: TypeAlias = discord.Interaction[TernClient]
else:
    # discord.py evaluates the annotations of handlers and only needs to see an interaction.
    Interaction = discord.Interaction

T = TypeVar("T")

_READ_SECONDS = 1
"""How long an answer that must be quick waits for the database before it does without."""


async def complete_platform(
    interaction: Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Platforms, from memory."""
    found = interaction.client.services.catalogue.find_platforms(current, limits.CHOICES)
    return [app_commands.Choice(name=platform.name, value=platform.id) for platform in found]


async def complete_tool(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Protection tools, from memory."""
    found = interaction.client.services.catalogue.find_tools(current, limits.CHOICES)
    return [
        app_commands.Choice(name=cut(tool.name, limits.CHOICE_NAME), value=tool.id)
        for tool in found
    ]


async def complete_region(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Regions, from memory, named in the person's language."""
    t = language_of(interaction)
    found = interaction.client.services.catalogue.find_regions(current, limits.CHOICES)
    return [
        app_commands.Choice(name=cut(region_name(region, t), limits.CHOICE_NAME), value=region.id)
        for region in found
    ]


async def region_of(
    interaction: Interaction, typed: str | None, *, server: bool = False
) -> Region | None:
    """The region somebody typed, else the one they asked Tern to remember, else None.

    `server`: before None, the one that the server's moderators chose. That is for answers only,
    which name their region: a letter has to go by the law of where its writer lives.

    Raises `UserError` for a region that does not exist.
    """
    services = interaction.client.services
    if typed is not None:
        return services.policies.region(typed)
    person = await quickly(services.privacy.person(interaction.user.id))
    known = person.region if person else None
    if known is None and server and interaction.guild_id is not None:
        known = await quickly(services.settings.region(interaction.guild_id))
    return services.catalogue.regions.get(known) if known else None


async def quickly(read: Awaitable[T]) -> T | None:
    """What the database says, if it says it at once; None where it takes longer."""
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await read
    except TimeoutError:
        return None


def region_in(interaction: Interaction, custom_id: str) -> Region | None:
    """The region that a button or select carries; None where none was chosen."""
    if custom_id == ANYWHERE:
        return None
    return interaction.client.services.policies.region(custom_id)


async def region_picked(interaction: Interaction, command: str) -> Region | None:
    """What was picked in a select of regions; nothing is remembered. `command` is the one that
    takes a region as well, in English (`policy show`).

    None for "another region": then the person has been told how to name it.
    """
    picked = chosen_of(interaction)
    if picked != ANOTHER:
        return interaction.client.services.policies.region(picked)
    t = language_of(interaction)
    use = t(
        "Use `{command}` with the option `region`: it completes as you type.",
        command=f"/{t.commands.typed(command)}",
    )
    remember = t("With `/me region` Tern remembers where you live, so you need not say it again.")
    await reply(interaction, notices.notice(use, remember))
    return None


def chosen_of(interaction: Interaction) -> str:
    """What was picked in a select that takes one option."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data["values"][0])


def guild_of(interaction: Interaction) -> int:
    """The server's id. Raises `UserError` outside of one."""
    if interaction.guild_id is None:
        raise UserError("This works in a server only.")
    return interaction.guild_id


async def count_asked(interaction: Interaction, platform: str) -> None:
    """Counts, once the answer is given, that somebody asked about a platform. What goes wrong here
    is nothing that they would have to know."""
    if interaction.guild_id is None:
        return
    try:
        stats = interaction.client.services.stats
        await stats.asked(interaction.guild_id, interaction.user.id, platform)
    except Exception as error:  # noqa: BLE001 - they have their answer
        log_failure(error, "statistics")


async def look_again(interaction: Interaction) -> None:
    """Once the answer is given: looks whether what came of letters was published anew, and whether
    a change of terms was seen."""
    services = interaction.client.services
    try:
        await services.outcomes.refresh()
        await services.watch.refresh()
    except Exception as error:  # noqa: BLE001 - they have their answer
        log_failure(error, "outcomes")


async def require_moderator(interaction: Interaction) -> None:
    """Raises `UserError` unless the person may manage the server or has the role that was named for
    moderators.

    Discord's own setting for a command is a default that a server can change, so this is checked
    when the command runs. It takes at most one keyed read, so it may come before "thinking".
    """
    if interaction.permissions.manage_guild:
        return
    user, guild = interaction.user, guild_of(interaction)
    roles = [role.id for role in user.roles] if isinstance(user, discord.Member) else []
    may = False
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_READ_SECONDS):
            may = await interaction.client.services.stats.may_read(guild, roles)
    if not may:
        raise UserError(
            "This is for moderators: it needs the permission Manage Server, or the role that "
            "`/settings moderators` names."
        )


def require_manager(interaction: Interaction) -> None:
    """Raises `UserError` unless the person may manage the server: who moderates by a role alone
    names no other."""
    if not interaction.permissions.manage_guild:
        raise UserError("This needs the permission Manage Server.")
