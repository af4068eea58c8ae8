"""What the SQL texts stand on: one small interface, implemented once for each database."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Value = int | str | bytes | None
Row = tuple[Any, ...]


class Run(Protocol):
    """Runs one statement inside a transaction and returns its rows."""

    async def __call__(self, sql: str, *values: Value) -> Sequence[Row]: ...


class Engine(Protocol):
    """A database. Statements number their parameters `?1`, `?2` and use the types BIGINT, INTEGER,
    TEXT and BLOB; what else differs between databases is named here.

    Every method raises `ValueError` for text that cannot be stored (see `storable`),
    `DatabaseError` when the database is locked, full or lost, and else the driver's own exceptions.
    """

    @property
    def columns_sql(self) -> str:
        """Selects (table, column) for every table of Tern's, columns in their order."""
        ...

    @property
    def now_sql(self) -> str:
        """An expression: the database's own time in UTC seconds."""
        ...

    @property
    def lock_sql(self) -> str:
        """Run first in a transaction, lets one process alone change the schema until its end."""
        ...

    @property
    def skip_locked_sql(self) -> str:
        """Ends a SELECT whose rows the statement then changes: leaves out those that another
        process is changing at this moment. Empty where only one can write at a time."""
        ...

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What is raised where the database, or the way to it, fails."""
        ...

    async def read(self, sql: str, *values: Value) -> Sequence[Row]:
        """The rows of a statement that changes nothing."""
        ...

    async def write(self, sql: str, *values: Value) -> Sequence[Row]:
        """Runs one statement in its own transaction. When this returns, it is on the disk."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Run]:
        """Several statements, all or none. On the disk when the block is left."""
        ...

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """Lets one process at a time into a block of this name, on a database that several share;
        the others wait, but not for one that hangs. Whoever dies in it is out of it."""
        ...

    async def empty_journal(self) -> bool:
        """Clears what deleted rows left behind in the database's journal. False where something was
        in the way of it."""
        ...

    async def scrub(self) -> bool:
        """Clears what deleted rows left behind in the database's files. False where something was
        in the way of it."""
        ...

    async def close(self) -> None: ...


class OnEngine:
    """A part of the store: its methods send its SQL texts to the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine


def random_id() -> int:
    """An id that tells nobody how many there are, from 1 to 2**63 - 1 (at most 19 digits)."""
    return 1 + secrets.randbelow(2**63 - 1)


def storable(values: Sequence[Value]) -> Sequence[Value]:
    """The values as they came.

    Raises `ValueError` for U+0000, which PostgreSQL cannot keep, and for lone surrogates, which are
    not text: on both databases alike, and in words that do not repeat what somebody typed.
    """
    for value in values:
        if isinstance(value, str) and ("\0" in value or not _is_unicode(value)):
            raise ValueError("text with U+0000 or a lone surrogate cannot be stored")
    return values


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
