"""`/me delete` writes its line into the list of erasures before the database has the job. Where the
database failed then, the person read that it went wrong, and the next start erased everything after
all: even for somebody who had asked again and had taken that back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.core.erasures import Erasures, Replayed
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, fill

pytestmark = pytest.mark.asyncio


async def locked(*_: Any) -> bool:
    raise sqlite3.OperationalError("database is locked")


async def test_the_next_start_leaves_the_person_alone(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = MovingClock()
    listed = ErasureFile(tmp_path / "list")
    erasures = Erasures(store, listed, clock)
    await fill(store, ANA)
    with monkeypatch.context() as failing:
        failing.setattr(SqlStore, "plan_erasure", locked)
        with pytest.raises(sqlite3.OperationalError):
            await erasures.plan(ANA)
    await erasures.plan(ANA)
    await erasures.undo(ANA)
    clock.on(days=2)
    assert await erasures.replay(listed) == Replayed()
    assert any((await store.export(ANA)).values())
