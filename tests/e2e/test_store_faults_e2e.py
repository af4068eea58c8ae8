"""A database that is locked, full or stopped: the person is told, and Tern goes on by itself."""

from __future__ import annotations

import asyncio
import resource
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from bot.store import sqlite
from tests.e2e.conftest import Tern, tern_on
from tests.e2e.test_letters_e2e import FILLED
from tests.e2e.test_process_e2e import connection, process
from tests.e2e.test_stopping_e2e import until_said
from tests.postgres import PostgresServer, running

pytestmark = pytest.mark.asyncio

TOLD = "Tern cannot use its database now."


async def refused(person: Person) -> None:
    """Everything that writes says that it cannot, and what needs no database is answered."""
    card = await person.slash("migrate to", platform="cara", handle="marapaints")
    assert TOLD in card.text
    assert card.ephemeral
    form = await person.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    before = len(person.dms())
    letter = await person.submit(form.modal, FILLED)
    assert TOLD in letter.text
    assert len(person.dms()) == before
    policy = await person.slash("policy show", platform="instagram", region="eu-de")
    assert "Instagram" in policy.text


async def works(person: Person) -> None:
    card = await person.slash("migrate to", platform="cara", handle="marapaints")
    assert "marapaints" in card.text
    form = await person.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    assert "our chat" in (await person.submit(form.modal, FILLED)).text


async def test_a_database_that_stays_locked(
    discord: LocalDiscord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.05)
    async with tern_on(discord, tmp_path) as tern:
        with closing(sqlite3.connect(tmp_path / "tern.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await refused(tern.mara)
            other.execute("ROLLBACK")
        await works(tern.mara)
    assert "the database failed in migrate to (SQLITE_BUSY)" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process (prlimit)")
async def test_a_full_disk(discord: LocalDiscord, tmp_path: Path) -> None:
    """No file may grow: to SQLite that is a disk that takes no more."""
    mara = discord.person("Mara")
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await until_said(tern.stderr, "ready")
        await mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
        resource.prlimit(tern.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        await refused(mara)
        assert "mara.bsky.social" in (await mara.slash("migrate find", member=mara.id)).text
        no_limit = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(tern.pid, resource.RLIMIT_FSIZE, no_limit)
        await works(mara)
        tern.send_signal(signal.SIGTERM)
        _, errors = await tern.communicate()
    assert tern.returncode == 0
    assert b"SQLITE_" in errors
    with closing(sqlite3.connect(tmp_path / "tern.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@asynccontextmanager
async def tern_on_a_server(
    discord: LocalDiscord, folder: Path, server: PostgresServer
) -> AsyncIterator[Tern]:
    url = server.create()
    async with tern_on(discord, folder, database_url=url, erasures_file=folder / "list") as tern:
        yield tern


async def test_postgres_is_stopped_and_started_again(
    discord: LocalDiscord,
    tmp_path: Path,
    postgres: PostgresServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with running(postgres.binaries) as server:
        async with tern_on_a_server(discord, tmp_path, server) as tern:
            await tern.mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
            await asyncio.to_thread(server.stop)
            await refused(tern.mara)
            assert TOLD in (await tern.mara.slash("migrate find", member=tern.mara.id)).text
            await asyncio.to_thread(server.start)
            await works(tern.mara)
            found = await tern.mara.slash("migrate find", member=tern.mara.id)
            assert "mara.bsky.social" in found.text
    assert server.password not in caplog.text


async def test_a_database_that_is_locked_at_the_start_is_one_sentence(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "tern.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with process(tmp_path, "run", DISCORD_TOKEN="token") as tern:
            _, errors = await tern.communicate()
    assert tern.returncode == 75
    assert b"Traceback" not in errors
    assert b"locked" in errors or b"SQLITE_BUSY" in errors


async def test_a_corrupt_record_does_not_stop_a_start(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    """What was compiled last is used, and the log names file and line."""
    records = Path(__file__).parents[1] / "catalogue" / "records"
    data, mara = tmp_path / "data", discord.person("Mara")
    await asyncio.to_thread(_copy, records, data)
    set_up = {**connection(discord), "TERN_DATA": str(data), "HOME": str(tmp_path)}
    async with process(tmp_path, "run", **set_up) as tern:
        await discord.ready()
        good = await mara.slash("policy show", platform="easel", region="eu-de")
        tern.send_signal(signal.SIGTERM)
        await tern.communicate()
    with (data / "platforms" / "easel.yaml").open("a", encoding="utf-8") as record:
        record.write("\nnonsense: [\n")
    await discord.world.until(lambda: not discord.online)
    async with process(tmp_path, "run", **set_up) as tern:
        await discord.ready()
        again = await mara.slash("policy show", platform="easel", region="eu-de")
        tern.send_signal(signal.SIGTERM)
        _, errors = await tern.communicate()
    assert again.text == good.text
    assert b"the last good ones are used" in errors
    assert b"easel.yaml" in errors


def _copy(records: Path, data: Path) -> None:
    for file in records.rglob("*"):
        if file.is_file():
            copied = data / file.relative_to(records)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(file.read_bytes())
