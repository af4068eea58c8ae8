"""PostgreSQL: through its own programs, which know what a server's version needs. The password
reaches them through their environment, because every user of a machine sees what programs are
called with."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from bot.errors import StartupError
from bot.store.backups.contents import SCHEMA_TABLE, Contents, Known, Restored
from bot.store.backups.files import made
from bot.store.engine import Engine, Run

_PROGRAMS = ("pg_dump", "pg_restore", "psql")
_MAGIC = b"PGDMP"

_TABLES = """
SELECT quote_ident(table_schema), table_name FROM information_schema.tables
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name
"""

_NEWEST = f"SELECT COALESCE(MAX(number), 0) FROM {SCHEMA_TABLE}"  # noqa: S608 - a constant

_OTHERS = """
SELECT COUNT(*) FROM pg_stat_activity
WHERE datid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
    AND COALESCE(backend_type, 'client backend') = 'client backend'
"""

_COPY = re.compile(rb'COPY (?:"[^"]+"|\w+)\.(\w+) \(')


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a database is, without its password; and the environment that tells it."""

    address: str
    environment: Mapping[str, str]

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str]) -> Server:
        """Takes apart an address that asyncpg has connected to."""
        parts = urlsplit(url)
        who, at, where = parts.netloc.rpartition("@")
        user, _, password = who.partition(":")
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        password = query.pop("password", unquote(password))
        more_of_it = f"?{urlencode(query, quote_via=quote)}" if query else ""
        address = f"{parts.scheme}://{user}{at}{where}{parts.path}{more_of_it}"
        secret = {"PGPASSWORD": password} if password else {}
        return cls(address=address, environment={**environment, **secret})


async def back_up(engine: Engine, server: Server, file: Path, known: Known) -> Contents:
    """Dumps Tern's tables as they are at one moment, while others write to them, and checks that
    the dump can be read to its end and has the rows of that moment. Raises `StartupError`."""
    _require_programs()
    with made(file) as written:
        async with engine.transaction() as run:
            await run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            ((snapshot,),) = await run("SELECT pg_export_snapshot()")
            tables, _ = await _tables(run, known)
            counted = await _contents(run, tables)
            await asyncio.to_thread(
                _run, server, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                f"--snapshot={snapshot}", f"--file={written}", f"--dbname={server.address}",
                *(f'--table={schema}."{table}"' for schema, table in tables),
            )  # fmt: skip
        if await asyncio.to_thread(look, server, written) != counted:
            raise StartupError(
                "The database cannot be backed up: the dump is not like the database."
            )
    return counted


def look(server: Server, file: Path) -> Contents:
    """What a dump holds; reads it to its end. Raises `StartupError` where it is none of Tern's, or
    damaged."""
    _require_programs()
    _require_dump(file)
    rows: dict[str, int] = {}
    steps, table = [0], ""
    with _running(server, "pg_restore", "--data-only", "--file=-", str(file)) as restoring:
        for line in _output(restoring):
            if not table:
                if begins := _COPY.match(line):
                    table = begins[1].decode()
                    rows[table] = 0
            elif line == b"\\.\n":
                table = ""
            else:
                rows[table] += 1
                if table == SCHEMA_TABLE:
                    steps.append(int(line.split(b"\t")[0]))
    if rows.pop(SCHEMA_TABLE, None) is None:
        raise StartupError(f"{file} is no backup of Tern's.")
    return Contents(schema=max(steps), rows=rows)


async def restore(
    engine: Engine,
    server: Server,
    file: Path,
    kept: Path,
    known: Known,
    hold: Callable[[], Awaitable[object]],
) -> Restored:
    """Puts the dump in the place of Tern's tables, in one transaction: all of it or, should
    anything fail, nothing. No Tern gets to the database meanwhile, nor while what `hold` takes is
    held. Raises `StartupError`."""
    contents = await asyncio.to_thread(look, server, file)
    contents.require(known.schema)
    async with engine.transaction() as run:
        await run(engine.lock_sql)  # who starts now waits until this is over
        ((others,),) = await run(_OTHERS)
        if others:
            raise StartupError(
                f"The database is in use ({others} other connections); stop every Tern that runs"
                " on it, and let other programs end."
            )
        await hold()  # for when this transaction is over; nobody can have it who was not counted
        # Not in this transaction: psql could not drop a table that this one has read.
        tables, unknown = await _tables(engine.read, known)
        if unknown:
            raise StartupError(
                "The database was written by a newer version of Tern, and which of these tables are"
                f" its own is not known here: {', '.join(unknown)}. Restore into an empty database."
            )
        if tables:
            await back_up(engine, server, kept, known)
        await asyncio.to_thread(_replace, server, file, tables)
    return Restored(contents=contents, kept=kept if tables else None)


