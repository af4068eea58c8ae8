"""A process remembers for a week that a server counts who asks. When the server was erased
meanwhile, the next answer there made a key and a mark that no report would ever have destroyed."""

from __future__ import annotations

import pytest

from bot.core.stats import Stats
from bot.store.store import SqlStore
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

GUILD = 876543210987654321


async def test_nothing_is_noted_where_no_report_will_close_the_week(store: SqlStore) -> None:
    stats = Stats(store, MovingClock())
    await stats.report(GUILD)
    await stats.asked(GUILD, 1, "instagram")
    assert len(await store._engine.read("SELECT 1 FROM answer_marks")) == 1
    await store.erase_server(GUILD)
    await stats.asked(GUILD, 2, "instagram")
    for table in ("answer_marks", "answer_keys"):
        assert await store._engine.read(f"SELECT 1 FROM {table}") == []
