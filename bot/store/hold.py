"""One Tern a database, or one a shard: who holds it, and for how long.

Discord sends an interaction to every session of a shard, so that two processes with the same token
would both answer. What they hold dies with the process that holds it, however that ends: nobody has
to wait for a lease of a process that was killed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import StartupError, TakenError
from bot.store.address import UNKNOWN, is_postgres, sqlite_path
from bot.store.holding import HELD, Hold, say_that_it_waits
from bot.store.sqlite import refusal

PATIENCE = 15.0
"""Seconds that a process waits for the one before it, which may still be finishing its answers."""

LOOK_EVERY = 0.2
"""Seconds between two looks at a file that another process holds."""

NO_ASYNCPG = 'PostgreSQL needs asyncpg: pip install "tern-bot[postgres]".'


class FileHold:
    """A file beside the database that the kernel has locked for this process."""

    async def keep(self) -> None:
        await asyncio.Event().wait()


@asynccontextmanager
async def hold(
    url: str,
    shards: Sequence[int] | None = None,
    count: int | None = None,
    *,
    patience: float = PATIENCE,
) -> AsyncIterator[Hold]:
    """Holds the database while the block lasts, or with PostgreSQL these shards of it, of `count`
    in all (None: not compared with what others say).

    A SQLite file is one process's, whichever shards that has. Raises `StartupError` where another
    still holds it after `patience` seconds, or has shards of another count, and where the database
    cannot be reached.
    """
    if path := sqlite_path(url):
        async with _file(Path(path), patience) as held:
            yield held
    elif not is_postgres(url):
        raise StartupError(UNKNOWN)
    else:
        try:
            from bot.store.postgres_hold import hold_postgres
        except ModuleNotFoundError as error:
            if error.name != "asyncpg":
                raise
            raise StartupError(NO_ASYNCPG) from error
        async with hold_postgres(url, shards, count, patience) as held:
            yield held


@asynccontextmanager
async def _file(database: Path, patience: float) -> AsyncIterator[Hold]:
    """The lock is on a file of its own: SQLite's locks on the database would be lost with it."""
    path = database.with_name(f"{database.name}.lock")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise refusal(
            f"{path}, by which Tern holds the SQLite file named by DATABASE_URL,", error
        ) from error
    try:
        await _lock(file, patience)
        yield FileHold()
    finally:
        os.close(file)


async def _lock(file: int, patience: float) -> None:
    clock = asyncio.get_running_loop().time
    until, told = clock() + patience, False
    while not _try_lock(file):
        if clock() >= until:
            raise TakenError(HELD)
        if not told:
            told = say_that_it_waits(patience)
        await asyncio.sleep(LOOK_EVERY)


def _try_lock(file: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
