"""Which questions are answered from an index: each database's own plan, over many rows."""

from __future__ import annotations

import pytest

from bot.store import _engine, bounces, followers, jobs, letters, schema, watch
from bot.store.engine import Engine, Value
from bot.store.sqlite import SqliteEngine

pytestmark = pytest.mark.asyncio

QUESTIONS: dict[str, tuple[str, tuple[Value, ...]]] = {
    "the letters of a person": (letters._OF_PERSON, (7,)),
    "a case": (letters._LETTER, (7,)),
    "who reads another language now": (letters._READ_IN, (7, "fr")),
    "moving a case on": (letters._OUTDATED, (7,)),
    "dropping a warning": (letters._UNWARNED, (7,)),
    "forgetting a case": (letters._FORGET_JOBS, (7,)),
    "forgetting what followed it": (letters._FORGET_PARENT, (7, 7)),
    "what is due": (jobs._CLAIM.format(skip_locked=""), (5, 60, 20)),
    "the next job": (jobs._NEXT, ()),
    "what is held for a person": (jobs._HELD, (7,)),
    "stopping reminders": (jobs._DROP, (7,)),
    "taking bounces back": (bounces._WITHDRAW, (7, "x")),
    "bounces of an address": (bounces._COUNT, ("x", "address 7", 0)),
    "the newest version of a text": (watch._NEWEST, (7,)),
    "noting that a text was seen": (watch._SEEN, (7, 10**6)),
    "whether a version was overtaken": (watch._OVERTAKEN, (7, 9, 9)),
    "a change": (watch._CHANGE, (7,)),
    "the changes since a time": (watch._CHANGES, (4990,)),
    "waking a server's alerts": (followers._WAKE_ONE, (5, 7)),
    "the alerts of a server": (followers._ALERTS, (7,)),
    "what a person follows": (followers._FOLLOWS, (7,)),
    "who follows a platform": (followers._FOLLOWERS, ("platform 7", 1)),
    "a notice": (followers._NOTICE, (7,)),
}

# So many rows that reading them all would not be chosen.
FILL = (
    "INSERT INTO letters (id, user_id, guild_id, platform, kind, region, language, state,"
    " created_at) SELECT n, n, 0, 'x', 'access', 'uk', 'en', 'delivered', n FROM numbers",
    "INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at, held)"
    " SELECT n, 'letter-due', n, n, n, n, n, n % 2 FROM numbers",
    "INSERT INTO text_versions (text_id, read_at, seen_at, sentences)"
    " SELECT n, n, n, CAST('x' AS BLOB) FROM numbers",
    "INSERT INTO changes (id, platform, title, url, language, seen_at, found_at, because, edits)"
    " SELECT n, 'platform ' || n, 'x', 'x', 'en', n, n, 'x', CAST('x' AS BLOB) FROM numbers",
    "INSERT INTO alerts (guild_id, change_id, state, updated_at) SELECT n, n, 'x', n FROM numbers",
    "INSERT INTO follows (user_id, platform, which, reader, asked_at)"
    " SELECT n, 'platform ' || n, 'ai', 'en', n FROM numbers",
    "INSERT INTO change_notices (id, user_id, change_id, made_at) SELECT n, n, n, n FROM numbers",
    "INSERT INTO bounces (user_id, platform, address, reported_at)"
    " SELECT n, 'x', 'address ' || n, n FROM numbers",
)
NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000) "
)


async def plan(engine: Engine, sql: str, values: tuple[Value, ...]) -> list[str]:
    if isinstance(engine, SqliteEngine):
        return [row[3] for row in await engine.read(f"EXPLAIN QUERY PLAN {sql}", *values)]
    return [row[0] for row in await engine.read(f"EXPLAIN {sql}", *values)]


def reads_a_table_whole(steps: list[str]) -> bool:
    # "due" is what the statement itself has just found.
    return any(
        "Seq Scan" in step or step.startswith("SCAN") for step in steps if step != "SCAN due"
    )


async def test_every_question_is_answered_from_an_index(database_url: str) -> None:
    async with _engine(database_url) as engine:
        await schema.apply(engine, schema.known_steps())
        for sql in FILL:
            await engine.write(NUMBERS + sql)
        if not isinstance(engine, SqliteEngine):  # SQLite plans without figures
            await engine.write("ANALYZE")
        plans = {question: await plan(engine, *asked) for question, asked in QUESTIONS.items()}
    assert not {q: steps for q, steps in plans.items() if reads_a_table_whole(steps)}
    assert all("index" in " ".join(steps).lower() for steps in plans.values()), plans
