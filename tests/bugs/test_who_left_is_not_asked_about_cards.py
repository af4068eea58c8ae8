"""Somebody who had left the server was asked whether their card there still holds."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, CARD, DAY, GUILD, NOW


@pytest.mark.asyncio
async def test_only_members_are_asked(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.set_ending(GUILD, ANA, "bluesky", NOW + DAY, ask_again=True)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW)
    assert await store.cards_to_ask_about(GUILD, NOW + DAY) == []
    await store.note_members(GUILD, here=[ANA], gone=[], now=NOW + DAY)
    assert len(await store.cards_to_ask_about(GUILD, NOW + DAY)) == 1
