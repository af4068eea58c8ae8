"""What the store promises of jobs, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.core.models import Job, JobKind, LetterChoice, NewJob
from bot.core.ports import Store
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

ANA, BEN = 210987654321098765, 42
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")
LEASE = 60


async def add(store: Store, at: int, kind: JobKind = "letter-due", user: int = ANA) -> int:
    """A job of a case of its own; the case's id."""
    new = NewJob(kind=kind, user=user, case=0, at=at)
    return await store.open_letter(user, 0, CHOICE, 1, reader="en", jobs=[new])


async def claimed(store: Store, now: int, limit: int = 100) -> list[tuple[int, int]]:
    """(case, attempts) of what is claimed."""
    return [(job.case, job.attempts) for job in await store.claim_jobs(now, LEASE, limit)]


async def test_nothing_is_due_where_there_is_nothing(store: Store) -> None:
    assert await store.claim_jobs(10**10, LEASE, 5) == []
    assert await store.next_job() is None
    assert await store.held_jobs(ANA) == []
    assert await store.drop_jobs(ANA) == 0
    for job in (0, 2**63 - 1):
        await store.finish_job(job)
        await store.postpone_job(job, 1)
        await store.hold_job(job)


async def test_what_is_due_comes_oldest_first_and_a_few_at_a_time(store: Store) -> None:
    cases = {at: await add(store, at) for at in (30, 10, 20, 40)}
    assert await claimed(store, 9) == []
    assert await claimed(store, 30, limit=2) == [(cases[10], 1), (cases[20], 1)]
    assert await claimed(store, 30, limit=2) == [(cases[30], 1)]
    assert await claimed(store, 39) == []
    assert await claimed(store, 40) == [(cases[40], 1)]


async def test_a_job_comes_with_all_it_needs(store: Store) -> None:
    case = await add(store, 10, "letter-unsent", BEN)
    (job,) = await store.claim_jobs(10, LEASE, 1)
    assert job == Job(id=job.id, kind="letter-unsent", user=BEN, case=case, at=10, attempts=1)
    assert 0 < job.id < 2**63


async def test_a_claimed_job_is_due_again_when_its_lease_ran_out(store: Store) -> None:
    case = await add(store, 10)
    assert await claimed(store, 15) == [(case, 1)]
    assert await store.next_job() == 15 + LEASE
    assert await claimed(store, 14 + LEASE) == []
    assert await claimed(store, 15 + LEASE) == [(case, 2)]


async def test_a_finished_job_never_comes_again(store: Store) -> None:
    await add(store, 10)
    (job,) = await store.claim_jobs(10, LEASE, 1)
    await store.finish_job(job.id)
    assert await store.next_job() is None
    assert await claimed(store, 10**10) == []


async def test_a_postponed_job_comes_at_its_new_time(store: Store) -> None:
    case = await add(store, 10)
    (job,) = await store.claim_jobs(10, LEASE, 1)
    await store.postpone_job(job.id, 5000)
    assert await store.next_job() == 5000
    assert await claimed(store, 4999) == []
    (again,) = await store.claim_jobs(5000, LEASE, 1)
    assert (again.id, again.case, again.at, again.attempts) == (job.id, case, 5000, 2)


async def test_a_job_that_is_to_come_anew_has_been_tried_once(store: Store) -> None:
    case = await add(store, 10)
    for at in (10, 20, 30):
        (job,) = await store.claim_jobs(at, LEASE, 1)
        await store.postpone_job(job.id, at + 10, anew=True)
    assert await claimed(store, 40) == [(case, 2)]


async def test_a_job_can_be_postponed_to_before_its_lease_ends(store: Store) -> None:
    case = await add(store, 10)
    (job,) = await store.claim_jobs(10, LEASE, 1)
    await store.postpone_job(job.id, 11)
    assert await claimed(store, 11) == [(case, 2)]


async def test_the_next_job_is_the_earliest_that_is_not_held(store: Store) -> None:
    for at in (30, 20, 10):
        await add(store, at)
    assert await store.next_job() == 10
    (job,) = await store.claim_jobs(10, LEASE, 1)
    assert await store.next_job() == 20
    await store.hold_job(job.id)
    assert await store.next_job() == 20


