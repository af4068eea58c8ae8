"""Backups of SQLite: one file, which a damaged database can be replaced by."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store.backups.sqlite import look
from tests.store.backing import backed_up, restored
from tests.store.filled import ANA, BEN, fill
from tests.store.opened import opened
from tests.store.test_store_durability import ROOT

pytestmark = pytest.mark.asyncio


async def filled(url: str) -> None:
    async with opened(url) as store:
        for user in (ANA, BEN):
            await fill(store, user)


async def test_it_is_one_file_that_stays_one(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    look(file)
    assert set(contents(tmp_path)) == {"tern.db", "backup"}
    with closing(sqlite3.connect(file)) as backup:
        assert backup.execute("PRAGMA journal_mode").fetchone() == ("delete",)


async def test_nothing_that_was_deleted_is_in_it(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store:
        await store._engine.write("PRAGMA secure_delete = OFF")
        await store.remember_region(ANA, "the-region-of-ana", 1)
        await store._engine.write("DELETE FROM people")
        file = await backed_up(tmp_path, sqlite_url)
    assert b"the-region-of-ana" not in file.read_bytes()


async def test_a_plain_copy_with_its_journal_can_be_restored(
    sqlite_url: str, tmp_path: Path
) -> None:
    """What somebody copied of a Tern that was killed."""
    async with opened(sqlite_url) as store:
        await store.remember_region(ANA, "uk", 1)
        for name in ("tern.db", "tern.db-wal"):
            copy = tmp_path / name.replace("tern.db", "copy")
            copy.write_bytes((tmp_path / name).read_bytes())
    await restored(tmp_path, sqlite_url, tmp_path / "copy")
    async with opened(sqlite_url) as store:
        assert (await store.export(ANA))["people"]


async def test_where_no_database_was(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = await restored(elsewhere, f"sqlite:///{elsewhere}/new.db", file)
    assert "is kept in" not in said
    assert set(contents(elsewhere)) == {"new.db"}
    assert (elsewhere / "new.db").stat().st_mode & 0o777 == 0o600


async def test_no_empty_database_is_left_where_that_fails(tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(b"")
    with pytest.raises(StartupError, match="no database of Tern's"):
        await restored(tmp_path, f"sqlite:///{tmp_path}/new.db", tmp_path / "backup")
    assert set(contents(tmp_path)) == {"backup"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def spoil(path: Path, first: int, last: int) -> None:
    """Writes over these pages of 4 KiB."""
    with path.open("r+b") as file:
        file.seek(4096 * first)
        file.write(b"\xff" * 4096 * (last - first))


async def test_a_damaged_database_is_not_backed_up_but_replaced(
    sqlite_url: str, tmp_path: Path
) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    spoil(tmp_path / "tern.db", 1, 12)
    with pytest.raises(StartupError, match=r"malformed|damaged"):
        await backed_up(tmp_path, sqlite_url, "another")
    said = await restored(tmp_path, sqlite_url, file)
    assert "is kept in" in said
    async with opened(sqlite_url) as store:
        assert (await store.export(ANA))["people"]


async def test_a_database_that_is_none_any_more_has_to_be_moved(
    sqlite_url: str, tmp_path: Path
) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    spoil(tmp_path / "tern.db", 0, 1)
    with pytest.raises(StartupError, match="is not a database; move it, and"):
        await restored(tmp_path, sqlite_url, file)


async def test_a_damaged_backup_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    spoil(file, 3, 9)
    with pytest.raises(StartupError, match=r"malformed|damaged"):
        await restored(tmp_path, sqlite_url, file)


@pytest.mark.parametrize("word", ["backup", "restore"])
async def test_a_full_disk_leaves_everything_as_it_was(
    sqlite_url: str, tmp_path: Path, word: str
) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    before = contents(tmp_path)
    done = subprocess.run(  # noqa: ASYNC221 - nothing else to be done meanwhile
        [sys.executable, "-m", "bot", word, str(file if word == "restore" else tmp_path / "more")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "DATABASE_URL": sqlite_url},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (32768, 32768)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert set(contents(tmp_path)) == set(before)
    async with opened(sqlite_url) as store:
        assert (await store.export(ANA))["people"]


async def test_a_restore_that_was_killed_has_done_nothing(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = await backed_up(tmp_path, sqlite_url)
    async with opened(sqlite_url) as store:
        await store._engine.write("DELETE FROM letters")
    code = (
        "import asyncio, os, signal, sys; from pathlib import Path; from bot.store import restore\n"
        "async def die(url):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "url, file, kept = sys.argv[1], *map(Path, sys.argv[2:])\n"
        "asyncio.run(restore(url, file, kept, {}, die))\n"
    )
    done = subprocess.run(  # noqa: ASYNC221 - nothing else to be done meanwhile
        [sys.executable, "-c", code, sqlite_url, file, tmp_path / "kept"],
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == -9
    async with opened(sqlite_url) as store:
        found = await store.export(ANA)
    assert found["people"]
    assert not found["letters"]
    assert not (tmp_path / "kept").exists()
    await restored(tmp_path, sqlite_url, file)
    async with opened(sqlite_url) as store:
        assert (await store.export(ANA))["letters"]
