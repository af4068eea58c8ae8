"""An erasure that was taken back, while the database still had its job (it was restored from a
backup of that day, or its process died before the database had noted it), was shown as planned.
Who asked for a new one was told that it was planned, and nothing was ever erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.erasures import UNDO_WITHIN, Erasures
from bot.errors import UserError
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, fill

pytestmark = pytest.mark.asyncio


async def test_the_new_one_is_its_own_and_is_done(store: SqlStore, tmp_path: Path) -> None:
    listed, clock = ErasureFile(tmp_path / "list"), MovingClock()
    erasures = Erasures(store, listed, clock)
    await fill(store, ANA)
    first = await erasures.plan(ANA)
    await listed.withdraw(first.id)  # and the job is still in the database
    clock.on(hours=3)
    assert await erasures.planned(ANA) is None
    with pytest.raises(UserError, match="no erasure to undo"):
        await erasures.undo(ANA)
    second = await erasures.plan(ANA)
    assert second.id != first.id
    assert second.at == int(clock.now().timestamp()) + UNDO_WITHIN
    assert not await erasures.is_withdrawn(second.id)
    clock.on(days=1)
    due = await store.claim_jobs(second.at, 60, 9)
    assert [job.case for job in due if job.kind == "erase-person"] == [second.id]
