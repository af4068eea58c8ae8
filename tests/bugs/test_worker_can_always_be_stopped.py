"""A worker that was woken at the moment it was cancelled went on for ever, and so did the process
that was asked to stop: `asyncio.wait_for` forgot the cancellation (Python before 3.12)."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from bot.core.models import Job
from bot.core.ports import Store
from bot.jobs.worker import Worker
from tests.jobs.working import HandClock


class Idle:
    """A store without jobs."""

    async def claim_jobs(self, *_: Any) -> tuple[Job, ...]:
        return ()

    async def next_job(self) -> None:
        return None


@pytest.mark.asyncio
@pytest.mark.parametrize("steps", range(6))
async def test_woken_and_cancelled_at_once_it_ends(steps: int) -> None:
    worker = Worker(cast("Store", Idle()), HandClock(), {})
    loop = asyncio.create_task(worker.run())
    for _ in range(5):
        await asyncio.sleep(0)
    worker.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    loop.cancel()
    await asyncio.wait({loop}, timeout=5)
    assert loop.cancelled()
