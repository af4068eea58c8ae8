"""PostgreSQL: for when more than one process runs. Needs the extra `postgres` (asyncpg)."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, ClassVar

import asyncpg

from bot.errors import DatabaseError, StartupError, UnreachableError
from bot.store.engine import Row, Run, Value, storable

_LOST = (asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, OSError)
"""The connection has died; the server may be back on another one."""

_PASSES = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InterfaceError,
)
"""What may be over in a minute: the server stops or starts, is full, or is a stand-by after another
took its place (PostgreSQL documentation, appendix A, classes 08, 25, 53 and 57)."""

_ALONE = "SELECT pg_advisory_xact_lock(1952805486, hashtext(?1))"
"""Two numbers are never the same lock as the one number of the schema's."""


class PostgresEngine:
    """An `Engine` on a small pool. Connections that died are replaced by the pool."""

    columns_sql: ClassVar[str] = (
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
    )
    now_sql: ClassVar[str] = "CAST(EXTRACT(EPOCH FROM now()) AS BIGINT)"
    lock_sql: ClassVar[str] = "SELECT pg_advisory_xact_lock(1952805486)"  # "tern" as a number
    skip_locked_sql: ClassVar[str] = "FOR UPDATE SKIP LOCKED"
    failures: ClassVar[tuple[type[Exception], ...]] = (
        DatabaseError,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        OSError,
    )

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def read(self, sql: str, *values: Value) -> Sequence[Row]:
        with _told():
            try:
                return await _fetch(self._pool, sql, *values)
            except _LOST:
                # After a restart of the server every connection is dead. Reading twice does no
                # harm.
                await self._pool.expire_connections()
                return await _fetch(self._pool, sql, *values)

    async def write(self, sql: str, *values: Value) -> Sequence[Row]:
        with _told():
            return await _fetch(self._pool, sql, *values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Run]:
        async with contextlib.AsyncExitStack() as stack:
            # An OSError of the block is its own; one from here is the way to the server.
            stack.enter_context(_told(_PASSES))
            with _told():
                connection = await stack.enter_async_context(self._pool.acquire())
                await stack.enter_async_context(connection.transaction())
            yield partial(_told_fetch, connection)

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        async with self.transaction() as run:
            # Whoever does not get the lock within the time of a statement goes on without it.
            with contextlib.suppress(DatabaseError):
                await run(_ALONE, name)
            yield

    async def empty_journal(self) -> bool:
        """Nothing: docs/operations.md says how the write-ahead log ages out."""
        return True

    async def scrub(self) -> bool:
        """Nothing: deleted rows leave PostgreSQL's files with its own vacuum."""
        return True

    async def close(self) -> None:
        await self._pool.close()


async def open_postgres(url: str) -> PostgresEngine:
    """Connects. Raises `StartupError`, whose text repeats no part of the address: with a password
    that holds `@` or `/` any part of it could be the password's."""
    try:
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=4, timeout=10, command_timeout=30
        )
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise refusal(error) from None  # the cause may quote the address
    return PostgresEngine(pool)


def refusal(error: Exception) -> StartupError:
    """What is said of a server that cannot be used, and whether that may pass by itself."""
    passes = isinstance(error, (*_PASSES, OSError)) and not isinstance(error, ValueError)
    kind = UnreachableError if passes else StartupError
    return kind(f"The PostgreSQL database named by DATABASE_URL cannot be used: {_reason(error)}.")


def _reason(error: Exception) -> str:
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():
            return "the server refuses this user or password"
        case asyncpg.InvalidCatalogNameError():
            return "the server has no database of this name"
        case asyncpg.PostgresError():
            return f"the server refuses the connection (SQLSTATE {error.sqlstate})"
        case socket.gaierror():
            return "its host is not known"
        case OSError():
            return "no server answers at its host and port"
        case _:
            return (
                "the address is not of the form postgresql://user:password@host:port/database"
                " (write special characters in the password as %40 and the like)"
            )


@contextlib.contextmanager
def _told(passes: tuple[type[Exception], ...] = (*_PASSES, OSError)) -> Iterator[None]:
    """What passes is a `DatabaseError`. asyncpg's complaint about a value, an `InterfaceError` and
    a `ValueError`, does not pass."""
    try:
        yield
    except passes as error:
        if isinstance(error, ValueError):
            raise
        state = getattr(error, "sqlstate", None)
        raise DatabaseError(f"SQLSTATE {state}" if state else type(error).__name__) from error


async def _told_fetch(where: Any, sql: str, *values: Value) -> Sequence[Row]:
    with _told():
        return await _fetch(where, sql, *values)


async def _fetch(where: Any, sql: str, *values: Value) -> Sequence[Row]:
    """`where` is the pool or one of its connections; both have the same `fetch`."""
    return [tuple(row) for row in await where.fetch(_translate(sql), *storable(values))]


def _translate(sql: str) -> str:
    return re.sub(r"\bBLOB\b", "BYTEA", sql.replace("?", "$"))
