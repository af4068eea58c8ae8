"""Times: a period ends somewhere, counting stands on a rule, and everybody has a time zone."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem
from bot.catalogue.shape import is_day
from bot.core.records import Counting, Period, Region, Window

_STRETCH = re.compile("([0-9]{2}-[0-9]{2})/([0-9]{2}-[0-9]{2})")
_LEAP_YEAR = 2028


def check_periods(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, region in collection.of(Region):
        for steps, part in entry.parts:
            if isinstance(part, Period | Window) and not part.length:
                hint = "Write how many, or leave it out where no law names a number"
                yield entry.problem((*steps, "length"), "a time of 0 is none", hint)
        if "follow-up" in region.periods and region.follow_up == "reminder":
            hint = "Write `follow_up: complaint` or `follow_up: appeal`, or leave the time out"
            message = "no law sets a time for the answer to a mere reminder"
            yield entry.problem(("periods", "follow-up"), message, hint)


def check_counting(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, region in collection.of(Region):
        counting = region.counting
        if counting != Counting() and counting.basis is None:
            hint = "Add `basis:`, the article that says so, and `sources:`"
            yield entry.problem(("counting",), "no rule of law is named", hint)
        if "holiday" in counting.rolls and counting.holidays == "none":
            hint = "Write `holidays: controller` or `holidays: region`"
            message = "nobody's public holidays count, so no time can move from one"
            yield entry.problem(("counting", "rolls"), message, hint)
        if counting.holidays == "region" and region.choosable and not region.territory:
            hint = "Add `territory:`, or write `holidays: none`"
            message = "the region has no country whose public holidays could count"
            yield entry.problem(("counting", "holidays"), message, hint)
        for n, stretch in enumerate(counting.closed):
            if not _is_stretch(stretch):
                hint = "Write the first and the last day: 12-25/01-15"
                message = f"“{stretch}” is not a stretch of the year"
                yield entry.problem(("counting", "closed", n), message, hint)


def check_timezones(collection: Collection, _today: date) -> Iterator[Problem]:
    known = zoneinfo.available_timezones()
    for entry, region in collection.of(Region):
        if region.timezone not in known:
            message = f"“{region.timezone}” is not a time zone of the IANA database"
            yield entry.problem(("timezone",), message, "Write it as Europe/Berlin")
        elif region.choosable and region.territory and region.timezone == "UTC":
            hint = "Add `timezone:`, the one that most people there live in"
            yield entry.problem(("timezone",), "the country has no time zone", hint)


def _is_stretch(text: str) -> bool:
    found = _STRETCH.fullmatch(text)
    return found is not None and all(is_day(f"{_LEAP_YEAR}-{day}") for day in found.groups())