async def test_a_held_job_waits_for_its_person(store: Store) -> None:
    cases = [await add(store, at) for at in (20, 10)]
    of_ben = await add(store, 10, user=BEN)
    for job in await store.claim_jobs(20, LEASE, 5):
        await store.hold_job(job.id)
    assert await claimed(store, 10**10) == []
    held = await store.held_jobs(ANA)
    assert [(job.case, job.held) for job in held] == [(cases[1], True), (cases[0], True)]
    assert [job.case for job in await store.held_jobs(BEN)] == [of_ben]
    await store.finish_job(held[0].id)
    await store.postpone_job(held[1].id, 30)
    assert await store.held_jobs(ANA) == []
    assert await claimed(store, 30) == [(cases[0], 2)]


async def test_a_new_job_replaces_the_one_of_its_kind(store: Store) -> None:
    case = await add(store, 10)
    (old,) = await store.claim_jobs(10, LEASE, 1)
    await store.hold_job(old.id)
    await store.add_job(NewJob(kind="letter-due", user=ANA, case=case, at=500), 12)
    await store.add_job(NewJob(kind="letter-window", user=ANA, case=case, at=600), 12)
    assert await store.held_jobs(ANA) == []
    found = await store.claim_jobs(600, LEASE, 5)
    assert [(job.kind, job.at, job.attempts) for job in found] == [
        ("letter-due", 500, 1),
        ("letter-window", 600, 1),
    ]


async def test_who_still_works_on_a_replaced_job_does_not_touch_the_new_one(store: Store) -> None:
    case = await add(store, 10)
    (old,) = await store.claim_jobs(10, LEASE, 1)
    await store.add_job(NewJob(kind="letter-due", user=ANA, case=case, at=500), 12)
    await store.finish_job(old.id)
    await store.postpone_job(old.id, 1)
    await store.hold_job(old.id)
    assert await store.next_job() == 500
    assert await claimed(store, 500) == [(case, 1)]


async def test_a_case_that_is_gone_gets_no_job(store: Store) -> None:
    case = await add(store, 10)
    await store.forget_letter(ANA, case)
    await store.add_job(NewJob(kind="letter-due", user=ANA, case=case, at=500), 12)
    assert await store.next_job() is None


async def test_stopping_all_reminders_leaves_what_looks_after_a_delivery(store: Store) -> None:
    for kind in ("letter-unsent", "letter-due", "letter-later", "letter-window"):
        await add(store, 10, kind)
    delivery = await add(store, 10, "letter-delivery")
    of_ben = await add(store, 11, user=BEN)
    assert await store.drop_jobs(ANA) == 4
    assert await store.drop_jobs(ANA) == 0
    assert await claimed(store, 20) == [(delivery, 1), (of_ben, 1)]


async def test_many_stores_at_once_never_claim_the_same_job(database_url: str) -> None:
    """As several processes do: each store has connections of its own."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(opened(database_url)) for _ in range(4)]
        cases = [await add(stores[0], at) for at in range(120)]

        async def take_all(store: Store) -> list[int]:
            taken: list[int] = []
            while jobs := await store.claim_jobs(1000, LEASE, 3):
                taken += [job.case for job in jobs]
            return taken

        taken = await asyncio.gather(*(take_all(store) for store in stores * 2))
        # A row that another was just taking was left out, so that some end early; none is lost.
        taken.append(await take_all(stores[0]))
        assert sorted(case for some in taken for case in some) == sorted(cases)


async def test_the_next_reminder_of_each_case_is_known(store: Store) -> None:
    case, other = await add(store, 10), await add(store, 20)
    await store.add_job(NewJob(kind="letter-later", user=ANA, case=case, at=30), 1)
    await store.add_job(NewJob(kind="letter-delivery", user=ANA, case=other, at=15), 1)
    await add(store, 12, user=BEN)
    assert await store.reminders_of(ANA, 5) == {case: 10, other: 20}
    assert await store.reminders_of(ANA, 10) == {case: 30, other: 20}
    for job in await store.claim_jobs(20, LEASE, 9):
        await store.hold_job(job.id)
    assert await store.reminders_of(ANA, 5) == {case: 30}


async def test_what_is_given_back_is_due_at_once_and_nothing_else_is(store: Store) -> None:
    for _ in range(3):
        await add(store, 10, user=ANA)
    given, postponed, held = await store.claim_jobs(10, 60, 5)
    await store.postpone_job(postponed.id, 500)
    await store.hold_job(held.id)
    for job in (given, postponed, held):
        await store.release_job(job.id)
    (again,) = await store.claim_jobs(10, 60, 5)
    assert (again.id, again.at, again.attempts) == (given.id, 10, 2)
    assert [job.id for job in await store.held_jobs(ANA)] == [held.id]
    assert await store.next_job() == 70
