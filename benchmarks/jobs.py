"""What looking for due jobs costs among 50,000 open cases: `python -m benchmarks.jobs`.

Every case has one job, due some time in the next months, as reminders are. SQLite is a file on this
machine's disk. PostgreSQL, where a server is installed, is the tests' own (it does not wait for the
disk) and is asked over loopback. Times are what the caller waits.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.store import open_store
from bot.store.store import SqlStore
from tests.postgres import binaries, running

CASES = 50_000
DUE = 20
TURNS = 300
NOW = 1_800_000_000
DAY = 24 * 3600
LEASE = 300
PERSON = 77

# Ids are spread over their whole range, as random ones are.
_NUMBERS = f"""
WITH RECURSIVE numbers(n, id) AS (
    SELECT 1, 100000000000031
    UNION ALL SELECT n + 1, (n + 1) * 100000000000031 % 4611686018427387847
    FROM numbers WHERE n < {CASES}
)
"""
_FILL = (
    "INSERT INTO letters (id, user_id, guild_id, platform, kind, region, language, state,"
    " created_at) SELECT id, n / 5, 0, 'instagram', 'objection', 'eu-de', 'de', 'delivered', n"
    " FROM numbers",
    "INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)"
    f" SELECT id, 'letter-due', n / 5, id, {NOW} + {DAY} + n * 100, {NOW} + {DAY} + n * 100, n"
    " FROM numbers",
)


@asynccontextmanager
async def filled(url: str) -> AsyncIterator[SqlStore]:
    store = await open_store(url)
    assert isinstance(store, SqlStore)
    try:
        for sql in _FILL:
            await store._engine.write(_NUMBERS + sql)
        await store._engine.write("ANALYZE")
        yield store
    finally:
        await store.close()


async def milliseconds(
    ask: Callable[[], Awaitable[object]], before: Callable[[], Awaitable[object]] | None = None
) -> list[float]:
    """What each of many turns took; what goes before it is not counted."""
    spent = []
    for _ in range(TURNS):
        if before:
            await before()
        begin = time.perf_counter()
        await ask()
        spent.append((time.perf_counter() - begin) * 1e3)
    return spent


async def measured(url: str) -> dict[str, list[float]]:
    async with filled(url) as store:

        async def claim(expected: int) -> None:
            claimed = await store.claim_jobs(NOW, LEASE, DUE)
            assert len(claimed) == expected

        async def make_due() -> None:
            """The same jobs again: they were claimed in the last turn, or never yet."""
            sql = (
                f"UPDATE jobs SET due_at = {NOW}, free_at = {NOW} WHERE id IN"
                f" (SELECT id FROM jobs WHERE held = 0 ORDER BY free_at LIMIT {DUE})"
            )
            await store._engine.write(sql)

        return {
            "claim, nothing due": await milliseconds(lambda: claim(0)),
            "when is the next due": await milliseconds(store.next_job),
            f"claim, {DUE} due": await milliseconds(lambda: claim(DUE), make_due),
            "letters of a person": await milliseconds(lambda: store.letters_of(PERSON)),
            "what is held for a person": await milliseconds(lambda: store.held_jobs(PERSON)),
        }


def main() -> None:
    """Prints one table."""
    databases = {}
    with tempfile.TemporaryDirectory() as folder:
        databases["SQLite"] = asyncio.run(measured(f"sqlite:///{folder}/tern.db"))
    if found := binaries():
        with running(found) as server:
            databases["PostgreSQL"] = asyncio.run(measured(server.create()))
    print(f"{CASES:,} open cases with a job each; ms, median (slowest) of {TURNS}.\n")
    print("| | " + " | ".join(databases) + " |\n|---|" + "---|" * len(databases))
    for what in databases["SQLite"]:
        cells = (
            f"{statistics.median(times[what]):.2f} ({max(times[what]):.1f})"
            for times in databases.values()
        )
        print(f"| {what} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
