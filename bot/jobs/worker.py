"""The worker: does what is due, whatever happens in between.

A job is claimed with a lease, given to the handler of its kind, and deleted only when the handler
says that it is done. A process that dies leaves its jobs to whoever claims them once their lease
has run out, so a handler can be called twice for the same job and must see what it did before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.core.models import Job, JobKind
from bot.core.ports import Clock, Store
from bot.logs import log_failure

TASK_NAME = "tern-job"
"""The name of the tasks in which jobs are done. They outlive `Worker.run`, so that a message on its
way can still be noted; who stops the process waits for them a little."""

AT_ONCE = 20
"""How many jobs one process works on at the same time."""

LIMIT_SECONDS = 120
"""How long a handler may take. What hangs for longer counts as failed."""

LEASE_SECONDS = 300
"""How long a claimed job is this process's: longer than a handler may take, so that two never work
on the same."""

PAUSES = (60, 5 * 60, 15 * 60, 3600, 4 * 3600, 24 * 3600)
"""Seconds before the second, third … attempt; the last for all further ones."""

LONGEST_WAIT = 30
"""Seconds after which the loop looks for jobs that other processes have stored."""


@dataclass(frozen=True, slots=True)
class Done:
    """The job is done: delete it."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet: again in so many seconds, or after the pause that fits the number of attempts."""

    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The person cannot be reached: keep it until their next command."""


Result = Done | Later | Held

Handler = Callable[[Job], Awaitable[Result]]
"""Does a job. An exception counts as `Later()` and is logged under a code."""


class Worker:
    """Gives each due job to the handler of its kind."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        handlers: Mapping[JobKind, Handler],
        *,
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        self._store = store
        self._clock = clock
        self._handlers = handlers
        self._limit_seconds = limit_seconds
        self._woken = asyncio.Event()
        self._at_work: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Does what is due whenever it is due, until cancelled. A database that is away is logged
        and asked again later."""
        while True:
            self._woken.clear()
            try:
                await self._start_due()
                wait = await self._wait()
            except Exception as error:  # noqa: BLE001 - reminders go on whatever happened
                log_failure(error, "jobs")
                wait = LONGEST_WAIT
            # Not wait_for: before Python 3.12 it forgets that it was cancelled when the event it
            # waits for comes at the same moment, and nobody could stop this loop.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    def wake(self) -> None:
        """Looks for due jobs now instead of a little later."""
        self._woken.set()

    async def run_due(self) -> int:
        """Does every job that is due now; how many. Raises the driver's exceptions where the
        database cannot be read; what happens to a single job is logged."""
        count = await self._start_due()
        while self._at_work:
            await asyncio.wait(self._at_work, return_when=asyncio.FIRST_COMPLETED)
            count += await self._start_due()
        return count

    async def _start_due(self) -> int:
        """Begins as many due jobs as there is room for; how many."""
        room = AT_ONCE - len(self._at_work)
        jobs = await self._store.claim_jobs(self._now(), LEASE_SECONDS, room) if room else ()
        for job in jobs:
            task = asyncio.create_task(self._do(job), name=TASK_NAME)
            self._at_work.add(task)  # the loop itself would let go of it when `run` is cancelled
            task.add_done_callback(self._ended)
        return len(jobs)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Its place is free for the next."""
        self._at_work.discard(task)
        self.wake()

    async def _do(self, job: Job) -> None:
        doing = f"job {job.kind} of case {job.case}"
        result: Result = Later()
        try:
            async with asyncio.timeout(self._limit_seconds):
                result = await self._handlers[job.kind](job)
        except Exception as error:  # noqa: BLE001 - one job's failure is not the others'
            log_failure(error, doing)
        try:
            await self._note(job, result)
        except Exception as error:  # noqa: BLE001 - the lease brings the job back
            log_failure(error, doing)

    async def _note(self, job: Job, result: Result) -> None:
        match result:
            case Done():
                await self._store.finish_job(job.id)
            case Held():
                await self._store.hold_job(job.id)
            case Later(None):
                at = self._now() + pause_after(job.attempts)
                await self._store.postpone_job(job.id, at)
            case Later(int(seconds)):
                # A job that comes every week has not failed as often as it came.
                await self._store.postpone_job(job.id, self._now() + max(seconds, 1), anew=True)

    async def _wait(self) -> float:
        at = await self._store.next_job()
        return LONGEST_WAIT if at is None else min(max(at - self._now(), 1), LONGEST_WAIT)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def pause_after(attempts: int) -> int:
    """Seconds to wait after so many attempts, the first being 1."""
    return PAUSES[min(max(attempts, 1), len(PAUSES)) - 1]
