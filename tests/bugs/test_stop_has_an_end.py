"""A process that was asked to stop waited for twenty jobs, one after another, to be given back to a
database that was away, and for a page that was being laid out; whoever had asked killed it
meanwhile."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.core.models import Job
from bot.documents.typesetter import Typesetter
from bot.jobs import worker
from bot.jobs.worker import Done, Result, Worker
from tests.jobs.working import HandClock, add
from tests.store.opened import opened


@pytest.mark.asyncio
async def test_a_database_that_is_away_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    begun = asyncio.Event()

    async def silent(job: int) -> None:
        asked.append(job)
        await asyncio.Event().wait()

    async def stuck(_: Job) -> Result:
        begun.set()
        await asyncio.Event().wait()
        return Done()

    monkeypatch.setattr(worker, "GIVE_BACK_SECONDS", 0.1)
    clock = HandClock()
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        monkeypatch.setattr(store, "release_job", silent)
        for _ in range(3):
            await add(store, clock)
        doing = Worker(store, clock, {"letter-due": stuck})
        working = asyncio.create_task(doing.run())
        await begun.wait()
        doing.stop()
        await working
        async with asyncio.timeout(10):
            await doing.give_back()
    assert len(asked) == 3


@pytest.mark.asyncio
async def test_a_page_that_is_being_laid_out_is_not_waited_for(tmp_path: Path) -> None:
    begun, release = threading.Event(), threading.Event()

    def work() -> Any:
        begun.set()
        return release.wait(10)

    press = Typesetter(tmp_path)
    working = asyncio.create_task(press.aside(work))
    await asyncio.to_thread(begun.wait)
    press.close()
    assert not working.done()
    release.set()
    assert await working is True
