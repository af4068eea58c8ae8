"""How a look ends that brought no text, or one that is not believed yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.core.watch_store import Reading

if TYPE_CHECKING:
    from bot.core.watched import Problem, Watched

HOUR: Final = 3600
DAY: Final = 24 * HOUR
LONGEST_PAUSE: Final = 7 * DAY

BELIEVED: Final[Mapping[str, int]] = MappingProxyType({"other-page": 3, "earlier": 7})
"""Days in a row on which it has to be read before it is believed. Another page is then the text,
written anew. An earlier wording was put back: a server that gives two in turns hardly gives the
same one for a week."""


def is_believed(doubt: Problem, last: Reading | None, now: int) -> bool:
    """Whether what this doubt is about has been read on enough days. `last` is how the look before
    went, `now` is UTC seconds."""
    if doubt not in BELIEVED:
        return False
    return last is None or last.read_at is None or _days(last, now) >= BELIEVED[doubt]


def failed(
    text: Watched, last: Reading | None, problem: Problem, retry_after: int | None, now: int
) -> Reading:
    """How the look went, and when the next one is: after pauses that grow, or a day later where
    days in a row count.

    What the server said of its last good answer is kept: what it says of another page must not make
    it say next time that nothing has changed.
    """
    failures = (last.failures if last else 0) + 1
    pause = min(HOUR * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    if problem in BELIEVED:
        failures, pause = _days(last, now), DAY
    stays = last if last and last.problem == problem else None
    return Reading(
        text=text.id,
        platform=text.platform,
        etag=last.etag if last else None,
        modified=last.modified if last else None,
        read_at=last.read_at if last else None,
        tried_at=now,
        next_at=now + min(max(pause, retry_after or 0), LONGEST_PAUSE),
        failures=failures,
        problem=problem,
        problem_since=(stays.problem_since if stays else None) or now,
    )


def _days(last: Reading | None, now: int) -> int:
    """On how many days in a row, today included, something else than the newest version was
    read."""
    if last is None or last.problem not in BELIEVED:
        return 1
    return last.failures + (_day(last.tried_at) < _day(now))


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
