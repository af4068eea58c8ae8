"""What forwarding cards cost with one million of them: `python -m benchmarks.moves`."""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue import load
from bot.core.follow import Following
from bot.core.moves import Moves
from bot.core.records import Platform
from bot.documents import FollowWriter
from bot.store import open_store

DATA = Path(__file__).parents[1] / "data"
NOW = 1_800_000_000
GUILDS = 500
BIG = 1
"""The server that has `IN_BIG` cards of one platform; the others share the rest."""

CARDS = 1_000_000
IN_BIG = 5_000
ROUNDS = 200
PLATFORMS = ("mastodon", "bluesky", "cara", "tumblr")


class Now:
    def now(self) -> datetime:
        return datetime.fromtimestamp(NOW, UTC)


class NobodyToAsk:
    async def exists(self, platform: Platform, handle: str) -> bool | None:  # noqa: ARG002
        return None


def fill(path: str) -> None:
    """Writes the cards past Tern, which would take its time to make each durable."""
    each = (CARDS - IN_BIG) // (GUILDS - 1) // len(PLATFORMS)
    cards = [(BIG, user, "mastodon") for user in range(IN_BIG)]
    for guild in range(2, GUILDS + 1):
        cards += [(guild, user, platform) for user in range(each) for platform in PLATFORMS]
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.executemany(
            "INSERT INTO cards (guild_id, user_id, platform, handle, visible, created_at,"
            " updated_at, id) VALUES (?, ?, ?, ?, 'lists', 0, ?, ?)",
            (
                (guild, user, platform, f"member{user}@art{guild}.example", NOW - n % 9999, n)
                for n, (guild, user, platform) in enumerate(cards, start=1)
            ),
        )
        database.execute(
            "INSERT INTO card_owners (guild_id, user_id, seen_at, checked_at)"
            f" SELECT DISTINCT guild_id, user_id, {NOW}, {NOW} FROM cards"
        )
    database.close()


async def main() -> None:
    """Prints one table: milliseconds, median and 95th percentile."""
    catalogue = load(DATA, None, datetime.fromtimestamp(NOW, UTC).date())
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tern.db"
        await (await open_store(f"sqlite:///{path}")).close()
        fill(path)
        store = await open_store(f"sqlite:///{path}")
        clock = Now()
        moves = Moves(catalogue, store, clock, NobodyToAsk())
        following = Following(moves, FollowWriter(), store, clock)
        mastodon = catalogue.platforms["mastodon"]

        async def file(n: int) -> None:
            long_ago = datetime(2020, 1, 1, tzinfo=UTC)
            made = await following.pack(
                BIG, 10_000_000 + n, mastodon, joined_at=long_ago, title="All", language="en"
            )
            assert len(made.follow.people) == IN_BIG

        print(f"{CARDS} cards in {GUILDS} servers, SQLite {sqlite3.sqlite_version}.\n")
        print("| | median, ms | 95th percentile, ms |\n|---|---|---|")
        await _row("`/migrate find`", lambda n: moves.find(2 + n % (GUILDS - 1), n % 400))
        await _row("`/migrate directory`", lambda n: moves.directory(2 + n % (GUILDS - 1), None, 0))
        await _row(
            "`/migrate directory` of one platform",
            lambda n: moves.directory(2 + n % (GUILDS - 1), "cara", 0),
        )
        await _row(f"`/migrate follow`, a file of {IN_BIG}", file, rounds=30)
        await _row(
            "a member is seen", lambda n: store.renew_member(2 + n % 400, n, NOW + 86400, NOW + 1)
        )
        await store.close()


async def _row(what: str, work: Callable[[int], Awaitable[object]], rounds: int = ROUNDS) -> None:
    times = []
    for n in range(rounds):
        begin = time.perf_counter()
        await work(n)
        times.append((time.perf_counter() - begin) * 1000)
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"| {what} | {statistics.median(times):.2f} | {slow:.2f} |")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
