"""Who may do what is looked at when it is done: what Discord hides from members is only a default,
and who saw a card as a moderator may be none any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.core.rates import RATES
from bot.local_discord.components import BUTTON, interactive
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Reply
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.hostile import crowd, leaves, tern_for_ever
from tests.e2e.posting import harbour

pytestmark = pytest.mark.asyncio

REFUSED = ("This is for moderators", "This needs the permission Manage Server")


@pytest.fixture
def world() -> World:
    world = english_studio()
    for number in range(12):
        world.add_member(harbour(world), world.add_user(f"Member{number}")["id"])
    return world


def of_moderators(tern: Tern) -> list[tuple[str, list[Any]]]:
    """The commands that Discord hides from members by default, as they were registered."""
    return [
        leaf
        for command in tern.discord.world.commands.values()
        if command["default_member_permissions"] not in (None, "0")
        for leaf in leaves(command, command["name"])
    ]


def options(tern: Tern, specs: list[Any]) -> dict[str, str]:
    return {
        one["name"]: str(one["choices"][0]["value"]) if one.get("choices") else tern.jun.id
        for one in specs
        if one.get("required")
    }


async def seen_by_moderator(tern: Tern) -> list[Message]:
    """Everything with something to press that comes of these commands."""
    shown: list[Message] = []
    for line, specs in of_moderators(tern):
        reply = await tern.sol.slash(line, **options(tern, specs))
        if reply.message is not None:
            shown.append(reply.message)
            for part in list(interactive(reply.message.json["components"])):
                if part["type"] == BUTTON and not part.get("disabled"):
                    turned: Reply = await tern.sol.press(reply.message, part["custom_id"])
                    shown += [turned.message] if turned.message else []
    again = await tern.sol.slash("settings show")  # what was pressed has become something else
    return [one for one in (*shown, again.message) if one and one.custom_ids]


async def told(person: Person, doing: Any) -> str:
    reply = await doing
    return (reply.message or await reply.next()).text


def touched(person: Person, card: Message, part: Any) -> Any:
    """A button is pressed, of a select the first is chosen."""
    if part["type"] == BUTTON:
        return person.press(card, part["custom_id"])
    return person.select(card, part["custom_id"], part["options"][0]["value"])


async def test_a_member_who_gets_at_them_is_refused_everywhere(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with tern_for_ever(discord, tmp_path) as tern:
        await crowd(tern, "someone")
        found = await tern.mara.slash("migrate find", member="Jun")
        assert found.message is not None
        await tern.mara.select(found.message, "card-report", _first(found.message))
        commands = of_moderators(tern)
        assert {line.partition(" ")[0] for line, _ in commands} == {"stats", "settings"}
        cards = await seen_by_moderator(tern)
        before = await tern.services.settings.show(int(harbour(discord.world).id))

        for command in discord.world.commands.values():
            command["default_member_permissions"] = None
        for line, specs in commands:
            said = await told(tern.mara, tern.mara.slash(line, **options(tern, specs)))
            assert said.startswith(REFUSED), line
        pressed = set()
        for card in cards:
            card.post.audience = tern.mara.id
            for part in list(interactive(card.json["components"])):
                if not part.get("disabled"):
                    said = await told(tern.mara, touched(tern.mara, card, part))
                    assert said.startswith(REFUSED), part["custom_id"]
                    pressed.add(part["custom_id"].partition(":")[0])
        assert {"stats-page", "reports", "report-act", "server-check-pick"} <= pressed
        assert await tern.services.settings.show(int(harbour(discord.world).id)) == before


def _first(message: Message) -> str:
    (select,) = [p for p in interactive(message.json["components"]) if p.get("options")]
    return str(select["options"][0]["value"])


async def test_with_no_right_of_its_own_tern_answers_everywhere(tern: Tern) -> None:
    """What the invite link of README.md asks for: nothing."""
    guild = harbour(tern.discord.world)
    for role_id in guild.members[tern.discord.world.bot["id"]]["roles"]:
        guild.roles[role_id]["permissions"] = str(discord.Permissions.none().value)
    guild.roles[guild.id]["permissions"] = str(
        discord.Permissions(
            view_channel=True, use_application_commands=True, send_messages=True
        ).value
    )
    for line in ("about", "policy show platform:instagram", "me export", "migrate directory"):
        assert (await tern.mara.slash(line)).message is not None


async def test_who_asks_too_often_is_told_when_it_works_again(tern: Tern) -> None:
    for _ in range(RATES["export"].times):
        assert "often" not in (await tern.mara.slash("me export")).text
    refused = await tern.mara.slash("me export")
    assert refused.text == (
        "Tern does this only so often for one person. It works again 2026-11-23 02:30 UTC."
    )
    assert refused.ephemeral
    assert "often" not in (await tern.jun.slash("me export")).text
