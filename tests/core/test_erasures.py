"""Erasures as people and operators meet them, on both databases, with a real list on the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.erasures import SERVER_STAYS, UNDO_WITHIN, Erasures, Replayed
from bot.errors import UserError
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, BEN, GUILD, card, fill
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

OTHER = 8


@dataclass
class Desk:
    """A store, its list, and the clock."""

    store: SqlStore
    listed: ErasureFile
    clock: MovingClock

    @property
    def erasures(self) -> Erasures:
        return Erasures(self.store, self.listed, self.clock)

    def now(self) -> int:
        return int(self.clock.now().timestamp())

    async def replay(self) -> Replayed:
        return await self.erasures.replay(self.listed)

    async def holds(self, user: int) -> bool:
        return any((await self.store.export(user)).values())


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> Desk:
    return Desk(store, ErasureFile(tmp_path / "list"), MovingClock())


@asynccontextmanager
async def restored(folder: Path, desk: Desk) -> AsyncIterator[Desk]:
    """The database as it was when `backup` copied it, and the list as it is now."""
    async with opened(f"sqlite:///{folder / 'backup.db'}") as store:
        assert isinstance(store, SqlStore)
        yield Desk(store, desk.listed, desk.clock)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """What SQLite calls a backup: a whole copy, made while the store is in use."""
    return tmp_path / "backup.db"


async def back_up(desk: Desk, path: Path) -> None:
    await desk.store._engine.write(f"VACUUM INTO '{path}'")


async def test_a_confirmed_erasure_is_due_a_day_later(desk: Desk) -> None:
    await fill(desk.store, ANA)
    planned = await desk.erasures.plan(ANA)
    assert (planned.at, planned.begun) == (desk.now() + UNDO_WITHIN, False)
    assert await desk.erasures.planned(ANA) == planned
    assert await desk.holds(ANA)
    (entry,) = await desk.listed.entries()
    assert (entry.of, entry.at, entry.undone) == ("person", planned.at, False)


async def test_who_confirms_again_waits_no_longer(desk: Desk) -> None:
    first = await desk.erasures.plan(ANA)
    desk.clock.on(hours=5)
    assert await desk.erasures.plan(ANA) == first
    assert len(await desk.listed.entries()) == 1


async def test_what_is_undone_is_undone_everywhere(desk: Desk) -> None:
    await fill(desk.store, ANA)
    await desk.erasures.plan(ANA)
    await desk.erasures.undo(ANA)
    assert await desk.erasures.planned(ANA) is None
    (entry,) = await desk.listed.entries()
    assert entry.undone
    assert await desk.erasures.is_withdrawn(entry.id)
    with pytest.raises(UserError, match="no erasure to undo"):
        await desk.erasures.undo(ANA)


async def test_what_has_begun_cannot_be_undone(desk: Desk) -> None:
    await desk.erasures.plan(ANA)
    desk.clock.on(days=1)
    await desk.store.claim_jobs(desk.now(), 60, 9)
    with pytest.raises(UserError, match="has begun"):
        await desk.erasures.undo(ANA)
    (entry,) = await desk.listed.entries()
    assert not entry.undone


async def test_an_erasure_that_cannot_be_listed_is_not_promised(
    store: SqlStore, tmp_path: Path
) -> None:
    desk = Desk(store, ErasureFile(tmp_path / "nowhere" / "list"), MovingClock())
    await fill(store, ANA)
    with pytest.raises(OSError):
        await desk.erasures.plan(ANA)
    assert await desk.erasures.planned(ANA) is None
    with pytest.raises(OSError):
        await desk.erasures.erase(ANA)
    assert await desk.holds(ANA)


async def test_an_undo_that_cannot_be_listed_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    await desk.erasures.plan(ANA)
    (tmp_path / "list").rename(tmp_path / "moved")
    (tmp_path / "list").mkdir()
    with pytest.raises(OSError):
        await desk.erasures.undo(ANA)
    assert await desk.store.planned_erasure(ANA) is not None


async def test_at_once_for_an_operator(desk: Desk) -> None:
    await fill(desk.store, ANA)
    await fill(desk.store, BEN)
    assert await desk.erasures.erase(ANA) > 10
    assert not await desk.holds(ANA)
    assert await desk.holds(BEN)
    (entry,) = await desk.listed.entries()
    assert await desk.store.known_erasures() == {entry.id}


# ---------------------------------------------------------------- servers


async def test_servers_that_are_gone_are_planned_and_those_that_are_back_kept(desk: Desk) -> None:
    for guild in (GUILD, OTHER):
        await desk.store.put_card(card(ANA, guild))
    await desk.erasures.compare_servers({OTHER})
    assert await desk.store.leaving_servers() == {GUILD}
    first = await desk.store.next_job()
    desk.clock.on(days=3)
    await desk.erasures.compare_servers({OTHER})
    assert await desk.store.next_job() == first  # the 30 days began when it was noticed
    await desk.erasures.compare_servers({OTHER, GUILD})
    assert await desk.store.leaving_servers() == set()


async def test_thirty_days_are_thirty_days(desk: Desk) -> None:
    await desk.erasures.server_left(GUILD)
    early = await desk.store.claim_jobs(desk.now() + SERVER_STAYS - 1, 60, 9)
    assert "erase-server" not in {job.kind for job in early}
    due = await desk.store.claim_jobs(desk.now() + SERVER_STAYS, 60, 9)
    assert GUILD in {job.case for job in due if job.kind == "erase-server"}


# ---------------------------------------------------------------- a restored database


async def test_a_database_that_knows_its_erasures_is_left_alone(desk: Desk) -> None:
    await desk.erasures.erase(ANA)
    await fill(desk.store, ANA)  # came back afterwards
    assert await desk.replay() == Replayed()
    assert await desk.holds(ANA)


async def test_without_a_list_nothing_happens(desk: Desk) -> None:
    await fill(desk.store, ANA)
    assert await desk.replay() == Replayed()
    assert await desk.holds(ANA)


async def test_who_was_erased_since_the_backup_is_erased_again(
    sqlite_url: str, tmp_path: Path, backup: Path
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        desk = Desk(store, ErasureFile(tmp_path / "list"), MovingClock())
        await fill(store, ANA)
        await fill(store, BEN, guild=OTHER)
        await desk.erasures.erase(999)  # before the backup, and nobody in it
        await back_up(desk, backup)
        await desk.erasures.erase(ANA)
        await desk.erasures.erase_server(OTHER)
    async with restored(tmp_path, desk) as old:
        assert await old.holds(ANA)
        again = await old.replay()
        assert (again.people, again.servers) == (1, 1)
        assert again.rows > 10
        assert not await old.holds(ANA)
        assert await old.holds(BEN)
        assert OTHER not in await old.store.server_ids()
        assert await old.replay() == Replayed()
    for form in (str(ANA).encode(), ANA.to_bytes(8, "big"), ANA.to_bytes(8, "little")):
        assert form not in backup.read_bytes()  # noqa: ASYNC240


async def test_who_came_back_before_the_backup_stays(
    sqlite_url: str, tmp_path: Path, backup: Path
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        desk = Desk(store, ErasureFile(tmp_path / "list"), MovingClock())
        await fill(store, ANA)
        await desk.erasures.erase(ANA)
        await fill(store, ANA)
        await back_up(desk, backup)
    async with restored(tmp_path, desk) as old:
        assert await old.replay() == Replayed()
        assert await old.holds(ANA)


@pytest.mark.parametrize("undone", [False, True])
async def test_an_erasure_that_was_asked_for_since_the_backup_is_still_to_come(
    sqlite_url: str, tmp_path: Path, backup: Path, undone: bool
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        desk = Desk(store, ErasureFile(tmp_path / "list"), MovingClock())
        await fill(store, ANA)
        await back_up(desk, backup)
        planned = await desk.erasures.plan(ANA)
        if undone:
            await desk.erasures.undo(ANA)
    async with restored(tmp_path, desk) as old:
        assert await old.replay() == Replayed()
        assert await old.holds(ANA)
        assert await old.erasures.planned(ANA) == (None if undone else planned)


async def test_an_erasure_undone_since_the_backup_is_not_done_by_its_old_job(
    sqlite_url: str, tmp_path: Path, backup: Path
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        desk = Desk(store, ErasureFile(tmp_path / "list"), MovingClock())
        await desk.erasures.plan(ANA)
        await back_up(desk, backup)
        await desk.erasures.undo(ANA)
    desk.clock.on(days=2)
    async with restored(tmp_path, desk) as old:
        await old.replay()
        due = await old.store.claim_jobs(old.now(), 60, 9)
        (job,) = [job for job in due if job.kind == "erase-person"]
        assert await old.erasures.is_withdrawn(job.case)


async def test_the_lists_of_other_machines_count_too(store: SqlStore, tmp_path: Path) -> None:
    ours = Desk(store, ErasureFile(tmp_path / "ours"), MovingClock())
    theirs = ErasureFile(tmp_path / "theirs")
    await theirs.add(5, "person", ANA, ours.now())
    await theirs.finish(5)
    await fill(store, ANA)
    assert (await ours.erasures.replay(theirs)).people == 1
    assert not await ours.holds(ANA)
    assert await ours.erasures.replay(theirs) == Replayed()


async def test_a_listed_erasure_that_was_never_done_is_done_at_the_next_start(desk: Desk) -> None:
    """A process died between listing an erasure and storing its job."""
    await fill(desk.store, ANA)
    await desk.listed.add(5, "person", ANA, desk.now() + UNDO_WITHIN)
    assert await desk.replay() == Replayed()
    planned = await desk.erasures.planned(ANA)
    assert planned is not None
    assert planned.at == desk.now() + UNDO_WITHIN
    await desk.erasures.undo(ANA)
    assert await desk.replay() == Replayed()
    assert await desk.erasures.planned(ANA) is None
