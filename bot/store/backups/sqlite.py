"""SQLite: one file to one file, through SQLite's own online copy.

Nothing here is asynchronous: who makes or restores a backup does nothing else meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from bot.errors import StartupError
from bot.store.backups.contents import SCHEMA_TABLE, Contents, Restored
from bot.store.backups.files import made, scratch

_WAIT_SECONDS = 5.0
"""For another process that holds the file."""

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


_MOVE = "; move it, and the files of its name with -wal and -shm after it, elsewhere and try again"


def back_up(path: Path, file: Path) -> Contents:
    """Copies the database as it is at one moment, while others write to it, and checks the copy:
    SQLite's integrity check, and the rows of that moment. Raises `StartupError`."""
    with made(file) as written, _told(f"{path} cannot be backed up"):
        with closing(_connect(path)) as source:
            source.execute("PRAGMA query_only = ON")
            source.execute("BEGIN")  # what is counted and what is copied is one moment
            counted = _contents(source, path)
            with closing(_connect(written)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file
                copy.execute("VACUUM")  # nothing of what was deleted
        if look(written) != counted:
            raise StartupError(f"{path} cannot be backed up: the copy is not like the database.")
    return counted


def look(file: Path) -> Contents:
    """What a backup holds. Raises `StartupError` where it is none, or damaged."""
    with _told(f"{file} cannot be used as a backup"), closing(_read_only(file)) as backup:
        for (problem,) in backup.execute("PRAGMA integrity_check(1)"):
            if problem != "ok":
                raise StartupError(f"{file} is damaged: {problem}.")
        return _contents(backup, file)


async def restore(
    path: Path,
    file: Path,
    kept: Path,
    check: Callable[[Contents], None],
    cleanse: Callable[[str], Awaitable[None]],
) -> Restored:
    """Puts the backup in the database's place: after `cleanse` has had the address of a copy that
    nobody else knows of; all of it or, should anything fail, nothing. Nobody else can use the
    database meanwhile. Raises `StartupError`."""
    contents = look(file)
    check(contents)
    with _alone(path) as database, scratch(path) as folder:
        copy = folder / "copy"
        with _told(f"{file} cannot be copied"):
            _copy(file, copy)
        await cleanse(f"sqlite:///{copy}")
        with _told(f"{path} cannot be restored"):
            was_there = _keep(database, kept)
            with closing(_connect(copy)) as cleansed:
                cleansed.backup(database)
    return Restored(contents=contents, kept=kept if was_there else None)


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, shut for every other process. SQLite's locks end with the process that holds
    them, so nothing has to be tidied up after one that was killed."""
    is_new = not path.exists()
    try:
        with _told(f"{path} cannot be opened"):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            database = _connect(path)
        with closing(database):
            with _told(f"{path} cannot be opened", damaged=_MOVE):
                # Leaving the journal takes the lock that others have shares of as long as they run.
                database.execute("PRAGMA locking_mode = EXCLUSIVE")
                database.execute("PRAGMA journal_mode = DELETE")
                database.execute("BEGIN EXCLUSIVE")
                database.execute("COMMIT")
            yield database
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def _copy(file: Path, to: Path) -> None:
    with closing(_read_only(file)) as backup, closing(_connect(to)) as copy:
        backup.backup(copy)


def _keep(database: sqlite3.Connection, kept: Path) -> bool:
    """Page by page as it is, be it damaged; False where there is nothing to keep."""
    with suppress(sqlite3.DatabaseError):
        if not database.execute(_TABLES).fetchall():
            return False
    with made(kept) as written, closing(_connect(written)) as copy:
        database.backup(copy)
    return True


def _contents(database: sqlite3.Connection, path: Path) -> Contents:
    tables = {name for (name,) in database.execute(_TABLES)}
    if SCHEMA_TABLE not in tables:
        raise StartupError(f"{path} is no database of Tern's.")
    ((schema,),) = database.execute(f"SELECT COALESCE(MAX(number), 0) FROM {SCHEMA_TABLE}")  # noqa: S608 - a constant
    rows = {}
    for table in sorted(tables - {SCHEMA_TABLE}):
        ((rows[table],),) = database.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 - live schema
    return Contents(schema=schema, rows=rows)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)


def _read_only(file: Path) -> sqlite3.Connection:
    """Leaves no file beside a backup. One that came with a journal is read with it."""
    if not file.is_file():
        raise StartupError(f"There is no file at {file.resolve()}.")
    journal = file.with_name(f"{file.name}-wal").exists()
    how = "mode=ro" if journal else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"file:{quote(str(file))}?{how}", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
    )


@contextmanager
def _told(failure: str, damaged: str = "") -> Iterator[None]:
    """What SQLite or the disk refuses is one sentence; what to do with a damaged file is added."""
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorname.startswith("SQLITE_BUSY"):
            reason = "it is in use; stop every Tern that runs on it, and let other words end"
        else:
            reason = f"{error}{damaged * (error.sqlite_errorname == 'SQLITE_NOTADB')}"
        raise StartupError(f"{failure}: {reason}.") from error
    except OSError as error:
        raise StartupError(f"{failure}: {error.strerror or error}.") from error
