"""A campaign: one platform, one period, every member their own letter.

The channel reads nothing but the platform, the dates, and the published figure of letters to it. No
figure is counted for a campaign alone: it would overlap with the report's, and two figures of the
same people can be set off against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal

from bot.core.postings import Due
from bot.core.published import DAY, WINDOWS
from bot.core.stats import WEEK
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.core.ports import Clock
    from bot.core.postings import Place, Posting, Postings
    from bot.core.published import Days, Report
    from bot.core.stats import Stats

LONGEST: Final = 90
"""Days that a campaign may take, and that it may begin from now."""

_HOUR: Final = time(9, tzinfo=UTC)
"""When a campaign begins on its first day, and ends on the day after its last."""

_OPENING, _CLOSING = 0, 1
"""The keys of the first and the last post; those between have their figure, which never comes
twice, whichever report it is from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What a campaign is about and for how long; both days belong to it."""

    platform: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the channel reads. `letters` is the published figure of letters to the platform in the
    last `days`, a multiple of 5; 0: too few to show. `next_on` is when it is published next, None
    where the campaign ends before."""

    stage: Literal["opening", "count", "closing"]
    period: Period
    letters: int
    days: Days
    next_on: date | None


class Campaigns:
    """Sets campaigns and says what is to be posted."""

    def __init__(self, stats: Stats, postings: Postings, clock: Clock) -> None:
        self._stats = stats
        self._postings = postings
        self._clock = clock

    def period(self, platform: str, first: str | None, last: str | None) -> Period:
        """The period between two days as somebody typed them; it begins today where they named no
        first day. Raises `UserError`."""
        today = self._clock.now().date()
        if last is None:
            raise UserError("Name the last day of the campaign in the option `until`.")
        found = Period(platform=platform, first=_day(first) if first else today, last=_day(last))
        if found.first < today or found.last < found.first:
            raise UserError("A campaign begins today or later, and ends on that day or later.")
        longest = timedelta(days=LONGEST)
        if found.first - today > longest or found.last - found.first > longest:
            raise UserError(
                "A campaign begins within {days} days and takes {days} at most.", days=LONGEST
            )
        return found

    async def start(self, place: Place, period: Period) -> Posting:
        """What was set before is replaced."""
        opens = max(self._now(), _seconds(period.first))
        choices = {
            "platform": period.platform,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
        }
        return await self._postings.start("campaign", place, choices, {"opens": opens}, opens)

    async def due(self, guild: int) -> Due[News] | int | None:
        """A `Schedule`: the opening, each higher figure, the end."""
        posting = await self._postings.active(guild, "campaign")
        if posting is None:
            return None
        period, now = period_of(posting), self._now()
        ends = _seconds(period.last + timedelta(days=1))
        opened = "step" in posting.done
        if now < posting.done["opens"]:
            return posting.done["opens"]
        if now >= ends and not opened:
            await self._postings.stop(posting, "ended")
            return None
        report = await self._stats.report(guild)
        again = min(report.published_at + WEEK, ends)
        news = self._news(posting, report, ends)
        done = {**posting.done, "step": max(news.letters, posting.done.get("step", 0))}
        if news.stage == "count" and done == posting.done:
            return again
        return Due(
            posting=posting,
            content=news,
            key=_key(news),
            done=done,
            again=None if news.stage == "closing" else again,
        )

    def _news(self, posting: Posting, report: Report, ends: int) -> News:
        period, now = period_of(posting), self._now()
        since = now - posting.done["opens"]
        days = next((w for w in WINDOWS if since < w * DAY), WINDOWS[-1])
        after = report.published_at + WEEK
        between: Literal["opening", "count"] = "count" if "step" in posting.done else "opening"
        return News(
            stage="closing" if now >= ends else between,
            period=period,
            letters=report.letters("platform", days).get(period.platform, 0),
            days=days,
            next_on=datetime.fromtimestamp(after, UTC).date() if after < ends else None,
        )

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def period_of(posting: Posting) -> Period:
    """What a campaign is about."""
    chosen = posting.choices
    return Period(
        platform=str(chosen["platform"]),
        first=date.fromisoformat(str(chosen["first"])),
        last=date.fromisoformat(str(chosen["last"])),
    )


def _key(news: News) -> int:
    match news.stage:
        case "opening":
            return _OPENING
        case "closing":
            return _CLOSING
        case "count":
            return news.letters


def _seconds(day: date) -> int:
    return int(datetime.combine(day, _HOUR).timestamp())


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise UserError("Write a day as year, month and day: 2026-12-31.") from None
