"""What Tern keeps: one store over SQLite or PostgreSQL, told apart by `DATABASE_URL`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.core.monitor import Monitor
from bot.core.ports import Store
from bot.errors import StartupError
from bot.store import schema
from bot.store.address import UNKNOWN, is_postgres, sqlite_path
from bot.store.backups import postgres as postgres_backups
from bot.store.backups import sqlite as sqlite_backups
from bot.store.backups.contents import Contents, Known, Restored
from bot.store.engine import Engine
from bot.store.erasure_file import ErasureFile
from bot.store.hold import NO_ASYNCPG, hold
from bot.store.holding import Hold
from bot.store.monitored import Monitored
from bot.store.schema import Step, StepStatus
from bot.store.sqlite import open_sqlite
from bot.store.store import SqlStore

__all__ = [
    "Contents",
    "ErasureFile",
    "Hold",
    "Restored",
    "Step",
    "StepStatus",
    "apply_schema",
    "back_up",
    "hold",
    "open_store",
    "require_database",
    "restore",
    "schema_status",
]


async def open_store(url: str, monitor: Monitor | None = None) -> Store:
    """Opens the database and applies the schema that is pending. `monitor` counts what fails later.

    `url` is `sqlite:///tern.db` (relative), `sqlite:////absolute/path.db` or
    `postgresql://user:password@host:port/database`. Raises `StartupError`, never with the password.
    """
    engine = await _open_engine(url)
    try:
        await schema.apply(engine, schema.known_steps())
    except BaseException:
        await engine.close()
        raise
    return SqlStore(Monitored(engine, monitor) if monitor else engine)


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


async def back_up(url: str, file: Path, environment: Mapping[str, str]) -> Contents:
    """Writes a checked copy of the database to a file that must not be there yet, while others use
    the database. `environment` is for PostgreSQL's programs. Raises `StartupError`."""
    if path := sqlite_path(url):
        return sqlite_backups.back_up(Path(path), file)
    async with _engine(url) as engine:
        server = postgres_backups.Server.of(url, environment)
        return await postgres_backups.back_up(engine, server, file, _known())


async def restore(
    url: str,
    file: Path,
    kept: Path,
    environment: Mapping[str, str],
    cleanse: Callable[[str], Awaitable[None]],
) -> Restored:
    """Puts a backup in the database's place; what was there becomes a backup of its own at `kept`.

    `cleanse` is called with the address of the restored rows: with SQLite before, with PostgreSQL
    after they are in the database's place. Raises `StartupError` where the backup is none, is
    damaged or newer than this version, and where anybody uses the database; no `run` gets to it
    before it is cleansed.
    """
    known = _known()
    if path := sqlite_path(url):
        return await sqlite_backups.restore(
            Path(path), file, kept, lambda contents: contents.require(known.schema), cleanse
        )
    async with AsyncExitStack() as until_cleansed:

        async def take() -> None:
            await until_cleansed.enter_async_context(hold(url, patience=0))

        async with _engine(url) as engine:
            server = postgres_backups.Server.of(url, environment)
            restored = await postgres_backups.restore(engine, server, file, kept, known, take)
        await cleanse(url)
    return restored


def _known() -> Known:
    steps = schema.known_steps()
    newest = max(step.number for step in steps)
    return Known(schema=newest, tables=schema.known_tables(steps))


@asynccontextmanager
async def _engine(url: str) -> AsyncIterator[Engine]:
    engine = await _open_engine(url)
    try:
        yield engine
    finally:
        await engine.close()


async def _open_engine(url: str) -> Engine:
    if path := sqlite_path(url):
        return await open_sqlite(path)
    if is_postgres(url):
        try:
            from bot.store.postgres import open_postgres
        except ModuleNotFoundError as error:
            if error.name != "asyncpg":
                raise
            raise StartupError(NO_ASYNCPG) from error
        return await open_postgres(url)
    raise StartupError(UNKNOWN)
