"""The worker's loop: it goes on whatever happens, and ends in good order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio

from bot.core.models import Job
from bot.core.ports import Store
from bot.errors import DatabaseError
from bot.jobs.worker import (
    AT_ONCE,
    LEASE_SECONDS,
    LONGEST_WAIT,
    TASK_NAME,
    Done,
    Result,
    Worker,
)
from tests.jobs.working import DAY, HandClock, Handler, add, kept

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def running() -> AsyncIterator[Callable[[Worker], asyncio.Task[None]]]:
    """Starts a worker's loop, and ends it with the test."""
    tasks = []

    def start(worker: Worker) -> asyncio.Task[None]:
        tasks.append(asyncio.create_task(worker.run()))
        return tasks[-1]

    yield start
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def soon(waited: Coroutine[Any, Any, Any]) -> Any:
    return await asyncio.wait_for(waited, 20)


class Gate:
    """A handler that waits, once it has begun, until it is let through."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.open = asyncio.Event()

    async def __call__(self, job: Job) -> Result:
        self.begun.set()
        await self.open.wait()
        return Done()


async def test_the_loop_does_what_is_due_and_what_it_is_woken_for(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    gate = Gate()
    gate.open.set()
    worker = Worker(store, clock, {"letter-due": gate})
    await add(store, clock)
    running(worker)
    for _ in range(3):
        await soon(gate.begun.wait())
        gate.begun.clear()
        await add(store, clock)
        worker.wake()


async def test_the_loop_waits_for_the_next_job_but_never_long(
    store: Store, clock: HandClock
) -> None:
    worker = Worker(store, clock, {})
    assert await worker._wait() == LONGEST_WAIT
    await add(store, clock, later=DAY)
    assert await worker._wait() == LONGEST_WAIT
    await add(store, clock, later=5)
    assert await worker._wait() == 5
    clock.step(10)  # due, but another process is just taking it
    assert await worker._wait() == 1


class OneHangs:
    """A handler whose first job waits to be let through, and which counts the others."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.done: asyncio.Queue[int] = asyncio.Queue()
        self._first: int | None = None

    async def __call__(self, job: Job) -> Result:
        self._first = self._first or job.case
        if job.case == self._first:
            await self.open.wait()
        self.done.put_nowait(job.case)
        return Done()


