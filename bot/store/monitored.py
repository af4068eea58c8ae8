"""An engine whose failures are counted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from bot.store.engine import Engine, Row, Run, Value

if TYPE_CHECKING:
    from bot.core.monitor import Monitor


class Monitored:
    """An `Engine` that does what the other does, and tells `monitor` of what that could not do."""

    def __init__(self, engine: Engine, monitor: Monitor) -> None:
        self._engine = engine
        self._monitor = monitor
        self.columns_sql = engine.columns_sql
        self.now_sql = engine.now_sql
        self.lock_sql = engine.lock_sql
        self.skip_locked_sql = engine.skip_locked_sql
        self.failures = engine.failures

    async def read(self, sql: str, *values: Value) -> Sequence[Row]:
        try:
            return await self._engine.read(sql, *values)
        except self.failures:
            self._monitor.database_failed("read")
            raise

    async def write(self, sql: str, *values: Value) -> Sequence[Row]:
        try:
            return await self._engine.write(sql, *values)
        except self.failures:
            self._monitor.database_failed("write")
            raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Run]:
        try:
            async with self._engine.transaction() as run:
                yield run
        except self.failures:
            self._monitor.database_failed("transaction")
            raise

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        return self._engine.alone(name)

    async def empty_journal(self) -> bool:
        return await self._engine.empty_journal()

    async def scrub(self) -> bool:
        return await self._engine.scrub()

    async def close(self) -> None:
        await self._engine.close()
