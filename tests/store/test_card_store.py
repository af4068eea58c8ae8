"""What stores promise about forwarding cards beyond keeping them, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.core.card_store import Ask, Window
from bot.core.models import Card
from bot.store.store import SqlStore

pytestmark = pytest.mark.asyncio

DAY = 24 * 3600
NOW = 1_800_000_000
ANA, BEN, CLEO = 11, 12, 13
GUILD, OTHER = 7, 8
CARD = Card(
    guild=GUILD,
    user=ANA,
    platform="bluesky",
    handle="ana.example.org",
    origin=None,
    visible="lists",
    created_at=NOW,
    updated_at=NOW,
)


def window(now: int = NOW) -> Window:
    return Window(now=now, seen_since=now - 7 * DAY)


async def listed(store: SqlStore, now: int = NOW, guild: int = GUILD) -> list[int]:
    """The owners of listed cards, by every way of asking, which have to agree."""
    cards = await store.listed_cards(guild, None, window(now), limit=100, offset=0)
    of_one = await store.listed_cards(guild, "bluesky", window(now), limit=100, offset=0)
    handles = await store.listed_handles(guild, "bluesky", 0, window(now))
    assert [card.handle for card in of_one] == [c.handle for c in cards if c.platform == "bluesky"]
    assert sorted(card.handle for card in of_one) == handles
    assert set(await store.listed_platforms(guild, window(now))) == {c.platform for c in cards}
    return sorted(card.user for card in cards)


async def found(store: SqlStore, user: int = ANA, now: int = NOW) -> list[str]:
    return [card.platform for card in await store.shown_cards(GUILD, user, window(now))]


async def jobs(store: SqlStore, kind: str) -> list[tuple[int, int, int]]:
    rows = await store._engine.read(
        "SELECT user_id, case_id, due_at FROM jobs WHERE kind = ?1", kind
    )
    return [(user, case, at) for user, case, at in rows]


# one's own


async def test_a_cards_id_is_its_own_and_stays(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.put_card(replace(CARD, user=BEN))
    (first,), (other,) = await store.cards_of(GUILD, ANA), await store.cards_of(GUILD, BEN)
    assert first.id != other.id
    assert first.id >= 2**32
    await store.put_card(replace(CARD, handle="new"))
    (again,) = await store.cards_of(GUILD, ANA)
    assert again.id == first.id


async def test_changes_made_at_once_do_not_undo_each_other(store: SqlStore) -> None:
    await store.put_card(CARD)
    key = (GUILD, ANA, "bluesky")
    await asyncio.gather(
        store.set_progress(*key, "both", NOW + 1),
        store.set_note(*key, "insects", NOW + 1),
        store.set_ending(*key, NOW + DAY, ask_again=True),
        store.set_verified(*key, CARD.handle, NOW + 2),
        store.put_card(replace(CARD, origin="instagram", updated_at=NOW + 1)),
    )
    (card,) = await store.cards_of(*key[:2])
    assert (card.progress, card.note, card.origin) == ("both", "insects", "instagram")
    assert (card.until, card.ask_again, card.verified_at) == (NOW + DAY, True, NOW + 2)


async def test_another_name_is_not_checked(store: SqlStore) -> None:
    await store.put_card(CARD)
    key = (GUILD, ANA, "bluesky")
    assert await store.set_verified(*key, "somebody.else", NOW) is None
    assert await store.set_verified(*key, CARD.handle, NOW)
    await store.put_card(CARD)
    assert (await store.cards_of(GUILD, ANA))[0].verified_at == NOW
    await store.put_card(replace(CARD, handle="new"))
    assert (await store.cards_of(GUILD, ANA))[0].verified_at is None


async def test_changing_what_is_not_there_is_none(store: SqlStore) -> None:
    key = (GUILD, ANA, "bluesky")
    assert await store.set_progress(*key, "moved", NOW) is None
    assert await store.set_note(*key, "note", NOW) is None
    assert await store.set_ending(*key, None, ask_again=False) is None


async def test_what_was_taken_away_comes_back_whole_within_a_day(store: SqlStore) -> None:
    key = (GUILD, ANA, "bluesky")
    await store.put_card(CARD)
    before = await store.set_note(*key, "insects", NOW)
    assert await store.remove_card(*key, NOW)
    assert await found(store) == await listed(store) == []
    assert not await store.restore_card(*key, NOW + DAY + 1)
    assert await store.restore_card(*key, NOW + DAY)
    assert await store.cards_of(GUILD, ANA) == [before]
    assert not await store.restore_card(*key, NOW + DAY)


async def test_a_newer_card_is_not_overwritten_by_an_older_one(store: SqlStore) -> None:
    key = (GUILD, ANA, "bluesky")
    await store.put_card(CARD)
    await store.remove_card(*key, NOW)
    await store.put_card(replace(CARD, handle="new"))
    assert not await store.restore_card(*key, NOW + 1)
    assert [card.handle for card in await store.cards_of(GUILD, ANA)] == ["new"]


# who is still here


async def test_a_server_with_cards_is_looked_after_once_a_day(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.put_card(replace(CARD, user=BEN, updated_at=NOW + 5))
    assert await jobs(store, "cards-seen") == [(0, GUILD, NOW + DAY)]


async def test_whoever_was_not_seen_for_a_week_is_shown_to_nobody(store: SqlStore) -> None:
    await store.put_card(CARD)
    week = 7 * DAY
    assert await found(store, now=NOW + week) == ["bluesky"]
    assert await listed(store, NOW + week) == [ANA]
    assert await found(store, now=NOW + week + 1) == []
    assert await listed(store, NOW + week + 1) == []
    await store.renew_member(GUILD, ANA, NOW + week + 1, NOW + week)
    assert await listed(store, NOW + week + 1) == [ANA]


async def test_renewing_is_for_those_with_cards_and_not_too_often(store: SqlStore) -> None:
    await store.renew_member(GUILD, ANA, NOW, NOW - DAY)
    assert await store.members_to_check(GUILD, NOW * 2, 10) == []
    await store.put_card(CARD)
    await store.renew_member(GUILD, ANA, NOW + 60, NOW + 60 - DAY)
    assert await store.members_to_check(GUILD, NOW + 1, 10) == [ANA]
    await store.renew_member(GUILD, ANA, NOW + DAY + 1, NOW + 1)
    assert await store.members_to_check(GUILD, NOW + DAY + 1, 10) == []


async def test_changing_an_old_card_does_not_make_its_owner_unseen(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.renew_member(GUILD, ANA, NOW + 5 * DAY, NOW + DAY)
    await store.put_card(replace(CARD, platform="cara"))  # as of NOW
    assert await listed(store, NOW + 10 * DAY) == [ANA, ANA]


async def test_who_left_is_hidden_and_who_returns_is_back(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.put_card(replace(CARD, user=BEN))
    await store.note_members(GUILD, here=[BEN], gone=[ANA], now=NOW + 1)
    assert await listed(store) == [BEN]
    assert await found(store, ANA) == []
    assert [card.user for card in await store.cards_of(GUILD, ANA)] == [ANA]
    await store.note_members(GUILD, here=[ANA], gone=[], now=NOW + 2)
    assert await listed(store) == [ANA, BEN]


async def test_those_longest_unchecked_come_first(store: SqlStore) -> None:
    for user in (ANA, BEN, CLEO):
        await store.put_card(replace(CARD, user=user))
    await store.note_members(GUILD, here=[CLEO], gone=[ANA], now=NOW + 10)
    await store.note_members(GUILD, here=[BEN], gone=[], now=NOW + 20)
    assert await store.members_to_check(GUILD, NOW + 20, 10) == [ANA, CLEO]
    assert await store.members_to_check(GUILD, NOW + 21, 2) == [ANA, CLEO]


async def test_a_month_after_leaving_everything_is_erased_there_only(store: SqlStore) -> None:
    for guild in (GUILD, OTHER):
        await store.put_card(replace(CARD, guild=guild))
    await store.remove_card(GUILD, ANA, "bluesky", NOW)
    await store.put_card(CARD)
    await ask(store, ANA, BEN)
    await ask(store, BEN, ANA)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW)
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW + DAY)  # still since NOW
    assert await sweep(store, NOW + 30 * DAY)
    assert len(await store.cards_of(GUILD, ANA)) == 1
    await store.note_members(GUILD, here=[], gone=[ANA], now=NOW + 30 * DAY)  # looked for in vain
    assert await sweep(store, NOW + 30 * DAY + 1)  # Ben's half of an ask is left
    exported = await store.export(ANA)
    assert [row["guild_id"] for rows in exported.values() for row in rows] == [OTHER, OTHER]
    assert not await sweep(store, NOW + 91 * DAY)


async def sweep(store: SqlStore, now: int) -> bool:
    return await store.sweep_cards(
        GUILD, now, gone_before=now - 30 * DAY, asked_before=now - 90 * DAY
    )


# until when


async def test_a_card_ends_when_its_owner_said(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.set_ending(GUILD, ANA, "bluesky", NOW + DAY, ask_again=False)
    assert await listed(store, NOW + DAY - 1) == [ANA]
    assert await listed(store, NOW + DAY) == []
    await sweep(store, NOW + DAY)
    assert await store.cards_of(GUILD, ANA) == []


async def test_a_card_that_is_to_be_asked_about_does_not_end_unasked(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.set_ending(GUILD, ANA, "bluesky", NOW + DAY, ask_again=True)
    assert await store.cards_to_ask_about(GUILD, NOW + DAY - 1) == []
    (card,) = await store.cards_to_ask_about(GUILD, NOW + DAY)
    await sweep(store, NOW + DAY)
    assert await listed(store, NOW + DAY) == [ANA]
    assert await store.prolong_card(card.id, NOW + 2 * DAY, ask_again=False)
    assert await store.cards_to_ask_about(GUILD, NOW + 9 * DAY) == []
    assert await listed(store, NOW + 2 * DAY) == []
    assert not await store.prolong_card(1, NOW, ask_again=False)


# asks


async def ask(store: SqlStore, user: int, about: int, *, at: int = NOW, most: int = 9) -> str:
    made = Ask(id=0, guild=GUILD, user=user, about=about, reader="de", asked_at=at)
    return await store.ask_arrival(made, expired=at - 90 * DAY, most=most)


async def test_an_ask_becomes_one_job_and_is_answered_once(store: SqlStore) -> None:
    assert await ask(store, BEN, ANA) == "kept"
    assert await ask(store, BEN, ANA) == "already"
    assert await ask(store, CLEO, ANA) == "kept"
    assert await store.plan_arrivals(GUILD, ANA, NOW + 1, expired=NOW - 1) == 2
    assert await store.plan_arrivals(GUILD, ANA, NOW + 2, expired=NOW - 1) == 0
    planned = await jobs(store, "card-arrived")
    assert {user for user, _, _ in planned} == {BEN, CLEO}
    case = next(case for user, case, _ in planned if user == BEN)
    arrival = await store.arrival(case)
    assert arrival is not None
    assert (arrival.user, arrival.about, arrival.guild, arrival.reader) == (BEN, ANA, GUILD, "de")
    await store.close_ask(case)
    assert await store.arrival(case) is None
    assert [user for user, _, _ in await jobs(store, "card-arrived")] == [CLEO]


async def test_asks_are_of_one_server_expire_and_are_few(store: SqlStore) -> None:
    assert await ask(store, BEN, ANA, most=1) == "kept"
    assert await ask(store, BEN, CLEO, most=1) == "full"
    assert await ask(store, BEN, CLEO, at=NOW + 90 * DAY + 1, most=1) == "kept"
    assert await store.plan_arrivals(OTHER, ANA, NOW, expired=0) == 0
    assert await store.plan_arrivals(GUILD, ANA, NOW, expired=NOW + 1) == 0


async def test_who_takes_no_asks_has_none(store: SqlStore) -> None:
    await ask(store, BEN, ANA)
    assert await store.takes_asks(GUILD, ANA)
    await store.take_asks(GUILD, ANA, False, NOW)
    assert not await store.takes_asks(GUILD, ANA)
    assert await store.takes_asks(OTHER, ANA)
    assert await store.plan_arrivals(GUILD, ANA, NOW, expired=0) == 0
    assert await ask(store, CLEO, ANA) == "refused"
    await sweep(store, NOW + 90 * DAY)
    assert not await store.takes_asks(GUILD, ANA)  # the refusal outlives cards and asks
    await store.take_asks(GUILD, ANA, True, NOW)
    assert await ask(store, CLEO, ANA) == "kept"


async def test_stopping_and_erasing_leave_no_ask_behind(store: SqlStore) -> None:
    await ask(store, BEN, ANA)
    await ask(store, BEN, CLEO)
    assert await store.close_asks_of(BEN) == 2
    await ask(store, BEN, ANA)
    await store.plan_arrivals(GUILD, ANA, NOW, expired=0)
    ((_, case, _),) = await jobs(store, "card-arrived")
    await store.erase(ANA)
    assert await store.arrival(case) is None
    assert await store.plan_arrivals(GUILD, ANA, NOW, expired=0) == 0


# follow files, reports, choices


async def test_files_are_counted_by_day_and_person(store: SqlStore) -> None:
    assert [await store.count_file(ANA, 5, 3) for _ in range(5)] == [True] * 3 + [False] * 2
    assert await store.count_file(BEN, 5, 3)
    assert [await store.count_file(ANA, 6, 3) for _ in range(4)] == [True] * 3 + [False]


async def test_many_files_at_once_are_no_more_than_allowed(store: SqlStore) -> None:
    made = await asyncio.gather(*(store.count_file(ANA, 5, 3) for _ in range(20)))
    assert sum(made) == 3


async def test_a_report_counts_people(store: SqlStore) -> None:
    await store.put_card(CARD)
    await store.put_card(replace(CARD, platform="cara"))
    first, second = (card.id for card in await store.cards_of(GUILD, ANA))
    assert await store.report_card(GUILD, first, BEN, NOW)
    assert not await store.report_card(GUILD, first, BEN, NOW)
    assert not await store.report_card(OTHER, second, BEN, NOW)
    await store.report_card(GUILD, second, BEN, NOW)
    await store.report_card(GUILD, second, CLEO, NOW)
    reported = await store.reported_cards(GUILD)
    assert [(one.card.id, one.reports) for one in reported] == [(second, 2), (first, 1)]
    assert await store.reported_cards(OTHER) == []
    await store.dismiss_reports(GUILD, second)
    assert [one.card.id for one in await store.reported_cards(GUILD)] == [first]


async def test_a_settled_report_is_not_made_again_until_the_card_changes(store: SqlStore) -> None:
    await store.put_card(CARD)
    (card,) = await store.cards_of(GUILD, ANA)
    await store.report_card(GUILD, card.id, BEN, NOW)
    await store.dismiss_reports(GUILD, card.id)
    await store.put_card(CARD)
    await store.set_progress(GUILD, ANA, "bluesky", "moved", NOW)
    assert not await store.report_card(GUILD, card.id, BEN, NOW)
    await store.set_note(GUILD, ANA, "bluesky", "something rude", NOW)
    assert await store.report_card(GUILD, card.id, BEN, NOW)
    await store.dismiss_reports(GUILD, card.id)
    await store.put_card(replace(CARD, handle="rude.example"))
    assert await store.report_card(GUILD, card.id, BEN, NOW)


async def test_what_a_moderator_hid_stays_hidden(store: SqlStore) -> None:
    await store.put_card(CARD)
    (card,) = await store.cards_of(GUILD, ANA)
    assert await store.hide_card(OTHER, card.id, NOW) is None
    assert await store.hide_card(GUILD, card.id, NOW)
    assert await found(store) == await listed(store) == []
    await store.put_card(replace(CARD, handle="new"))
    assert await listed(store) == []
    await store.remove_card(GUILD, ANA, "bluesky", NOW)
    await sweep(store, NOW + 2 * DAY)
    await store.put_card(replace(CARD, handle="newer"))
    assert await listed(store) == []
    (card,) = await store.cards_of(GUILD, ANA)
    assert [one.reports for one in await store.reported_cards(GUILD)] == [0]
    await store.hide_card(GUILD, card.id, None)
    assert await listed(store) == [ANA]


async def test_moderators_see_no_card_that_its_owner_shows_to_nobody(store: SqlStore) -> None:
    await store.put_card(CARD)
    (card,) = await store.cards_of(GUILD, ANA)
    await store.report_card(GUILD, card.id, BEN, NOW)
    await store.put_card(replace(CARD, visible="me"))
    assert await store.reported_cards(GUILD) == []


async def test_switched_off_nothing_is_shown_and_nothing_lost(store: SqlStore) -> None:
    await store.put_card(CARD)
    assert await store.cards_on(GUILD)
    await store.switch_cards(GUILD, False, NOW)
    assert not await store.cards_on(GUILD)
    assert await store.cards_on(OTHER)
    assert await found(store) == await listed(store) == []
    assert await store.cards_of(GUILD, ANA) == [CARD]
    await store.switch_cards(GUILD, True, NOW)
    assert await listed(store) == [ANA]


async def test_the_newest_come_first_page_by_page(store: SqlStore) -> None:
    for number in range(7):
        await store.put_card(replace(CARD, user=100 + number, updated_at=NOW + number % 3))
    first = await store.listed_cards(GUILD, None, window(), limit=4, offset=0)
    rest = await store.listed_cards(GUILD, None, window(), limit=4, offset=4)
    times = [card.updated_at for card in (*first, *rest)]
    assert times == sorted(times, reverse=True)
    assert {card.user for card in (*first, *rest)} == set(range(100, 107))
    assert await store.listed_handles(GUILD, "bluesky", 100, window()) == ["ana.example.org"] * 6
