"""Whatever comes of whichever letter in whichever region fits into Discord's messages."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from bot.catalogue.calendar import Calendar
from bot.core import steps
from bot.core.cases import Matter, Reminder
from bot.core.deadlines import Deadlines
from bot.core.models import Job, LetterCase, LetterChoice, LetterKind, Outcome
from bot.core.standing import Standing, Standings
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.local_discord.validate.modal import check_modal
from bot.views import case_forms as forms
from bot.views import cases as views
from bot.views import matters as lists
from bot.views.card import Card
from bot.views.outcomes import OUTCOMES, undo
from tests.moving import MovingClock
from tests.shipped import catalogue

COMPONENTS_V2 = 1 << 15
T = Language("en", gettext.NullTranslations())
DAY = date(2026, 11, 23)
LONGEST_ID = 2**63 - 1
FILES = [f"instagram-objection-2026-11-23.{ending}" for ending in ("pdf", "txt", "eml", "ics")]
REGIONS = [region.id for region in catalogue().regions.values() if region.choosable]
KINDS: tuple[LetterKind, ...] = get_args(LetterKind)


def fits(card: Card, files: list[str] | None = None) -> str:
    check_message({"components": card.to_components()}, COMPONENTS_V2, files or ())
    return str(card.to_components())


def case_in(region: str, kind: LetterKind, number: int = 0, parent: int = 0) -> LetterCase:
    return LetterCase(
        id=LONGEST_ID - number,
        user=1,
        guild=0,
        choice=LetterChoice(platform="wordpress_com", region=region, kind=kind, language="en"),
        state="delivered",
        created_at=0,
        dm_channel=LONGEST_ID,
        dm_message=LONGEST_ID,
        parent=parent,
        work="others",
    )


def standings(region: str) -> Iterator[Standing]:
    """Every stage and outcome of every kind, alone and after other letters."""
    later = DAY + timedelta(days=40)
    clock = MovingClock(later)
    at = Standings(catalogue(), Deadlines(Calendar()), clock)
    for kind in KINDS:
        new = case_in(region, kind)
        posted = replace(new, stage="posted", means="post", sent=DAY)
        arrived = replace(posted, stage="waiting", received=DAY)
        found = [new, posted, arrived, replace(arrived, stage="done")]
        extends = at.extends(arrived)
        extended = steps.told(arrived, "extended", later, extends=extends)
        found += [
            steps.told(arrived, outcome, later, extends=extends) for outcome in get_args(Outcome)
        ]
        found.append(steps.told(extended, "identity", later, extends=extends))
        earlier = replace(case_in(region, "objection", 1), sent=DAY, received=DAY, stage="waiting")
        many = [case_in(region, "complaint", number, earlier.id) for number in range(2, 9)]
        for case in found:
            dated = replace(case, due=at.due(case))
            if case.outcome in (None, "refused"):
                yield at.of(dated, (dated,))
            if case is arrived:
                yield replace(at.of(dated, (dated,)), early=True)
                yield replace(at.of(dated, (dated,)), outdated=True)
            after = replace(dated, parent=earlier.id)
            yield at.of(after, (earlier, *many, after))


@pytest.mark.parametrize("region", REGIONS)
def test_every_standing_fits_with_its_files(region: str) -> None:
    for shown in standings(region):
        reminded = replace(shown, reminds_on=DAY, written=DAY + timedelta(days=9))
        for in_chat in (False, True):
            fits(views.standing(reminded, T, files=FILES, in_chat=in_chat, own=in_chat), FILES)


@pytest.mark.parametrize("region", REGIONS)
def test_every_reminder_fits_and_carries_its_mark(region: str) -> None:
    for shown in standings(region):
        for kind in ("letter-delivery", "letter-later", "letter-window"):
            job = Job(id=LONGEST_ID, kind=kind, user=1, case=shown.case.id, at=0)
            for held in (False, True):
                card = views.reminder(Reminder(job=job, standing=shown), T, mark="17", held=held)
                words = fits(card)
                assert kind == "letter-delivery" or "case-stop:v1:17" in words


def test_the_forms_fit() -> None:
    for by_post in (False, True):
        check_modal(forms.sent_form(LONGEST_ID, T, by_post=by_post).to_dict())
    for outcome in OUTCOMES:
        check_modal(forms.day_form(LONGEST_ID, outcome, DAY, T).to_dict())


@pytest.mark.parametrize("region", REGIONS)
def test_every_page_of_the_list_fits(region: str) -> None:
    found = [
        Matter(standings=(replace(shown, case=replace(shown.case, id=number)),))
        for number, shown in enumerate(standings(region))
    ]
    for number in range(-1, len(found) // 5 + 2):
        fits(lists.matters(found, number, T))


def test_small_answers_fit() -> None:
    for card in (
        lists.matters([], 0, T),
        lists.when(LONGEST_ID, T),
        lists.when(LONGEST_ID, T, case_in("uk", "objection")),
        lists.will_ask(DAY, T, case_in("uk", "objection")),
        lists.confirm_forget(LONGEST_ID, T),
        lists.forgotten(2, T),
        lists.kept(T),
        lists.stopped(0, T),
        lists.stopped(3, T),
    ):
        fits(card)


def test_a_day_that_is_only_asked_for_is_never_called_the_laws() -> None:
    for region in REGIONS:
        for shown in standings(region):
            words = str(views.standing(shown, T).to_components())
            if shown.answer is None:
                assert "Last day for the answer" not in words
            if shown.answer is None and shown.case.stage == "waiting":
                assert "have to answer" not in words


def test_the_arithmetic_is_shown_line_by_line() -> None:
    at = Standings(catalogue(), Deadlines(Calendar()), MovingClock(date(2027, 2, 1)))
    case = replace(
        case_in("eu-de", "objection"),
        choice=LetterChoice(platform="instagram", region="eu-de", kind="objection", language="en"),
        stage="waiting",
        means="email",
        sent=date(2027, 1, 31),
        received=date(2027, 1, 31),
    )
    case = replace(case, due=at.due(case))
    words = fits(views.standing(at.of(case, (case,)), T))
    for line in (
        "Received on 31 January 2027. That day does not count.",
        "1 month later: 28 February 2027. That month has no day 31",
        "28 February 2027, a Sunday: the time ends on 1 March 2027 (",
        "Last day for the answer: **1 March 2027**",
        "Law: GDPR Art.",
    ):
        assert line in words


def test_no_identity_document_is_ever_recommended() -> None:
    for region in REGIONS:
        for shown in standings(region):
            if shown.case.outcome == "identity" and shown.case.stage == "waiting":
                words = str(views.standing(shown, T).to_components())
                if shown.case.choice.kind == "complaint":
                    continue
                assert shown.early or "Do not send an identity document by default" in words


def test_a_complaint_is_told_of_in_an_authoritys_words_and_counts_no_time() -> None:
    for region in REGIONS:
        for shown in standings(region):
            if shown.case.choice.kind != "complaint" or shown.early:
                continue
            words = str(views.standing(shown, T).to_components())
            for wrong in ("next letter", "No time is set", "goes on counting", "They refused"):
                assert wrong not in words
            if shown.case.outcome in ("refused", "silence"):
                assert "a court is worth it" in words


def test_a_complaint_rests_on_a_refusal_only_where_one_can_follow() -> None:
    for region in REGIONS:
        for shown in standings(region):
            if shown.case.outcome == "refused" and shown.case.choice.kind != "complaint":
                words = str(views.standing(shown, T).to_components())
                assert ("complaint rests on" in words) == ("complaint" in shown.letters)


def test_every_undo_says_what_it_takes_back() -> None:
    case = replace(case_in("uk", "objection"), stage="waiting", means="post", sent=DAY)
    labels = {undo(replace(case, outcome=outcome), T) for outcome in get_args(Outcome)}
    labels |= {undo(replace(case, stage=stage), T) for stage in ("posted", "waiting", "done")}
    assert len(labels) == len(get_args(Outcome)) + 3
    assert "Undo: sent" in labels
