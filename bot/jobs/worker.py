"""The worker: does what is due, whatever happens in between.

A job is claimed with a lease, given to the handler of its kind, and deleted only when the handler
says that it is done. A process that dies leaves its jobs to whoever claims them once their lease
has run out, so a handler can be called twice for the same job and must see what it did before.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from bot.core.models import Job, JobKind
from bot.core.monitor import JobResult, Monitor, Unmonitored
from bot.core.ports import Clock, Store
from bot.logs import Work, begun, log_failure

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

GIVE_BACK_SECONDS = 3
"""How long giving jobs back may take when the process stops."""

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
        monitor: Monitor | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._handlers = handlers
        self._limit_seconds = limit_seconds
        self._monitor = monitor or Unmonitored()
        self._woken = asyncio.Event()
        self._at_work: dict[asyncio.Task[None], Job] = {}
        self._stopping = False

    async def run(self, begin: Callable[[], Awaitable[None]] | None = None) -> None:
        """Does what is due whenever it is due, until cancelled or stopped; `begin` once before.
        A database that is away is logged and asked again later."""
        while not self._stopping:
            self._woken.clear()
            try:
                if begin:
                    await begin()
                    begin = None
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

    @property
    def at_work(self) -> Collection[asyncio.Task[None]]:
        """The jobs that are being worked on."""
        return tuple(self._at_work)

    def stop(self) -> None:
        """Claims nothing more: `run` ends by itself. Cancelled while it claims, it would leave
        claimed what nobody works on."""
        self._stopping = True
        self.wake()

    async def give_back(self) -> None:
        """Cuts off what is still being worked on and gives it back, so that the next process need
        not wait for a lease to run out. What cannot be given back within `GIVE_BACK_SECONDS`,
        because the database is away, comes with its lease."""
        cut_off = dict(self._at_work)
        for task in cut_off:
            task.cancel()
        try:
            async with asyncio.timeout(GIVE_BACK_SECONDS):
                await asyncio.gather(*cut_off, return_exceptions=True)
                await asyncio.gather(*map(self._release, cut_off.values()))
        except TimeoutError as error:
            log_failure(error, "giving jobs back")

    async def _release(self, job: Job) -> None:
        try:
            await self._store.release_job(job.id)
        except Exception as error:  # noqa: BLE001 - the others are given back all the same
            log_failure(error, "giving a job back")

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
        room = 0 if self._stopping else AT_ONCE - len(self._at_work)
        jobs = await self._store.claim_jobs(self._now(), LEASE_SECONDS, room) if room else ()
        for job in jobs:
            task = asyncio.create_task(self._do(job), name=TASK_NAME)
            self._at_work[task] = job  # the loop itself would let go of it when `run` is cancelled
            task.add_done_callback(self._ended)
        return len(jobs)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Its place is free for the next."""
        self._at_work.pop(task, None)
        self.wake()

    async def _do(self, job: Job) -> None:
        doing = f"job {job.kind} of case {job.case}"
        result: Result = Later()
        came_to: JobResult | None = None
        begun(Work())
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._limit_seconds):
                result = await self._handlers[job.kind](job)
        except Exception as error:  # noqa: BLE001 - one job's failure is not the others'
            came_to = "failed"
            log_failure(error, doing)
        self._monitor.worked(job.kind, came_to or _name(result), time.perf_counter() - began)
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


def _name(result: Result) -> JobResult:
    match result:
        case Done():
            return "done"
        case Held():
            return "held"
        case Later():
            return "later"


def pause_after(attempts: int) -> int:
    """Seconds to wait after so many attempts, the first being 1."""
    return PAUSES[min(max(attempts, 1), len(PAUSES)) - 1]