async def test_a_slow_job_keeps_no_other_waiting(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    handler = OneHangs()
    worker = Worker(store, clock, {"letter-due": handler})
    cases = {await add(store, clock, later=-n) for n in range(2 * AT_ONCE)}
    running(worker)
    done = {await soon(handler.done.get()) for _ in range(len(cases) - 1)}
    late = await add(store, clock)
    worker.wake()
    assert await soon(handler.done.get()) == late
    handler.open.set()
    assert done | {await soon(handler.done.get())} == cases


class AwayOnce:
    """A store that cannot be reached at the first call of one method."""

    def __init__(self, store: Store, method: str) -> None:
        self._store = store
        self._method = method
        self.failed = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        if name == self._method and not self.failed.is_set():
            return self._fail
        return getattr(self._store, name)

    async def _fail(self, *_: object) -> None:
        self.failed.set()
        raise OSError("no database")


@pytest.mark.parametrize("method", ["claim_jobs", "next_job"])
async def test_the_loop_survives_a_database_that_is_away(
    store: Store,
    clock: HandClock,
    running: Callable[[Worker], asyncio.Task[None]],
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    away: Any = AwayOnce(store, method)
    gate = Gate()
    gate.open.set()
    worker = Worker(away, clock, {"letter-due": gate})
    running(worker)
    await soon(away.failed.wait())
    await add(store, clock)
    worker.wake()
    await soon(gate.begun.wait())
    assert "OSError" in caplog.text
    assert "in jobs" in caplog.text


async def test_what_could_not_be_noted_comes_again(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The message is out, but the database did not hear of it: the handler will be asked again."""
    away: Any = AwayOnce(store, "finish_job")
    await add(store, clock)
    handler = Handler(Done())
    worker = Worker(away, clock, {"letter-due": handler})
    assert await worker.run_due() == 1
    assert "OSError" in caplog.text
    clock.step(LEASE_SECONDS - 1)
    assert await worker.run_due() == 0
    clock.step(1)
    assert await worker.run_due() == 1
    assert [job.attempts for job in handler.jobs] == [1, 2]
    assert await kept(store) == []


def at_work() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task.get_name() == TASK_NAME]


async def test_a_job_at_work_may_finish_when_the_loop_ends(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    gate = Gate()
    await add(store, clock)
    loop = running(Worker(store, clock, {"letter-due": gate}))
    await soon(gate.begun.wait())
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
    (job,) = at_work()
    gate.open.set()
    await soon(asyncio.wait_for(job, None))
    assert await kept(store) == []


async def test_a_job_cut_off_with_its_process_comes_again_after_its_lease(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    gate = Gate()
    case = await add(store, clock)
    loop = running(Worker(store, clock, {"letter-due": gate}))
    await soon(gate.begun.wait())
    loop.cancel()
    (cut_off,) = at_work()
    cut_off.cancel()
    await soon(asyncio.wait({cut_off}))
    handler = Handler(Done())
    other = Worker(store, clock, {"letter-due": handler})
    assert await other.run_due() == 0
    clock.step(LEASE_SECONDS)
    assert await other.run_due() == 1
    assert [(job.case, job.attempts) for job in handler.jobs] == [(case, 2)]


async def test_asked_to_stop_it_claims_nothing_more_and_ends(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    gate = Gate()
    await add(store, clock)
    worker = Worker(store, clock, {"letter-due": gate})
    loop = running(worker)
    await soon(gate.begun.wait())
    late = await add(store, clock)
    worker.stop()
    await soon(asyncio.wait_for(loop, None))
    gate.open.set()
    await soon(asyncio.wait(worker.at_work))
    assert [row["case_id"] for row in await kept(store)] == [late]
    assert [job.case for job in await store.claim_jobs(clock.seconds(), 60, 9)] == [late]


class Never:
    """A handler that begins, and never ends."""

    def __init__(self) -> None:
        self.begun = asyncio.Semaphore(0)

    async def __call__(self, job: Job) -> Result:
        self.begun.release()
        await asyncio.Event().wait()
        raise AssertionError


async def test_what_is_cut_off_is_given_back_at_once(
    store: Store, clock: HandClock, running: Callable[[Worker], asyncio.Task[None]]
) -> None:
    """An attempt that was cut off counts: an erasure that has begun must not look new."""
    cases = {await add(store, clock) for _ in range(3)}
    gates = Never()
    worker = Worker(store, clock, {"letter-due": gates})
    loop = running(worker)
    await soon(asyncio.gather(*(gates.begun.acquire() for _ in cases)))
    worker.stop()
    await soon(asyncio.wait_for(loop, None))
    await worker.give_back()
    assert worker.at_work == ()
    found = await store.claim_jobs(clock.seconds(), 60, 9)
    assert {(job.case, job.attempts) for job in found} == {(case, 2) for case in cases}


async def test_a_beginning_that_failed_is_tried_again(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    tries: asyncio.Queue[int] = asyncio.Queue()

    async def begin() -> None:
        tries.put_nowait(1)
        if tries.qsize() < 2:
            raise DatabaseError("SQLITE_BUSY")

    worker = Worker(store, clock, {})
    loop = asyncio.create_task(worker.run(begin))
    async with asyncio.timeout(20):
        while tries.qsize() < 2:
            worker.wake()
            await asyncio.sleep(0)
    for _ in range(3):
        worker.wake()
        await asyncio.sleep(0)
    worker.stop()
    await soon(asyncio.wait_for(loop, None))
    assert tries.qsize() == 2
    assert "in jobs: the database failed (SQLITE_BUSY)" in caplog.text
