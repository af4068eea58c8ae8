"""In a language that had no list of words yet, as one has while somebody translates Tern into it, a
question in another language got a code for an answer."""

from __future__ import annotations

from bot.catalogue import FactIndex
from tests.shipped import catalogue


def test_a_language_without_words_finds_what_english_finds() -> None:
    index = FactIndex(catalogue())
    for question in ("Does Instagram train on my photos?", "Ζωγραφιές"):
        assert index.search(question, 3, "el") == index.search(question, 3, "en")
