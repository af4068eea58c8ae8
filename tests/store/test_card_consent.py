"""Nobody without consent: every way in which a card reaches others, tried with every sort of card.

What is promised is written down here a second time, in plain words (`may_be_shown`), and held
against what `/migrate find`, `directory` and `follow` give for servers full of random cards.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.follow import Following
from bot.core.models import Card, Visibility
from bot.core.moves import Moves
from bot.core.records import Platform
from bot.documents import FollowWriter
from bot.errors import UserError
from bot.store.store import SqlStore
from tests.records import FixedClock
from tests.shipped import catalogue

DAY = 24 * 3600
CLOCK = FixedClock()
NOW = int(CLOCK.now().timestamp())
PLATFORMS = ("mastodon", "bluesky", "tumblr", "cara")
VISIBILITIES: tuple[Visibility, ...] = ("lists", "find", "numbers", "me")
GUILDS = itertools.count(1000)


class NobodyToAsk:
    async def exists(self, platform: Platform, handle: str) -> bool | None:
        raise AssertionError("nothing here asks another service")


@dataclass(frozen=True)
class Member:
    """One card of one member, and everything that decides who sees it. Times are ages in days."""

    platform: str
    visible: Visibility
    seen: int = 0
    left: bool = False
    hidden: bool = False
    ends_in: int | None = None
    removed: bool = False
    elsewhere: bool = False

    def may_be_shown(self, on: bool) -> bool:
        """Whether anybody but its owner may see it at all."""
        return (
            on
            and self.visible in ("lists", "find")
            and self.seen <= 7
            and not (self.left or self.hidden or self.removed or self.elsewhere)
            and (self.ends_in is None or self.ends_in > 0)
        )

    def may_be_listed(self, on: bool) -> bool:
        return self.may_be_shown(on) and self.visible == "lists"


REASONS: tuple[dict[str, Any], ...] = (
    {"seen": 6},
    {"seen": 7},
    {"seen": 8},
    {"seen": 31},
    {"left": True},
    {"hidden": True},
    {"ends_in": -1},
    {"ends_in": 0},
    {"ends_in": 1},
    {"removed": True},
    {"elsewhere": True},
)
"""What may speak against showing a card, one thing at a time; some of it does not."""

members = st.builds(
    lambda platform, visible, reasons: Member(
        platform, visible, **{name: value for one in reasons for name, value in one.items()}
    ),
    st.sampled_from(PLATFORMS),
    st.sampled_from((*VISIBILITIES, "lists", "lists")),
    st.lists(st.sampled_from(REASONS), max_size=2),
)

ONE_REASON_EACH = [
    Member("cara", visible, **reason) for visible in VISIBILITIES for reason in ({}, *REASONS)
]


def handle_of(platform: str, number: int) -> str:
    """Different for every member, and none is part of another."""
    name = f"member{number:04}x"
    return {"mastodon": f"{name}@mastodon.art", "bluesky": f"{name}.bsky.social"}.get(
        platform, name
    )


async def settle(store: SqlStore, guild: int, user: int, member: Member) -> str:
    """Brings one member's card about, the way it comes about in life."""
    handle = handle_of(member.platform, user)
    seen = NOW - member.seen * DAY
    home = guild + 500_000 if member.elsewhere else guild
    key = (home, user, member.platform)
    await store.put_card(
        Card(
            guild=home,
            user=user,
            platform=member.platform,
            handle=handle,
            origin=None,
            visible=member.visible,
            created_at=seen,
            updated_at=seen,
        )
    )
    (card,) = await store.cards_of(home, user)
    if member.ends_in is not None:
        await store.set_ending(*key, NOW + member.ends_in * DAY, ask_again=False)
    if member.hidden:
        await store.hide_card(home, card.id, seen)
    if member.left:
        await store.note_members(home, here=[], gone=[user], now=seen)
    if member.removed:
        await store.remove_card(*key, NOW)
    return handle


@pytest.mark.asyncio
@pytest.mark.parametrize("on", [True, False])
async def test_one_reason_is_enough(store: SqlStore, on: bool) -> None:
    await hold_against_the_promise(store, ONE_REASON_EACH, on)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=st.lists(members, max_size=25))
@pytest.mark.asyncio
async def test_nobody_is_shown_who_did_not_agree(store: SqlStore, people: list[Member]) -> None:
    await hold_against_the_promise(store, people, on=True)


