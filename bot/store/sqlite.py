"""SQLite: one file, one connection that writes and one that reads."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import ClassVar

import aiosqlite

from bot.errors import DatabaseError, StartupError, UnreachableError
from bot.store.engine import Row, Run, Value, storable

_log = logging.getLogger("tern")

_BUSY_SECONDS = 5.0
"""How long to wait for another process that holds the file."""

_WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # docs/decisions/0003-sqlite-durability.md
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # no second file that erasing would have to know of
)
_PASSES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""What may be over in a minute (sqlite.org, result and error codes)."""

_DISK_PASSES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE})
"""The same, where SQLite was not asked yet."""

_READER_PRAGMAS = ("PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY")


class SqliteEngine:
    """An `Engine` on one file. Writes wait for each other; reads see what is committed."""

    columns_sql: ClassVar[str] = (
        "SELECT tables.name, columns.name"
        " FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " ORDER BY tables.name, columns.cid"
    )
    now_sql: ClassVar[str] = "CAST(strftime('%s', 'now') AS INTEGER)"
    lock_sql: ClassVar[str] = "SELECT 1"  # BEGIN IMMEDIATE has locked already
    skip_locked_sql: ClassVar[str] = ""
    failures: ClassVar[tuple[type[Exception], ...]] = (DatabaseError, sqlite3.Error, OSError)

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()

    async def read(self, sql: str, *values: Value) -> Sequence[Row]:
        with _told():
            return await _fetch(self._reader, sql, *values)

    async def write(self, sql: str, *values: Value) -> Sequence[Row]:
        async with self._turn:
            with _told():
                return await _fetch(self._writer, sql, *values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Run]:
        async with self._turn:
            try:
                # Inside `try`: a task cancelled here has queued its BEGIN for the thread already.
                with _told():
                    await _fetch(self._writer, "BEGIN IMMEDIATE")
                    yield partial(_fetch, self._writer)
                    await self._writer.commit()
            except BaseException:
                await self._writer.rollback()
                raise

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:  # noqa: ARG002 - of the protocol
        """A SQLite file has one process."""
        yield

    async def empty_journal(self) -> bool:
        """Copies the journal into the file, where deleted rows are overwritten, and empties it.
        What is in the way of it is logged."""
        async with self._turn:
            return await self._without_remains("PRAGMA wal_checkpoint(TRUNCATE)")

    async def scrub(self) -> bool:
        """Writes the file anew, without what is deleted, and empties the journal.

        `secure_delete` overwrites deleted rows, but not the copies that stay behind in a page when
        SQLite moves rows to another one; only `VACUUM` leaves those out. What is in the way of it
        (another process, a full disk) is logged: the rows are gone, and the next call rewrites the
        file. While another process reads for longer than the busy timeout, the journal cannot be
        emptied either.
        """
        async with self._turn:
            return await self._without_remains("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")

    async def _without_remains(self, *statements: str) -> bool:
        """Whether nothing was in the way of the statements, of which the last empties the
        journal."""
        try:
            for sql in statements:
                rows = await _fetch(self._writer, sql)
        except sqlite3.Error as error:
            _log.warning("erased rows may remain in the file for now: %s", error)
            return False
        ((busy, *_),) = rows
        return not busy

    async def close(self) -> None:
        async with self._turn:
            await self._reader.close()
            await self._writer.close()


async def open_sqlite(path: str) -> SqliteEngine:
    """Opens the file, or creates it readable by its owner alone (SQLite gives the journal the same
    mode). Raises `StartupError`, an `UnreachableError` where what is in the way may pass."""
    # aiosqlite's debug log prints every value of every statement.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    try:
        _create(path)
        writer = await _connect(path, _WRITER_PRAGMAS)
        try:
            reader = await _connect(path, _READER_PRAGMAS)
        except BaseException:
            await writer.close()
            raise
    except (OSError, sqlite3.Error) as error:
        raise refusal(f"The SQLite file {path} named by DATABASE_URL", error) from error
    return SqliteEngine(writer, reader)


def refusal(what: str, error: OSError | sqlite3.Error) -> StartupError:
    """What is said of a file that cannot be opened, and whether that may pass by itself."""
    kind = UnreachableError if _passes(error) else StartupError
    reason = error.strerror if isinstance(error, OSError) else error
    return kind(f"{what} cannot be opened: {reason}.")


def _passes(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno in _DISK_PASSES
    # The last byte is the kind of error, the others say more about it.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSES


def _create(path: str) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


async def _connect(path: str, pragmas: Sequence[str]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in pragmas:
            await _fetch(connection, pragma)
    except BaseException:
        await connection.close()
        raise
    return connection


@contextmanager
def _told() -> Iterator[None]:
    """What passes is a `DatabaseError`."""
    try:
        yield
    except sqlite3.Error as error:
        if _passes(error):
            raise DatabaseError(error.sqlite_errorname) from error
        raise


async def _fetch(connection: aiosqlite.Connection, sql: str, *values: Value) -> Sequence[Row]:
    rows = await connection.execute_fetchall(sql, storable(values))
    return [tuple(row) for row in rows]
