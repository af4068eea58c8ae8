"""Every statement names sources that somebody read, and every source carries a statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.catalogue.checks.dates import later
from bot.catalogue.collection import Collection, Entry
from bot.catalogue.problems import Problem
from bot.core.records import Counting, Right, Source, Status, Use


def check_sources(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry in collection.entries:
        yield from _check_statements(entry)
        yield from _check_reading(entry)


def is_statement(part: Any) -> bool:
    """Whether this part of a record says something that needs a source."""
    match part:
        case Right(available="unknown") | Use(used="unknown") | Status(text=None):
            return False
        case Counting(basis=None):
            return False  # nothing was read; the plainest way of counting
        case _:
            return isinstance(getattr(part, "sources", None), tuple)


def _check_statements(entry: Entry) -> Iterator[Problem]:
    known = entry.record.sources
    used: set[str] = set()
    for steps, part in entry.parts:
        if is_statement(part) and not part.sources:
            hint = "Name the id of a source that was read, or leave the statement out"
            yield entry.problem(steps, "no source is named", hint)
        sources = getattr(part, "sources", ())
        for n, source in enumerate(sources if isinstance(sources, tuple) else ()):
            used.add(source)
            if source not in known:
                hint = f"Add it under `sources:`, which has {', '.join(known) or 'nothing'}"
                message = f"the record has no source “{source}”"
                yield entry.problem((*steps, "sources", n), message, hint)
    for source in known:
        if source not in used and entry.own(("sources", source)):
            hint = "Name it in the statement it carries, or take it out"
            yield entry.problem(("sources", source), "no statement names this source", hint)


def _check_reading(entry: Entry) -> Iterator[Problem]:
    for steps, part in entry.parts:
        if isinstance(part, Source) and part.date and later(part.date, part.read.isoformat()):
            message = f"read on {part.read}, before its own date {part.date}"
            yield entry.problem((*steps, "read"), message, "One of the two dates is wrong")
