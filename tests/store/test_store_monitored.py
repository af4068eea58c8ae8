"""What the database cannot do is counted, on either engine; what a caller did wrong is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.app import monitor_for
from bot.config import Settings
from bot.core.monitor import Monitor
from bot.store import open_store
from bot.store.store import SqlStore
from tests.test_monitoring import value

pytestmark = pytest.mark.asyncio

ERRORS = "tern_database_errors_total"


@pytest.fixture
def monitor() -> Monitor:
    return monitor_for(Settings(http=("127.0.0.1", 9090)))


@pytest_asyncio.fixture
async def store(database_url: str, monitor: Monitor) -> AsyncIterator[SqlStore]:
    store = await open_store(database_url, monitor)
    assert isinstance(store, SqlStore)
    yield store
    await store.close()


def counted(monitor: Monitor) -> dict[str, float]:
    return {
        operation: value(monitor, ERRORS, operation=operation)
        for operation in ("read", "write", "transaction")
    }


async def test_each_operation_that_fails_is_counted_once(store: SqlStore, monitor: Monitor) -> None:
    engine = store._engine
    assert counted(monitor) == {"read": 0, "write": 0, "transaction": 0}
    with pytest.raises(engine.failures):
        await engine.read("SELECT * FROM nowhere")
    assert counted(monitor) == {"read": 1, "write": 0, "transaction": 0}
    with pytest.raises(engine.failures):
        await engine.write("DELETE FROM nowhere")
    assert counted(monitor) == {"read": 1, "write": 1, "transaction": 0}
    with pytest.raises(engine.failures):
        async with engine.transaction() as run:
            await run("DELETE FROM nowhere")
    assert counted(monitor) == {"read": 1, "write": 1, "transaction": 1}


async def test_a_callers_own_failure_and_a_cancelled_task_are_not(
    store: SqlStore, monitor: Monitor
) -> None:
    with pytest.raises(ValueError, match="cannot be stored"):
        await store.remember_region(1, "a\0b", 1)
    with pytest.raises(KeyError):
        async with store._engine.transaction():
            raise KeyError("mine")
    task = asyncio.create_task(store.person(1))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert counted(monitor) == {"read": 0, "write": 0, "transaction": 0}
    assert await store.person(1) is None
