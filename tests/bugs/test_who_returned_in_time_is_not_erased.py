"""Cards of somebody who had left were erased after 30 days also where Discord had not said for a
while who is there: who had come back in time lost them."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, CARD, DAY, GUILD, NOW, listed, sweep


@pytest.mark.asyncio
async def test_nobody_is_erased_unlooked_for(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW + 28 * DAY)
    await sweep(store, NOW + 31 * DAY)  # Discord was silent since
    assert await store.cards_of(GUILD, ANA)
    assert await listed(store, NOW + 31 * DAY) == []
    await store.note_members(GUILD, here=[ANA], gone=[], now=NOW + 32 * DAY)
    await sweep(store, NOW + 32 * DAY)
    assert await listed(store, NOW + 32 * DAY) == [ANA]
