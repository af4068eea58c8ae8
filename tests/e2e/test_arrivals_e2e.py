"""Who is still there, who is told of whom, and what ends: the jobs of forwarding cards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.jobs.cards import Members, check_members, look_after_server, tell_arrival
from bot.jobs.worker import Done, Later, Result
from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.migrating import (
    at_night,
    buttons,
    changed,
    come_back,
    harbour,
    jobs,
    leave,
    tern_in_time,
)
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


@pytest.fixture
def clock() -> MovingClock:
    return at_night()


@pytest_asyncio.fixture
async def tern(discord: LocalDiscord, tmp_path: Path, clock: MovingClock) -> AsyncIterator[Tern]:
    async with tern_in_time(discord, tmp_path, clock) as connected:
        yield connected


async def look_after(tern: Tern) -> list[Result]:
    """What the worker will do with the jobs that are due."""
    return [
        await look_after_server(tern.client, job, pause=0) for job in await jobs(tern, "cards-seen")
    ]


async def tell(tern: Tern) -> list[Result]:
    return [await tell_arrival(tern.client, job) for job in await jobs(tern, "card-arrived")]


async def publish(tern: Tern, visible: str = "lists") -> None:
    reply = await tern.mara.slash(
        "migrate to", platform="cara", handle="marapaints", visible=visible
    )
    assert "Your card is" in reply.text


async def in_directory(tern: Tern) -> bool:
    return "marapaints" in (await tern.jun.slash("migrate directory")).text


async def seen(tern: Tern, person: Person) -> None:
    """Until Tern has noted, once the answer was out, that somebody is there now."""
    guild, user = int(harbour(tern.discord.world).id), int(person.id)
    noted = tern.services.moves._sightings
    async with asyncio.timeout(5):
        while noted.is_news(guild, user, int(tern.services.clock.now().timestamp())):
            await tern.jun.slash("about")


# who is still there


async def test_members_are_found_without_a_privileged_intent(tern: Tern) -> None:
    guild = int(harbour(tern.discord.world).id)
    mara, jun, nobody = int(tern.mara.id), int(tern.jun.id), 4242
    leave(tern, tern.jun)
    found = await check_members(tern.client, guild, [mara, jun, nobody])
    assert list(found.here) == [mara]
    assert sorted(found.gone) == sorted([jun, nobody])
    assert not tern.client.intents.members


async def test_a_server_of_another_process_is_asked_one_by_one(
    discord: LocalDiscord, tmp_path: Path, clock: MovingClock
) -> None:
    guild = harbour(discord.world)
    other = 1 - (int(guild.id) >> 22) % 2
    async with tern_in_time(discord, tmp_path, clock, shard_count=2, shard_ids=(other,)) as tern:
        assert tern.client.get_guild(int(guild.id)) is None
        leave(tern, tern.jun)
        found = await check_members(
            tern.client, int(guild.id), [int(tern.mara.id), int(tern.jun.id)]
        )
        assert (list(found.here), list(found.gone)) == ([int(tern.mara.id)], [int(tern.jun.id)])


async def test_when_discord_does_not_say_nobody_is_gone(tern: Tern) -> None:
    guild = int(harbour(tern.discord.world).id)
    leave(tern, tern.jun)
    tern.discord.faults.fail(r"GET /guilds/\d+/members", 403, times=9, code=50001)
    found = await check_members(tern.client, guild, [int(tern.mara.id), int(tern.jun.id)])
    assert (list(found.here), list(found.gone)) == ([int(tern.mara.id)], [])
    assert await check_members(tern.client, 99, [int(tern.mara.id)]) == Members()


async def test_the_daily_look_keeps_cards_shown(tern: Tern, clock: MovingClock) -> None:
    await publish(tern)
    assert await look_after(tern) == []
    for _ in range(20):
        clock.on(days=1)
        assert await look_after(tern) == [Later(24 * 3600)]
    assert await in_directory(tern)


async def test_unlooked_for_a_card_is_shown_for_a_week_only(tern: Tern, clock: MovingClock) -> None:
    await publish(tern)
    assert await in_directory(tern)
    await seen(tern, tern.mara)
    clock.on(days=7, seconds=1)
    assert not await in_directory(tern)
    await tern.mara.slash("about")
    await seen(tern, tern.mara)
    assert await in_directory(tern)


async def test_who_leaves_is_hidden_and_who_returns_is_back(tern: Tern, clock: MovingClock) -> None:
    await publish(tern)
    member = leave(tern, tern.mara)
    clock.on(days=1)
    await look_after(tern)
    assert not await in_directory(tern)
    clock.on(days=28)
    come_back(tern, tern.mara, member)
    await look_after(tern)
    assert await in_directory(tern)


async def test_a_month_after_leaving_the_card_is_erased(tern: Tern, clock: MovingClock) -> None:
    await publish(tern)
    member = leave(tern, tern.mara)
    for days in (1, 30, 1):
        clock.on(days=days)
        await look_after(tern)
    come_back(tern, tern.mara, member)
    assert "You have no card" in (await tern.mara.slash("migrate list")).text


# tell me when they arrive


async def ask(tern: Tern) -> str:
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    told = await changed(await tern.jun.press(found.message, "arrive"))
    return told.text


async def test_who_asked_is_told_once(tern: Tern) -> None:
    assert "Tern will tell you once" in await ask(tern)
    await publish(tern, "numbers")
    assert await tell(tern) == []
    await publish(tern, "find")
    assert await tell(tern) == [Done()]
    (message,) = tern.jun.dms()
    assert "Somebody you asked about has a card" in message.text
    assert "marapaints" in message.text
    assert "Harbour Studio" in message.text
    assert "You asked for this on 23 November 2026" in message.text
    await publish(tern)
    assert await tell(tern) == []


async def test_nobody_is_told_whose_asking_was_refused(tern: Tern) -> None:
    await ask(tern)
    own = await tern.mara.slash("migrate list")
    assert own.message is not None
    after = await changed(await tern.mara.press(own.message, "card-asks"))
    assert "Nobody can ask" in after.text
    await publish(tern)
    assert await tell(tern) == []
    await tern.mara.slash("migrate remove", platform="cara")
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    refused = await (await tern.jun.press(found.message, "arrive")).next()
    assert "does not want others to be told" in refused.text


async def test_an_ask_expires(tern: Tern, clock: MovingClock) -> None:
    await ask(tern)
    clock.on(days=91)
    await publish(tern)
    assert await tell(tern) == []
    assert tern.jun.dms() == []


async def test_who_left_is_told_nothing(tern: Tern) -> None:
    await ask(tern)
    await publish(tern)
    leave(tern, tern.jun)
    assert await tell(tern) == [Done()]
    assert tern.jun.dms() == []


async def test_a_card_taken_back_in_between_is_not_told(tern: Tern) -> None:
    await ask(tern)
    await publish(tern)
    await publish(tern, "me")
    assert await tell(tern) == [Done()]
    assert tern.jun.dms() == []


async def test_closed_messages_are_not_tried_again_failed_ones_are(tern: Tern) -> None:
    await ask(tern)
    await publish(tern)
    tern.discord.faults.fail(r"POST /channels/\d+/messages", 400, times=1, code=40060)
    assert await tell(tern) == [Later(600)]
    assert await tell(tern) == [Done()]
    assert len(tern.jun.dms()) == 1


async def test_stop_these_forgets_all_asks(tern: Tern) -> None:
    await ask(tern)
    await publish(tern)
    await tell(tern)
    found = await tern.jun.slash("migrate find", member=tern.sol.id)
    assert found.message is not None
    await changed(await tern.jun.press(found.message, "arrive"))
    (message,) = tern.jun.dms()
    assert "Stop these" in buttons(message)
    stopped = await tern.jun.press(message, "arrive-stop")
    assert "forgets whom you asked" in stopped.text
    await tern.sol.slash("migrate to", platform="cara", handle="solpaints")
    assert await tell(tern) == []


async def test_who_has_a_card_offers_no_waiting(tern: Tern) -> None:
    await publish(tern)
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert "Tell me when they arrive" not in buttons(found.message)
    own = await tern.jun.slash("migrate find", member=tern.jun.id)
    assert "Tell me when they arrive" not in buttons(own.message)


# asked again


async def allow_asking(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    after = await changed(await tern.mara.select(reply.message, "card-ending", "ask"))
    assert "Tern asks you on 23 November 2027" in after.text


async def test_after_a_year_the_owner_is_asked_and_may_keep_it(
    tern: Tern, clock: MovingClock
) -> None:
    await allow_asking(tern)
    clock.on(days=364)
    await look_after(tern)
    assert tern.mara.dms() == []
    clock.on(days=1)
    await look_after(tern)
    (message,) = tern.mara.dms()
    assert "Does your card still hold?" in message.text
    assert "ends on 23 December 2027" in message.text
    assert await in_directory(tern)
    kept = await tern.mara.press(message, "card-holds")
    assert "asks you again in a year" in kept.text
    clock.on(days=31)
    await look_after(tern)
    assert await in_directory(tern)
    assert sum("Does your card still hold?" in one.text for one in tern.mara.dms()) == 1


async def test_without_an_answer_it_ends(tern: Tern, clock: MovingClock) -> None:
    await allow_asking(tern)
    clock.on(days=365)
    await look_after(tern)
    assert "It ends on 23 December 2027" in (await tern.mara.slash("migrate list")).text
    clock.on(days=30)
    await look_after(tern)
    assert not await in_directory(tern)
    assert "You have no card" in (await tern.mara.slash("migrate list")).text
    assert len(tern.mara.dms()) == 1


async def test_it_can_be_taken_away_from_there(tern: Tern, clock: MovingClock) -> None:
    await allow_asking(tern)
    clock.on(days=365)
    await look_after(tern)
    (message,) = tern.mara.dms()
    assert "Your card is gone" in (await tern.mara.press(message, "card-ends")).text
    assert not await in_directory(tern)


async def test_a_message_that_failed_is_tried_the_next_day(tern: Tern, clock: MovingClock) -> None:
    await allow_asking(tern)
    clock.on(days=365)
    tern.discord.faults.fail(r"POST /channels/\d+/messages", 400, times=1, code=40060)
    await look_after(tern)
    assert tern.mara.dms() == []
    clock.on(days=1)
    await look_after(tern)
    assert len(tern.mara.dms()) == 1
