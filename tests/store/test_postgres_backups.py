"""Backups of PostgreSQL: by its own programs, which get to know the password and nobody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store.backups.postgres import Server
from tests.postgres import PostgresServer
from tests.store.backing import backed_up, restored
from tests.store.filled import ANA, fill
from tests.store.opened import opened
from tests.store.test_store_durability import ROOT


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        ("postgresql://tern:hunter2@host:5/db", "postgresql://tern@host:5/db", "hunter2"),
        ("postgres://tern:h%40%2F:2@host/db?a=b%20c", "postgres://tern@host/db?a=b%20c", "h@/:2"),
        ("postgresql://tern@host/db?password=h%402", "postgresql://tern@host/db", "h@2"),
        ("postgresql:///db?host=/run/postgresql", "postgresql:///db?host=%2Frun%2Fpostgresql", ""),
    ],
)
def test_the_password_is_in_the_environment_alone(url: str, address: str, password: str) -> None:
    server = Server.of(url, {"PATH": "/bin"})
    assert server.address == address
    secret = {"PGPASSWORD": password} if password else {}
    assert server.environment == {"PATH": "/bin", **secret}


@pytest.mark.asyncio
async def test_without_the_programs_it_says_what_to_install(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file = await backed_up(tmp_path, postgres_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    for word in (backed_up(tmp_path, postgres_url, "more"), restored(tmp_path, postgres_url, file)):
        with pytest.raises(StartupError, match="pg_dump and pg_restore and psql cannot be found"):
            await word


@pytest.mark.asyncio
async def test_what_a_program_complains_of_is_said_without_the_password(
    postgres_url: str, tmp_path: Path
) -> None:
    """A view of somebody's own on Tern's tables: they are not dropped, and nothing is done."""
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file = await backed_up(tmp_path, postgres_url)
    async with opened(postgres_url) as store:
        await store._engine.write("CREATE VIEW mine AS SELECT * FROM people")
    with pytest.raises(StartupError, match=r"psql failed: .*cannot drop table people") as refused:
        await restored(tmp_path, postgres_url, file)
    assert postgres_url.split(":")[2].split("@")[0] not in str(refused.value)
    async with opened(postgres_url) as store:
        assert (await store.export(ANA))["people"]


@pytest.mark.asyncio
async def test_backups_of_the_other_kind_are_refused(
    postgres_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    for url in (postgres_url, sqlite_url):
        async with opened(url) as store:
            await fill(store, ANA)
    dump = await backed_up(tmp_path, postgres_url, "dump")
    file = await backed_up(tmp_path, sqlite_url, "file")
    with pytest.raises(StartupError, match="is no backup of a PostgreSQL database"):
        await restored(tmp_path, postgres_url, file)
    with pytest.raises(StartupError, match="file is not a database"):
        await restored(tmp_path, sqlite_url, dump)


@pytest.mark.asyncio
async def test_a_restore_that_was_killed_has_done_nothing(
    postgres_url: str, tmp_path: Path
) -> None:
    """At the last moment: everything was said to the server but COMMIT."""
    async with opened(postgres_url) as store:
        await fill(store, ANA)
        file = await backed_up(tmp_path, postgres_url)
        await store._engine.write("DELETE FROM letters")
    script = tmp_path / "pg_restore"
    script.write_text(
        f'#!/bin/sh\n{shutil.which("pg_restore")} "$@"\n'
        'case "$*" in *--data-only*) ;; *) kill -9 $PPID ;; esac\n'
    )
    script.chmod(0o755)
    done = subprocess.run(  # noqa: ASYNC221 - nothing else to be done meanwhile
        [sys.executable, "-m", "bot", "restore", file],
        env={
            "PYTHONPATH": str(ROOT), "DATABASE_URL": postgres_url,
            "PATH": f"{tmp_path}:{os.defpath}", "TERN_ERASURES": str(tmp_path / "list"),
        },
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == -9
    async with opened(postgres_url) as store:
        found = await store.export(ANA)
    assert found["people"]
    assert not found["letters"]
    (old,) = tmp_path.glob("*.before-*")  # noqa: ASYNC240 - a folder of this test
    old.rename(tmp_path / "old")
    await restored(tmp_path, postgres_url, file)
    async with opened(postgres_url) as store:
        assert (await store.export(ANA))["letters"]


def ran(server: Server, *command: str) -> None:
    subprocess.run(command, env=dict(server.environment), check=True, capture_output=True)


@pytest.mark.asyncio
async def test_what_is_done_by_hand_fits_what_the_words_do(
    postgres: PostgresServer, postgres_url: str, tmp_path: Path
) -> None:
    """The commands of docs/operations.md, from an archive of the words' and to one."""
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    words = await backed_up(tmp_path, postgres_url)
    here = Server.of(postgres_url, {"PATH": os.defpath})
    how = ("--no-owner", "--no-privileges")
    hand = tmp_path / "by-hand"
    ran(here, "pg_dump", "--format=custom", *how, f"--file={hand}", f"--dbname={here.address}")
    await restored(tmp_path, postgres_url, hand)
    for file in (words, hand):
        empty = postgres.create()
        there = Server.of(empty, {"PATH": os.defpath})
        strictly = ("--exit-on-error", "--single-transaction", f"--dbname={there.address}")
        ran(there, "pg_restore", *how, *strictly, str(file))
        async with opened(empty) as store:
            assert (await store.export(ANA))["people"]
        postgres.drop(empty)
