"""What every store promises (`bot.core.ports.Store`), on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.models import Card, LetterChoice, LetterState, Person
from bot.core.ports import Store

pytestmark = pytest.mark.asyncio

ANA, BEN = 210987654321098765, 2**63 - 1  # the second: as large as an id can be
GUILD, OTHER = 876543210987654321, 5
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")
CARD = Card(
    guild=GUILD,
    user=ANA,
    platform="bluesky",
    handle="ana.example.org",
    origin="instagram",
    visible="lists",
    created_at=100,
    updated_at=100,
)


# people


async def test_a_region_is_remembered_and_replaced(store: Store) -> None:
    assert await store.person(ANA) is None
    await store.remember_region(ANA, "eu-de", 1)
    await store.remember_region(BEN, "uk", 2)
    await store.remember_region(ANA, "us-ca", 3)
    assert await store.person(ANA) == Person(user=ANA, region="us-ca", updated_at=3)
    assert await store.person(BEN) == Person(user=BEN, region="uk", updated_at=2)


# letters


async def test_a_letter_opens_as_delivering(store: Store) -> None:
    case = await store.open_letter(ANA, GUILD, CHOICE, 10, reader="en")
    (letter,) = await store.letters_of(ANA)
    assert (letter.id, letter.user, letter.guild) == (case, ANA, GUILD)
    assert (letter.choice, letter.state, letter.created_at) == (CHOICE, "delivering", 10)
    assert (letter.delivered_at, letter.dm_channel, letter.dm_message) == (None, None, None)


async def test_a_letters_id_fits_discords_nonce(store: Store) -> None:
    cases = {await store.open_letter(ANA, 0, CHOICE, 10, reader="en") for _ in range(20)}
    assert len(cases) == 20
    assert all(0 < case < 2**63 and len(str(case)) <= 25 for case in cases)


async def test_a_delivered_letter_keeps_where_its_message_is(store: Store) -> None:
    case = await store.open_letter(ANA, GUILD, CHOICE, 10, reader="en")
    await store.settle_letter(case, "delivered", 12, dm_channel=BEN, dm_message=BEN - 1)
    (letter,) = await store.letters_of(ANA)
    assert (letter.state, letter.delivered_at) == ("delivered", 12)
    assert (letter.dm_channel, letter.dm_message) == (BEN, BEN - 1)


@pytest.mark.parametrize(("state", "delivered_at"), [("shown", 12), ("failed", None)])
async def test_a_letter_without_a_message(
    store: Store, state: LetterState, delivered_at: int | None
) -> None:
    case = await store.open_letter(ANA, GUILD, CHOICE, 10, reader="en")
    await store.settle_letter(case, state, 12)
    (letter,) = await store.letters_of(ANA)
    assert (letter.state, letter.delivered_at) == (state, delivered_at)
    assert (letter.dm_channel, letter.dm_message) == (None, None)


async def test_settling_touches_no_other_letter(store: Store) -> None:
    first = await store.open_letter(ANA, GUILD, CHOICE, 10, reader="en")
    second = await store.open_letter(ANA, GUILD, CHOICE, 11, reader="en")
    await store.settle_letter(first, "shown", 12)
    assert [(case.id, case.state) for case in await store.letters_of(ANA)] == [
        (second, "delivering"),
        (first, "shown"),
    ]


async def test_settling_a_letter_erased_meanwhile_does_nothing(store: Store) -> None:
    case = await store.open_letter(ANA, GUILD, CHOICE, 10, reader="en")
    await store.erase(ANA)
    await store.settle_letter(case, "delivered", 12, dm_channel=1, dm_message=2)
    assert await store.letters_of(ANA) == []


async def test_letters_come_newest_first_and_only_ones_own(store: Store) -> None:
    for now in (20, 40, 30):
        await store.open_letter(ANA, GUILD, CHOICE, now, reader="en")
    await store.open_letter(BEN, GUILD, CHOICE, 50, reader="en")
    assert [letter.created_at for letter in await store.letters_of(ANA)] == [40, 30, 20]


# moves


async def test_a_new_card_is_new_and_comes_back_as_it_was(store: Store) -> None:
    assert await store.put_card(CARD) is True
    assert await store.cards_of(GUILD, ANA) == [CARD]


async def test_a_replaced_card_keeps_when_it_was_made(store: Store) -> None:
    await store.put_card(CARD)
    newer = replace(CARD, handle="new", origin=None, visible="me", created_at=200, updated_at=200)
    assert await store.put_card(newer) is False
    assert await store.cards_of(GUILD, ANA) == [replace(newer, created_at=100)]


async def test_cards_are_told_apart_by_server_member_and_platform(store: Store) -> None:
    others = [
        replace(CARD, guild=OTHER),
        replace(CARD, user=BEN),
        replace(CARD, platform="cara"),
    ]
    assert [await store.put_card(card) for card in (CARD, *others)] == [True] * 4
    assert await store.cards_of(OTHER, ANA) == [others[0]]
    assert await store.cards_of(GUILD, BEN) == [others[1]]
    assert await store.cards_of(GUILD, ANA) == [CARD, others[2]]


async def test_cards_come_in_the_same_order_from_both_databases(store: Store) -> None:
    for platform in ("tumblr", "artstation", "art-x", "artz", "mastodon"):
        await store.put_card(replace(CARD, platform=platform))
    found = [card.platform for card in await store.cards_of(GUILD, ANA)]
    assert found == ["art-x", "artstation", "artz", "mastodon", "tumblr"]


async def test_removing_says_whether_there_was_a_card(store: Store) -> None:
    await store.put_card(CARD)
    await store.put_card(replace(CARD, platform="cara"))
    assert await store.remove_card(GUILD, ANA, "bluesky", 300) is True
    assert await store.remove_card(GUILD, ANA, "bluesky", 300) is False
    assert [card.platform for card in await store.cards_of(GUILD, ANA)] == ["cara"]


async def test_fifty_cards_at_once(store: Store) -> None:
    cards = [replace(CARD, user=1000 + n) for n in range(50)]
    assert await asyncio.gather(*map(store.put_card, cards)) == [True] * 50
    kept = await asyncio.gather(*(store.cards_of(GUILD, card.user) for card in cards))
    assert kept == [[card] for card in cards]


async def test_one_card_put_by_many_at_once_is_new_once(store: Store) -> None:
    versions = [replace(CARD, handle=f"ana{n}") for n in range(20)]
    assert sorted(await asyncio.gather(*map(store.put_card, versions))) == [False] * 19 + [True]
    (kept,) = await store.cards_of(GUILD, ANA)
    assert kept in versions


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(handle=st.text(), origin=st.none() | st.text())
async def test_any_text_comes_back_as_it_was(store: Store, handle: str, origin: str | None) -> None:
    card = replace(CARD, handle=handle, origin=origin)
    if "\0" in handle + (origin or ""):
        with pytest.raises(ValueError, match="U\\+0000"):
            await store.put_card(card)
    else:
        await store.put_card(card)
        assert await store.cards_of(GUILD, ANA) == [card]


@pytest.mark.parametrize("handle", ["secret\0name", "secret\ud800name"])
async def test_text_that_cannot_be_stored_is_refused_without_repeating_it(
    store: Store, handle: str
) -> None:
    with pytest.raises(ValueError, match="cannot be stored") as refused:
        await store.put_card(replace(CARD, handle=handle))
    assert "secret" not in str(refused.value)
    assert await store.cards_of(GUILD, ANA) == []
    assert await store.put_card(CARD) is True


async def test_sql_in_text_is_text(store: Store) -> None:
    handle = "'); DELETE FROM cards; -- ?1 $1 \" \\ %s"
    await store.put_card(replace(CARD, handle=handle))
    assert [card.handle for card in await store.cards_of(GUILD, ANA)] == [handle]


# commands


async def test_the_last_registered_commands_are_remembered(store: Store) -> None:
    assert await store.registered_commands(7) is None
    await store.remember_commands(7, "one", 1)
    await store.remember_commands(8, "other", 1)
    await store.remember_commands(7, "two", 2)
    assert await store.registered_commands(7) == "two"
    assert await store.registered_commands(8) == "other"
