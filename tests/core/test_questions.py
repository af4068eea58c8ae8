"""Questions: facts that age in the open, the same facts again, and what may have been meant."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import FactIndex
from bot.core.facts import all_facts
from bot.core.policies import age_of
from bot.core.questions import MOST, Questions
from bot.errors import UserError
from tests.records import FixedClock
from tests.shipped import TODAY, catalogue


@cache
def index() -> FactIndex:
    return FactIndex(catalogue())


def questions(now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)) -> Questions:
    return Questions(catalogue(), index(), FixedClock(now))


def test_facts_come_with_their_age() -> None:
    found = questions().ask("does instagram use my private messages")
    assert 0 < len(found.facts) <= MOST
    assert all(one.age == age_of(one.fact.record, TODAY) for one in found.facts)
    later = questions(datetime(2028, 3, 1, tzinfo=UTC)).ask(
        "does instagram use my private messages"
    )
    assert {one.age for one in later.facts} == {"stale"}


def test_questions_are_asked_in_the_language_of_the_person() -> None:
    for language, question in (
        ("ja", "インスタは私のDMを読みますか"),
        ("pl", "Czy Instagram czyta moje prywatne wiadomości?"),
        ("en", "Liest Instagram meine Nachrichten?"),
    ):
        facts = [one.fact.path for one in questions().ask(question, language).facts]
        assert "instagram/uses/messages" in facts


@pytest.mark.parametrize("noun", ["platform", "region", "tool", "topic", "rumour"])
def test_every_kind_of_record_ages(noun: str) -> None:
    records = {fact.record.id: fact.record for fact in all_facts(catalogue()) if fact.noun == noun}
    assert records
    for record in records.values():
        assert age_of(record, record.checked.replace(year=record.checked.year + 2)) == "stale"


def test_the_same_facts_again_by_their_ids() -> None:
    found = questions().ask("cara ai art rule")
    again = questions().again([one.fact.id for one in found.facts])
    assert again.facts == found.facts


@pytest.mark.parametrize("lost", [[], ["0000000000"], ["", ""]])
def test_facts_that_have_changed_are_not_shown(lost: list[str]) -> None:
    known = [one.fact.id for one in questions().ask("cara ai art rule").facts]
    with pytest.raises(UserError):
        questions().again([*known, *lost] if lost else [])


@pytest.mark.parametrize(("question", "first"), [
    ("Instagrum?", "instagram"), ("Blueskey followers", "bluesky"),
    ("how good is Instagrumm at cooking", "instagram"),
])  # fmt: skip
def test_where_nothing_fits_the_nearest_platforms_are_named(question: str, first: str) -> None:
    found = questions().ask(question)
    if not found.facts:
        assert found.near[0].id == first
    else:
        assert found.facts[0].fact.record.id == first


@pytest.mark.parametrize(
    "question", ["what is the weather in paris", "😂😂😂", "", "how to bake bread"]
)
def test_where_no_platform_was_meant_none_is_named(question: str) -> None:
    found = questions().ask(question)
    assert not found.facts
    assert not found.near


@given(st.text())
def test_any_text_is_answered_or_not_and_nothing_else(question: str) -> None:
    found = questions().ask(question)
    assert len(found.facts) <= MOST
    assert len(found.near) <= 3
    assert not (found.facts and found.near)
