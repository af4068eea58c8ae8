"""What messages tell of a change: old and new sentences within their room, words and dates."""

from __future__ import annotations

import gettext
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.changes import TOPICS, Edit
from bot.core.facts import all_facts
from bot.core.follows import ChangeNotice
from bot.core.models import Job
from bot.core.policies import Policies
from bot.core.questions import MOST, DatedFact, QuestionAnswer
from bot.core.watch_store import Follow
from bot.i18n import Language
from bot.views import changes, comparisons, follows, policies, questions
from bot.views.card import plain
from tests.changing import FOUND, Seen, sample_change, sample_texts
from tests.pseudo import pseudo_language
from tests.records import FixedClock
from tests.shipped import catalogue
from tests.views.rendered import NAME, Shown, misfit

T = Language("en", gettext.NullTranslations())
PSEUDO = pseudo_language()
CHANGED = date(2026, 11, 22)
LONG = "The quick brown fox allows others to use its works. " * 60
MARK = str(2**63 - 1)

sentences = st.text(max_size=900)
edits = st.one_of(
    st.builds(Edit, old=sentences, new=sentences),
    st.builds(Edit, old=st.none(), new=sentences),
    st.builds(Edit, old=sentences, new=st.none()),
)


# ---------------------------------------------------------------- sentences


def test_each_sentence_says_by_a_word_what_it_is() -> None:
    lines = changes.edits_lines(sample_change(), 3000, T)
    assert lines == [
        "**Before**\n> We use what you post to show it to others.\n**Now**\n> We use what you post "
        "to show it to others and to train our generative models.",
        "**Added**\n> You can object in your settings.",
        "**Removed**\n> We never sell your works.",
    ]


def test_sentences_with_words_that_were_found_come_first() -> None:
    change = sample_change(because={"sharing": ("Sell",)})
    assert changes.edits_lines(change, 3000, T)[0].startswith("**Removed**\n> We never sell")


def test_what_does_not_fit_is_counted() -> None:
    many = tuple(Edit(old=None, new=f"{number} {'word ' * 60}") for number in range(40))
    lines = changes.edits_lines(sample_change(edits=many), 2000, T)
    shown = len(lines) - 1
    assert shown >= 5
    assert lines[-1] == f"-# {40 - shown} more sentences differ."
    assert sum(len(line) + 1 for line in lines) <= 2000


def test_a_short_sentence_stays_whole_beside_a_long_one() -> None:
    both = (Edit(old=None, new=LONG), Edit(old=None, new="You can object."))
    lines = changes.edits_lines(sample_change(edits=both), 1000, T)
    assert "**Added**\n> You can object." in lines
    assert len(lines) == 2
    assert lines[-1].endswith("…") or lines[0].endswith("…")


def test_a_long_sentence_is_cut_where_it_is_the_same() -> None:
    edit = Edit(old=LONG + "We ask first.", new=LONG + "We do not ask.")
    (line,) = changes.edits_lines(sample_change(edits=(edit,)), 600, T)
    assert "We ask first." in line
    assert "We do not ask." in line
    assert line.count("> … ") == 2


def test_a_page_cannot_write_markup_or_turn_the_reading_around() -> None:
    evil = Edit(old=None, new="[free](https://evil.example) @everyone \u202eesrever\n# Heading")
    (line,) = changes.edits_lines(sample_change(edits=(evil,)), 1000, T)
    assert plain("[free](https://evil.example)") in line
    assert "\u202e" not in line
    assert line.count("\n") == 1


@given(found=st.lists(edits, max_size=30), budget=st.integers(500, 3500))
def test_sentences_never_take_more_than_their_room(found: list[Edit], budget: int) -> None:
    lines = changes.edits_lines(sample_change(edits=tuple(found)), budget, T)
    assert sum(len(line) + 1 for line in lines) <= budget
    assert bool(lines) == bool(found)


# ---------------------------------------------------------------- about it


def test_what_it_touches_comes_with_the_words_that_were_found() -> None:
    change = sample_change()
    assert changes.touches(change, T) == (
        "3 sentences differ. By its words this touches: AI training and saying no."
    )
    assert changes.why(change, T) == (
        "Words found: AI training (“generative models”, “train”); saying no (“object”)."
    )
    plain_change = sample_change(because={})
    assert "found no words" in changes.touches(plain_change, T)
    assert changes.why(plain_change, T) is None


def test_the_days_between_which_it_changed_are_named() -> None:
    assert changes.between(sample_change(), T) == (
        "It changed between 21 November 2026 and 22 November 2026."
    )
    same = sample_change(seen_at=FOUND)
    assert changes.between(same, T) == "It changed on 22 November 2026."


# ---------------------------------------------------------------- the direct message


def notice(change_text: str = "", *, held: bool = False, t: Language = T) -> Shown:
    change = sample_change()
    if change_text:
        change = replace(
            change,
            title="A title of an unusually long kind " * 3,
            edits=tuple(Edit(old=change_text, new=change_text[::-1]) for _ in range(300)),
            because=dict.fromkeys(TOPICS, ("a rather long word that was found " * 3,) * 6),
        )
    job = Job(id=int(MARK), kind="change-notice", user=5, case=1, at=FOUND)
    follow = Follow(user=5, platform="instagram", which="ai", reader="en", asked_at=FOUND)
    said = ChangeNotice(job=job, change=change, follow=follow)
    card = follows.notice(said, catalogue(), t, mark=MARK, held=held)
    return Shown("a notice", card, [change.file])


