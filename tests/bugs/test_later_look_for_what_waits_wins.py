"""Two commands may look at once for who has something waiting. The look that began first and ended
last won, and what was held meanwhile did not follow the person's command."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.core.models import NewJob
from bot.store import _engine, apply_schema
from bot.store.engine import Engine, Row, Value
from bot.store.jobs import Jobs, put_jobs
from tests.store.filled import ANA

pytestmark = pytest.mark.asyncio


class Slow:
    """An engine whose first answer arrives when it is let through."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.has_read, self.through = asyncio.Event(), asyncio.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    async def read(self, sql: str, *values: Value) -> Sequence[Row]:
        rows = await self._engine.read(sql, *values)
        if not self.has_read.is_set():
            self.has_read.set()
            await self.through.wait()
        return rows


async def test_an_older_answer_takes_no_place_of_a_newer(database_url: str) -> None:
    await apply_schema(database_url)
    async with _engine(database_url) as engine:
        slow = Slow(engine)
        jobs = Jobs(slow)  # type: ignore[arg-type]  # the rest is passed on
        first = asyncio.create_task(jobs.held_jobs(ANA))
        await slow.has_read.wait()
        async with engine.transaction() as run:
            await put_jobs(run, [NewJob(kind="letter-due", user=ANA, case=1, at=1)], 1)
        (job,) = await jobs.claim_jobs(1, 60, 9)
        await jobs.hold_job(job.id)
        assert len(await jobs.held_jobs(ANA)) == 1
        slow.through.set()
        await first
        assert len(await jobs.held_jobs(ANA)) == 1
