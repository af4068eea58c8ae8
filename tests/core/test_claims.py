"""The words behind the recognition of rumours, and how a text is read with them."""

from __future__ import annotations

import pytest

from bot.core.claim_words import CONCEPTS
from bot.core.claim_words_more import MORE
from bot.core.claims import Lexicon, Reading, fold
from tests.shipped import catalogue

STANCES = {"debunk", "doubt", "ask", "report", "know", "aside", "not"}
"""Concepts that say what a text is for; no rumour names them."""

WORDS = {
    "boat": "boat* barca 船",
    "green": "green very_green",
    "paint": "=green paint",
    "aside": "not_only",
    "not": "not",
}


def read(text: str) -> Reading:
    return Lexicon.of(WORDS).read(fold(text))


def used() -> set[str]:
    """Every word of every key of every shipped rumour."""
    rumours = catalogue().rumours.values()
    return {
        word.removeprefix("-")
        for rumour in rumours
        for alias in rumour.keys
        for word in alias.split()
    }


def test_every_concept_is_used_and_every_word_is_as_texts_are_read() -> None:
    included = {w[1:] for words in CONCEPTS.values() for w in words.split() if w.startswith("=")}
    assert included <= set(CONCEPTS)
    assert set(CONCEPTS) == (used() & set(CONCEPTS)) | STANCES | included
    assert set(MORE) <= set(CONCEPTS)
    for words in (*CONCEPTS.values(), *MORE.values()):
        for word in words.split():
            assert fold(fold(word)) == fold(word)
            assert word == word.lower()


def test_key_words_are_concepts_or_names() -> None:
    assert used() - set(CONCEPTS) == {"1153984868804468756", "grok"}


@pytest.mark.parametrize(("text", "folded"), [
    ("Ça n’EST pas", "ca n est pas"), ("don't DON’T", "dont dont"), ("Straße", "strasse"),
    ("ガ", "カ"), ("ＡＩ", "ai"), ("", ""),
])  # fmt: skip
def test_texts_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_beginnings_rows_letters_and_included_words_are_found() -> None:
    reading = read("Boats: a very green BARCA, a 船, paint")
    assert [len(reading.places[c]) for c in ("boat", "green", "paint")] == [3, 2, 3]


def test_the_shortest_stretch_counts() -> None:
    text = "a boat. " + "x " * 40 + "a boat, all green"
    span = read(text).together(("boat", "green"))
    assert span is not None
    assert text[span.start : span.end] == "boat, all "


def test_one_word_does_not_count_for_two() -> None:
    assert read("green").together(("green", "paint")) is None
    assert read("green and green").together(("green", "paint")) is not None


def test_what_is_far_away_does_not_belong_together() -> None:
    assert read("a boat. " + "x " * 100 + "green").together(("boat", "green")) is None
    assert read("boat. a. b. c. green").together(("boat", "green")) is None


@pytest.mark.parametrize(("text", "denied"), [
    ("the boat is not green", True), ("not today, but the boat is green", False),
    ("the boat is green, not red", False), ("not only is the boat green", False),
])  # fmt: skip
def test_denied_is_what_a_not_stands_with(text: str, denied: bool) -> None:
    reading = read(text)
    span = reading.together(("boat", "green"))
    assert span is not None
    assert reading.denied(span) is denied


@pytest.mark.parametrize(("text", "asks"), [
    ("Is the boat green?", True), ("The boat is green.", False), ("The boat is green?!", False),
    ("Hm? The boat is green.", False), ("The boat is green. Right?", False),
])  # fmt: skip
def test_a_question_is_told_by_its_mark(text: str, asks: bool) -> None:
    reading = read(text)
    span = reading.together(("boat", "green"))
    assert span is not None
    assert reading.asks(span) is asks
