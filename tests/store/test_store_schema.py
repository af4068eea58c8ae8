"""The schema: applied step by step, whole or not at all, by one process at a time."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.errors import StartupError
from bot.store import _engine, apply_schema, open_store, schema, schema_status
from bot.store.engine import Engine
from bot.store.schema import Step

pytestmark = pytest.mark.asyncio

ONE = Step(number=1, name="one", sql="CREATE TABLE one (a BIGINT);\nCREATE TABLE uno (a BLOB);\n")
TWO = Step(number=2, name="two", sql="-- why; because\nALTER TABLE one ADD COLUMN b TEXT;\n")
BROKEN = Step(number=3, name="broken", sql="CREATE TABLE half (a BIGINT);\nCREATE nonsense;\n")


@pytest_asyncio.fixture
async def engine(database_url: str) -> AsyncIterator[Engine]:
    async with _engine(database_url) as opened:
        yield opened


async def columns(engine: Engine) -> set[tuple[str, ...]]:
    found = await engine.read(engine.columns_sql)
    return {(table, column) for table, column in found if table != "schema_version"}


async def test_steps_are_applied_in_order_and_once(engine: Engine) -> None:
    assert await schema.apply(engine, [ONE]) == [ONE]
    assert await columns(engine) == {("one", "a"), ("uno", "a")}
    assert await schema.apply(engine, [ONE, TWO]) == [TWO]
    assert await columns(engine) == {("one", "a"), ("one", "b"), ("uno", "a")}
    assert await schema.apply(engine, [ONE, TWO]) == []


async def test_rows_survive_an_upgrade(engine: Engine) -> None:
    await schema.apply(engine, [ONE])
    await engine.write("INSERT INTO one (a) VALUES (?1)", 7)
    await schema.apply(engine, [ONE, TWO])
    assert await engine.read("SELECT a, b FROM one") == [(7, None)]


async def test_each_known_step_can_be_applied_alone(engine: Engine) -> None:
    steps = schema.known_steps()
    for count in range(1, len(steps) + 1):
        assert await schema.apply(engine, steps[:count]) == [steps[count - 1]]


async def test_known_steps_are_numbered_without_gaps() -> None:
    steps = schema.known_steps()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0].name == "initial"


async def test_a_step_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with pytest.raises(Exception, match="syntax"):
        await schema.apply(engine, [ONE, TWO, BROKEN])
    assert await columns(engine) == {("one", "a"), ("one", "b"), ("uno", "a")}
    assert [s.applied_at is None for s in await schema.status(engine, [ONE, TWO, BROKEN])] == [
        False,
        False,
        True,
    ]
    whole = Step(number=3, name="broken", sql="CREATE TABLE half (a BIGINT);\n")
    assert await schema.apply(engine, [ONE, TWO, whole]) == [whole]


async def test_a_newer_database_is_refused(database_url: str) -> None:
    async with _engine(database_url) as engine:
        future = Step(number=9000, name="future", sql="CREATE TABLE future (a BIGINT);\n")
        await schema.apply(engine, [*schema.known_steps(), future])
    with pytest.raises(StartupError, match=r"newer version of Tern \(schema 9000"):
        await open_store(database_url)


async def test_a_file_whose_last_statement_does_not_end_is_refused() -> None:
    with pytest.raises(ValueError, match="0004"):
        Step(number=4, name="x", sql="CREATE TABLE x (a BIGINT)\n").statements()


async def test_status_and_apply_for_the_command_line(database_url: str) -> None:
    before = int(time.time())
    known = schema.known_steps()
    assert [s.applied_at for s in await schema_status(database_url)] == [None] * len(known)
    assert await apply_schema(database_url) == known
    assert await apply_schema(database_url) == []
    status = await schema_status(database_url)
    assert [(s.number, s.name) for s in status] == [(s.number, s.name) for s in known]
    assert all(s.applied_at and abs(s.applied_at - before) < 3600 for s in status)


async def open_in_processes(url: str, count: int) -> Sequence[tuple[int | None, str]]:
    code = (
        "import asyncio, sys; from bot.store import open_store\n"
        "async def main():\n"
        "    sys.stdin.readline()\n"
        "    store = await open_store(sys.argv[1])\n"
        "    await store.guild_key(1)\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    pipe = asyncio.subprocess.PIPE
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, url, stdin=pipe, stdout=pipe, stderr=pipe
        )
        for _ in range(count)
    ]
    ended = await asyncio.gather(*(process.communicate(b"go\n") for process in started))
    return [(p.returncode, e[1].decode()) for p, e in zip(started, ended, strict=True)]


async def test_several_processes_open_a_fresh_database_at_once(database_url: str) -> None:
    assert await open_in_processes(database_url, 4) == [(0, "")] * 4
    async with _engine(database_url) as engine:
        rows = await engine.read("SELECT number FROM schema_version ORDER BY number")
        assert rows == [(step.number,) for step in schema.known_steps()]
        assert len(await engine.read("SELECT key FROM guild_keys")) == 1