async def hold_against_the_promise(store: SqlStore, people: Sequence[Member], on: bool) -> None:
    """Fills a server and asks in every way."""
    guild = next(GUILDS)
    moves = Moves(catalogue(), store, CLOCK, NobodyToAsk())
    following = Following(moves, FollowWriter(), store, CLOCK)
    handles = [await settle(store, guild, user, who) for user, who in enumerate(people)]
    await store.switch_cards(guild, on, NOW)
    listed = {h for h, who in zip(handles, people, strict=True) if who.may_be_listed(on)}

    for user, (handle, who) in enumerate(zip(handles, people, strict=True)):
        assert await looked_up(moves, guild, user) == ({handle} & shown(handle, who, on))
    assert await in_directory(moves, guild, None) == listed
    for platform in PLATFORMS:
        of_this = {
            handle
            for handle, who in zip(handles, people, strict=True)
            if who.platform == platform and handle in listed
        }
        assert await in_directory(moves, guild, platform) == of_this
        written = await in_files(following, guild, platform, next(GUILDS))
        assert {handle for handle in handles if handle.encode() in written} == of_this


def shown(handle: str, who: Member, on: bool) -> set[str]:
    return {handle} if who.may_be_shown(on) else set()


async def looked_up(moves: Moves, guild: int, user: int) -> set[str]:
    try:
        return {card.handle for card in await moves.find(guild, user)}
    except UserError:
        return set()


async def in_directory(moves: Moves, guild: int, platform: str | None) -> set[str]:
    """All its pages."""
    found: set[str] = set()
    try:
        for page in itertools.count():
            shown = await moves.directory(guild, platform, page)
            found |= {card.handle for card in shown.cards}
            if not shown.has_next:
                return found
    except UserError:
        pass
    return found


async def in_files(following: Following, guild: int, platform: str, reader: int) -> bytes:
    """All that is in the files, one after the other."""
    try:
        made = await following.pack(
            guild,
            reader,
            catalogue().platforms[platform],
            joined_at=CLOCK.now() - timedelta(days=100),
            title="All",
            language="en",
        )
    except UserError:
        return b""
    return b"\n".join(file.content for file in made.files)


@pytest.mark.asyncio
async def test_one_does_not_follow_oneself(store: SqlStore) -> None:
    guild = next(GUILDS)
    moves = Moves(catalogue(), store, CLOCK, NobodyToAsk())
    following = Following(moves, FollowWriter(), store, CLOCK)
    for user in (1, 2):
        await settle(store, guild, user, Member("mastodon", "lists"))
    written = await in_files(following, guild, "mastodon", 1)
    assert b"member0002x" in written
    assert b"member0001x" not in written


@pytest.mark.asyncio
@pytest.mark.parametrize(("joined", "may"), [
    (timedelta(days=7), True),
    (timedelta(days=7) - timedelta(seconds=1), False),
    (timedelta(0), False),
    (timedelta(days=-1), False),
    (None, False),
])  # fmt: skip
async def test_files_are_for_members_of_a_week(
    store: SqlStore, joined: timedelta | None, may: bool
) -> None:
    guild = next(GUILDS)
    moves = Moves(catalogue(), store, CLOCK, NobodyToAsk())
    following = Following(moves, FollowWriter(), store, CLOCK)
    await settle(store, guild, 1, Member("mastodon", "lists"))
    when = CLOCK.now() - joined if joined is not None else None
    pack = following.pack(
        guild, 2, catalogue().platforms["mastodon"], joined_at=when, title="All", language="en"
    )
    if may:
        assert (await pack).files
    else:
        with pytest.raises(UserError, match="for a week"):
            await pack


@pytest.mark.asyncio
async def test_three_files_a_day_and_empty_ones_do_not_count(store: SqlStore) -> None:
    guild = next(GUILDS)
    moves = Moves(catalogue(), store, CLOCK, NobodyToAsk())
    following = Following(moves, FollowWriter(), store, CLOCK)
    await settle(store, guild, 1, Member("mastodon", "lists"))
    reader = next(GUILDS)
    for _ in range(5):
        assert await in_files(following, guild, "cara", reader) == b""
    written = [await in_files(following, guild, "mastodon", reader) for _ in range(4)]
    assert [bool(content) for content in written] == [True, True, True, False]
