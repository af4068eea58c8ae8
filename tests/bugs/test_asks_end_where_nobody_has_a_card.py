"""In a server in which nobody had published a card yet, nothing looked after those who wait: their
asks were kept for good."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, BEN, DAY, GUILD, NOW, ask, jobs, sweep


@pytest.mark.asyncio
async def test_an_ask_alone_is_looked_after(store: SqlStore) -> None:
    assert await ask(store, BEN, ANA) == "kept"
    assert await jobs(store, "cards-seen") == [(0, GUILD, NOW + DAY)]
    assert not await sweep(store, NOW + 91 * DAY)
    assert not any((await store.export(BEN)).values())
