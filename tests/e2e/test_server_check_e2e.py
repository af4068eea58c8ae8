"""`/settings check`: from what the gateway gave Tern, and from nothing else."""

from __future__ import annotations

import asyncio

import discord as discord_py
import pytest

from bot.commands.server_check import shape_of
from bot.core.server_check import CONNECT, USE_EXTERNAL_APPS, rights
from bot.local_discord.permissions import (
    ADMINISTRATOR,
    ATTACH_FILES,
    EVERYONE,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    overwrite,
)
from bot.local_discord.replies import Message, Reply
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.posting import harbour

pytestmark = pytest.mark.asyncio

KINDS = {"lounge": 2, "Studio": 4, "news": 5, "talks": 13, "critique": 15, "gallery": 16}
"""Channels by their type: voice, category, announcements, stage, forum, media (docs, channel)."""
LOOKED_AT = (
    "view_channel",
    "send_messages",
    "attach_files",
    "read_message_history",
    "create_instant_invite",
    "manage_webhooks",
    "manage_roles",
    "use_external_apps",
    "administrator",
)


@pytest.fixture
def world() -> World:
    """Harbour Studio with gaps: external apps for everyone but in one channel, an administrator, an
    app that reads the moderators' channel, an announcement channel."""
    world = english_studio()
    guild = harbour(world)
    guild.roles[guild.id]["permissions"] = str(EVERYONE | USE_EXTERNAL_APPS | CONNECT)
    world.add_role(guild, "Captain", ADMINISTRATOR)
    archivist = world.add_role(guild, "Archivist", EVERYONE)
    archivist |= {"managed": True, "tags": {"bot_id": world.ids.next()}}
    quiet = overwrite(guild.id, deny=USE_EXTERNAL_APPS | ATTACH_FILES)
    world.add_channel(guild, "rules", overwrites=[quiet])
    closed = overwrite(guild.id, deny=VIEW_CHANNEL)
    world.add_channel(
        guild, "vault", overwrites=[closed, overwrite(archivist["id"], allow=VIEW_CHANNEL)]
    )
    for name, kind in KINDS.items():
        channel = world.add_channel(guild, name)
        channel |= {"type": kind, "bitrate": 64000, "user_limit": 0}
    return world


def named(tern: Tern, name: str) -> str:
    """How a channel is mentioned."""
    guild = harbour(tern.discord.world)
    (id_,) = [i for i in guild.channel_ids if tern.discord.world.channels[i]["name"] == name]
    return f"<#{id_}>"


async def close(tern: Tern) -> None:
    """The server's owner takes from every role what was found, but for the moderators'."""
    guild = harbour(tern.discord.world)
    tern.discord.remove_bot(guild)
    for role in guild.roles.values():
        if role["name"] != "Moderator":
            role["permissions"] = str(VIEW_CHANNEL | SEND_MESSAGES)
    there = asyncio.ensure_future(tern.client.wait_for("guild_available", timeout=5))
    await asyncio.sleep(0)
    tern.discord.add_bot(guild)
    await there


async def checked(tern: Tern) -> Message:
    """The first page, as the moderator sees it."""
    reply = await tern.sol.slash("settings check")
    assert reply.message is not None
    return reply.message


async def shown(reply: Reply) -> str:
    """The page that took the place of the one before."""
    return (reply.message or await reply.next()).text


async def turned(tern: Tern, message: Message, number: int) -> str:
    """A page beside the one that is shown."""
    return await shown(await tern.sol.press(message, f"server-check:v1:{number}"))


async def chosen(tern: Tern, message: Message, kind: str) -> str:
    return await shown(await tern.sol.select(message, "server-check-pick", kind))


async def test_a_server_is_checked_and_its_findings_turned_through(tern: Tern) -> None:
    first = await checked(tern)
    assert first.ephemeral
    titles = [line for line in first.text.splitlines() if line.split(".")[0].isdecimal()]
    assert titles == [
        "1. **Apps that members bring along**: open to everyone, or from outside",
        "2. **Earlier pictures**: open to everyone, or from outside",
        "3. **Channels that other servers can follow**: open to everyone, or from outside",
        "4. **Administrators**: open to some roles or members",
        "5. **Who may add apps**: open to some roles or members",
        "6. **Apps in channels that not everyone reads**: open to apps",
    ]
    apps = await turned(tern, first, 1)
    assert "-# 1 of 6" in apps
    assert named(tern, "art-talk") in apps
    assert named(tern, "rules") not in apps
    assert named(tern, "news") in await chosen(tern, first, "announcements")
    beyond = await chosen(tern, first, "apps-beyond")
    assert named(tern, "vault") in beyond
    assert "Data Access" in beyond
    assert "Administrators" in await turned(tern, first, 5)


async def test_nothing_is_asked_of_discord_for_it(tern: Tern) -> None:
    before = len(tern.discord.requests)
    await turned(tern, await checked(tern), 1)
    asked = {request.route for request in tern.discord.requests[before:]}
    assert all("interactions" in route or "webhooks" in route for route in asked)


async def test_what_was_closed_is_closed_on_the_next_page(tern: Tern) -> None:
    """Every page looks anew, and the number of pages may have changed."""
    first = await checked(tern)
    await close(tern)
    text = await turned(tern, first, 1)
    assert "Channels that other servers can follow" in text
    assert "-# 1 of 2" in text


async def test_a_finding_that_is_gone_leads_to_the_first_page(tern: Tern) -> None:
    first = await checked(tern)
    await close(tern)
    text = await chosen(tern, first, "external-apps")
    assert "What lets pictures out of this server" in text


async def test_a_server_that_discord_has_not_told_of_is_not_guessed_at(tern: Tern) -> None:
    guild = harbour(tern.discord.world)
    tern.discord.outage(guild)
    said = (await tern.sol.slash("settings check")).text
    assert "so nothing was checked" in said


async def test_it_is_for_moderators(tern: Tern) -> None:
    first = await checked(tern)
    for command in tern.discord.world.commands.values():
        command["default_member_permissions"] = None
    assert "This is for moderators" in (await tern.mara.slash("settings check")).text
    first.post.audience = tern.mara.id
    pressed = await tern.mara.press(first, "server-check:v1:1")
    assert "This is for moderators" in (pressed.message or await pressed.next()).text


async def test_permissions_are_those_that_discord_py_computes(
    discord: LocalDiscord, tern: Tern
) -> None:
    """For every role in every channel, of every kind of channel. Everyone may connect here: of who
    may not, discord.py leaves out that they cannot read either."""
    guild = harbour(discord.world)
    known = tern.client.get_guild(int(guild.id))
    assert known is not None
    shape = await shape_of(known)
    looked_at = discord_py.Permissions(**dict.fromkeys(LOOKED_AT, True)).value
    assert [channel.id for channel in shape.channels if channel.kind == "other"]
    for channel in shape.channels:
        for role in shape.roles:
            there, whose = known.get_channel(channel.id), known.get_role(role.id)
            assert there is not None
            assert whose is not None
            expected = there.permissions_for(whose).value
            if not expected & VIEW_CHANNEL:
                expected = 0
            assert rights(shape, channel, role) & looked_at == expected & looked_at
