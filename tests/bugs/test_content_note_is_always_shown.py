"""A card with a long name, or with many signs that have to be escaped, lost its content note: the
warning went so that the link could stay."""

from __future__ import annotations

import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Card
from bot.core.moves import LONGEST_NOTE, Moves
from bot.i18n import Language
from bot.views.card_lines import CardLines
from tests.records import FixedClock
from tests.shipped import catalogue

MOVES = Moves(catalogue(), None, FixedClock(), None)  # type: ignore[arg-type]
LINES = CardLines(catalogue(), MOVES, Language("en", gettext.NullTranslations()))
LONGEST_HANDLE = "j" * 64 + "@" + ".".join(["a" * 60, "b" * 60, "c" * 60, "art"])


def card(handle: str, note: str) -> Card:
    return Card(
        id=1,
        guild=1,
        user=2**63 - 1,
        platform="mastodon",
        handle=handle,
        origin="wordpress_com",
        visible="lists",
        progress="thinking",
        note=note,
        created_at=2**31,
        updated_at=2**31,
        verified_at=2**31,
    )


@pytest.mark.parametrize("handle", ["jane@mastodon.art", LONGEST_HANDLE])
def test_a_whole_note_of_words_is_there(handle: str) -> None:
    note = ("flashing lights and needles " * 9)[:LONGEST_NOTE].strip()
    line = LINES.line(card(handle, note), of=True)
    assert "\n> flashing lights and needles" in line
    if handle == "jane@mastodon.art":
        assert note in line


@given(note=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=20,
                    max_size=LONGEST_NOTE))  # fmt: skip
def test_some_of_every_note_is_there_and_lines_stay_short(note: str) -> None:
    line = LINES.line(card(LONGEST_HANDLE, note), of=True)
    assert "\n> " in line
    assert len(line) <= 440
