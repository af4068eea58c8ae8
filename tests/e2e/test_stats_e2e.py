"""`/stats`: for moderators, with charts, without seeing anyone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Refused, Reply
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.life import tern_at
from tests.moving import MovingClock

CROWD = 14

pytestmark = pytest.mark.asyncio


@pytest.fixture
def world() -> World:
    world = english_studio()
    guild = next(iter(world.guilds.values()))
    for number in range(CROWD):
        world.add_member(guild, world.add_user(f"Member{number}")["id"])
    return world


def crowd(tern: Tern) -> list[Person]:
    return [tern.discord.person(f"Member{number}") for number in range(CROWD)]


async def move(tern: Tern) -> None:
    for number, person in enumerate(crowd(tern)):
        handle = f"m{number}.bsky.social"
        await person.slash("migrate to", platform="bluesky", handle=handle, **{"from": "instagram"})


def answer(reply: Reply) -> Message:
    assert reply.ephemeral
    assert reply.message is not None
    return reply.message


def described(message: Message) -> dict[str, str]:
    """What the pictures show, in words, by their names."""
    return {one["filename"]: one["description"] for one in message.attachments}


async def test_too_few_people_give_no_number(tern: Tern) -> None:
    for person in (tern.mara, tern.jun):
        await person.slash("migrate to", platform="cara", handle="someone")
    for command in ("overview", "flows", "letters", "export"):
        reply = await tern.sol.slash(f"stats {command}")
        assert "too few people" in reply.text
        assert answer(reply).files == {}


async def test_a_crowd_gives_a_rounded_number_and_a_described_chart(tern: Tern) -> None:
    await move(tern)
    reply = await tern.sol.slash("stats overview")
    assert "Bluesky: 5 or more" in reply.text or "Bluesky: 10 or more" in reply.text
    assert f"Bluesky: {CROWD}" not in reply.text
    message = answer(reply)
    assert message.files["tern-moves.png"].startswith(b"\x89PNG")
    assert "Bluesky" in described(message)["tern-moves.png"]


async def test_flows_have_a_diagram_and_their_figures(tern: Tern) -> None:
    await move(tern)
    reply = await tern.sol.slash("stats flows", days=90)
    assert "Instagram → Bluesky: " in reply.text
    message = answer(reply)
    assert message.files["tern-flows.png"].startswith(b"\x89PNG")
    assert described(message)["tern-flows.png"].startswith("Flow diagram.")


async def test_the_table_is_a_file(tern: Tern) -> None:
    await move(tern)
    reply = await tern.sol.slash("stats export")
    ((name, content),) = answer(reply).files.items()
    assert name == "tern-statistics-2026-11-23.csv"
    (row,) = csv.DictReader(io.StringIO(content.decode()))
    assert (row["counted"], row["platform"], row["from"]) == ("moved", "bluesky", "instagram")
    assert int(row["at_least"]) in (5, 10)


async def test_charts_on_white_take_the_place_of_those_on_black(tern: Tern) -> None:
    await move(tern)
    reply = await tern.sol.slash("stats flows")
    dark = answer(reply).files["tern-flows.png"]
    light = await (await tern.sol.press(answer(reply), "stats-page:v1:flows:30:light")).next()
    assert light.id == answer(reply).id
    assert light.files["tern-flows.png"] != dark
    assert "Charts on black" in str(light.json["components"])


async def test_a_week_later_there_are_lines_and_what_was_asked(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await move(tern)
        await tern.sol.slash("stats overview")
        for person in crowd(tern):
            await person.slash("policy show", platform="instagram")
            await person.slash("policy timeline", platform="instagram")
        clock.on(days=7)
        reply = await tern.sol.slash("stats overview")
        message = answer(reply)
        assert message.files.keys() == {"tern-moves.png", "tern-weeks.png"}
        assert described(message)["tern-weeks.png"].startswith("Line chart from ")
        assert "Instagram: 5 or more" in reply.text or "Instagram: 10 or more" in reply.text


async def test_members_do_not_even_see_the_command(tern: Tern) -> None:
    with pytest.raises(Refused):
        await tern.mara.slash("stats overview")


def open_to_all(tern: Tern) -> None:
    """Discord's own setting for a command is only a default."""
    for command in tern.discord.world.commands.values():
        command["default_member_permissions"] = None


async def test_a_server_that_opens_the_command_to_all_does_not_open_the_numbers(
    tern: Tern,
) -> None:
    open_to_all(tern)
    for command in ("overview", "flows", "letters", "export"):
        reply = await tern.mara.slash(f"stats {command}")
        assert reply.ephemeral
        assert "Manage Server" in reply.text


async def test_a_named_role_sees_the_numbers(tern: Tern) -> None:
    open_to_all(tern)
    guild = next(iter(tern.discord.world.guilds.values()))
    role = guild.members[tern.mara.id]["roles"][0]
    await tern.services.store.name_moderators(int(guild.id), int(role), 1)
    reply = await tern.mara.slash("stats overview")
    assert "too few people" in reply.text
