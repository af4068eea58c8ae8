"""A record that nobody had compared for a year gave no verdict on its first page, but its public
post and its list of what is used gave all of it."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime

from bot.core.policies import Policies
from bot.i18n import Language
from bot.views import policies as views
from tests.records import FixedClock
from tests.shipped import catalogue

T = Language("en", gettext.NullTranslations())


def test_no_page_has_a_verdict_after_a_year() -> None:
    policies = Policies(catalogue(), FixedClock(datetime(2028, 1, 1, tzinfo=UTC)))
    record = catalogue().platforms["instagram"]
    answer = policies.show(record, catalogue().regions["eu-de"])
    for card in (
        views.answer(answer, [], T),
        views.posted(answer, "Mara", T),
        views.details(answer, 0, T),
    ):
        shown = str(card.to_components())
        assert "no verdict is shown" in shown
        assert record.training.summary.text not in shown
        assert "Private messages" not in shown
