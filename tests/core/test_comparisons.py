"""Platforms side by side, and what happened to one by all records that name it."""

from __future__ import annotations

import pytest

from bot.core.policies import Policies
from bot.errors import UserError
from tests.records import FixedClock
from tests.shipped import catalogue


def policies() -> Policies:
    return Policies(catalogue(), FixedClock())


def test_a_comparison_holds_the_answers_of_show() -> None:
    germany = catalogue().regions["eu-de"]
    platforms = [catalogue().platforms[id_] for id_ in ("instagram", "x", "cara")]
    found = policies().compare(platforms, germany)
    assert found.answers == tuple(policies().show(platform, germany) for platform in platforms)


@pytest.mark.parametrize("ids", [["x", "x"], ["x", "cara", "x"], ["x", "cara", "cara"]])
def test_a_platform_is_not_compared_with_itself(ids: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        policies().compare([catalogue().platforms[id_] for id_ in ids], None)
    assert "twice" in str(caught.value)


@pytest.mark.parametrize("platform", catalogue().platforms.values(), ids=lambda record: record.id)
def test_a_timeline_has_every_event_in_order_of_dates(platform) -> None:  # type: ignore[no-untyped-def]
    found = policies().show(platform, None).timeline
    dates = [happening.event.date for happening in found]
    assert dates == sorted(dates)
    topics = [t for t in catalogue().topics.values() if platform.id in t.platforms]
    records = [platform, *topics]
    events = {(event.date, event.text) for record in records for event in record.timeline}
    told = [(happening.event.date, happening.event.text) for happening in found]
    assert len(told) == len(set(told))
    assert set(told) == events
    for happening in found:
        owner = happening.topic or platform
        assert happening.event in owner.timeline
        assert [owner.sources[id_] for id_ in happening.event.sources] == [*happening.sources]


def test_lawsuits_stand_in_the_timeline_of_who_is_sued() -> None:
    named = {
        happening.topic.id
        for happening in policies().show(catalogue().platforms["google"], None).timeline
        if happening.topic
    }
    assert "google_lawsuits" in named
