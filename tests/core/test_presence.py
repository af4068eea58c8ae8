"""Whom a process has seen lately."""

from __future__ import annotations

from bot.core.presence import Sightings

DAY = 24 * 3600


def test_somebody_is_news_once_a_day() -> None:
    seen = Sightings()
    assert seen.is_news(1, 2, 0)
    assert seen.is_news(1, 2, 0)  # as long as nobody has written it down
    seen.note(1, 2, 0)
    assert not seen.is_news(1, 2, DAY - 1)
    assert seen.is_news(1, 3, DAY - 1)
    assert seen.is_news(2, 2, DAY - 1)
    assert seen.is_news(1, 2, DAY)


def test_who_left_is_news_when_they_are_back() -> None:
    seen = Sightings()
    seen.note(1, 2, 0)
    seen.forget(1, [2, 99])
    assert seen.is_news(1, 2, 1)


def test_memory_is_bounded() -> None:
    seen = Sightings(size=3)
    for user in range(10):
        seen.note(1, user, 0)
    assert not seen.is_news(1, 9, 1)
    assert seen.is_news(1, 0, 1)
