"""Every post fits Discord's limits, whatever the figures; and so do answers with outcomes."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.core.campaigns import News, Period
from bot.core.figures import Path
from bot.core.models import Outcome
from bot.core.outcomes import PlatformOutcomes
from bot.core.policies import Policies
from bot.core.published import MOVED, WROTE, Report, Week, cards_of
from bot.i18n import Language
from bot.views import policies, postings
from bot.views.told import told
from tests.records import FixedClock
from tests.shipped import catalogue
from tests.views.test_all_answers import answers, english, fits

MARK = 2**63 - 1
PLATFORMS = list(catalogue().platforms)


def full_report() -> Report:
    """Everything that there can be, in large numbers."""
    cells: dict[Path, int] = {
        (MOVED, "lists", platform, origin): 1_000_000
        for platform in PLATFORMS
        for origin in PLATFORMS[:20]
    }
    cells |= {(WROTE, "30", platform, "objection"): 1_000_000 for platform in PLATFORMS}
    return Report(1_795_000_000, cells, (Week(1_795_000_000, cards_of(cells)),))


def test_a_full_digest_fits() -> None:
    card = postings.digest(full_report(), catalogue(), MARK, english())
    fits(card)
    assert "1,000,000 or more" in str(card.to_components())


def test_a_digest_of_what_is_not_told_apart_says_so() -> None:
    cells: dict[Path, int] = {(MOVED, "lists"): 5}
    report = Report(1_795_000_000, cells, (Week(1_795_000_000, cards_of(cells)),))
    card = postings.digest(report, catalogue(), MARK, english())
    assert "Too few people" in str(card.to_components())


def test_milestones_of_every_platform_fit() -> None:
    fits(postings.milestones(dict.fromkeys(PLATFORMS, 10_000), catalogue(), MARK, english()))


@pytest.mark.parametrize("letters", [0, 15, 1_000_000])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_campaign_fits(platform: str, letters: int) -> None:
    period = Period(platform=platform, first=date(2026, 11, 23), last=date(2026, 12, 23))
    for stage in ("opening", "count", "closing"):
        for next_on in (None, date(2026, 11, 30)):
            news = News(stage=stage, period=period, letters=letters, days=30, next_on=next_on)
            fits(postings.campaign(news, catalogue(), MARK, english()))


def everything() -> PlatformOutcomes:
    by = dict.fromkeys(get_args(Outcome), 1_000_000)
    return PlatformOutcomes(published_at=1_795_000_000, people=9_000_000, by=by, days=9)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_answer_has_room_for_what_came_of_letters(platform: str) -> None:
    likely = Policies(catalogue(), FixedClock()).likely_regions("en")
    for answer in answers(platform):
        fits(policies.answer(answer, likely, english(), everything()))
        fits(policies.posted(answer, "A name of thirty-two characters.", english(), everything()))


def test_nothing_stands_where_nothing_is_known() -> None:
    t: Language = english()
    assert told(None, t) == []
    unknown = PlatformOutcomes(published_at=1, people=25, by={}, days=None)
    assert told(unknown, t) == []
