"""Dates exist, are not to come, and stand in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from bot.catalogue.collection import Collection, Entry
from bot.catalogue.problems import Problem, Steps
from bot.catalogue.shape import is_day

_WHEN = ("date", "since", "as_of")
"""The fields of records that hold a `When`."""


def check_dates(collection: Collection, today: date) -> Iterator[Problem]:
    for entry in collection.entries:
        for steps, part in entry.parts:
            if isinstance(part, date) or (part is not None and steps and steps[-1] in _WHEN):
                yield from _check_one(entry, steps, part, today)
        yield from _check_order(entry)


def later(first: str, second: str) -> bool:
    """Whether one `When` is surely after another: `2026-07-23` is not after `2026-07`."""
    length = min(len(first), len(second))
    return first[:length] > second[:length]


def _check_one(entry: Entry, steps: Steps, part: Any, today: date) -> Iterator[Problem]:
    when = str(part)
    first_day = {4: f"{when}-01-01", 7: f"{when}-01"}.get(len(when), when)
    if not is_day(first_day):
        hint = "Write it as exactly as it is known: 2026, 2026-07 or 2026-07-23"
        yield entry.problem(steps, f"“{when}” is not a date", hint)
    elif later(when, today.isoformat()):
        yield entry.problem(steps, f"{when} is still to come (today is {today})", "Correct it")


def _check_order(entry: Entry) -> Iterator[Problem]:
    as_of, checked = getattr(entry.record, "as_of", None), entry.record.checked.isoformat()
    if as_of and later(as_of, checked):
        message = f"the text of {as_of} is newer than the comparison of {checked}"
        yield entry.problem(("as_of",), message, "Correct `as_of` or `checked`")
    for n, (before, after) in enumerate(pairwise(getattr(entry.record, "timeline", ())), 1):
        if later(before.date, after.date):
            message = f"{after.date} stands after {before.date}"
            yield entry.problem(("timeline", n), message, "Put the oldest event first")
