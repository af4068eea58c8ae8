"""What statistics cost with one million forwarding cards: `python -m benchmarks.stats`."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.core.charts import Bar, BarChart, Chart, Flow, FlowChart, Line, LineChart, Place
from bot.core.stats import WEEK, WEEKS_KEPT, Stats
from bot.documents import Typesetter
from bot.store import open_store

TEMPLATES = Path(__file__).parents[1] / "templates"
NOW = 1_800_000_000
GUILDS, CARDS, LETTERS = 500, 1_000_000, 200_000
BIG, IN_BIG = 1, 50_000
"""The server that has so many of the cards; the others share the rest."""

PLATFORMS = ("bluesky", "cara", "mastodon", "tumblr", "pixelfed", "artfol", "vero", "itaku")
ORIGINS = ("instagram", "instagram", "instagram", "deviantart", "x", "artstation", None)
OLD = 20
"""Servers that have a year of reports."""


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)


def fill(path: str) -> None:
    """Writes cards and letters past Tern, which would take its time to make each durable."""
    drawn = random.Random(1)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.executemany(
            "INSERT INTO cards (guild_id, user_id, platform, origin, handle, visible, created_at,"
            " updated_at, id) VALUES (?, ?, ?, ?, 'x', ?, 0, ?, ?)",
            (
                (
                    BIG if n < IN_BIG else 2 + n % (GUILDS - 1), n, drawn.choice(PLATFORMS),
                    drawn.choice(ORIGINS), drawn.choice(("lists", "lists", "find", "numbers")),
                    NOW, n,
                )
                for n in range(CARDS)
            ),
        )  # fmt: skip
        database.executemany(
            "INSERT INTO letters (id, user_id, guild_id, platform, kind, region, language, state,"
            " stage, outcome, created_at) VALUES (?, ?, ?, ?, ?, ?, 'en', 'delivered', 'waiting',"
            " ?, ?)",
            (
                (
                    n, n, 1 + n % GUILDS, drawn.choice(("instagram", "facebook", "x")),
                    drawn.choice(("objection", "objection", "erasure")),
                    drawn.choice(("eu-de", "eu-fr", "uk", "us-ca")),
                    drawn.choice((None, "silence", "form")), NOW - drawn.randint(0, 200 * 86400),
                )
                for n in range(LETTERS)
            ),
        )  # fmt: skip
        database.execute(
            "INSERT INTO card_owners (guild_id, user_id, seen_at, checked_at)"
            f" SELECT DISTINCT guild_id, user_id, {NOW}, {NOW} FROM cards"
        )
    database.close()


@asynccontextmanager
async def held(found: list[float]) -> AsyncIterator[None]:
    """Notes how much longer than asked for the event loop kept a task waiting, in milliseconds."""

    async def watch() -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.001)
            found.append((time.perf_counter() - begin - 0.001) * 1000)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


async def main() -> None:
    """Prints one table: milliseconds, median and 95th percentile."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tern.db"
        await (await open_store(f"sqlite:///{path}")).close()
        fill(path)
        store = await open_store(f"sqlite:///{path}")
        clock = Clock()
        stats = Stats(store, clock)
        print(
            f"{CARDS} cards, {LETTERS} letters, {GUILDS} servers, "
            f"SQLite {sqlite3.sqlite_version}.\n"
        )
        print("| | median, ms | 95th percentile, ms |\n|---|---|---|")
        await _row(
            "the first report of a server of 2,000", lambda n: stats.report(OLD + 2 + n), 100
        )
        turns: list[float] = []
        async with held(turns):
            await _row(f"the first report of a server of {IN_BIG}", lambda _: stats.report(BIG), 2)
        for _ in range(WEEKS_KEPT):
            clock.at += WEEK
            for guild in range(1, OLD + 1):
                await stats.report(guild)
        await _row("`/stats overview`: database", lambda n: store.report(1 + n % OLD))
        await _row(
            "`/stats overview`: database and reading a year of reports",
            lambda n: stats.report(1 + n % OLD),
        )
        async with held(turns):
            clock.at += WEEK
            await _row("the weekly report", lambda n: stats.report(1 + n), OLD)
        await store.close()
    await _charts()
    print(f"\nThe event loop was held for {max(turns):.1f} ms at most, 99 % of turns for less than "
          f"{statistics.quantiles(turns, n=100)[-1]:.1f} ms.")  # fmt: skip


async def _charts() -> None:
    """Each with words of its own: what was drawn before is remembered, and no server draws the same
    twice."""
    typesetter = Typesetter(TEMPLATES)
    names = ["Bluesky", "Cara", "Mastodon", "Pixelfed", "青空", "معرض", "Tumblr", "Vero"]

    def bars(count: int, n: int) -> Chart:
        return BarChart(title=f"Moves {n}", note="People", bars=tuple(
            Bar(label=f"{names[at % 8]} {n}", value=5 * at + n, shown=f"{5 * at + n} or more")
            for at in range(count)))  # fmt: skip

    def lines(n: int) -> Chart:
        return LineChart(
            title=f"Weeks {n}", note="People", ticks=tuple(f"{at} Oct" for at in range(WEEKS_KEPT)),
            lines=tuple(Line(label=f"{name} {n}", values=tuple(range(at, at + WEEKS_KEPT)),
                             shown=f"{5 + n + at} or more")
                        for at, name in enumerate(names[:7])))  # fmt: skip

    def flows(n: int) -> Chart:
        places = tuple(Place(label=f"{name} {n}", shown=f"{15 + n} or more") for name in names)
        return FlowChart(title=f"Flows {n}", note="People", origins=places[:5], targets=places[5:],
            flows=tuple(Flow(origin=at % 5, target=at // 5, value=5 + at + n)
                        for at in range(14)))  # fmt: skip

    charts: dict[str, Callable[[int], Chart]] = {
        "a chart of 8 bars": partial(bars, 8),
        "a chart of 15 bars": partial(bars, 15),
        "a chart of 7 lines over a year": lines,
        "a diagram of 14 flows": flows,
    }
    for name, made in charts.items():
        await typesetter.chart(made(-1))

        async def draw(n: int, made: Callable[[int], Chart] = made) -> object:
            return await typesetter.chart(made(n), ("dark", "light")[n % 2])

        await _row(name, draw, 60)
    typesetter.close()


async def _row(what: str, work: Callable[[int], Awaitable[object]], rounds: int = 200) -> None:
    times = []
    for n in range(rounds):
        begin = time.perf_counter()
        await work(n)
        times.append((time.perf_counter() - begin) * 1000)
    slow = f"{statistics.quantiles(times, n=20)[-1]:.2f}" if rounds >= 20 else "–"
    print(f"| {what} | {statistics.median(times):.2f} | {slow} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
