"""For every test: the settings of whoever runs them have no effect, and nothing is timed. For those
that ask: an empty database, of either kind."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from bot.config import KNOWN
from bot.core.ports import Store
from tests.postgres import PostgresServer, binaries, running
from tests.store.opened import opened

# Two shared cores are now and then slow; a deadline would fail tests for that alone.
settings.register_profile("tern", deadline=None, print_blob=True)
settings.load_profile("tern")

for name in [*os.environ]:
    if name.startswith("TERN_") or name in KNOWN:
        del os.environ[name]


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors: a third of the time, tests wait for a process, a
    disk or a browser."""
    return (os.cpu_count() or 1) * 3 // 2


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    found = binaries()
    if found is None:
        reason = "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running(found) as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tern.db'}"


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; a test that asks for it runs on both engines."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest_asyncio.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    async with opened(database_url) as found:
        yield found
