"""A backup made between `/me delete` and the erasure a day later knew of that erasure. Restoring it
brought the person back until the old job was done, after Tern had begun to answer; and that job
deleted what had come into the chat since. And an erasure that was listed but had no job when its
process died left the chat as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.erasures import Erasures
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.store.filled import ANA, fill

pytestmark = pytest.mark.asyncio


async def test_what_was_done_is_done_at_once_and_without_the_chat(
    store: SqlStore, tmp_path: Path
) -> None:
    listed, clock = ErasureFile(tmp_path / "list"), MovingClock()
    erasures = Erasures(store, listed, clock)
    await fill(store, ANA)
    planned = await erasures.plan(ANA)
    clock.on(days=1)
    await erasures.erase(ANA, planned.id)
    # As the backup was: the rows, the number of the erasure, and its job.
    await fill(store, ANA)
    await store.plan_erasure(planned.id, ANA, planned.at, 1)
    clock.on(days=7)
    again = await erasures.replay(listed)
    assert (again.people, again.servers) == (1, 0)
    assert not any((await store.export(ANA)).values())
    assert not (await erasures.replay(listed)).rows


async def test_what_is_late_but_not_done_is_left_to_its_job(
    store: SqlStore, tmp_path: Path
) -> None:
    listed, clock = ErasureFile(tmp_path / "list"), MovingClock()
    erasures = Erasures(store, listed, clock)
    await fill(store, ANA)
    planned = await erasures.plan(ANA)
    clock.on(days=3)
    assert not (await erasures.replay(listed)).rows
    due = await store.claim_jobs(planned.at, 60, 9)
    assert [job.case for job in due if job.kind == "erase-person"] == [planned.id]


async def test_what_was_never_begun_empties_the_chat_too(store: SqlStore, tmp_path: Path) -> None:
    listed, clock = ErasureFile(tmp_path / "list"), MovingClock()
    now = int(clock.now().timestamp())
    await fill(store, ANA)
    await listed.add(5, "person", ANA, now - 60)
    assert (await Erasures(store, listed, clock).replay(listed)).people == 1
    assert {table for table, rows in (await store.export(ANA)).items() if rows} == {"jobs"}
    due = await store.claim_jobs(now, 60, 9)
    assert [(job.kind, job.case) for job in due if job.user == ANA] == [("erase-person", 5)]
