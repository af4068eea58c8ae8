"""Between a sentence and its translation only the wording may differ."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.catalogue.translations import english, translated
from bot.catalogue.translations import languages as translated_into
from bot.translating.faithful import differences, differences_of_phrase, differences_of_plural
from tests import shipped

LANGUAGES = ("de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR")

languages = st.sampled_from(LANGUAGES)
dates = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
paths = st.text(st.sampled_from("abcdefgh-/0123456789_"), min_size=1, max_size=20)


def shown(day: date, language: str) -> str:
    return format_date(day, "long", locale=language.replace("-", "_"))


def in_english(day: date) -> str:
    return format_date(day, "long", locale="en_GB")


# ---------------------------------------------------------------- dates


@given(dates, languages)
def test_a_date_may_be_written_as_the_language_writes_it(day: date, language: str) -> None:
    assert not list(differences(f"On {in_english(day)}.", shown(day, language), language))


@given(dates, dates, languages)
def test_another_date_is_found(day: date, other: date, language: str) -> None:
    assume(day != other)
    assert list(differences(f"On {in_english(day)}.", shown(other, language), language))


@given(dates, dates, languages)
def test_days_that_changed_their_months_are_found(one: date, other: date, language: str) -> None:
    """All numbers and both months are still there."""
    assume(one.day <= 28 and other.day <= 28 and one.day != other.day and one.month != other.month)
    english = f"From {in_english(one)} until {in_english(other)}."
    swapped = one.replace(day=other.day), other.replace(day=one.day)
    right, wrong = ((one, other), swapped)
    say = " – ".join
    assert not list(differences(english, say(shown(day, language) for day in right), language))
    assert list(differences(english, say(shown(day, language) for day in wrong), language))


@pytest.mark.parametrize(
    ("english", "translation", "language"),
    [
        ("In May 2025 they march.", "Im Mai 2025 marschieren sie.", "de"),
        ("From 3 to 14 May 2025.", "2025年5月3日から14日まで。", "ja"),
        ("Within a month.", "1か月以内。", "ja"),
        ("Since 1 July 2026.", "Depuis le 1er juillet 2026.", "fr"),
        ("Since 1 July 2026.", "Dal 1º luglio 2026.", "it"),
        ("Since May 2024.", "Od maja 2024 r.", "pl"),
        ("In February and on 3 May.", "W lutym i 3 maja.", "pl"),
    ],
)
def test_months_are_told_from_other_words(english: str, translation: str, language: str) -> None:
    assert not list(differences(english, translation, language))


# ---------------------------------------------------------------- numbers and articles


@given(st.integers(min_value=0, max_value=10**12), languages)
def test_a_number_may_be_grouped_as_the_language_does(n: int, language: str) -> None:
    english = f"There are {format_decimal(n, locale='en_GB')} of them"
    assert not list(differences(english, format_decimal(n, locale=tag(language)), language))


@given(st.integers(0, 10**12), st.integers(0, 10**12), languages)
def test_another_number_is_found(n: int, other: int, language: str) -> None:
    assume(n != other)
    english = f"There are {format_decimal(n, locale='en_GB')} of them"
    assert list(differences(english, format_decimal(other, locale=tag(language)), language))


def tag(language: str) -> str:
    return language.replace("-", "_")


@given(st.integers(1, 99), st.integers(1, 99), languages)
def test_another_article_is_found(article: int, other: int, language: str) -> None:
    assume(article != other)
    english = f"Article {article}(1) GDPR"
    assert not list(differences(english, f"Art. {article} Abs. 1 DSGVO", language))
    assert list(differences(english, f"Art. {other} Abs. 1 DSGVO", language))


@pytest.mark.parametrize(
    ("english", "translation", "language"),
    [
        ("USD 1.5 billion", "1,5 Milliarden US-Dollar", "de"),
        ("USD 1.5 billion", "1.500 millones de dólares", "es"),
        ("USD 1.5 billion", "1,5 mil millones de dólares", "es"),
        ("USD 1.5 billion", "15億米ドル", "ja"),
        ("533 million people", "5億3300万人", "ja"),
        ("100,000 people", "10万人", "ja"),
        ("100,000 people", "100 000 personnes", "fr"),
        ("one million posts", "100万件の投稿", "ja"),
        ("2 thousand", "2 tys.", "pl"),
        ("LGPD art. 18, IV", "LGPD第18条第4号", "ja"),
        ("Privacy Act 2020", "2020年プライバシー法（Privacy Act 2020）", "ja"),
        ("twice, in two weeks", "2週間に2回", "ja"),
        ("version 4.3.8", "第4.3.8版", "ja"),
        ("Articles 14, 15 and 16", "第１４条、第１５条及び第１６条", "ja"),
    ],
)
def test_the_same_number_in_other_words(english: str, translation: str, language: str) -> None:
    assert not list(differences(english, translation, language))


@pytest.mark.parametrize(
    ("english", "translation", "language"),
    [
        ("USD 1.5 billion", "1,5 Millionen US-Dollar", "de"),
        ("USD 1.5 billion", "150億米ドル", "ja"),
        ("within 30 days", "innerhalb von dreißig Tagen", "de"),
        ("within 30 days", "innerhalb von 30 Tagen, höchstens 60", "de"),
        ("two of 12", "12 von 12 und 3", "de"),
    ],
)
def test_a_changed_number_is_found(english: str, translation: str, language: str) -> None:
    assert list(differences(english, translation, language))


def test_what_is_wrong_is_said() -> None:
    found = differences("Within 30 days of 2 May, see a.example.", "In 20 Tagen ab 3. Mai.", "de")
    assert list(found) == [
        "has lost a.example",
        "has lost the date --05-02",
        "has the date --05-03, which the English has not",
        "has lost 2",
        "has lost 30",
        "has 3, which the English has not",
        "has 20, which the English has not",
    ]


@cache
def shipped_pairs() -> tuple[tuple[str, str, str], ...]:
    """English, translation and language of all shipped sentences with a number."""
    known = english(shipped.catalogue().records)
    return tuple(
        (known[of], text, language)
        for language in translated_into(shipped.DATA)
        for of, text in translated(shipped.DATA, language).texts.items()
        if of in known and re.search(r"(?<![\w.,/-])\d+(?![\w.,/-])", text)
    )


@given(st.data(), st.integers(10**5, 10**6))
def test_a_number_changed_in_a_shipped_sentence_is_found(data: st.DataObject, n: int) -> None:
    said, text, language = data.draw(st.sampled_from(shipped_pairs()))
    wrong = re.sub(r"(?<![\w.,/-])\d+(?![\w.,/-])", f"{n}", text, count=1)
    assume(str(n) not in said)
    assert not list(differences(said, text, language))
    assert list(differences(said, wrong, language))


# ---------------------------------------------------------------- links, addresses, placeholders


@given(paths, st.sampled_from([".", "。", "」", ")", "を見る", ", und", "）", " »"]), languages)
def test_a_link_may_stand_before_any_mark(path: str, after: str, language: str) -> None:
    link = f"https://art.example/{path}"
    assert not list(differences(f"See {link}.", f"→ {link}{after}", language))


@given(paths, paths, st.sampled_from(["https://a.example/", "a.example/", "http://b.example/?"]))
def test_another_link_is_found(path: str, other: str, start: str) -> None:
    assume(path != other)
    assert list(differences(f"See {start}{path}", f"Siehe {start}{other}", "de"))


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Write to dpo@a.example.", "Schreib an dpo@b.example."),
        ("Write a robots.txt.", "Schreib eine roboter.txt."),
        ("Open example.org/privacy.", "Öffne die Seite."),
        ("Use `noai`.", "Nutze `keinki`."),
        ("Since {day}.", "Seit {tag}."),
        ("Since {day}.", "Seitdem."),
        ("Ask <@{user}>.", "Frag {user}."),
        ("Ask.", "Frag. "),
    ],
)
def test_a_changed_address_or_code_is_found(english: str, translation: str) -> None:
    assert list(differences(english, translation, "de"))


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Write a robots.txt.", "Schreib eine „robots.txt“."),
        ("For instance this", "Zum Beispiel (z.B.) dies"),
        ("{n} of `code`", "`code`: {n}"),
    ],
)
def test_what_stays_may_move(english: str, translation: str) -> None:
    assert not list(differences(english, translation, "de"))


# ---------------------------------------------------------------- the interface


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("**Bold**", "Fett"),
        ("## Heading", "Überschrift"),
        ("-# Small", "# Klein"),
        ("One\ntwo", "Eins zwei"),
        ("~~gone~~ now", "weg jetzt"),
        ("By {name}", "{Von {name}"),
    ],
)
def test_lost_markdown_is_found(english: str, translation: str) -> None:
    assert list(differences_of_phrase(english, translation, "de"))


@pytest.mark.parametrize(
    ("english", "translation"),
    [("**Bold** - and thin", "Mager und **fett**"), ("- one\n- two", "- eins\n- zwei")],
)
def test_kept_markdown_is_kept(english: str, translation: str) -> None:
    assert not list(differences_of_phrase(english, translation, "de"))


def test_each_form_says_what_one_of_the_two_english_ones_says() -> None:
    english = ("one letter to {name}", "{n} letters to {name}")
    assert not list(differences_of_plural(english, ("ein Brief an {name}", "{n}: {name}"), "de"))
    assert not list(differences_of_plural(english, ("{n} a {name}",) * 3, "pl"))
    assert list(differences_of_plural(english, ("ein Brief", "{n}: {name}"), "de"))


@given(st.text(max_size=60), st.text(max_size=60), languages)
def test_any_text_can_be_compared(english: str, translation: str, language: str) -> None:
    for found in differences_of_phrase(english, translation, language):
        assert re.match("has ", found)


@given(st.text(max_size=60))
def test_english_says_what_english_says(text: str) -> None:
    assert not list(differences_of_phrase(text, text, "en"))
