"""A clock that tests move, and days told short."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


class MovingClock:
    """Stands at its first moment, or at noon, UTC, of its first day, until it is moved."""

    def __init__(self, first: date | datetime = date(2026, 11, 23)) -> None:
        if isinstance(first, datetime):
            self._now = first
        else:
            self._now = datetime.combine(first, time(12), UTC)

    def now(self) -> datetime:
        return self._now

    def to(self, moment: date | int) -> None:
        """Noon, UTC, of a day; or a moment in UTC seconds."""
        if isinstance(moment, int):
            self._now = datetime.fromtimestamp(moment, UTC)
        else:
            self._now = datetime.combine(moment, time(12), UTC)

    def on(self, **passed: float) -> None:
        """Later by so many days, hours …"""
        self._now += timedelta(**passed)
