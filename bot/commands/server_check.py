"""`/settings check`: what in this server lets pictures be carried out of it."""

from __future__ import annotations

import asyncio
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, chosen_of, guild_of, require_moderator
from bot.core.server_check import Channel, Overwrite, Role, ServerCheck, ServerShape, check
from bot.errors import UserError
from bot.replies import language_of, reply, turn_page
from bot.views import server_check as views

if TYPE_CHECKING:
    from bot.core.server_check import ChannelKind
    from bot.router import Router

_KINDS: MappingProxyType[discord.ChannelType, ChannelKind] = MappingProxyType(
    {
        discord.ChannelType.text: "text",
        discord.ChannelType.news: "announcement",
        discord.ChannelType.voice: "voice",
        discord.ChannelType.stage_voice: "stage",
        discord.ChannelType.forum: "forum",
        discord.ChannelType.media: "forum",
    }
)

_AT_ONCE = 20
"""Channels that are read before others have their turn."""


def server_check() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/settings`."""

    @app_commands.command(
        name="check",
        description=locale_str("What in this server lets others carry pictures out of it."),
    )
    async def command(interaction: Interaction) -> None:
        await require_moderator(interaction)
        checked = await _checked(interaction)
        await reply(interaction, views.page(checked, 0, language_of(interaction)))

    return command


async def page(interaction: Interaction, number: str) -> None:
    """Another page. The server is looked at anew: what was closed in between is closed."""
    await require_moderator(interaction)
    checked = await _checked(interaction)
    await turn_page(interaction, views.page(checked, int(number), language_of(interaction)))


async def picked(interaction: Interaction) -> None:
    """A finding, chosen on the first page; by its kind, as numbers may have changed."""
    await require_moderator(interaction)
    checked = await _checked(interaction)
    kinds: list[str] = [found.kind for found in checked.findings]
    chosen = chosen_of(interaction)
    number = kinds.index(chosen) + 1 if chosen in kinds else 0
    await turn_page(interaction, views.page(checked, number, language_of(interaction)))


async def _checked(interaction: Interaction) -> ServerCheck:
    """Computed on another thread, as a large server takes a while.

    Raises `UserError` where Discord has not told this process of the server: it came a moment ago,
    it is out of order, or another process has its shard.
    """
    guild = interaction.client.get_guild(guild_of(interaction))
    if guild is None or guild.unavailable or guild.get_role(guild.id) is None:
        raise UserError(
            "Discord has not told Tern how this server is set up, so nothing was checked. Please "
            "try again in a few minutes."
        )
    return await asyncio.to_thread(check, await shape_of(guild))


async def shape_of(guild: discord.Guild) -> ServerShape:
    """What the gateway gave of this server, without people.

    discord.py makes an object of every overwrite that is looked at, and only its own thread may
    look; so others have their turn in between.
    """
    listed = [
        channel
        for category, within in guild.by_category()
        for channel in ([category] if category else []) + list(within)
    ]
    channels = []
    for position, channel in enumerate(listed):
        channels.append(_channel(channel, position))
        if position % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return ServerShape(
        id=guild.id,
        roles=tuple(_role(role) for role in guild.roles),
        channels=tuple(channels),
        features=frozenset(guild.features),
        custom_link=guild.vanity_url_code is not None,
        widget=guild.widget_enabled,
        paused=guild.invites_paused(),
    )


def _role(role: discord.Role) -> Role:
    return Role(
        id=role.id,
        name=role.name,
        permissions=role.permissions.value,
        position=role.position,
        app=role.tags.bot_id if role.tags else None,
    )


def _channel(channel: discord.abc.GuildChannel, position: int) -> Channel:
    return Channel(
        id=channel.id,
        name=channel.name,
        kind=_KINDS.get(channel.type, "other"),
        position=position,
        overwrites=tuple(
            Overwrite(target.id, allow.value, deny.value, person=not _is_role(target))
            for target, overwrite in channel.overwrites.items()
            for allow, deny in [overwrite.pair()]
        ),
    )


def _is_role(target: discord.Role | discord.Member | discord.Object) -> bool:
    """People are not held in memory, so most of them come as bare objects that say their type."""
    kind = target.type if isinstance(target, discord.Object) else type(target)
    return issubclass(kind, discord.Role)


def add_routes(router: Router) -> None:
    router.add("server-check", page)
    router.add("server-check-pick", picked)
