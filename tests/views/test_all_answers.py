"""Every answer of every record in every region fits Discord's limits."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime

import pytest

from bot.core.policies import Policies, PolicyAnswer
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.views import policies as views
from bot.views.card import Card
from tests.records import FixedClock
from tests.shipped import catalogue

COMPONENTS_V2 = 1 << 15


def english() -> Language:
    return Language("en", gettext.NullTranslations())


def fits(card: Card) -> None:
    check_message({"components": card.to_components()}, COMPONENTS_V2, ())


def answers(platform: str) -> list[PolicyAnswer]:
    policies = Policies(catalogue(), FixedClock())
    record = catalogue().platforms[platform]
    return [
        policies.show(record, region)
        for region in (None, *(r for r in catalogue().regions.values() if r.choosable))
    ]


@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_every_first_page_fits(platform: str) -> None:
    likely = Policies(catalogue(), FixedClock()).likely_regions("en")
    for answer in answers(platform):
        fits(views.answer(answer, likely, english()))
        fits(views.posted(answer, "A name of thirty-two characters.", english()))


@pytest.mark.parametrize("page", [views.details, views.timeline, views.sources])
@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_every_other_page_fits_and_nothing_is_lost(platform: str, page) -> None:  # type: ignore[no-untyped-def]
    answer = answers(platform)[0]
    shown = []
    for number in range(30):
        card = page(answer, number, english())
        fits(card)
        shown.append(str(card.to_components()))
    whole = "\n".join(shown).replace("\\'", "'")
    if page is views.timeline:
        expected = [event.text for event in answer.platform.timeline]
    elif page is views.sources:
        expected = [source.url for source in answer.platform.sources.values()]
    else:
        expected = [statement.text for statement in answer.platform.besides]
    missing = [text for text in expected if text not in whole]
    assert not missing


@pytest.mark.parametrize("platform", list(catalogue().platforms))
def test_an_answer_nobody_compared_for_a_year_gives_no_verdict(platform: str) -> None:
    class LaterClock:
        def now(self) -> datetime:
            return datetime(2028, 1, 1, tzinfo=UTC)

    record = catalogue().platforms[platform]
    policies = Policies(catalogue(), LaterClock())
    answer = policies.show(record, catalogue().regions["eu-de"])
    shown = str(views.answer(answer, [], english()).to_components())
    assert "no verdict is shown" in shown
    assert record.training.summary.text not in shown
    assert record.home in shown or record.documents[0].url in shown
