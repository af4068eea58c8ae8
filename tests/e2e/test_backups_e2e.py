"""Backups as an operator makes them: two words, while Tern runs, and after it died."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.test_process_e2e import connection, process, said

pytestmark = pytest.mark.asyncio


async def refused(folder: Path, *words: str, **environment: str) -> str:
    """The one line that a word ends with."""
    async with process(folder, *words, **environment) as tern:
        output, errors = await tern.communicate()
    assert (tern.returncode, output) == (2, b""), errors
    assert errors.count(b"\n") == 1
    return errors.decode()


async def answered(discord: LocalDiscord) -> str:
    found = await discord.person("Jun").slash("migrate find", member=discord.person("Mara").id)
    return found.text


async def test_backed_up_while_tern_answers_and_restored_when_it_died(
    discord: LocalDiscord, tmp_path: Path, database_url: str
) -> None:
    mara, database = discord.person("Mara"), {"DATABASE_URL": database_url}
    async with process(tmp_path, "run", **connection(discord), **database) as tern:
        await discord.ready()
        await mara.slash("migrate to", platform="cara", handle="before")
        async with process(tmp_path, "backup", "copy", **database) as backing_up:
            await mara.slash("me show")
            output, errors = await backing_up.communicate()
        assert output.startswith(b"copy has the database: schema "), errors
        await mara.slash("migrate to", platform="cara", handle="afterwards")
        assert "in use" in await refused(tmp_path, "restore", "copy", **database)
        assert "is there already" in await refused(tmp_path, "backup", "copy", **database)
        assert "afterwards" in await answered(discord)
        tern.send_signal(signal.SIGKILL)
        await tern.wait()
        await discord.world.until(lambda: not discord.online)
    async with process(tmp_path, "restore", "copy", **database) as restoring:
        output, errors = await restoring.communicate()
    assert b"Restored from copy: " in output, errors
    async with process(tmp_path, "run", **connection(discord), **database):
        await discord.ready()
        assert "before" in await answered(discord)


async def test_no_password_is_said_or_shown(postgres_url: str, tmp_path: Path) -> None:
    """Not by the words, and not in what other users see of the programs they start."""
    password = postgres_url.split(":")[2].split("@")[0]
    database = {"DATABASE_URL": postgres_url}
    await said(tmp_path, "schema", "--apply", **database)
    folder, seen = tmp_path / "programs", tmp_path / "seen"
    folder.mkdir()
    for name in ("pg_dump", "pg_restore", "psql"):
        (folder / name).write_text(
            f'#!/bin/sh\necho "$0 $*" >> {seen}\nPATH={os.defpath} exec {name} "$@"\n'
        )
        (folder / name).chmod(0o755)
    path = {"PATH": f"{folder}:{os.defpath}"}
    told = await said(tmp_path, "backup", "copy", **database, **path)
    told += await said(tmp_path, "restore", "copy", **database, **path)
    called = seen.read_text()
    assert {"pg_dump", "pg_restore", "psql"} <= {
        line.split()[0].rpartition("/")[2] for line in called.splitlines()
    }
    assert password not in told + called


async def test_a_database_that_is_not_there_is_not_backed_up(tmp_path: Path) -> None:
    assert "no database at" in await refused(tmp_path, "backup", "copy")
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "tern.db").exists()


async def test_a_backup_that_is_not_there_is_not_restored(tmp_path: Path) -> None:
    assert "There is no file at" in await refused(tmp_path, "restore", "copy")
    assert not (tmp_path / "tern.db").exists()
