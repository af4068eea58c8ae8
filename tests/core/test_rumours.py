"""How a rumour is recognised, on records made for it; and how its answer ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.claims import LONGEST, fold
from bot.core.records import Rumour, Source, Statement
from bot.core.rumours import Matcher, Rumours
from tests.shipped import catalogue

CHAIN = (
    "Listen up, the harbour office has decided that every boat must be painted green by Sunday, "
    "and whoever does not copy this text will lose the mooring for good."
)


def rumour(id_: str, *keys: str, wordings: tuple[str, ...] = ()) -> Rumour:
    source = Source(url="https://example.org/a", title="A", kind="press", read=date(2026, 1, 1))
    return Rumour(
        id=id_,
        name=id_,
        verdict="false",
        checked=date(2026, 11, 23),
        claim="A claim.",
        wordings=wordings,
        truth=(Statement(text="The truth.", sources=("a",)),),
        sources={"a": source},
        keys=keys,
    )


def found(matcher: Matcher, text: str) -> str | None:
    match = matcher.match(text)
    return match.id if match else None


def bluesky() -> Matcher:
    return Matcher(
        [rumour("sky", "bluesky nobody take -self"), rumour("late", "late not object meta")]
    )


@pytest.mark.parametrize("text", [
    "Nobody can train AI on Bluesky",
    "NOBODY can\nscrape your posts 🌊🌊 on   BLUESKY!!!",
    "Auf Bluesky kann niemand eure Bilder nutzen",
    "En Bluesky nadie puede entrenar con tus dibujos",
    "Sur Bluesky, personne ne peut utiliser vos dessins",
    "No Bluesky ninguém pode treinar com isso",
    "Blueskyなら誰にも学習されない",
])  # fmt: skip
def test_a_claim_is_found_in_other_words_and_languages(text: str) -> None:
    matcher = Matcher([rumour("sky", "bluesky nobody take", "bluesky nobody not take")])
    assert found(matcher, text) == "sky"


@pytest.mark.parametrize("text", [
    "Bluesky is nice",
    "It is not true that nobody can train AI on Bluesky",
    "Can nobody train AI on Bluesky?",
    "Does anyone know whether nobody can train on Bluesky",
    "Nobody at Bluesky itself trains AI",
    "Somebody said that nobody can train on Bluesky, that is a myth",
    "Nobody came. " + "It rained in the harbour. " * 12 + "On Bluesky I saw a train.",
])  # fmt: skip
def test_denied_asked_ruled_out_and_scattered_words_are_no_claim(text: str) -> None:
    assert found(bluesky(), text) is None


@pytest.mark.parametrize("text", [
    "Can nobody train AI on Bluesky?",
    "Does anyone know whether nobody can train on Bluesky",
    "Somebody said that nobody can train on Bluesky, is that a myth?",
])  # fmt: skip
def test_a_person_who_asks_may_put_a_claim_as_a_question(text: str) -> None:
    match = bluesky().match(text, asked=True)
    assert match is not None
    assert match.id == "sky"
    assert bluesky().match("Nobody at Bluesky itself trains AI", asked=True) is None


@pytest.mark.parametrize(("text", "claimed"), [
    ("Nobody can train AI on Bluesky. It rained here. We had tea. My cat told a myth.", True),
    ("Nobody can train AI on Bluesky. It rained here, a myth.", False),
    ("Confirmed: nobody can train AI on Bluesky", True),
    ("Nobody can train AI on Bluesky, my objection was confirmed", False),
])  # fmt: skip
def test_a_hoax_is_called_one_nearby_and_an_objection_is_confirmed(
    text: str, claimed: bool
) -> None:
    assert (found(bluesky(), text) == "sky") is claimed


def test_a_record_is_found_by_its_name_and_the_quoted_part_of_it() -> None:
    quoted = replace(rumour("boats"), name="“Paint it green” and others", claim="All of it.")
    matcher = Matcher([quoted])
    assert found(matcher, "paint it GREEN!") == "boats"
    assert found(matcher, "Paint it green and others") == "boats"
    assert found(matcher, "Is Paint it green real?") is None
    assert matcher.match("Is Paint it green real?", asked=True) is quoted
    assert matcher.match("Paint it green, said my mother, and so I did", asked=True) is None


def test_did_you_know_is_no_question() -> None:
    assert found(bluesky(), "Did you know that nobody can train AI on Bluesky?") == "sky"


def test_what_a_key_denies_must_be_denied() -> None:
    matcher = bluesky()
    assert found(matcher, "The deadline has passed, you cannot object to Meta") == "late"
    assert found(matcher, "The deadline is in May, you can object to Meta") is None


def test_no_matter_denies_nothing() -> None:
    matcher = Matcher([rumour("sky", "bluesky safe ai")])
    assert found(matcher, "No matter what you post, Bluesky is safe from AI") == "sky"


def test_a_chain_post_is_found_with_names_breaks_and_in_part() -> None:
    matcher = Matcher(
        [rumour("boats", wordings=(CHAIN,)), rumour("other", wordings=("A b c d e f.",))]
    )
    edited = CHAIN.replace("Listen up,", "Mara, listen up 🚨\n\n").replace(
        "by Sunday", "by Monday ⏰"
    )
    assert found(matcher, edited) == "boats"
    assert found(matcher, CHAIN[:90]) == "boats"
    assert found(matcher, f"“{CHAIN}” This is a hoax.") is None
    assert found(matcher, f"{CHAIN} This is not fake, the others are fake.") == "boats"
    assert found(matcher, f"Fake! {CHAIN[:60]}") is None
    assert found(matcher, "The harbour office opens at nine.") is None


def test_between_two_that_are_nearly_as_good_none_is_named() -> None:
    matcher = Matcher([rumour("one", "bluesky nobody take"), rumour("two", "bluesky nobody take")])
    assert found(matcher, "Nobody can train AI on Bluesky") is None


def test_words_that_are_no_concept_stand_for_themselves() -> None:
    matcher = Matcher([rumour("ship", "zeppelin ban")])
    assert found(matcher, "They will ban every zeppelin") == "ship"


def test_without_rumours_nothing_is_found() -> None:
    assert Matcher([]).match("Goodbye Meta AI") is None


@cache
def shipped() -> Matcher:
    return Matcher(catalogue().rumours.values())


@given(st.text(max_size=300) | st.text("?!.\n'\u2019 aeinot学習ない", max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    match = shipped().match(text)
    assert match is None or match.id in catalogue().rumours


@given(
    st.lists(
        st.sampled_from(
            [wording for one in catalogue().rumours.values() for wording in one.wordings]
        ),
        min_size=1,
        max_size=30,
    ).map(" ".join)
)
def test_texts_of_any_length_get_an_answer(text: str) -> None:
    shipped().match(text)
    assert len(fold(text)) <= 2 * LONGEST


@pytest.mark.parametrize("text", [
    "." * 6000, "?" * 6000, "not " * 1500, "👋" * 3000, "\ud800", "مرحبا بكم", "學" * 5000,
    "a" * 6000, "\u202etxet",
])  # fmt: skip
def test_odd_texts_are_no_rumour(text: str) -> None:
    assert shipped().match(text) is None


class At:
    def __init__(self, day: date) -> None:
        self._now = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now


@pytest.mark.parametrize("id_", list(catalogue().rumours))
@pytest.mark.parametrize(("days", "age"), [
    (0, "fresh"), (180, "fresh"), (181, "ageing"), (365, "ageing"), (366, "stale"),
])  # fmt: skip
def test_every_answer_ages_from_the_day_it_was_checked(id_: str, days: int, age: str) -> None:
    checked = catalogue().rumours[id_].checked
    answer = Rumours(catalogue(), At(checked + timedelta(days=days))).show(id_)
    assert answer is not None
    assert answer.age == age


def test_the_platforms_of_a_rumour_are_records() -> None:
    rumours = Rumours(catalogue(), At(date(2026, 11, 23)))
    for id_, record in catalogue().rumours.items():
        answer = rumours.show(id_)
        assert answer is not None
        assert [one.id for one in rumours.platforms(answer)] == list(record.platforms)
        stray = replace(answer, rumour=replace(record, platforms=("nowhere",)))
        assert rumours.platforms(stray) == []


def test_an_id_that_is_gone_has_no_answer() -> None:
    assert Rumours(catalogue(), At(date(2026, 11, 23))).show("gone") is None
