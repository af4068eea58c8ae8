"""Opening: which addresses work, and one sentence for those that do not."""

from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store import open_store
from tests.postgres import PostgresServer
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio


async def refusal(url: str) -> str:
    """The sentence, after a look that not even the traceback holds a password."""
    with pytest.raises(StartupError) as refused:
        await open_store(url)
    assert "hunter2" not in "".join(traceback.format_exception(refused.value))
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tern.db",
        "sqlite://tern.db",
        "sqlite:///",
        "sqlite:///:memory:",
        "mysql://tern:hunter2@localhost/tern",
    ],
)
async def test_an_address_of_another_kind_says_which_there_are(url: str) -> None:
    assert "sqlite:///" in await refusal(url)


async def test_a_relative_path_is_relative_to_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened("sqlite:///tern.db"):
        assert "tern.db" in modes(tmp_path)


def modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_only_the_owner_may_read_the_file(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store:
        await store.remember_region(1, "uk", 1)
        assert modes(tmp_path) == {"tern.db": 0o600, "tern.db-wal": 0o600, "tern.db-shm": 0o600}
    assert modes(tmp_path) == {"tern.db": 0o600}


async def test_a_missing_folder(tmp_path: Path) -> None:
    sentence = await refusal(f"sqlite:///{tmp_path}/nowhere/tern.db")
    assert f"{tmp_path}/nowhere/tern.db" in sentence
    assert "No such file or directory" in sentence


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "tern.db").write_text("a shopping list, long enough to be read as a header" * 9)
    assert "file is not a database" in await refusal(f"sqlite:///{tmp_path}/tern.db")


async def test_values_stay_out_of_the_log(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with opened(sqlite_url) as store:
        await store.remember_region(987654321, "eu-de", 1)
    assert "987654321" not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://tern:hunter2/x@127.0.0.1/tern",  # a slash in the password
        "postgresql://tern:a@hunter2/x@127.0.0.1:1/tern",
        "postgresql://tern:hunter2#x@127.0.0.1/tern",
        "postgresql://tern:hunter2@127.0.0.1:port/tern",
        "postgresql://tern:hunter2@no-such-host.invalid/tern",
        "postgresql://tern:hunter2@127.0.0.1:1/tern",
    ],
)
async def test_an_unusable_postgres_address_says_so_without_repeating_it(url: str) -> None:
    assert "named by DATABASE_URL cannot be used" in await refusal(url)


async def test_nobody_at_the_port() -> None:
    sentence = await refusal("postgresql://tern:hunter2@127.0.0.1:1/tern")
    assert sentence.endswith("no server answers at its host and port.")


async def test_a_wrong_password(postgres: PostgresServer) -> None:
    sentence = await refusal(postgres.url("postgres", password="hunter2"))
    assert sentence.endswith("the server refuses this user or password.")


async def test_a_missing_database(postgres: PostgresServer) -> None:
    sentence = await refusal(postgres.url("nowhere"))
    assert sentence.endswith("the server has no database of this name.")
    assert postgres.password not in sentence


async def test_without_asyncpg_it_says_what_to_install() -> None:
    code = (
        "import asyncio, sys\n"
        "sys.modules['asyncpg'] = None\n"
        "from bot.errors import StartupError\n"
        "from bot.store import open_store\n"
        "try:\n"
        "    asyncio.run(open_store('postgresql://tern:hunter2@localhost/tern'))\n"
        "except StartupError as error:\n"
        "    print(error)\n"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == 'PostgreSQL needs asyncpg: pip install "tern-bot[postgres]".\n'


async def test_sqlite_alone_never_imports_asyncpg(sqlite_url: str) -> None:
    code = (
        "import asyncio, sys\n"
        "from bot.store import open_store\n"
        "async def main():\n"
        "    await (await open_store(sys.argv[1])).close()\n"
        "asyncio.run(main())\n"
        "print('asyncpg' in sys.modules)\n"
    )
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", code, sqlite_url],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
