"""`/stats overview`: for moderators, with a chart, without seeing anyone."""

from __future__ import annotations

import pytest

from bot.local_discord.replies import Refused
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio

CROWD = 13


@pytest.fixture
def world() -> World:
    world = english_studio()
    guild = next(iter(world.guilds.values()))
    for number in range(CROWD):
        world.add_member(guild, world.add_user(f"Member{number}")["id"])
    return world


@pytest.mark.asyncio
async def test_too_few_people_give_no_number(tern: Tern) -> None:
    for person in (tern.mara, tern.jun):
        await person.slash("migrate to", platform="cara", handle="someone")
    reply = await tern.sol.slash("stats overview")
    assert reply.ephemeral
    assert "too few people" in reply.text
    assert reply.message is not None
    assert reply.message.files == {}


@pytest.mark.asyncio
async def test_a_crowd_gives_a_rounded_number_and_a_described_chart(tern: Tern) -> None:
    for number in range(CROWD):
        person = tern.discord.person(f"Member{number}")
        await person.slash("migrate to", platform="bluesky", handle=f"m{number}.bsky.social")
    reply = await tern.sol.slash("stats overview")
    assert reply.message is not None
    assert "Bluesky: 5 or more" in reply.text or "Bluesky: 10 or more" in reply.text
    assert f"Bluesky: {CROWD}" not in reply.text
    picture = reply.message.files["tern-moves.png"]
    assert picture.startswith(b"\x89PNG")
    assert "Bluesky" in reply.message.attachments[0]["description"]


@pytest.mark.asyncio
async def test_members_do_not_even_see_the_command(tern: Tern) -> None:
    with pytest.raises(Refused):
        await tern.mara.slash("stats overview")


@pytest.mark.asyncio
async def test_a_server_that_opens_the_command_to_all_does_not_open_the_numbers(
    tern: Tern,
) -> None:
    """Discord's own setting for a command is only a default."""
    for command in tern.discord.world.commands.values():
        command["default_member_permissions"] = None
    reply = await tern.mara.slash("stats overview")
    assert reply.ephemeral
    assert "Manage Server" in reply.text
