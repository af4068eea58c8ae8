"""A SQLite file that was locked or a disk that was full when Tern started ended it with exit code
2, as if somebody had to put something right: systemd did not start it again."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StartupError, UnreachableError
from bot.store import open_store, sqlite
from bot.store.sqlite import refusal
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio


async def test_a_lock_may_be_gone_in_a_minute(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.05)
    async with opened(sqlite_url):
        pass
    with closing(sqlite3.connect(tmp_path / "tern.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnreachableError, match="locked"):
            await open_store(sqlite_url)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, UnreachableError), (errno.EACCES, StartupError)]
)
async def test_a_full_disk_may_have_room_again(number: int, kind: type[StartupError]) -> None:
    assert type(refusal("tern.db", OSError(number, "no"))) is kind
