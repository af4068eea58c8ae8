"""Text for a form's fields, in blocks to copy that Discord takes and shows as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import limits
from bot.core.pieces import Piece
from bot.i18n import Languages
from bot.views.card import Card
from bot.views.files import for_the_form
from tests.letters import ROOT

T = Languages.load(ROOT / "bot" / "locale").of("en")
BLOCK = re.compile(r"```\n(.*?)\n```", re.DOTALL)


def texts(cards: Sequence[Card]) -> list[str]:
    """What each message says."""
    return ["\n".join(_texts(card.to_components())) for card in cards]


def _texts(components: Sequence[Any]) -> list[str]:
    found = []
    for component in components:
        if component["type"] == 10:
            found.append(component["content"])
        found += _texts(component.get("components", []))
    return found


def blocks(cards: Sequence[Card]) -> list[str]:
    return BLOCK.findall("\n".join(texts(cards)))


def piece(text: str, **more: Any) -> Piece:
    return Piece(**({"of": "reason", "label": None, "text": text} | more))


def test_each_piece_is_one_block_under_the_fields_own_name() -> None:
    (card,) = texts(
        for_the_form(
            [piece("Mira", label="Full *name*", of="name"), piece("My reason.", limit=400)],
            "https://example.org/form",
            T,
        )
    ).copy()
    assert "**Full \\*name\\***\n```\nMira\n```" in card
    assert "**Why**\n-# The field takes 400 characters.\n```\nMy reason.\n```" in card


def test_without_an_e_mail_address_the_account_s_is_named_and_nothing_is_to_copy() -> None:
    cards = for_the_form([piece("", of="email", label="E-mail address")], None, T)
    assert "The e-mail address of your account" in texts(cards)[0]
    assert blocks(cards) == []


def test_it_is_said_that_a_text_was_cut() -> None:
    (card,) = texts(for_the_form([piece("One.", limit=5, shortened=True)], None, T))
    assert "so the text was cut" in card


def test_a_text_too_long_for_one_block_goes_on_in_the_next() -> None:
    long = "\n\n".join("word " * 200 for _ in range(6)).strip()
    cards = for_the_form([piece(long)], None, T)
    assert " ".join(" ".join(blocks(cards)).split()) == " ".join(long.split())
    assert "Why, part 1 of 2" in texts(cards)[0]


def test_there_are_never_more_messages_than_discord_lets_through() -> None:
    cards = for_the_form([piece("word " * 8000)], "https://example.org/form", T)
    assert len(cards) == 5
    assert "The rest is in the text file." in texts(cards)[-1]
    assert "https://example.org/form" in str(cards[-1].to_components())


@given(st.lists(st.text(alphabet="a`\n🦊_*", min_size=1, max_size=300), min_size=1, max_size=4))
@example(["```\n@everyone\n```", "````", "x" * 9000])
def test_nothing_typed_ends_a_block_or_is_too_long(typed: list[str]) -> None:
    cards = for_the_form([piece(text.strip() or "x") for text in typed], None, T)
    for said in texts(cards):
        assert len(said) <= limits.TEXT
        assert said.count("```") % 2 == 0
        assert all(block.strip() for block in BLOCK.findall(said))
    assert len(blocks(cards)) >= len(typed)


@pytest.mark.parametrize("url", [None, "https://example.org/form"])
def test_the_page_is_opened_from_the_last_message(url: str | None) -> None:
    *_, last = for_the_form([piece("One.")], url, T)
    assert ("https://example.org/form" in str(last.to_components())) == (url is not None)
