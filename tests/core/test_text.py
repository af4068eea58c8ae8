"""What people type: nothing hidden survives, everything visible does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import clean, is_blank

OVERRIDES = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("number", [*range(0x09), 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xD800, *OVERRIDES])
def test_control_and_override_characters_go(number: int) -> None:
    assert clean(f"a{chr(number)}b") == ("ab", True)


@pytest.mark.parametrize(
    "text", ["two\nlines", "Zoë", "東京", "עברית", "{{ name }}", "#import", "🦊"]
)
def test_everything_else_stays(text: str) -> None:
    assert clean(text) == (text, False)


def test_line_breaks_are_one_kind_and_tabs_are_spaces() -> None:
    assert clean("a\r\nb\rc\td") == ("a\nb\nc d", False)


@given(st.text(st.characters()))
def test_cleaning_is_idempotent_and_leaves_nothing_forbidden(text: str) -> None:
    cleaned, _ = clean(text)
    assert clean(cleaned) == (cleaned, False)
    assert not any(
        c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or ord(c) in OVERRIDES)
        for c in cleaned
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "\u2060\ufeff", "\u00a0", "\u0301"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "東", "?", "🦊", " 1 ", "\u200ba"])
def test_what_can_be_seen_is_not(text: str) -> None:
    assert not is_blank(text)
