"""Cards from before the directory: they keep everything, get an id, and are looked after."""

from __future__ import annotations

import pytest

from bot.core.card_store import Window
from bot.store import _open_engine, open_store, schema


@pytest.mark.asyncio
async def test_older_cards_are_carried_over(database_url: str) -> None:
    before = [step for step in schema.known_steps() if step.number < 3]
    engine = await _open_engine(database_url)
    try:
        await schema.apply(engine, before)
        for user in (1, 2, 3):
            await engine.write(
                "INSERT INTO cards (guild_id, user_id, platform, handle, visible, created_at,"
                " updated_at) VALUES (9, ?1, 'cara', 'somebody', 'lists', 50, ?2)",
                user,
                100 + user,
            )
    finally:
        await engine.close()
    store = await open_store(database_url)
    try:
        cards = await store.listed_cards(
            9, None, Window(now=200, seen_since=102), limit=9, offset=0
        )
        assert [(card.user, card.handle) for card in cards] == [(3, "somebody"), (2, "somebody")]
        assert len({card.id for card in cards} - {0}) == 2
        assert await store.members_to_check(9, 1, 9) == [1, 2, 3]
    finally:
        await store.close()
