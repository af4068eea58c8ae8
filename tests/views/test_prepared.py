"""Prepared answers: made once, bounded, never mixed up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.views.card import Card, card, text
from bot.views.prepared import Prepared


@given(asked=st.lists(st.integers(0, 9)), size=st.integers(1, 5))
def test_the_right_card_always_comes_and_the_latest_are_kept(asked: list[int], size: int) -> None:
    made: list[int] = []

    def make(number: int) -> Card:
        made.append(number)
        return card(text(str(number)))

    prepared = Prepared(size)
    for position, number in enumerate(asked):
        before = len(made)
        shown = prepared.get(number, lambda number=number: make(number))  # type: ignore[misc]
        assert shown.to_components() == card(text(str(number))).to_components()
        latest = list(dict.fromkeys(reversed(asked[:position])))[:size]
        assert (len(made) == before) == (number in latest)
