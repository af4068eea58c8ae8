"""What was acknowledged is there after kill -9, a cancelled task and a restart of the server."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.core.models import Card, LetterChoice, NewJob
from bot.errors import DatabaseError
from bot.store import _engine
from bot.store.engine import Engine
from tests.postgres import PostgresServer, running
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]


async def killed(script: str, *arguments: str, lines: int) -> list[str]:
    """Lets a process write so many lines at least, kills it, and returns all it wrote."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name(script)),
        *arguments,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert writer.stdout is not None
    seen = [await asyncio.wait_for(writer.stdout.readline(), timeout=30) for _ in range(lines)]
    writer.kill()
    rest, _ = await writer.communicate()
    assert writer.returncode == -9
    return (b"".join(seen) + rest).decode().splitlines()


async def test_what_was_acknowledged_survives_kill_9(database_url: str) -> None:
    last = 0
    for _ in range(3):
        lines = await killed("card_writer.py", database_url, lines=random.randrange(1, 120))
        last = max(last, int(lines[-1]))
    async with opened(database_url) as store:
        for number in range(1, last + 1):
            (card,) = await store.cards_of(1, number)
            assert (card.handle, card.updated_at) == (f"handle {number}", number)
        assert await store.put_card(_card(10**9)) is True


async def test_no_step_of_a_case_is_half_done_after_kill_9(database_url: str) -> None:
    """A case has the jobs of its stage, and what was acknowledged is there."""
    told: dict[int, str] = {}
    for _ in range(3):
        lines = await killed("case_writer.py", "write", database_url, lines=random.randrange(1, 80))
        told |= {int(case): stage for case, stage in map(str.split, lines)}
    async with opened(database_url) as store:
        cases = {case.id: case for case in await store.letters_of(1)}
        jobs: dict[int, set[str]] = {case: set() for case in cases}
        for row in (await store.export(1))["jobs"]:
            jobs[row["case_id"]].add(row["kind"])
    for id_, case in cases.items():
        assert jobs[id_] == {
            "letter-delivery",
            "letter-unsent" if case.stage == "written" else "letter-due",
        }
    for id_, stage in told.items():
        assert cases[id_].stage in (stage, "waiting")


async def test_a_job_comes_back_when_its_process_was_killed(database_url: str) -> None:
    delivery = NewJob(kind="letter-delivery", user=1, case=0, at=10)
    choice = LetterChoice(platform="x", region="uk", kind="access", language="en")
    async with opened(database_url) as store:
        cases = [
            await store.open_letter(1, 0, choice, 1, reader="en", jobs=[delivery]) for _ in range(3)
        ]
        lines = await killed("case_writer.py", "claim", database_url, lines=3)
        assert sorted(map(int, lines)) == sorted(cases)
        assert await store.claim_jobs(69, 60, 5) == []
        found = await store.claim_jobs(70, 60, 5)
        assert sorted(job.case for job in found) == sorted(cases)
        assert {job.attempts for job in found} == {2}


def _card(user: int) -> Card:
    return Card(
        guild=1,
        user=user,
        platform="cara",
        handle="x",
        origin=None,
        visible="lists",
        created_at=1,
        updated_at=1,
    )


async def test_sqlite_waits_for_the_disk(sqlite_url: str) -> None:
    async with _engine(sqlite_url) as engine:
        assert await engine.write("PRAGMA synchronous") == [(2,)]  # FULL
        assert await engine.write("PRAGMA journal_mode") == [("wal",)]


async def test_sqlites_reading_connection_cannot_write(sqlite_url: str) -> None:
    async with _engine(sqlite_url) as engine:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await engine.read("CREATE TABLE t (a BIGINT)")


async def test_a_failing_transaction_leaves_nothing(database_url: str) -> None:
    async with _engine(database_url) as engine:
        await engine.write("CREATE TABLE t (a BIGINT)")
        with pytest.raises(ZeroDivisionError):
            await _fail_after_a_row(engine)
        await engine.write("INSERT INTO t VALUES (?1)", 2)
        assert await engine.read("SELECT a FROM t") == [(2,)]


async def _fail_after_a_row(engine: Engine) -> None:
    async with engine.transaction() as run:
        await run("INSERT INTO t VALUES (?1)", 1)
        raise ZeroDivisionError


async def _insert_pair(engine: Engine, number: int) -> None:
    async with engine.transaction() as run:
        await run("INSERT INTO t VALUES (?1)", number)
        await run("INSERT INTO t VALUES (?1)", number)


async def test_a_cancelled_transaction_is_whole_or_nothing(database_url: str) -> None:
    async with _engine(database_url) as engine:
        await engine.write("CREATE TABLE t (a BIGINT)")
        for turns in range(60):  # of the loop, before the task is cancelled
            task = asyncio.create_task(_insert_pair(engine, turns))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await _insert_pair(engine, 60)
        counts = dict(await engine.read("SELECT a, COUNT(*) FROM t GROUP BY a"))
        assert counts[60] == 2
        assert set(counts.values()) == {2}


async def test_the_file_held_by_another_process_is_waited_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url) as store:
        with closing(sqlite3.connect(tmp_path / "tern.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            put = asyncio.create_task(store.put_card(_card(1)))
            await asyncio.sleep(0)
            assert await store.cards_of(1, 1) == []  # reading goes on meanwhile
            assert not put.done()
            other.execute("COMMIT")
        assert await put is True


async def test_postgres_is_found_again_after_a_restart(postgres: PostgresServer) -> None:
    """On a server of its own, for it is stopped twice."""
    with running(postgres.binaries) as server:
        async with opened(server.create()) as store:
            users = range(1, 9)
            await asyncio.gather(*(store.put_card(_card(user)) for user in users))
            await asyncio.to_thread(server.stop)
            with pytest.raises(DatabaseError):
                await store.cards_of(1, 1)
            await asyncio.to_thread(server.start)
            assert await store.cards_of(1, 1) == [_card(1)]
            assert await store.put_card(_card(99)) is True
            await asyncio.gather(*(store.cards_of(1, user) for user in users))
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start)
            found = await asyncio.gather(*(store.cards_of(1, user) for user in users))
            assert found == [[_card(user)] for user in users]
