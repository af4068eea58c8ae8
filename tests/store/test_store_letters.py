"""The life of a letter in the store, on SQLite and on PostgreSQL: whole, and with its jobs."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

import pytest

from bot.core.models import Job, JobKind, LetterCase, LetterChoice, LetterState, NewJob
from bot.core.ports import Store
from bot.store import _engine, open_store, schema

pytestmark = pytest.mark.asyncio

ANA, BEN = 210987654321098765, 42
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")


def job(kind: JobKind, at: int, *, case: int = 0, user: int = ANA) -> NewJob:
    return NewJob(kind=kind, user=user, case=case, at=at)


async def opened_case(store: Store, *jobs: NewJob, user: int = ANA) -> LetterCase:
    case = await store.open_letter(user, 7, CHOICE, 10, reader="fr", jobs=jobs)
    found = await store.letter(case)
    assert found is not None
    return found


async def jobs_of(store: Store, case: int) -> dict[str, int]:
    """The times of a case's jobs by kind, whatever their state."""
    letter = await store.letter(case)
    exported = await store.export(letter.user if letter else ANA)
    return {row["kind"]: row["due_at"] for row in exported["jobs"] if row["case_id"] == case}


async def test_a_new_case_knows_who_reads_it_and_what_it_follows(store: Store) -> None:
    first = await opened_case(store)
    assert first == LetterCase(
        id=first.id,
        user=ANA,
        guild=7,
        choice=CHOICE,
        state="delivering",
        created_at=10,
        reader="fr",
    )
    case = await store.open_letter(ANA, 0, CHOICE, 11, reader="ja", work="others", parent=first.id)
    second = await store.letter(case)
    assert second is not None
    assert (second.reader, second.work, second.parent) == ("ja", "others", first.id)
    assert await store.letters_of(ANA) == [second, first]


async def test_all_of_a_person_s_letters_are_read_in_the_language_last_used(store: Store) -> None:
    case, other = await opened_case(store), await opened_case(store, user=BEN)
    await store.letters_read_in(ANA, "nl")
    assert await store.letter(case.id) == replace(case, reader="nl")
    assert await store.letter(other.id) == other


async def test_a_case_that_is_not_there(store: Store) -> None:
    case = await opened_case(store)
    assert await store.letter(case.id + 1 if case.id < 2**63 - 1 else 1) is None
    gone = replace(case, id=case.id - 1 or 2)
    assert not await store.update_letter(gone, [job("letter-due", 1, case=gone.id)], 12)
    assert await jobs_of(store, gone.id) == {}


async def test_a_case_opens_with_its_jobs(store: Store) -> None:
    case = await opened_case(store, job("letter-delivery", 910), job("letter-unsent", 5000))
    assert await jobs_of(store, case.id) == {"letter-delivery": 910, "letter-unsent": 5000}
    (due,) = await store.claim_jobs(910, 60, 5)
    assert due == Job(id=due.id, kind="letter-delivery", user=ANA, case=case.id, at=910, attempts=1)


async def test_no_case_without_its_jobs(store: Store) -> None:
    """A job that cannot be stored takes its case with it."""
    with pytest.raises(ValueError, match="cannot be stored"):
        await store.open_letter(
            ANA, 7, CHOICE, 10, reader="en", jobs=[replace(job("letter-due", 1), kind="\0")]
        )
    assert await store.letters_of(ANA) == []


@pytest.mark.parametrize("state", ["delivered", "shown", "failed"])
async def test_settling_is_done_once_and_ends_looking_after_the_delivery(
    store: Store, state: LetterState
) -> None:
    other = await opened_case(store, job("letter-delivery", 910))
    case = await opened_case(store, job("letter-delivery", 910), job("letter-unsent", 5000))
    assert await store.settle_letter(case.id, state, 12)
    assert not await store.settle_letter(case.id, "failed", 13)
    settled = await store.letter(case.id)
    assert settled is not None
    assert settled.state == state
    assert await jobs_of(store, case.id) == {"letter-unsent": 5000}
    assert await jobs_of(store, other.id) == {"letter-delivery": 910}


async def test_many_settle_at_once_and_one_of_them_did_it(store: Store) -> None:
    case = await opened_case(store, job("letter-delivery", 910))
    settled = await asyncio.gather(
        *(store.settle_letter(case.id, "delivered", 12 + n) for n in range(10))
    )
    assert sorted(settled) == [False] * 9 + [True]


async def test_a_case_moves_on_with_its_jobs(store: Store) -> None:
    case = await opened_case(store, job("letter-delivery", 910), job("letter-unsent", 5000))
    await store.settle_letter(case.id, "delivered", 12, dm_channel=3, dm_message=4)
    other = await opened_case(store, job("letter-unsent", 6000))
    moved = replace(
        case,
        state="delivered",
        delivered_at=12,
        dm_channel=3,
        dm_message=4,
        stage="waiting",
        means="post",
        sent=dt.date(2026, 1, 29),
        received=dt.date(2026, 1, 31),
        due=dt.date(2026, 3, 2),
        outcome="extended",
        outcome_on=dt.date(2026, 2, 20),
        extended_on=dt.date(2026, 2, 19),
    )
    jobs = [job("letter-due", 7000, case=case.id), job("letter-window", 8000, case=case.id)]
    assert await store.update_letter(moved, jobs, 13)
    assert await store.letter(case.id) == moved
    assert await store.letter(other.id) == other
    assert await jobs_of(store, case.id) == {"letter-due": 7000, "letter-window": 8000}
    assert await jobs_of(store, other.id) == {"letter-unsent": 6000}
    assert await store.update_letter(case, [], 14, unwarned=case.id)  # and back, as an undo does
    undone = await store.letter(case.id)
    assert undone is not None
    assert (undone.stage, undone.sent, undone.outcome) == ("written", None, None)
    assert undone.extended_on is None
    assert await jobs_of(store, case.id) == {}


