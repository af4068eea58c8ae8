"""What Tern keeps: one store over SQLite or PostgreSQL, told apart by `DATABASE_URL`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.core.ports import Store
from bot.errors import StartupError
from bot.store import schema
from bot.store.engine import Engine
from bot.store.erasure_file import ErasureFile
from bot.store.schema import Step, StepStatus
from bot.store.sqlite import open_sqlite
from bot.store.store import SqlStore

__all__ = [
    "ErasureFile",
    "Step",
    "StepStatus",
    "apply_schema",
    "open_store",
    "require_database",
    "schema_status",
]


async def open_store(url: str) -> Store:
    """Opens the database and applies the schema that is pending.

    `url` is `sqlite:///tern.db` (relative), `sqlite:////absolute/path.db` or
    `postgresql://user:password@host:port/database`. Raises `StartupError`, never with the password.
    """
    engine = await _open_engine(url)
    try:
        await schema.apply(engine, schema.known_steps())
    except BaseException:
        await engine.close()
        raise
    return SqlStore(engine)


async def schema_status(url: str) -> Sequence[StepStatus]:
    """The schema steps of this version, applied and pending. Raises `StartupError`."""
    async with _engine(url) as engine:
        return await schema.status(engine, schema.known_steps())


async def apply_schema(url: str) -> Sequence[Step]:
    """Applies the pending schema steps and returns them. Raises `StartupError`."""
    async with _engine(url) as engine:
        return await schema.apply(engine, schema.known_steps())


def require_database(url: str) -> None:
    """Raises `StartupError` where a SQLite file would have to be made first: an answer about what
    is stored must not come from a database that was empty because it was looked for elsewhere."""
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and not Path(path).is_file():
        raise StartupError(f"There is no database at {Path(path).resolve()}.")


@asynccontextmanager
async def _engine(url: str) -> AsyncIterator[Engine]:
    engine = await _open_engine(url)
    try:
        yield engine
    finally:
        await engine.close()


async def _open_engine(url: str) -> Engine:
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and path not in ("", ":memory:"):
        return await open_sqlite(path)
    if url.startswith(("postgresql://", "postgres://")):
        try:
            from bot.store.postgres import open_postgres
        except ModuleNotFoundError as error:
            if error.name != "asyncpg":
                raise
            raise StartupError(
                'PostgreSQL needs asyncpg: pip install "tern-bot[postgres]".'
            ) from error
        return await open_postgres(url)
    raise StartupError(
        "DATABASE_URL must be sqlite:///file.db, sqlite:////absolute/path/file.db or"
        " postgresql://user:password@host:port/database."
    )
