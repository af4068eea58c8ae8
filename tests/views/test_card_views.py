"""Cards as long as they can be still fit into a message, and quote people safely."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.core.arrivals import Arrival
from bot.core.card_store import Ask, Reported
from bot.core.follow import Follow, Followed, FollowPack
from bot.core.models import Card, LetterFile
from bot.core.moves import LONGEST_NOTE, MOST_CARDS, PAGE, Directory, Moves, Published
from bot.i18n import Language
from bot.views import follow, settings
from bot.views.card import Card as Shown
from bot.views.card_messages import CardMessages
from bot.views.directory import DirectoryViews
from bot.views.moves import MoveViews
from tests.records import FixedClock
from tests.shipped import catalogue

EN = Language("en", gettext.NullTranslations())
COMPONENTS = 40
"""Of one message (docs, components v2)."""

MOVES = Moves(catalogue(), None, FixedClock(), None)  # type: ignore[arg-type]
"""Only its links are used here."""


def longest(platform: str = "mastodon", *, handle: str | None = None, note: str = "*") -> Card:
    return Card(
        id=2**63 - 1,
        guild=1,
        user=2**63 - 1,
        platform=platform,
        handle=handle or ("a" * 60 + "@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + ".example"),
        origin="wordpress_com",
        visible="lists",
        created_at=0,
        updated_at=1_795_400_000,
        progress="thinking",
        note=(note * LONGEST_NOTE)[:LONGEST_NOTE],
        until=1_795_400_000,
        ask_again=True,
        hidden_at=1_795_400_000,
        verified_at=1_795_400_000,
    )


def fits(shown: Shown) -> None:
    assert shown.content_length() <= limits.TEXT
    assert shown.total_children_count <= COMPONENTS
    components: list[dict[str, Any]] = shown.to_components()
    assert components


@pytest.mark.parametrize("handle", [None, "_" * 60, "\\*_~|`[]()<>#:@/-" * 14, "x" * 256])
def test_what_others_see_fits(handle: str | None) -> None:
    views = DirectoryViews(catalogue(), MOVES, 1, EN)
    cards = [longest(handle=handle) for _ in range(PAGE)]
    every = list(catalogue().platforms)
    fits(
        views.directory(
            Directory(cards=cards, platforms=every, platform="mastodon", page=3, has_next=True)
        )
    )
    for page in range(5):
        fits(views.found("*" * 32, 2**63 - 1, cards[:1] * MOST_CARDS, page, waits=False))
    fits(views.found("*" * 32, 2**63 - 1, [], 0, waits=True))


def test_what_owners_see_fits() -> None:
    views = MoveViews(catalogue(), MOVES, EN)
    fits(views.published(Published(card=longest(), is_new=True, removed=True)))
    fits(views.verified(longest(), None))
    cards = [longest(name) for name in list(catalogue().platforms)[:MOST_CARDS]]
    for page in range(8):
        fits(views.own(cards, page, takes_asks=True))


def test_what_moderators_and_the_told_see_fits() -> None:
    reported = [Reported(card=longest(), reports=3)] * 30
    fits(settings.reports(reported, 29, catalogue(), MOVES, EN))
    fits(settings.reports([], 0, catalogue(), MOVES, EN))
    messages = CardMessages(catalogue(), MOVES, "*" * 100, EN)
    ask = Ask(id=1, guild=1, user=2, about=3, reader="en", asked_at=0)
    fits(messages.arrived(Arrival(ask=ask, cards=[longest()] * MOST_CARDS)))
    fits(messages.hidden(longest()))
    fits(messages.asks_again(longest(), "2027-12-23", "9" * 19))


@pytest.mark.parametrize("format_", ["mastodon", "bluesky", "opml", "csv"])
def test_the_answer_with_files_fits(format_: Any) -> None:
    people = [
        Followed(handle="_" * 250, url="https://x.example/" + "a" * 250, feed=None)
        for _ in range(5000)
    ]
    files = [LetterFile(name=f"f{n}.csv", media_type="text/csv", content=b"") for n in range(10)]
    made = Follow(
        platform="x", title="All", language="en", format=format_, people=people,
        at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    fits(follow.pack(FollowPack(follow=made, files=files), "A platform", EN))


@given(note=st.text(max_size=LONGEST_NOTE), handle=st.text(min_size=1, max_size=256))
def test_whatever_is_written_on_a_card_means_nothing_to_discord(note: str, handle: str) -> None:
    shown = longest("artfol", handle=f"x{handle}", note=note or "x")
    views = DirectoryViews(catalogue(), MOVES, 1, EN)
    made = views.found("Mara", 5, [shown], 0, waits=False)
    fits(made)
    text = str(made.to_components())
    assert "<@&" not in text
    assert "](http" not in text
