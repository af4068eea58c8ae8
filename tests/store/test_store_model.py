"""Any order of steps on cases and jobs: the store does what a few lines of Python do."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.models import Job, JobKind, LetterChoice, NewJob
from bot.core.ports import Store
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

CHOICE = LetterChoice(platform="x", region="uk", kind="access", language="en")
PEOPLE = (1, 2)
LEASE = 20
OF_LETTERS = [kind for kind in get_args(JobKind) if kind.startswith("letter-")]


@dataclass
class Kept:
    """A job as the model has it. `free` is from when it may be claimed."""

    user: int
    at: int
    free: int
    attempts: int = 0
    held: bool = False


@dataclass
class Both:
    """The store and the model of it, given the same steps.

    `known` are all jobs ever claimed: those that were finished or replaced since change nothing any
    more.
    """

    store: Store
    now: int = 100
    owners: list[tuple[int, int]] = field(default_factory=list)
    jobs: dict[tuple[int, JobKind], Kept] = field(default_factory=dict)
    known: list[tuple[Job, Kept]] = field(default_factory=list)

    def new(self, case: int, kind: JobKind, at: int) -> NewJob:
        """A job for the model, and the same for the store."""
        user = dict(self.owners)[case]
        self.jobs[case, kind] = Kept(user, self.now + at, self.now + at)
        return NewJob(kind=kind, user=user, case=case, at=self.now + at)

    def drop(self, cases: set[int], *spared: JobKind) -> None:
        self.jobs = {k: j for k, j in self.jobs.items() if k[0] not in cases or k[1] in spared}

    def pick(self, number: int) -> tuple[int, int]:
        return self.owners[number % len(self.owners)]

    def kept(self, number: int) -> tuple[int, Kept | None]:
        """A claimed job's id, and the job where it still is the one that was claimed."""
        job, kept = self.known[number % len(self.known)]
        return job.id, kept if self.jobs.get((job.case, job.kind)) is kept else None

    async def open(self, number: int, kind: JobKind, at: int) -> None:
        user = PEOPLE[number % 2]
        job = NewJob(kind=kind, user=user, case=0, at=self.now + at)
        case = await self.store.open_letter(user, 0, CHOICE, self.now, reader="en", jobs=[job])
        self.owners.append((case, user))
        self.new(case, kind, at)

    async def add(self, number: int, kind: JobKind, at: int) -> None:
        case, _ = self.pick(number)
        if await self.store.letter(case):
            await self.store.add_job(self.new(case, kind, at), self.now)

    async def update(self, number: int, kind: JobKind, at: int) -> None:
        case, _ = self.pick(number)
        if found := await self.store.letter(case):
            unwarned = case if number % 2 else 0
            self.drop({case}, "letter-delivery", *(() if unwarned else ("letter-window",)))
            await self.store.update_letter(
                replace(found, stage="waiting"),
                [self.new(case, kind, at)],
                self.now,
                unwarned=unwarned,
            )

    async def claim(self, number: int, kind: JobKind, at: int) -> None:
        due = {key: job for key, job in self.jobs.items() if not job.held and job.free <= self.now}
        limit = 1 + number % 4
        claimed = await self.store.claim_jobs(self.now, LEASE, limit)
        taken = {(job.case, job.kind): job for job in claimed}
        assert len(taken) == len(claimed) == min(limit, len(due))
        longest = [due[key].free for key in taken]
        assert sorted(longest) == sorted(job.free for job in due.values())[:limit]
        for key, job in taken.items():
            kept = due[key]
            kept.attempts += 1
            kept.free = self.now + LEASE
            assert (job.user, job.at, job.attempts) == (kept.user, kept.at, kept.attempts)
            self.known.append((job, kept))

    async def finish(self, number: int, kind: JobKind, at: int) -> None:
        id_, kept = self.kept(number)
        self.jobs = {key: job for key, job in self.jobs.items() if job is not kept}
        await self.store.finish_job(id_)

    async def postpone(self, number: int, kind: JobKind, at: int) -> None:
        id_, kept = self.kept(number)
        if kept:
            kept.at = kept.free = self.now + at
            kept.held = False
        await self.store.postpone_job(id_, self.now + at)

    async def hold(self, number: int, kind: JobKind, at: int) -> None:
        id_, kept = self.kept(number)
        if kept:
            kept.held = True
        await self.store.hold_job(id_)

    async def settle(self, number: int, kind: JobKind, at: int) -> None:
        case, _ = self.pick(number)
        if await self.store.settle_letter(case, "shown", self.now):
            self.jobs.pop((case, "letter-delivery"), None)

    async def forget(self, number: int, kind: JobKind, at: int) -> None:
        case, user = self.pick(number)
        await self.store.forget_letter(user, case)
        self.drop({case})

    async def stop(self, number: int, kind: JobKind, at: int) -> None:
        user = PEOPLE[number % 2]
        before = len(self.jobs)
        self.drop({case for case, owner in self.owners if owner == user}, "letter-delivery")
        assert await self.store.drop_jobs(user) == before - len(self.jobs)

    async def wait(self, number: int, kind: JobKind, at: int) -> None:
        self.now += number

    async def compare(self) -> None:
        free = [job.free for job in self.jobs.values() if not job.held]
        assert await self.store.next_job() == min(free, default=None)
        for user in PEOPLE:
            rows = (await self.store.export(user))["jobs"]
            assert {(row["case_id"], row["kind"]): as_kept(row) for row in rows} == {
                key: job for key, job in self.jobs.items() if job.user == user
            }
            held = await self.store.held_jobs(user)
            assert {(job.case, job.kind) for job in held} == {
                key for key, job in self.jobs.items() if job.held and job.user == user
            }


def as_kept(row: Any) -> Kept:
    return Kept(row["user_id"], row["due_at"], row["free_at"], row["attempts"], row["held"] == 1)


ON_CASES = ("add", "update", "settle", "forget")
ON_CLAIMED = ("finish", "postpone", "hold")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("open", "claim", "claim", "wait", "stop", *ON_CASES, *ON_CLAIMED)),
        st.integers(0, 30),
        st.sampled_from(OF_LETTERS),
        st.integers(-50, 50),
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=80)
@given(steps=STEPS)
async def test_any_order_of_steps(steps: list[tuple[str, int, JobKind, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(f"sqlite:///{folder}/tern.db") as store:
            both = Both(store)
            for name, number, kind, at in steps:
                if (name in ON_CASES and not both.owners) or (
                    name in ON_CLAIMED and not both.known
                ):
                    continue
                await getattr(both, name)(number, kind, at)
                await both.compare()
