"""What the store promises of erasures, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.core.erasure_store import Planned
from bot.core.ports import Store
from bot.store.sqlite import SqliteEngine
from bot.store.store import SqlStore
from tests.store.filled import ANA, BEN, GUILD, card, fill
from tests.store.opened import opened
from tests.store.test_store_privacy import traces

pytestmark = pytest.mark.asyncio

OTHER = 8


async def jobs(store: SqlStore) -> set[tuple[str, int]]:
    return set(await store._engine.read("SELECT kind, case_id FROM jobs"))


async def test_a_planned_erasure_is_a_job_and_is_known(store: SqlStore) -> None:
    assert await store.planned_erasure(ANA) is None
    assert await store.plan_erasure(5, ANA, 100, 10)
    assert await store.planned_erasure(ANA) == Planned(id=5, at=100, begun=False)
    assert await store.known_erasures() == {5}
    (job,) = [job for job in await store.claim_jobs(100, 60, 9) if job.user == ANA]
    assert (job.kind, job.case, job.at) == ("erase-person", 5, 100)
    assert await store.planned_erasure(ANA) == Planned(id=5, at=100, begun=True)


async def test_one_person_has_one_erasure_however_often_they_press(store: SqlStore) -> None:
    planned = await asyncio.gather(*(store.plan_erasure(n, ANA, 100, 10) for n in range(1, 9)))
    assert sorted(planned) == [False] * 7 + [True]
    async with store.withdrawing(ANA) as erasures:
        assert len(erasures) == 1
    assert await store.planned_erasure(ANA) is None


async def test_what_is_taken_back_stays_when_that_could_not_be_noted(store: SqlStore) -> None:
    await store.plan_erasure(5, ANA, 100, 10)
    with pytest.raises(OSError, match="full"):
        async with store.withdrawing(ANA):
            raise OSError("the disk is full")
    assert await store.planned_erasure(ANA) == Planned(id=5, at=100, begun=False)
    async with store.withdrawing(ANA) as erasures:
        assert erasures == [5]
    assert await store.planned_erasure(ANA) is None


async def test_what_has_begun_cannot_be_taken_back(store: SqlStore) -> None:
    await store.plan_erasure(5, ANA, 100, 10)
    await store.claim_jobs(100, 60, 9)
    async with store.withdrawing(ANA) as erasures:
        assert erasures == []
    assert await store.planned_erasure(ANA) is not None


async def test_an_erasure_takes_its_own_job_and_is_known(store: SqlStore) -> None:
    await fill(store, ANA)
    await store.plan_erasure(5, ANA, 100, 10)
    before = await jobs(store)
    assert (await store.erase(ANA, erasure=5))["jobs"] == 2
    assert {kind for kind, _ in before - await jobs(store)} == {"letter-due", "erase-person"}
    assert await store.known_erasures() == {5}
    await store.note_erasures([5, 6])
    assert await store.known_erasures() == {5, 6}


async def test_everybody_of_whom_there_is_a_row_is_found(store: SqlStore) -> None:
    assert await store.people_ids() == set()
    assert await store.server_ids() == set()
    await fill(store, ANA)
    await store.remember_region(BEN, "uk", 1)
    await store.switch_cards(OTHER, False, 1)
    assert await store.people_ids() == {ANA, ANA + 1, BEN}
    assert await store.server_ids() == {GUILD, OTHER}


# ---------------------------------------------------------------- servers


async def test_a_server_goes_with_everything_but_its_members_letters(store: SqlStore) -> None:
    case = await fill(store, ANA)
    await store.switch_cards(GUILD, False, 1)
    await store.guild_key(GUILD)
    await store.plan_arrivals(GUILD, ANA, 5, expired=0)
    await store.plan_server_erasure(GUILD, 100, 10)
    await store.put_card(card(ANA, guild=OTHER))
    other = await store.cards_of(OTHER, ANA)
    await store.erase_server(GUILD, erasure=9)
    assert await store.server_ids() == {OTHER}
    assert await store.cards_of(OTHER, ANA) == other
    kept = await store.letter(case)
    assert kept is not None
    assert (kept.user, kept.guild) == (ANA, 0)
    held = {table for table, rows in (await store.export(ANA)).items() if rows}
    assert held == {
        *("bounces", "card_owners", "cards", "change_notices", "follow_files", "follows", "jobs"),
        *("letters", "people"),
    }
    left = {kind for kind, about in await jobs(store) if about != 0}
    assert left == {"letter-due", "cards-seen"}  # of the letter, and of the other server
    assert await store.known_erasures() == {9}


async def test_a_server_is_planned_once_and_can_be_kept(store: SqlStore) -> None:
    await store.plan_server_erasure(GUILD, 100, 10)
    await store.plan_server_erasure(GUILD, 900, 10)
    await store.plan_server_erasure(OTHER, 900, 10)
    assert await store.leaving_servers() == {GUILD, OTHER}
    claimed = await store.claim_jobs(100, 60, 9)
    assert [job.case for job in claimed if job.kind == "erase-server"] == [GUILD]
    await store.keep_server(GUILD)
    await store.keep_server(GUILD)
    assert await store.leaving_servers() == {OTHER}


async def test_there_is_one_sweep(store: SqlStore) -> None:
    await store.plan_sweep(100, 10)
    await store.plan_sweep(900, 10)
    due = await store.claim_jobs(100, 60, 9)
    assert [(job.at, job.user) for job in due if job.kind == "servers-seen"] == [(100, 0)]


# ---------------------------------------------------------------- what is left in files


async def is_to_scrub(store: SqlStore) -> bool:
    return ("scrub", 0) in await jobs(store)


async def test_nothing_is_left_to_scrub_after_an_erasure(store: SqlStore) -> None:
    await fill(store, ANA)
    await store.erase(ANA)
    assert not await is_to_scrub(store)
    await store.erase(ANA, scrub=False)
    assert await is_to_scrub(store)
    assert await store.scrub()
    assert not await is_to_scrub(store)


async def test_a_process_that_dies_before_the_files_are_clear_leaves_a_job_for_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        for user in range(200):
            await store.put_card(card(10**18 + user * 3 * 10**15))
            await store.put_card(card(ANA, guild=user))
        await store.erase(ANA, scrub=False)
        assert traces(tmp_path, ANA)
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        assert await is_to_scrub(store)
        assert await store.scrub()
        assert traces(tmp_path, ANA) == []


async def test_a_file_that_is_in_use_is_scrubbed_later(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store, opened(sqlite_url) as reading:
        assert isinstance(store, SqlStore)
        assert isinstance(reading, SqlStore)
        assert isinstance(reading._engine, SqliteEngine)
        await fill(store, ANA)
        await store._engine.write("PRAGMA busy_timeout = 50")
        await reading._engine.read("BEGIN")
        await reading._engine.read("SELECT COUNT(*) FROM cards")
        await store.erase(ANA)
        assert not any((await store.export(ANA)).values())
        assert await is_to_scrub(store)
        await reading._engine.read("COMMIT")
        assert await store.scrub()
        assert traces(tmp_path, ANA) == []


async def test_a_later_erasure_keeps_the_job_that_an_earlier_one_left(store: Store) -> None:
    assert isinstance(store, SqlStore)
    await store.erase(ANA, scrub=False)
    (first,) = await store._engine.read("SELECT id FROM jobs WHERE kind = 'scrub'")
    await store.erase(BEN, scrub=False)
    (second,) = await store._engine.read("SELECT id FROM jobs WHERE kind = 'scrub'")
    assert first != second
