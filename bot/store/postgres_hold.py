"""Holding a PostgreSQL database, or shards of it: advisory locks of a connection of its own.

PostgreSQL lets go of them when the connection ends, which it sees at once where a process was
killed, and after half a minute where a machine or the network is gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from bot.errors import TakenError
from bot.store.holding import HELD, OF_ANOTHER_COUNT, Hold, say_that_it_waits
from bot.store.postgres import refusal

_CLASS = 1952805487
"""The first number of every lock here; those of the schema and of single tasks have another."""

_ALL = -1
"""The second number: of the whole database, or the shard."""

_COUNTS = _CLASS + 1
"""The first number of the locks that say how many shards there are: their second number."""

_OF_ANOTHER_COUNT = """
SELECT count(*) FROM pg_locks
WHERE locktype = 'advisory' AND classid = $1 AND objsubid = 2 AND objid <> $2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

_KEEPALIVE = {
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}

_LOOK_SECONDS = 20.0
"""How often the connection is looked at: one that died without a word is noticed by then."""

_LOOK_AGAIN = 0.2
"""Between two looks at how many shards others say there are."""

_PAUSE_SECONDS = 2.0
"""Between two attempts to connect again."""

_AWAY = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)

_log = logging.getLogger("tern")


class PostgresHold:
    """The locks of some shards, or of the whole database (None). `count`: of how many shards."""

    def __init__(
        self, url: str, shards: Sequence[int] | None, count: int | None, patience: float
    ) -> None:
        self._url = url
        self._shards = shards
        self._count = count
        self._patience = patience
        self._lost = asyncio.Event()
        self._connection: Any = None

    async def take(self) -> None:
        """Connects and takes the locks. Raises `TakenError` where another process has one of
        them, and the driver's exceptions where the database is away."""
        connection = await asyncpg.connect(
            self._url, timeout=10, command_timeout=10, server_settings=_KEEPALIVE
        )
        lost = self._lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        try:
            await self._lock(connection)
        except BaseException:
            connection.terminate()
            raise
        self._connection = connection

    async def _lock(self, connection: Any) -> None:
        """Whoever has shards shares the whole with others that have, and with nobody who has all:
        nobody waits for somebody who waits."""
        if self._shards is None:
            await self._take(connection, "", _ALL)
            return
        await self._take(connection, "_shared", _ALL)
        if self._count is not None:
            await self._agree(connection, self._count)
        for shard in sorted(self._shards):
            await self._take(connection, "", shard)

    async def _agree(self, connection: Any, count: int) -> None:
        """Of another number of shards, other servers would be each shard's. Says it first, then
        looks: of two that begin at once, none misses the other."""
        await connection.execute("SELECT pg_advisory_lock_shared($1, $2)", _COUNTS, count)
        clock = asyncio.get_running_loop().time
        until, told = clock() + self._patience, False
        while await connection.fetchval(_OF_ANOTHER_COUNT, _COUNTS, count):
            if clock() >= until:
                raise TakenError(OF_ANOTHER_COUNT)
            told = told or say_that_it_waits(self._patience)
            await asyncio.sleep(_LOOK_AGAIN)

    async def _take(self, connection: Any, shared: str, what: int) -> None:
        if await connection.fetchval(f"SELECT pg_try_advisory_lock{shared}($1, $2)", _CLASS, what):
            return
        if self._patience <= 0:
            raise TakenError(HELD)
        say_that_it_waits(self._patience)
        await connection.execute(f"SET lock_timeout = {int(1000 * self._patience)}")
        try:
            await connection.execute(
                f"SELECT pg_advisory_lock{shared}($1, $2)",
                *(_CLASS, what),
                timeout=10 + self._patience,
            )
        except asyncpg.LockNotAvailableError:
            raise TakenError(HELD) from None

    async def keep(self) -> None:
        while True:
            await self._until_lost()
            _log.warning("the connection that holds the database is lost; connecting again")
            await self._again()

    async def _until_lost(self) -> None:
        while not self._lost.is_set():
            try:
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._lost.wait()
            except TimeoutError:
                await self._look()

    async def _look(self) -> None:
        try:
            await self._connection.fetchval("SELECT 1", timeout=10)
        except _AWAY:
            self._connection.terminate()
            self._lost.set()

    async def _again(self) -> None:
        while True:
            try:
                await self.take()
            except _AWAY:
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return

    def let_go(self) -> None:
        """Gives the locks back with the connection."""
        self._connection.terminate()


@asynccontextmanager
async def hold_postgres(
    url: str, shards: Sequence[int] | None, count: int | None, patience: float
) -> AsyncIterator[Hold]:
    """See `bot.store.hold.hold`."""
    held = PostgresHold(url, shards, count, patience)
    try:
        await held.take()
    except (*_AWAY, ValueError) as error:
        raise refusal(error) from None  # the cause may quote the address
    try:
        yield held
    finally:
        held.let_go()
