"""A process that started in the moment between an erasure's line in the list and its job in the
database stored that job itself. The process of the person's press took that for another press's and
withdrew the line: the person read when it would be done, and it never was."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.erasures import Erasures
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, fill

pytestmark = pytest.mark.asyncio


async def test_whoever_stores_the_job_it_is_done(store: SqlStore, tmp_path: Path) -> None:
    clock = MovingClock()

    class Meanwhile(ErasureFile):
        """Another process starts as soon as the line is on the disk."""

        async def add(self, *line: object) -> None:
            await super().add(*line)  # type: ignore[arg-type]
            theirs = ErasureFile(tmp_path / "list")
            await Erasures(store, theirs, clock).replay(theirs)

    erasures = Erasures(store, Meanwhile(tmp_path / "list"), clock)
    await fill(store, ANA)
    planned = await erasures.plan(ANA)
    assert not await erasures.is_withdrawn(planned.id)
    assert await erasures.planned(ANA) == planned
