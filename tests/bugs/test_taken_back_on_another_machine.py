"""With a list on each machine, an erasure asked for on one and taken back on the other stood in the
one list and its undoing in the other. A restored database was cleansed by each list for itself, and
lost somebody who had changed their mind. And a list that began with an undoing had no key: nobody
could ask for an erasure on that machine any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.erasures import Erasures, Replayed
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, fill

pytestmark = pytest.mark.asyncio


async def test_every_list_is_asked_what_was_taken_back(store: SqlStore, tmp_path: Path) -> None:
    clock = MovingClock()
    ours, theirs = ErasureFile(tmp_path / "ours"), ErasureFile(tmp_path / "theirs")
    await fill(store, ANA)
    planned = await Erasures(store, ours, clock).plan(ANA)
    await Erasures(store, theirs, clock).undo(ANA)
    assert await theirs.withdrawn() == {planned.id}
    await store._engine.write("DELETE FROM erasures")  # as in a backup from before
    clock.on(days=2)
    assert await Erasures(store, ours, clock).replay(ours, theirs) == Replayed()
    assert any((await store.export(ANA)).values())


async def test_a_list_that_begins_with_an_undoing_takes_erasures(
    store: SqlStore, tmp_path: Path
) -> None:
    clock = MovingClock()
    theirs = ErasureFile(tmp_path / "theirs")
    await Erasures(store, ErasureFile(tmp_path / "ours"), clock).plan(ANA)
    await Erasures(store, theirs, clock).undo(ANA)
    planned = await Erasures(store, theirs, clock).plan(ANA)
    assert [entry.id for entry in await theirs.entries()] == [planned.id]
