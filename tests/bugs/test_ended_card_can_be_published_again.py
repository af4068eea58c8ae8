"""A card whose time was over kept its end when it was published again on the same day: nobody saw
it, and the next night it was erased."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.card_store import Window
from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, CARD, DAY, GUILD, NOW, sweep

pytestmark = pytest.mark.asyncio


async def published_again(store: SqlStore, until: int, *, ask_again: bool) -> int | None:
    await store.put_card(CARD)
    await store.set_ending(GUILD, ANA, "bluesky", until, ask_again=ask_again)
    await store.put_card(replace(CARD, updated_at=NOW + DAY))
    (card,) = await store.cards_of(GUILD, ANA)
    return card.until


async def test_what_is_published_again_holds_again(store: SqlStore) -> None:
    assert await published_again(store, NOW + DAY, ask_again=False) is None
    window = Window(now=NOW + DAY, seen_since=NOW)
    assert await store.shown_cards(GUILD, ANA, window)
    await sweep(store, NOW + 2 * DAY)
    assert await store.cards_of(GUILD, ANA)


async def test_an_end_to_come_stays(store: SqlStore) -> None:
    assert await published_again(store, NOW + DAY + 1, ask_again=False) == NOW + DAY + 1


async def test_who_wants_to_be_asked_is_asked(store: SqlStore) -> None:
    assert await published_again(store, NOW + DAY, ask_again=True) == NOW + DAY