def _replace(server: Server, file: Path, tables: Sequence[tuple[str, str]]) -> None:
    """Without the last word, COMMIT, which is said only when all before it went well, nothing has
    happened."""
    drop = "".join(f'DROP TABLE {schema}."{table}";\n' for schema, table in tables)
    talk = ("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={server.address}")
    with _running(server, *talk, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as psql:
        assert psql.stdin is not None
        psql.stdin.write(f"BEGIN;\n{drop}".encode())
        psql.stdin.flush()
        with _running(server, "pg_restore", "--no-owner", "--no-privileges", "--file=-", str(file),
                      stdout=psql.stdin):  # fmt: skip
            pass
        psql.stdin.write(b"COMMIT;\n")


async def _tables(run: Run, known: Known) -> tuple[Sequence[tuple[str, str]], Sequence[str]]:
    """Tern's tables, each after its schema. Other programs may have theirs beside them; where a
    newer version has made tables too, all are Tern's, and those that may be somebody else's are
    named."""
    tables = await run(_TABLES)
    others = [table for _, table in tables if table not in known.tables]
    if others and (SCHEMA_TABLE in {table for _, table in tables}):
        ((newest,),) = await run(_NEWEST)
        if newest > known.schema:
            return [*tables], others
    return [(schema, table) for schema, table in tables if table not in others], []


async def _contents(run: Run, tables: Sequence[tuple[str, str]]) -> Contents:
    names = [table for _, table in tables]
    if SCHEMA_TABLE not in names:
        raise StartupError("The database named by DATABASE_URL is no database of Tern's.")
    ((schema,),) = await run(_NEWEST)
    names.remove(SCHEMA_TABLE)
    counted = {table: await run(f'SELECT COUNT(*) FROM "{table}"') for table in names}  # noqa: S608 - live schema
    return Contents(schema=schema, rows={table: rows[0][0] for table, rows in counted.items()})


def _require_programs() -> None:
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        raise StartupError(
            f"Backups of PostgreSQL need its client programs; {' and '.join(missing)} cannot be"
            " found here (Debian: apt-get install postgresql-client)."
        )


def _require_dump(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_MAGIC))
    except OSError as error:
        raise StartupError(f"{file} cannot be read: {error.strerror}.") from error
    if begins != _MAGIC:
        raise StartupError(f"{file} is no backup of a PostgreSQL database.")


def _run(server: Server, *command: str) -> None:
    with _running(server, *command, stdout=subprocess.DEVNULL):
        pass


@contextmanager
def _running(
    server: Server,
    *command: str,
    stdin: int | None = subprocess.DEVNULL,
    stdout: int | IO[bytes] | None = subprocess.PIPE,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, waited for when the block is left. Raises `StartupError` with what it complained
    of, which comes before what went wrong in the block: that it ended may be the reason for it."""
    with TemporaryFile() as complaints:
        program = subprocess.Popen(  # noqa: S603 - one of _PROGRAMS
            command, env=server.environment, stdin=stdin, stdout=stdout, stderr=complaints
        )
        failed: Exception | None = None
        try:
            with program:
                yield program
        except (BrokenPipeError, StartupError) as error:
            failed = error
        if program.returncode:
            complaints.seek(0)
            why = _reason(complaints.read().decode(errors="replace"))
            why = why or f"it ended with {program.returncode}"
            raise StartupError(f"{command[0]} failed: {why}") from failed
        if failed is not None:
            raise failed


def _reason(complaints: str) -> str:
    """The first line that tells of an error, or the last."""
    lines = complaints.strip().splitlines()
    return next((line for line in lines if "error" in line.casefold()), "".join(lines[-1:]))


def _output(program: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert program.stdout is not None
    return iter(program.stdout)
