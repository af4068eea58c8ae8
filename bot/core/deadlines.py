"""How long everybody has: a period of law, counted day by day as the region's law counts.

A record says how (`Counting`), this only does it: `Regulation 1182/71` for the EU, interpretation
acts and civil codes elsewhere. Every result carries its arithmetic, so that nobody has to trust it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.ports import Calendar
    from bot.core.records import Counting, Period, PeriodOf, Region, Window

Unit = Literal["days", "working_days", "months"]

_MORNING = time(9)
_DAY = timedelta(days=1)
_WEEKDAYS: dict[str, int] = {"friday": 4, "saturday": 5, "sunday": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """A day that is left out or passed over. `name` is a holiday's where known, in `LANGUAGE`."""

    LANGUAGE: ClassVar = "en"

    day: date
    why: Literal["friday", "saturday", "sunday", "holiday", "closed"]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the arithmetic, which arrives at `day`.

    `starts`: what set the time going came on that day, which itself does not count; `of` says what.
    `ends`: `length` `unit` end on that day. `missing` is the day that its month does not have (the
    31st of February); `free` are the holidays and closed days that fell on a working week's days
    and were not counted.
    `moves`: the time would have ended on the first of the days `free`, so it ends on `day`.
    `unchecked`: the recipient's country is not known; with its public holidays `day` may be later.
    """

    kind: Literal["starts", "ends", "moves", "unchecked"]
    day: date
    of: Literal["request", "answer", "deadline"] | None = None
    length: int = 0
    unit: Unit = "days"
    missing: int | None = None
    free: tuple[Free, ...] = ()
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day of a time, how it was found, and the law that gives the time.

    Past is only who acts after this day: the time runs to its last hour.
    """

    day: date
    steps: tuple[Step, ...]
    basis: str


class Deadlines:
    """Counts the times that records give. Days only; the hours are `morning`'s business."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def answer(
        self,
        kind: PeriodOf,
        region: Region,
        controller: str | None,
        received: date,
        *,
        extended: bool = False,
    ) -> Deadline | None:
        """The last day for a controller in that country (ISO 3166-1) to do what `kind` says.

        None where no law that was read sets a time for it, or, if `extended`, none says how much
        longer it may become. An extension counts from receipt, like the time itself, and not from
        a first end that was moved by a weekend (GDPR Art. 12(3): at most three months in all).
        """
        period = region.periods.get(kind)
        if period is None or (extended and not period.extension):
            return None
        count = _Count(region.counting, self._calendar, _whose(region, controller))
        steps = [Step(kind="starts", day=received, of="request")]
        steps += count.ends(received, period, extended=extended)
        if moved := count.moves(steps[-1].day):
            steps.append(moved)
        if _is_unchecked(region.counting, controller, period):
            steps.append(Step(kind="unchecked", day=steps[-1].day))
        return Deadline(day=steps[-1].day, steps=tuple(steps), basis=period.basis)

    def days(
        self, region: Region, controller: str | None, received: date, length: int, unit: Unit
    ) -> date:
        """The end of a time that no law sets, counted in the region's days; it never moves."""
        count = _Count(region.counting, self._calendar, _whose(region, controller))
        return count.end(received, length, unit).day

    def complain_by(
        self,
        region: Region,
        *,
        received: date,
        answered: date | None,
        due: date | None,
    ) -> Deadline | None:
        """The last day on which the person may complain, or None where no such end was read.

        `received`: when the request arrived, `answered`: when its answer came, `due`: when the
        time for it ran out. Of several windows the first to end decides. A window is never moved
        to a later day: who complains a day early loses nothing. It is counted in the region's own
        days, as the authority is the person's own.
        """
        starts = {"request": received, "answer": answered, "deadline": due}
        if answered and due and answered <= due:
            starts["deadline"] = None
        found = (
            self._window(region, window, start)
            for window in region.windows
            if (start := starts[window.after])
        )
        return min(found, key=lambda deadline: deadline.day, default=None)

    def _window(self, region: Region, window: Window, start: date) -> Deadline:
        count = _Count(region.counting, self._calendar, region.territory)
        ends = count.end(start, window.length, window.unit)
        steps = (Step(kind="starts", day=start, of=window.after), replace(ends, basis=window.basis))
        return Deadline(day=ends.day, steps=steps, basis=window.basis)


