"""Two processes never answer for the same shard, and a killed one is in nobody's way."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store import hold
from tests.postgres import PostgresServer, running
from tests.store.test_store_opening import modes

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
HOLDER = """
import asyncio, sys
from bot.store import hold
async def main():
    async with hold(sys.argv[1]):
        print("held", flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


async def free(url: str, shards: tuple[int, ...] | None = None) -> bool:
    try:
        async with hold(url, shards, patience=0):
            return True
    except StartupError:
        return False


@asynccontextmanager
async def holder(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that holds the database; killed at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, url),
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        assert await asyncio.wait_for(process.stdout.readline(), 30) == b"held\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_database_is_held_once(database_url: str) -> None:
    async with hold(database_url):
        with pytest.raises(StartupError, match="Another Tern runs on this database"):
            async with hold(database_url, patience=0):
                pass
    assert await free(database_url)


async def test_a_killed_process_holds_nothing(database_url: str) -> None:
    async with holder(database_url) as other:
        assert not await free(database_url)
        other.kill()
        await other.wait()
        async with hold(database_url):  # waits for nothing but the server's noticing
            pass


async def test_the_next_process_waits_for_the_end_of_the_one_before(
    database_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    told = asyncio.Event()
    monkeypatch.setattr(caplog.handler, "emit", lambda _: told.set())

    async def take() -> None:
        async with hold(database_url):
            pass

    async with hold(database_url):
        waiting = asyncio.create_task(take())
        await asyncio.wait_for(told.wait(), 10)
        assert not waiting.done()
    async with asyncio.timeout(10):
        await waiting


async def test_shards_are_held_one_by_one(postgres_url: str) -> None:
    async with hold(postgres_url, (0, 1)):
        assert not await free(postgres_url, (1, 2))
        assert not await free(postgres_url)
        assert await free(postgres_url, (2, 3))
    async with hold(postgres_url):
        assert not await free(postgres_url, (3,))


async def test_all_say_the_same_number_of_shards(postgres_url: str) -> None:
    async with hold(postgres_url, (0,), 4), hold(postgres_url, (1,), 4, patience=0):
        with pytest.raises(StartupError, match="another TERN_SHARD_COUNT"):
            async with hold(postgres_url, (2,), 3, patience=0):
                pass
    async with hold(postgres_url, (2,), 3, patience=0):
        pass


async def test_a_file_has_one_process_whatever_its_shards(sqlite_url: str) -> None:
    async with hold(sqlite_url, (0,)):
        assert not await free(sqlite_url, (1,))


async def test_the_lock_is_readable_by_the_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    async with hold(sqlite_url):
        assert modes(tmp_path) == {"tern.db.lock": 0o600}


async def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match="No such file or directory"):
        async with hold(f"sqlite:///{tmp_path}/nowhere/tern.db"):
            pass


@pytest.mark.parametrize("url", ["", "sqlite:///", "sqlite:///:memory:", "mysql://a:b@c/d"])
async def test_an_address_of_another_kind_is_one_sentence(url: str) -> None:
    with pytest.raises(StartupError, match="DATABASE_URL must be sqlite:///"):
        async with hold(url):
            pass


async def test_a_lock_that_cannot_be_opened_is_named(sqlite_url: str, tmp_path: Path) -> None:
    """It may be another user's, from one run as root, while the database is one's own."""
    (tmp_path / "tern.db.lock").mkdir()
    with pytest.raises(StartupError, match=r"tern\.db\.lock.* cannot be opened: Is a directory"):
        async with hold(sqlite_url):
            pass


async def test_no_server_is_one_sentence() -> None:
    with pytest.raises(StartupError, match="no server answers") as refused:
        async with hold("postgresql://tern:hunter2@127.0.0.1:1/tern"):
            pass
    assert "hunter2" not in str(refused.value)


async def held_again(url: str) -> None:
    """Whoever holds it, holds it again."""
    async with asyncio.timeout(30):
        while await free(url):
            pass


async def test_a_hold_outlives_a_restart_of_the_server(postgres: PostgresServer) -> None:
    with running(postgres.binaries) as server:
        url = server.create()
        async with hold(url) as held:
            keeping = asyncio.create_task(held.keep())
            await restart(server)
            await held_again(url)
            await ended(keeping)


async def test_a_hold_that_another_took_meanwhile_is_said(postgres: PostgresServer) -> None:
    with running(postgres.binaries) as server:
        url = server.create()
        async with hold(url, patience=0) as held:
            await restart(server)
            async with hold(url):
                with pytest.raises(StartupError, match="Another Tern runs"):
                    await asyncio.wait_for(held.keep(), 30)


async def restart(server: PostgresServer) -> None:
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)


async def ended(keeping: asyncio.Task[None]) -> None:
    assert not keeping.done()
    keeping.cancel()
    await asyncio.wait({keeping})
    assert keeping.cancelled()


async def test_keeping_ends_when_asked(database_url: str) -> None:
    async with hold(database_url) as held:
        keeping = asyncio.create_task(held.keep())
        await asyncio.sleep(0)
        await ended(keeping)
