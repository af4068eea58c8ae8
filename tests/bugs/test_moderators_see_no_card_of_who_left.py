"""The card of somebody who had left the server was hidden from all but its moderators, who read
below it that it was shown."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, BEN, CARD, GUILD, NOW


@pytest.mark.asyncio
async def test_reports_wait_for_their_return(store: SqlStore) -> None:
    await store.put_card(CARD)
    (card,) = await store.cards_of(GUILD, ANA)
    await store.report_card(GUILD, card.id, BEN, NOW)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW)
    assert await store.reported_cards(GUILD) == []
    await store.note_members(GUILD, here=[ANA], gone=[], now=NOW)
    assert len(await store.reported_cards(GUILD)) == 1
