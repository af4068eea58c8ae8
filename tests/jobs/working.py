"""What tests of the worker share: a clock, jobs and a handler."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.models import Job, JobKind, LetterChoice, NewJob
from bot.core.ports import Store
from bot.jobs.worker import Result

ANA = 210987654321098765
CHOICE = LetterChoice(platform="x", region="uk", kind="access", language="en")
DAY = 24 * 3600


class HandClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 31, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> int:
        return int(self.moment.timestamp())

    def step(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


async def add(store: Store, clock: HandClock, kind: JobKind = "letter-due", later: int = 0) -> int:
    """A job that is due so many seconds from now; its case."""
    new = NewJob(kind=kind, user=ANA, case=0, at=clock.seconds() + later)
    return await store.open_letter(ANA, 0, CHOICE, 1, reader="en", jobs=[new])


class Handler:
    """Notes what it was asked to do, and answers always the same."""

    def __init__(self, answer: Result | Exception) -> None:
        self.answer = answer
        self.jobs: list[Job] = []

    async def __call__(self, job: Job) -> Result:
        self.jobs.append(job)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def kept(store: Store) -> Sequence[Any]:
    return (await store.export(ANA))["jobs"]
