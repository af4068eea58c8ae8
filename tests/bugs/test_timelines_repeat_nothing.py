"""Instagram's timeline told the start of Meta AI twice: by its own record and, in the same
words, by the topic on the article of June 2024."""

from __future__ import annotations

from bot.core.policies import Policies
from tests.records import FixedClock
from tests.shipped import catalogue


def test_the_start_of_meta_ai_is_told_once() -> None:
    policies = Policies(catalogue(), FixedClock())
    answer = policies.show(policies.platform("instagram"), None)
    started = [one for one in answer.timeline if one.event.text.startswith("Meta AI starts.")]
    assert [one.topic for one in started] == [None]