class _Count:
    """Counts by one region's rules, with the public holidays of one country or of none."""

    def __init__(self, counting: Counting, calendar: Calendar, territory: str | None) -> None:
        self._counting = counting
        self._calendar = calendar
        self._territory = None if counting.holidays == "none" else territory
        self._closed = [tuple(stretch.split("/")) for stretch in counting.closed]

    def ends(self, start: date, period: Period, *, extended: bool) -> Iterator[Step]:
        """The end of a period that the day after `start` is the first day of."""
        more = period.extension if extended else 0
        same = period.extension_unit in (None, period.unit)
        length = period.length + (more if same else 0)
        first = replace(self.end(start, length, period.unit), basis=period.basis)
        yield first
        if more and not same:
            second = self.end(first.day, more, period.extension_unit or period.unit)
            yield replace(second, basis=period.basis)

    def end(self, start: date, length: int, unit: Unit) -> Step:
        if unit == "months":
            day = start + relativedelta(months=length)
            missing = start.day if day.day != start.day else None
            return Step(kind="ends", day=day, length=length, unit=unit, missing=missing)
        if unit == "days":
            return Step(kind="ends", day=start + length * _DAY, length=length, unit=unit)
        day, left, free = start, length, []
        while left:
            day += _DAY
            off = self._no_working_day(day)
            left -= off is None
            if off and off.why in ("holiday", "closed"):
                free.append(off)
        return Step(kind="ends", day=day, length=length, unit=unit, free=tuple(free))

    def moves(self, day: date) -> Step | None:
        """Where a period goes that would end on a day on which none ends; None where it stays."""
        passed = []
        while off := self._no_end(day):
            passed.append(off)
            day += _DAY
        basis = self._counting.basis
        return Step(kind="moves", day=day, free=tuple(passed), basis=basis) if passed else None

    def _no_end(self, day: date) -> Free | None:
        rolls = self._counting.rolls
        return _weekday(day, rolls) or (self._holiday(day) if "holiday" in rolls else None)

    def _no_working_day(self, day: date) -> Free | None:
        return _weekday(day, self._counting.weekend) or self._holiday(day) or self._shut(day)

    def _holiday(self, day: date) -> Free | None:
        name = self._calendar.holiday(self._territory, day) if self._territory else None
        return Free(day=day, why="holiday", name=name) if name else None

    def _shut(self, day: date) -> Free | None:
        """A stretch may run over New Year: `12-25/01-15`."""
        now = f"{day:%m-%d}"
        for first, last in self._closed:
            within = first <= now <= last if first <= last else now >= first or now <= last
            if within:
                return Free(day=day, why="closed")
        return None


def _weekday(day: date, names: tuple[str, ...]) -> Free | None:
    for why in ("friday", "saturday", "sunday"):
        if why in names and day.weekday() == _WEEKDAYS[why]:
            return Free(day=day, why=why)
    return None


def _whose(region: Region, controller: str | None) -> str | None:
    """The country whose public holidays count; None for none."""
    counting = region.counting
    if counting.holidays == "region":
        return region.territory
    counts = not counting.states or controller in counting.states
    return controller if counting.holidays == "controller" and counts else None


def _is_unchecked(counting: Counting, controller: str | None, period: Period) -> bool:
    """Whether public holidays would have counted, had the controller's country been known."""
    matter = "holiday" in counting.rolls or "working_days" in (period.unit, period.extension_unit)
    return counting.holidays == "controller" and controller is None and matter


def today(now: datetime, timezone: str) -> date:
    """The day that it is in the time zone (IANA name) at this moment, an aware one."""
    return now.astimezone(ZoneInfo(timezone)).date()


def morning(day: date, timezone: str) -> int:
    """Nine o'clock there, in UTC seconds.

    Where clocks are set forward over nine o'clock that morning, the moment after; where nine comes
    twice, the first.
    """
    local = datetime.combine(day, _MORNING, ZoneInfo(timezone))
    return int(local.astimezone(UTC).timestamp())
