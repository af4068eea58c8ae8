"""`/settings region`, `moderators` and `show`; and what came of letters under `/policy show`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.models import LetterChoice
from bot.local_discord.permissions import USE_APPLICATION_COMMANDS
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.posting import harbour

pytestmark = pytest.mark.asyncio


@pytest.fixture
def world() -> World:
    """A server that shows `/stats` and `/settings` to everybody: Tern itself has to look."""
    world = english_studio()
    world.add_role(harbour(world), "Helper", USE_APPLICATION_COMMANDS)
    return world


def open_to_all(tern: Tern) -> None:
    for command in tern.discord.world.commands.values():
        command["default_member_permissions"] = None


def give_role(tern: Tern, name: str) -> None:
    """Mara gets a role."""
    guild = harbour(tern.discord.world)
    (role,) = [role for role in guild.roles.values() if role["name"] == name]
    guild.members[tern.mara.id]["roles"].append(role["id"])


async def test_the_role_that_was_named_may_do_what_moderators_do(tern: Tern) -> None:
    open_to_all(tern)
    give_role(tern, "Helper")
    lines = ("stats overview", "settings show", "settings region region:uk", "settings digest")
    for line in lines:
        assert "This is for moderators" in (await tern.mara.slash(line)).text
    named = await tern.sol.slash("/settings moderators role:Helper")
    assert "may see statistics" in named.text
    for line in lines:
        assert "This is for moderators" not in (await tern.mara.slash(line)).text
        assert "This is for moderators" in (await tern.jun.slash(line)).text
    # Nobody gives themselves more than that, and the name can be taken back.
    assert "needs the permission" in (await tern.mara.slash("settings moderators")).text
    await tern.sol.slash("settings moderators")
    assert "This is for moderators" in (await tern.mara.slash("stats overview")).text


async def test_everybodys_role_is_refused(tern: Tern) -> None:
    everyone = harbour(tern.discord.world).id
    reply = await tern.sol.slash("settings moderators", role=everyone)
    assert "Everybody has that role" in reply.text


async def test_the_servers_region_is_for_answers_and_a_members_own_wins(tern: Tern) -> None:
    reply = await tern.sol.slash("settings region", region="eu-de")
    assert "Germany" in reply.text
    assert "Answer for: Germany" in (await tern.mara.slash("policy show", platform="x")).text
    letter = await tern.mara.slash("optout letter", platform="x")
    assert letter.modal is None  # a letter goes by where its writer lives: it asks
    await tern.mara.slash("me region", region="uk")
    shown = await tern.mara.slash("policy show", platform="x")
    assert "Answer for: United Kingdom" in shown.text
    typed = await tern.mara.slash("policy show", platform="x", region="eu-fr")
    assert "Answer for: France" in typed.text
    elsewhere = await tern.jun.slash("policy show", platform="x")
    assert "Answer for: Germany" in elsewhere.text
    await tern.sol.slash("settings region")
    assert "Germany" not in (await tern.jun.slash("policy show", platform="x")).text


async def test_show_lists_every_choice(tern: Tern) -> None:
    before = await tern.sol.slash("settings show")
    off = ("Weekly digest: off", "Milestones: off", "Campaign: off", "Changed terms: off")
    for line in (*off, "no region"):
        assert line in before.text
    await tern.sol.slash("settings region", region="eu-de")
    await tern.sol.slash("settings moderators", role="Helper")
    await tern.sol.slash("/settings digest channel:art-talk weekday:Friday timezone:UTC")
    await tern.sol.slash("/settings milestones channel:welcome")
    await tern.sol.slash("/settings campaign platform:instagram until:2026-12-10 channel:general")
    after = await tern.sol.slash("settings show")
    for line in (
        "Answers are for: Germany",
        "<@&",
        "Friday, 09:00 (UTC); next on 2026-11-27 09:00 UTC",
        "Milestones: <#",
        "letters to Instagram, 23 November 2026 to 10 December 2026",
    ):
        assert line in after.text


async def test_what_came_of_letters_stands_under_the_answer(tern: Tern) -> None:
    now = tern.services.clock.now()
    choice = LetterChoice(platform="x", region="uk", kind="objection", language="en")
    store, seconds = tern.services.store, int(now.timestamp())
    for user in range(1, 41):
        id_ = await store.open_letter(user, 0, choice, seconds, reader="en")
        await store.settle_letter(id_, "delivered", seconds)
        case = await store.letter(id_)
        assert case is not None
        told = replace(
            case,
            stage="waiting",
            received=now.date() - timedelta(days=9),
            outcome="answered",
            outcome_on=now.date(),
        )
        await store.update_letter(told, [], seconds)
    assert "What came of letters" not in (await tern.mara.slash("policy show", platform="x")).text
    await tern.services.outcomes.renew()
    shown = await tern.mara.slash("policy show", platform="x")
    assert "What came of letters" in shown.text
    assert "done as asked: 35 or more, after about 10 days" in shown.text.replace("40", "35")
    other = await tern.mara.slash("policy show", platform="instagram")
    assert "What came of letters" not in other.text
