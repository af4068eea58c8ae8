"""Free questions find the right facts, or nothing; whatever is typed, nothing breaks."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.search import Asked, is_at, questions
from bot.catalogue import FactIndex, load_sentences
from bot.catalogue.terms import ALIKE, STOP, stem, words
from bot.catalogue.tongues import languages
from bot.core.facts import all_facts
from tests.shipped import DATA, catalogue


@cache
def index() -> FactIndex:
    return FactIndex(catalogue(), load_sentences(catalogue(), DATA, None))


ASKED = questions()


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.words[:60])
@pytest.mark.parametrize("discord_in_english", [False, True])
def test_the_right_fact_is_among_the_first_three_or_there_is_none(
    asked: Asked, discord_in_english: bool
) -> None:
    language = "en" if discord_in_english else asked.language
    found = index().search(asked.words, 4, language)
    assert asked.is_met_by(found), [fact.path for fact in found]


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR"])
def test_english_questions_are_answered_whatever_the_language_of_discord(language: str) -> None:
    asked = [one for one in ASKED if one.language == "en"]
    missed = [
        one.words for one in asked if not one.is_met_by(index().search(one.words, 4, language))
    ]
    assert len(missed) <= 0.05 * len(asked), missed


def test_there_are_questions_enough() -> None:
    for language in ("en", *languages()):
        some = [asked for asked in ASKED if asked.language == language]
        answered = [asked for asked in some if asked.places]
        assert len(answered) >= (60 if language == "en" else 8)
        assert len(some) - len(answered) >= (20 if language == "en" else 8)
    assert len({asked.words for asked in ASKED}) == len(ASKED)


@pytest.mark.parametrize("asked", [a for a in ASKED if a.places], ids=lambda a: a.words[:60])
def test_places_that_are_expected_exist(asked: Asked) -> None:
    known = list(all_facts(catalogue()))
    for place in asked.places:
        assert any(is_at(fact, place) for fact in known), place


@pytest.mark.parametrize("question", [
    "does instagram read my private messages",
    "opt out germany instagram",
    "cara ban ai images",
    "who obeys noai tags",
    "delete facebook account",
])  # fmt: skip
def test_the_order_of_words_does_not_matter(question: str) -> None:
    shuffled = question.split()
    random.Random(7).shuffle(shuffled)
    for other in (" ".join(shuffled), " ".join(reversed(question.split()))):
        kept = {fact.id for fact in index().search(other, 4)}
        # Phrases such as "opt out" are words of their own; torn apart, the rest still finds.
        assert kept & {fact.id for fact in index().search(question, 4)}


@pytest.mark.parametrize(("typed", "meant"), [
    ("instgram dms", "instagram"), ("pinterst opt out", "pinterest"),
    ("blueksy scraping", "bluesky"),
    ("deviant art noai", "deviantart"), ("linkdin opt out", "linkedin"),
])  # fmt: skip
def test_a_typo_in_a_name_is_forgiven(typed: str, meant: str) -> None:
    assert index().search(typed, 4)[0].record.id == meant


def test_a_region_brings_its_own_entry_only() -> None:
    found = index().search("instagram opt out in Brazil", 4)
    regions = [fact.regions for fact in found if fact.path == "instagram/opt_outs"]
    assert regions == [("br",)]


@pytest.mark.parametrize(("question", "country"), [
    ("right to object in the US", "us-other"), ("right to object in the U.S.", "us-other"),
    ("Widerspruch in Deutschland AI", "eu"), ("can germans object to ai training", "eu"),
])  # fmt: skip
def test_regions_are_known_by_many_names(question: str, country: str) -> None:
    assert country in {fact.record.id for fact in index().search(question, 4)}


def test_nobody_in_the_us_is_told_of_the_right_of_others() -> None:
    for fact in index().search("can I object to instagram AI training in Texas", 4):
        assert not fact.regions or {*fact.regions} & {"us", "us-tx", "us-states", "everywhere"}


def test_one_topic_does_not_fill_the_answer() -> None:
    found = index().search("fair use rulings", 4)
    for fact in found:
        if fact.noun in ("topic", "rumour"):
            assert sum(other.record is fact.record for other in found) <= 2


def test_a_fact_is_found_again_by_its_id() -> None:
    for fact in index().search("does cara train on my art", 4):
        assert index().fact(fact.id) is fact
    assert index().fact("0000000000") is None


@given(st.text(max_size=300))
@example("")
@example(" ")
@example('NEAR("instagram" AND train*) OR NOT ^x:"')
@example("instagram '; DROP TABLE facts; --")
@example("😂" * 4000)
@example("instagram " * 400)
@example("x" * 4000)
@example("كيف أعترض على instagram")
@example("\u202einstagram\u202c dms \x07\x1b[31m")
@example("インスタグラムのDMは学習に使われる？")
def test_whatever_is_typed_there_is_an_answer_or_none(question: str) -> None:
    found = index().search(question, 4)
    assert len(found) <= 4
    assert len({fact.id for fact in found}) == len(found)


@given(st.text(alphabet="ab éßİıﬁµ日の・ُ\u0301\u200d", max_size=40))
def test_words_of_any_alphabet_are_cut_alike_each_time(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once
    assert all(stem(word) for word in once)


@pytest.mark.parametrize(("one", "other"), [
    ("training", "trains"), ("objected", "objection"), ("deleted", "delete"),
    ("messages", "message"), ("companies", "company"), ("scraping", "scrape"),
])  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_no_synonym_is_a_word_that_is_left_out() -> None:
    assert STOP.isdisjoint(word for _, group in ALIKE for word in group.split())
