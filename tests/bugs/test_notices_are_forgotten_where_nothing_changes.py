"""Of which change somebody was told is kept for 90 days, but what is older went only when another
change was found: on a Tern whose watch was switched off it stayed. What waited for somebody who
takes no direct messages and never came back stayed in any case."""

from __future__ import annotations

from typing import cast

import pytest

from bot.core.follows import Follows
from bot.core.models import Job
from bot.core.ports import Store
from bot.core.watch import Watch
from bot.core.watch_store import Follow
from bot.jobs.erasures import Erasing
from bot.jobs.worker import Later
from tests.changing import Watching, sample_change
from tests.e2e.conftest import Tern
from tests.moving import MovingClock
from tests.records import sample_platform

pytestmark = pytest.mark.asyncio

DAY = 86_400
TOLD, AWAY = 101, 102
"""One was told; one takes no direct messages."""


async def kept(store: Store, user: int) -> set[str]:
    """Tables with rows of theirs."""
    return {table for table, rows in (await store.export(user)).items() if rows}


async def test_who_was_told_of_what_goes_after_90_days(store: Store) -> None:
    clock = MovingClock()
    watch = Watching(store)
    follows = Follows(store, cast("Watch", watch), clock)
    for user in (TOLD, AWAY):
        await follows.follow(user, sample_platform(), "en-GB")
    now = int(clock.now().timestamp())
    await follows.announce(await watch.found(sample_change(found_at=now, seen_at=now - 60)))
    for job in await store.claim_jobs(now + 60, 300, 50):
        if job.user == AWAY:
            await store.hold_job(job.id)
        elif job.user == TOLD:
            await follows.ended(job)
            await store.finish_job(job.id)
    clock.on(days=89)
    await follows.forget_old()
    assert "change_notices" in await kept(store, TOLD)
    assert {"change_notices", "jobs"} <= await kept(store, AWAY)
    clock.on(days=2)
    await follows.forget_old()
    assert await kept(store, TOLD) == {"follows"}
    assert await kept(store, AWAY) == {"follows"}
    assert await follows.held(AWAY, 3) == []


async def test_the_daily_look_for_servers_does_it(tern: Tern) -> None:
    store, now = tern.services.store, int(tern.services.clock.now().timestamp())
    await store.put_follow(
        Follow(user=TOLD, platform="instagram", which="ai", reader="en-GB", asked_at=now)
    )
    assert await store.make_notices(await Watching(store).found(sample_change()), now - 91 * DAY)
    job = Job(id=1, kind="servers-seen", user=0, case=0, at=now)
    assert isinstance(await Erasing(tern.client).compare(job), Later)
    assert await kept(store, TOLD) == {"follows"}
