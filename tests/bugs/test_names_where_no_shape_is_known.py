"""On services of which no shape of names is known, any text was a name: a sentence, a link, even
nothing that one can see."""

from __future__ import annotations

import pytest

from bot.core.handles import normalise
from bot.errors import UserError
from tests.shipped import catalogue

SERVICE = next(p for p in catalogue().platforms.values() if p.profile is None)


@pytest.mark.parametrize("typed", [
    "https://evil.example/login", "see my bio", "\u200b", "@everyone here",
    "[x](https://evil.example)", "a" * 65,
])  # fmt: skip
def test_texts_are_no_names(typed: str) -> None:
    with pytest.raises(UserError, match="cannot be a name"):
        normalise(typed, SERVICE)


@pytest.mark.parametrize(("typed", "name"), [
    ("jane.doe_art-1", "jane.doe_art-1"), (" @jane ", "jane"), ("жанна", "жанна"),
])  # fmt: skip
def test_names_are(typed: str, name: str) -> None:
    assert normalise(typed, SERVICE) == name
