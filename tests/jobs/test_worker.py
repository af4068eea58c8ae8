"""The worker: every due job is done, none is lost, and none is in another's way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.core.models import Job
from bot.core.ports import Store
from bot.jobs.worker import (
    AT_ONCE,
    LEASE_SECONDS,
    LIMIT_SECONDS,
    PAUSES,
    Done,
    Held,
    Later,
    Result,
    Worker,
    pause_after,
)
from tests.jobs.working import ANA, DAY, HandClock, Handler, add, kept
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio


async def test_what_is_due_is_done_and_deleted(store: Store, clock: HandClock) -> None:
    case = await add(store, clock)
    await add(store, clock, later=1)
    handler = Handler(Done())
    worker = Worker(store, clock, {"letter-due": handler})
    assert await worker.run_due() == 1
    assert [(job.case, job.user, job.attempts) for job in handler.jobs] == [(case, ANA, 1)]
    assert await worker.run_due() == 0
    clock.step(1)
    assert await worker.run_due() == 1
    assert await kept(store) == []


async def test_each_kind_has_its_handler(store: Store, clock: HandClock) -> None:
    due, unsent = Handler(Done()), Handler(Later(DAY))
    await add(store, clock, "letter-due")
    await add(store, clock, "letter-unsent")
    worker = Worker(store, clock, {"letter-due": due, "letter-unsent": unsent})
    assert await worker.run_due() == 2
    assert [job.kind for job in due.jobs] == ["letter-due"]
    assert [job.kind for job in unsent.jobs] == ["letter-unsent"]


@pytest.mark.parametrize("answer", [Later(), ValueError("no")])
async def test_what_was_not_done_comes_again_after_growing_pauses(
    store: Store, clock: HandClock, answer: Result | Exception
) -> None:
    await add(store, clock)
    handler = Handler(answer)
    worker = Worker(store, clock, {"letter-due": handler})
    assert await worker.run_due() == 1
    for pause in (60, 300, 900, 3600, 4 * 3600, DAY, DAY, DAY):
        clock.step(pause - 1)
        assert await worker.run_due() == 0
        clock.step(1)
        assert await worker.run_due() == 1
    assert [job.attempts for job in handler.jobs] == list(range(1, 10))
    handler.answer = Done()
    clock.step(DAY)
    assert await worker.run_due() == 1
    assert await kept(store) == []


async def test_pauses_only_grow() -> None:
    assert [pause_after(n) for n in range(1, len(PAUSES) + 1)] == sorted(PAUSES)
    assert pause_after(10**6) == DAY


async def test_a_handler_can_say_when(store: Store, clock: HandClock) -> None:
    await add(store, clock)
    handler = Handler(Later(7 * DAY))
    worker = Worker(store, clock, {"letter-due": handler})
    await worker.run_due()
    assert await store.next_job() == clock.seconds() + 7 * DAY


async def test_what_came_when_it_said_has_not_failed_so_often(
    store: Store, clock: HandClock
) -> None:
    await add(store, clock)
    handler = Handler(Later(7 * DAY))
    worker = Worker(store, clock, {"letter-due": handler})
    for _ in range(10):
        await worker.run_due()
        clock.step(7 * DAY)
    handler.answer = Later()
    await worker.run_due()
    assert await store.next_job() == clock.seconds() + pause_after(2)


async def test_at_once_means_not_in_the_same_run(store: Store, clock: HandClock) -> None:
    await add(store, clock)
    worker = Worker(store, clock, {"letter-due": Handler(Later(0))})
    assert await worker.run_due() == 1
    assert await store.next_job() == clock.seconds() + 1


async def test_what_cannot_reach_its_person_waits_for_them(store: Store, clock: HandClock) -> None:
    case = await add(store, clock)
    worker = Worker(store, clock, {"letter-due": Handler(Held())})
    assert await worker.run_due() == 1
    clock.step(365 * DAY)
    assert await worker.run_due() == 0
    assert [job.case for job in await store.held_jobs(ANA)] == [case]


async def test_a_failing_job_stops_no_other(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    cases = [await add(store, clock, later=-n) for n in range(2 * AT_ONCE)]
    done = []

    async def every_third_fails(job: Job) -> Result:
        if cases.index(job.case) % 3 == 0:
            raise RuntimeError(f"ana's letter {ANA}")
        done.append(job.case)
        return Done()

    worker = Worker(store, clock, {"letter-due": every_third_fails})
    assert await worker.run_due() == len(cases)
    failed = set(cases[::3])
    assert sorted(done) == sorted(set(cases) - failed)
    assert {row["case_id"] for row in await kept(store)} == failed
    failures = [entry.getMessage() for entry in caplog.records if entry.name == "tern"]
    assert len(failures) == len(failed)
    for case in failed:
        assert any(f"job letter-due of case {case}\n" in said for said in failures)
    assert str(ANA) not in caplog.text
    assert "ana's letter" not in caplog.text


async def test_a_kind_that_nobody_handles_is_kept(
    store: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Another process of a newer version may have stored it."""
    await add(store, clock)
    assert await Worker(store, clock, {}).run_due() == 1
    assert len(await kept(store)) == 1
    assert "KeyError" in caplog.text


async def test_a_handler_that_hangs_counts_as_failed(store: Store, clock: HandClock) -> None:
    await add(store, clock)

    async def hang(job: Job) -> Result:
        await asyncio.Event().wait()
        raise AssertionError

    worker = Worker(store, clock, {"letter-due": hang}, limit_seconds=0)
    assert await worker.run_due() == 1
    assert await store.next_job() == clock.seconds() + 60


async def test_a_handler_is_cut_off_before_another_process_may_begin() -> None:
    assert LIMIT_SECONDS < LEASE_SECONDS


async def test_only_so_many_at_once(store: Store, clock: HandClock) -> None:
    for _ in range(3 * AT_ONCE + 1):
        await add(store, clock)
    at_work: set[int] = set()
    most = 0

    async def slow(job: Job) -> Result:
        nonlocal most
        at_work.add(job.case)
        most = max(most, len(at_work))
        for _ in range(5):
            await asyncio.sleep(0)
        at_work.remove(job.case)
        return Done()

    worker = Worker(store, clock, {"letter-due": slow})
    assert await worker.run_due() == 3 * AT_ONCE + 1
    assert 1 < most <= AT_ONCE
    assert await kept(store) == []


async def test_two_workers_do_each_job_once(tmp_path: Path, clock: HandClock) -> None:
    url = f"sqlite:///{tmp_path / 'tern.db'}"
    async with opened(url) as one, opened(url) as other:
        cases = [await add(one, clock) for _ in range(3 * AT_ONCE)]
        handler = Handler(Done())
        workers = [Worker(store, clock, {"letter-due": handler}) for store in (one, other)]
        counts = await asyncio.gather(*(worker.run_due() for worker in workers))
        assert sum(counts) == len(cases)
        assert sorted(job.case for job in handler.jobs) == sorted(cases)