async def test_a_warning_belongs_to_its_matter_and_stays_until_it_is_dropped(
    store: Store,
) -> None:
    first, second = await opened_case(store), await opened_case(store)
    warning = job("letter-window", 8000, case=first.id)
    later = job("letter-later", 7000, case=first.id)
    assert await store.update_letter(second, [warning], 13)
    assert await store.update_letter(first, [later], 14)
    assert await jobs_of(store, first.id) == {"letter-window": 8000, "letter-later": 7000}
    assert await store.update_letter(second, [], 15, unwarned=first.id)
    assert await jobs_of(store, first.id) == {"letter-later": 7000}


async def test_a_letter_that_was_given_up_may_have_been_shown_after_all(store: Store) -> None:
    case = await opened_case(store)
    assert await store.settle_letter(case.id, "failed", 12)
    assert not await store.settle_letter(case.id, "delivered", 13, dm_channel=3, dm_message=4)
    assert await store.settle_letter(case.id, "shown", 14)
    assert not await store.settle_letter(case.id, "failed", 15)
    found = await store.letter(case.id)
    assert found is not None
    assert (found.state, found.delivered_at) == ("shown", 14)


async def test_moving_on_changes_nothing_of_the_delivery(store: Store) -> None:
    case = await opened_case(store, job("letter-delivery", 910))
    assert await store.update_letter(replace(case, stage="done", state="failed"), [], 13)
    found = await store.letter(case.id)
    assert found is not None
    assert (found.stage, found.state) == ("done", "delivering")
    assert await jobs_of(store, case.id) == {"letter-delivery": 910}


async def test_a_case_moved_on_by_many_at_once_has_one_job_of_a_kind(store: Store) -> None:
    case = await opened_case(store)
    days = [dt.date(2026, 1, 1) + dt.timedelta(n) for n in range(10)]
    await asyncio.gather(
        *(
            store.update_letter(
                replace(case, due=day), [job("letter-due", day.toordinal(), case=case.id)], 1
            )
            for day in days
        )
    )
    found = await store.letter(case.id)
    assert found is not None
    assert found.due in days
    assert await jobs_of(store, case.id) == {"letter-due": found.due.toordinal()}


async def test_forgetting_takes_the_jobs_along(store: Store) -> None:
    case = await opened_case(store, job("letter-delivery", 910), job("letter-due", 5000))
    follow_up = await store.open_letter(ANA, 0, CHOICE, 11, reader="en", parent=case.id)
    assert not await store.forget_letter(BEN, case.id)
    assert await store.forget_letter(ANA, case.id)
    assert not await store.forget_letter(ANA, case.id)
    assert await store.letter(case.id) is None
    assert await jobs_of(store, case.id) == {}
    (left,) = await store.letters_of(ANA)
    assert (left.id, left.parent) == (follow_up, 0)


async def test_letters_of_an_older_version_come_through(database_url: str) -> None:
    old = schema.known_steps()[:1]
    async with _engine(database_url) as engine:
        await schema.apply(engine, old)
        for case, state in ((1, "delivered"), (2, "delivering")):
            await engine.write(
                "INSERT INTO letters (id, user_id, guild_id, platform, kind, region, language,"
                " state, created_at) VALUES (?1, ?2, 0, 'x', 'erasure', 'uk', 'en', ?3, ?1)",
                *(case, ANA, state),
            )
    store = await open_store(database_url)
    try:
        choice = LetterChoice(platform="x", region="uk", kind="erasure", language="en")
        kept = LetterCase(id=1, user=ANA, guild=0, choice=choice, state="delivered", created_at=1)
        assert await store.letters_of(ANA) == [
            replace(kept, id=2, created_at=2, state="delivering"),
            kept,
        ]
        await store.add_job(job("letter-due", 5, case=1), 3)
        assert [due.case for due in await store.claim_jobs(5, 60, 5)] == [1]
    finally:
        await store.close()


# bounces


async def test_a_bounce_told_by_mistake_is_taken_back(store: Store) -> None:
    for user in (1, 2):
        await store.report_bounce(user, "x", "dpo@example.org", 10)
        await store.report_bounce(user, "bluesky", "dpo@example.org", 10)
    await store.withdraw_bounces(1, "x")
    await store.withdraw_bounces(3, "x")
    counts = [await store.bounces(platform, "dpo@example.org", 0) for platform in ("x", "bluesky")]
    assert counts == [1, 2]


async def test_bounces_count_people_since_a_day(store: Store) -> None:
    assert await store.bounces("x", "dpo@example.org", 0) == 0
    for user, at in ((1, 10), (1, 20), (2, 30), (3, 5)):
        await store.report_bounce(user, "x", "dpo@example.org", at)
    await store.report_bounce(4, "x", "other@example.org", 40)
    await store.report_bounce(5, "bluesky", "dpo@example.org", 40)
    counts = [await store.bounces("x", "dpo@example.org", since) for since in (0, 10, 20, 21, 31)]
    assert counts == [3, 2, 2, 1, 0]


async def test_who_erases_their_data_takes_their_report_back(store: Store) -> None:
    for user in (1, 2):
        await store.report_bounce(user, "x", "dpo@example.org", 10)
    await store.erase(2)
    assert await store.bounces("x", "dpo@example.org", 0) == 1
