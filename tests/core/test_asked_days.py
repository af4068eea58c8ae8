"""The day by which a letter asks for an answer is the day that Tern counts with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest

from bot.catalogue.calendar import Calendar
from bot.core.deadlines import Deadlines
from bot.core.letters import Letters
from bot.core.models import LetterCase, LetterChoice, LetterKind
from bot.core.ports import Store
from bot.core.standing import Standings
from tests.core.desk import DAY
from tests.letters import FULL, templates
from tests.moving import MovingClock
from tests.shipped import catalogue

KINDS: tuple[LetterKind, ...] = (
    "objection", "erasure", "access", "request", "reservation", "follow-up",
)  # fmt: skip


def letters() -> Letters:
    return Letters(catalogue(), templates(), cast("Store", None), MovingClock(DAY))


def _case(choice: LetterChoice) -> LetterCase:
    return LetterCase(
        id=1, user=1, guild=0, choice=choice, state="delivered", created_at=0,
        stage="waiting", means="email", sent=DAY, received=DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    "region", [region.id for region in catalogue().regions.values() if region.choosable]
)
def test_what_is_counted_is_what_the_letter_says(region: str) -> None:
    at = Standings(catalogue(), Deadlines(Calendar()), MovingClock(DAY))
    writer = replace(FULL, works="https://example.org", grounds=())
    for kind in KINDS:
        choice = letters().choose("instagram", region, kind, "en")
        case = _case(choice)
        if at.answer(case) is not None:
            continue
        text = " ".join(block.text for block in letters().compose(choice, writer).blocks).replace(
            "\u00a0", " "
        )
        said = re.findall(r"within (two weeks|[0-9]+ working days|[0-9]+ days)", text)
        assert at.due(case) in {_day(words) for words in said}, (choice, said)


def _day(said: str) -> date:
    """The day that these words name, counted without Tern's code for it."""
    if said == "two weeks":
        return DAY + timedelta(days=14)
    number, *unit = said.split()
    if unit == ["days"]:
        return DAY + timedelta(days=int(number))
    return _working_day(int(number))


def _working_day(left: int) -> date:
    """New Zealand's, from 23 November 2026: none from 25 December to 15 January."""
    day = DAY
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and not date(2026, 12, 25) <= day <= date(2027, 1, 15)
    return day
