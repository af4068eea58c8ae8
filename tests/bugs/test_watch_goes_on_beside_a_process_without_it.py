"""A process with the watch off, or with records that do not name a host, ended that host's look for
all processes: nothing of it was read any more until one was started anew."""

from __future__ import annotations

import pytest

from tests.core.watching import DAY, HELP, PRIVACY, TERMS, WWW, Desk, platform, watched

pytestmark = pytest.mark.asyncio


async def hosts(desk: Desk) -> set[int]:
    """The planned looks, each ended as by a process without the watch."""
    jobs = await desk.jobs()
    for job in jobs:
        assert await desk.another(reader=None).look(job.case) is None
        await desk.store.finish_job(job.id)
    return {job.case for job in jobs if job.kind == "watch-host"}


async def test_ended_looks_are_planned_again(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(TERMS, PRIVACY)) as desk:
        await desk.watch.begin()
        assert await hosts(desk) == {HELP, WWW}
        await desk.day()
        assert await hosts(desk) == {HELP}
        await desk.watch.look(WWW)
        assert await hosts(desk) == set()  # at most once an hour
        await desk.day(HELP)
        assert await hosts(desk) == {WWW}


async def test_texts_that_no_record_names_are_forgotten_after_a_while(sqlite_url: str) -> None:
    """They were kept for ever, twenty versions of each."""
    async with watched(sqlite_url, platform(TERMS, PRIVACY)) as desk:
        await desk.watch.look(WWW)
        await desk.watch.look(HELP)
        private = (await desk.reading()).text
        desk.platforms = [platform(TERMS)]
        for days, are_left in ((90, 2), (1, 1)):
            desk.clock.on(seconds=days * DAY)
            await desk.another().begin()
            assert len(await desk.store.readings()) == are_left
        assert await desk.store.newest_version(private) is None
        (left,) = await desk.store.readings()
        assert await desk.store.newest_version(left.text) is not None
