"""Nothing about forwarding cards is left out of export and erasure, whoever's row it is."""

from __future__ import annotations

import pytest

from bot.core.card_store import Ask
from bot.core.models import Card
from bot.core.ports import Store

pytestmark = pytest.mark.asyncio

ANA, BEN, GUILD, NOW = 1234567890123456789, 42, 7, 1_800_000_000
TABLES = {
    "cards", "removed_cards", "card_owners", "asks", "asked_about", "follow_files", "card_reports",
}  # fmt: skip


async def fill_cards(store: Store, user: int, other: int) -> None:
    """A row of this person in every table about cards."""
    for platform in ("cara", "bluesky"):
        await store.put_card(
            Card(
                guild=GUILD,
                user=user,
                platform=platform,
                handle=f"user{user}",
                origin=None,
                visible="lists",
                created_at=NOW,
                updated_at=NOW,
            )
        )
    await store.remove_card(GUILD, user, "bluesky", NOW)
    for asker, about in ((user, other), (other, user)):
        ask = Ask(id=0, guild=GUILD, user=asker, about=about, reader="en", asked_at=NOW)
        await store.ask_arrival(ask, expired=0, most=9)
    await store.count_file(user, 5, 3)
    (card,) = await store.cards_of(GUILD, user)
    await store.report_card(GUILD, card.id, user, NOW)


async def test_every_table_about_cards_is_exported_and_erased(store: Store) -> None:
    await fill_cards(store, ANA, BEN)
    held = {table for table, rows in (await store.export(ANA)).items() if rows}
    assert held == TABLES
    erased = await store.erase(ANA)
    assert {table for table, rows in erased.items() if rows} == TABLES
    assert not any((await store.export(ANA)).values())


async def test_an_export_names_nobody_else(store: Store) -> None:
    await fill_cards(store, ANA, BEN)
    for rows in (await store.export(ANA)).values():
        for row in rows:
            assert BEN not in row.values()


async def test_what_is_left_of_the_other_says_nothing_of_the_erased(store: Store) -> None:
    await fill_cards(store, ANA, BEN)
    await store.erase(ANA)
    assert await store.plan_arrivals(GUILD, BEN, NOW, expired=0) == 0
    assert ANA not in {v for rows in (await store.export(BEN)).values() for r in rows
                       for v in r.values()}  # fmt: skip
