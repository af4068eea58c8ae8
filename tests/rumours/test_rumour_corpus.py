"""The texts beside this file: claims are recognised as what they are, innocent texts as nothing."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.rumours import measure, texts
from bot.core.rumours import Matcher
from tests.shipped import catalogue

FILES = ("tuning", "held_out")
INNOCENT = [text for name in FILES for kind in texts(name)["innocent"].values() for text in kind]
TRUE = [
    "In the US there is no opt out form from Meta, only in the EU.",
    "Cara does not train AI on your art.",
    "Cara never used our art for AI.",
    "Cara won't use your art for AI training.",
    "The noai tag only asks, it stops no AI.",
    "Meta AI training was not banned in Brazil any more.",
]
ABOUT_NOTHING = TRUE + [
    text
    for name in FILES
    for kind in ("art talk", "news and facts", "jokes and other chain posts", "rules and advice")
    for text in texts(name)["innocent"][kind]
]
"""Innocent whoever asks: what is true, and what no rumour is about."""


@cache
def matcher() -> Matcher:
    return Matcher(catalogue().rumours.values())


@pytest.mark.parametrize("text", INNOCENT)
def test_no_innocent_text_is_flagged(text: str) -> None:
    found = matcher().match(text)
    assert found is None, f"taken for {found.id}"


@pytest.mark.parametrize("name", FILES)
def test_claims_are_recognised_and_never_as_another_rumour(name: str) -> None:
    measured = measure(matcher(), name)
    assert measured.recall >= 0.85, measured.missed
    assert measured.wrong == 0
    assert measured.precision == 1


@pytest.mark.parametrize("rumour", list(catalogue().rumours))
def test_every_wording_is_recognised(rumour: str) -> None:
    wordings = catalogue().rumours[rumour].wordings
    assert len(wordings) >= 9
    found = {wording: matcher().match(wording) for wording in wordings}
    wrong = [wording for wording, one in found.items() if one is None or one.id != rumour]
    assert not wrong


@pytest.mark.parametrize("rumour", list(catalogue().rumours))
def test_its_name_and_its_claim_are_recognised(rumour: str) -> None:
    record = catalogue().rumours[rumour]
    for text in (record.name, record.claim, f"Is it true that {record.claim}"):
        assert matcher().match(text, asked=True) is record


@pytest.mark.parametrize("before", ["Is it true? ", "Someone said, the news confirmed it: "])
def test_a_person_may_ask_about_every_wording(before: str) -> None:
    records = catalogue().rumours.values()
    asked = [(one, before + wording) for one in records for wording in one.wordings]
    missed = [text for one, text in asked if matcher().match(text, asked=True) is not one]
    assert len(missed) <= 0.05 * len(asked), missed


@pytest.mark.parametrize("text", ABOUT_NOTHING)
def test_a_person_who_asks_about_no_rumour_gets_none(text: str) -> None:
    found = matcher().match(text, asked=True)
    assert found is None, f"taken for {found.id}"


def test_the_texts_are_many_and_none_is_a_wording() -> None:
    claims = [
        (rumour, text)
        for name in FILES
        for rumour, some in texts(name)["claims"].items()
        for text in some
    ]
    wordings = {text for rumour in catalogue().rumours.values() for text in rumour.wordings}
    assert len(claims) >= 120
    assert len(INNOCENT) >= 60
    assert not wordings & {text for _, text in claims}
    per_rumour = {id_: sum(rumour == id_ for rumour, _ in claims) for id_ in catalogue().rumours}
    assert min(per_rumour.values()) >= 6
    assert len({text for _, text in claims} | set(INNOCENT)) == len(claims) + len(INNOCENT)


def test_there_are_rumours_with_several_verdicts() -> None:
    rumours = catalogue().rumours.values()
    assert len(rumours) >= 16
    assert {rumour.verdict for rumour in rumours} == {"false", "misleading", "outdated", "unproven"}