def test_a_message_that_waited_says_that_somebody_has_checked_it_since() -> None:
    assert changes.standing(sample_change(), T) == changes.unchecked(T)
    checked = changes.standing(sample_change(checked_at=FOUND), T)
    assert checked.endswith("Tern's record was checked against it on 22 November 2026.")


def test_the_message_says_what_changed_why_it_comes_and_how_it_stops() -> None:
    said = "\n".join(notice().texts)
    for words in (
        "Instagram changed “Quillmark Terms”.",
        "**Before**\n> We use what you post",
        "Nobody at Tern has checked yet what it means.",
        "You asked for this with `/policy follow` on 22 November 2026",
        "Stop these",
    ):
        assert words in said
    assert "waited for you here" not in said
    assert "waited for you here" in "\n".join(notice(held=True).texts)
    assert f"follow-stop:v1:instagram:{MARK}" in str(notice().card.to_components())


@pytest.mark.parametrize("t", [T, PSEUDO], ids=["en", "longer"])
@pytest.mark.parametrize("change_text", ["_*[x](y)*_ " * 90, "Ω" * 4000, "word " * 200])
def test_the_message_fits_whatever_changed(change_text: str, t: Language) -> None:
    for held in (False, True):
        assert misfit(notice(change_text, held=held, t=t)) is None


@pytest.mark.parametrize("t", [T, PSEUDO], ids=["en", "longer"])
def test_the_list_fits_however_much_is_followed(t: Language) -> None:
    every = [
        Follow(user=5, platform=id_, which="ai", reader="en", asked_at=FOUND)
        for id_ in catalogue().platforms
    ]
    for number in range(10):
        shown = follows.overview(every, number, catalogue(), t, first=t("You follow no platform."))
        assert misfit(Shown("the list", shown)) is None
    record = catalogue().platforms["instagram"]
    read = [text.document for text in sample_texts(*catalogue().platforms).values()]
    assert misfit(Shown("following", follows.following(record, every, read, t))) is None
    assert misfit(Shown("none", follows.overview([], 0, catalogue(), t))) is None
    left = follows.stopped("instagram", True, every, catalogue(), t)
    assert misfit(Shown("stopped", left)) is None


# ---------------------------------------------------------------- "may have changed since"


def marked() -> Policies:
    seen = Seen([sample_change(edits=(), id=number) for number in range(60)], CHANGED)
    return Policies(catalogue(), FixedClock(), seen)


MARKED = "May have changed since 22 November 2026"


@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_every_page_of_a_record_is_marked_and_fits(platform: str) -> None:
    service = marked()
    record = catalogue().platforms[platform]
    likely = service.likely_regions("en")
    for region in (None, *(r for r in catalogue().regions.values() if r.choosable)):
        found = service.show(record, region)
        for card in (policies.answer(found, likely, T), policies.posted(found, NAME, T)):
            shown = Shown(platform, card)
            assert misfit(shown) is None
            assert MARKED in "\n".join(shown.texts)
    for page in (policies.details, policies.timeline, policies.sources):
        shown = Shown(platform, page(found, 0, T))
        assert misfit(shown) is None
        assert MARKED in "\n".join(shown.texts)
    posted = Shown(platform, policies.timeline_posted(found, 0, NAME, T))
    assert MARKED in "\n".join(posted.texts)


@pytest.mark.parametrize("t", [T, PSEUDO], ids=["en", "longer"])
def test_the_longest_comparisons_fit_with_their_marks(t: Language) -> None:
    service, records = marked(), [*catalogue().platforms.values()]
    for at, first in enumerate(records):
        three = (first, records[at - 1], records[at - 2])
        found = service.compare(three, catalogue().regions["eu-de"])
        likely = service.likely_regions("en")
        for card in (comparisons.answer(found, likely, t), comparisons.posted(found, NAME, t)):
            shown = Shown(" and ".join(one.id for one in three), card)
            assert misfit(shown) is None
            if t is T:
                assert "\n".join(shown.texts).count(MARKED) == 3


def test_a_fact_of_a_marked_record_is_marked() -> None:
    fact = next(one for one in all_facts(catalogue()) if one.noun == "platform")
    for age in ("fresh", "ageing", "stale"):
        found = QuestionAnswer([DatedFact(fact, age, CHANGED)] * MOST)  # type: ignore[arg-type]
        shown = Shown("facts", questions.answer(found, T))
        assert misfit(shown) is None
        assert MARKED in "\n".join(shown.texts)


def test_an_answer_without_a_change_says_nothing_of_one() -> None:
    found = Policies(catalogue(), FixedClock()).show(catalogue().platforms["instagram"], None)
    for page in (policies.details, policies.timeline, policies.sources):
        said = "\n".join(Shown("unmarked", page(found, 0, T)).texts)
        assert "changed since" not in said
        assert "Tern saw" not in said


# ---------------------------------------------------------------- the timeline


def test_the_timeline_tells_what_tern_saw_as_such() -> None:
    checked = sample_change(id=72, found_at=FOUND - 86_400, checked_at=FOUND)
    service = Policies(catalogue(), FixedClock(), Seen([sample_change(), checked], CHANGED))
    found = service.show(catalogue().platforms["instagram"], None)
    pages = [Shown("t", policies.timeline(found, number, T)).texts for number in range(10)]
    said = "\n".join("\n".join(page) for page in pages)
    seen = "Tern saw that “Quillmark Terms” differs from what it said before."
    assert f"**22 November 2026** {seen}" in said
    assert "Nobody has checked yet what it means. ([the page](<https://example.org/terms>))" in said
    assert f"**21 November 2026** {seen}" in said
    assert "Checked on 22 November 2026." in said
    assert said.index("**21 November 2026**") < said.index("**22 November 2026**")
