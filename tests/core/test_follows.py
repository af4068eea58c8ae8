"""Who follows which platform's terms, and what they are told: on both engines."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
import pytest_asyncio

from bot.core.follows import Follows
from bot.core.models import Job
from bot.core.ports import Store
from bot.core.watch import Watch
from bot.errors import UserError
from tests.changing import Watching, sample_change, sample_texts
from tests.moving import MovingClock
from tests.records import sample_platform

pytestmark = pytest.mark.asyncio

ANA, BEN, CEM = 101, 102, 103
INSTAGRAM = sample_platform()
CARA = sample_platform(id="cara", name="Cara")
PLAIN = sample_change(id=72, because={})
CARAS = sample_change(id=73, platform="cara", url="https://example.org/cara")


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest_asyncio.fixture
async def watch(store: Store) -> Watching:
    return Watching(store)


@pytest_asyncio.fixture
async def follows(store: Store, watch: Watching, clock: MovingClock) -> Follows:
    return Follows(store, cast("Watch", watch), clock)


async def due(store: Store, clock: MovingClock) -> list[Job]:
    """The notices that are due, claimed."""
    jobs = await store.claim_jobs(int(clock.now().timestamp()), 300, 50)
    return [job for job in jobs if job.kind == "change-notice"]


async def test_who_follows_hears_of_what_concerns_ai_unless_they_choose_every_change(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    await follows.follow(ANA, INSTAGRAM, "en-GB")
    await follows.follow(BEN, INSTAGRAM, "de")
    await follows.choose(BEN, INSTAGRAM, "all", "de")
    await follows.follow(CEM, CARA, "fr")
    await follows.announce(await watch.found(PLAIN))
    assert [job.user for job in await due(store, clock)] == [BEN]
    await follows.announce(await watch.found(sample_change()))
    jobs = await due(store, clock)
    assert {job.user for job in jobs} == {ANA, BEN}
    said = {job.user: await follows.notice(job) for job in jobs}
    assert said[ANA] is not None
    assert said[ANA].change == sample_change()
    assert said[ANA].follow.reader == "en-GB"


async def test_nobody_is_told_twice_of_one_change(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    await follows.follow(ANA, INSTAGRAM, "en-GB")
    change = await watch.found(sample_change())
    await follows.announce(change)
    await follows.announce(change)
    (job,) = await due(store, clock)
    await follows.ended(job)
    await store.finish_job(job.id)
    await follows.announce(change)
    assert await due(store, clock) == []
    assert await follows.notice(job) is None


async def test_a_crowd_is_told_little_by_little(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    for user in range(1, 8):
        await follows.follow(user, INSTAGRAM, "en-GB")
    await follows.announce(await watch.found(sample_change()))
    told = []
    for _ in range(4):
        jobs = await due(store, clock)
        told.append(len(jobs))
        for job in jobs:
            await store.finish_job(job.id)
        clock.on(seconds=1)
    assert told == [2, 2, 2, 1]


async def test_to_follow_again_keeps_what_was_chosen_and_when(
    follows: Follows, clock: MovingClock
) -> None:
    (first,) = await follows.follow(ANA, INSTAGRAM, "en-GB")
    await follows.choose(ANA, INSTAGRAM, "all", "en-GB")
    clock.on(days=3)
    (again,) = await follows.follow(ANA, INSTAGRAM, "de")
    assert again == replace(first, which="all", reader="de")


async def test_who_stops_one_hears_of_the_others_and_nothing_that_was_due(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    await follows.follow(ANA, INSTAGRAM, "en-GB")
    await follows.follow(ANA, CARA, "en-GB")
    await follows.follow(BEN, INSTAGRAM, "en-GB")
    await follows.announce(await watch.found(sample_change()))
    await follows.announce(await watch.found(CARAS))
    assert await follows.unfollow(ANA, "instagram") == 1
    assert await follows.unfollow(ANA, "instagram") == 0
    assert [one.platform for one in await follows.follows(ANA)] == ["cara"]
    jobs = await due(store, clock)
    notices = [notice for job in jobs if (notice := await follows.notice(job))]
    told = {(notice.follow.user, notice.change.platform) for notice in notices}
    assert told == {(ANA, "cara"), (BEN, "instagram")}


async def test_who_stops_while_a_message_is_being_written_gets_none(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    await follows.follow(ANA, INSTAGRAM, "en-GB")
    await follows.announce(await watch.found(sample_change()))
    (job,) = await due(store, clock)
    assert await follows.unfollow(ANA) == 1
    assert await follows.notice(job) is None
    assert await follows.follows(ANA) == []


async def test_what_was_held_waits_for_the_person_and_is_told_once(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    await follows.follow(ANA, INSTAGRAM, "en-GB")
    await follows.announce(await watch.found(sample_change()))
    (job,) = await due(store, clock)
    await store.hold_job(job.id)
    assert await follows.held(BEN, 3) == []
    (held,) = await follows.held(ANA, 3)
    assert held.change.id == 71
    await follows.told(held.job)
    assert await follows.held(ANA, 3) == []
    assert await due(store, clock) == []


async def test_nothing_is_followed_where_the_watch_is_off(store: Store, clock: MovingClock) -> None:
    off = Follows(store, cast("Watch", Watching(store, is_on=False)), clock)
    with pytest.raises(UserError, match="not switched that on"):
        await off.follow(ANA, INSTAGRAM, "en-GB")
    with pytest.raises(UserError, match="not switched that on"):
        await off.choose(ANA, INSTAGRAM, "all", "en-GB")
    assert await off.follows(ANA) == []


async def test_nothing_is_followed_of_which_no_text_is_read(
    store: Store, clock: MovingClock
) -> None:
    only = Follows(store, cast("Watch", Watching(store, texts=sample_texts("cara"))), clock)
    with pytest.raises(UserError, match="reads no terms of Instagram"):
        await only.follow(ANA, INSTAGRAM, "en-GB")
    assert await only.follows(ANA) == []


async def test_who_is_erased_follows_nothing_and_is_told_nothing(
    follows: Follows, watch: Watching, store: Store, clock: MovingClock
) -> None:
    for user in (ANA, BEN):
        await follows.follow(user, INSTAGRAM, "en-GB")
    await follows.announce(await watch.found(sample_change()))
    exported = await store.export(ANA)
    assert [len(exported[table]) for table in ("follows", "change_notices", "jobs")] == [1, 1, 1]
    await store.erase(ANA)
    assert not any((await store.export(ANA)).values())
    assert [job.user for job in await due(store, clock)] == [BEN]
    assert await follows.follows(ANA) == []
    assert len(await follows.follows(BEN)) == 1
