"""A published report as a table (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from bot.core.models import LetterFile
from bot.core.published import ASKED, MOVED, UNSAID, WROTE, Report

HEADER: Final = (
    "report",
    "counted",
    "at_least",
    "cards",
    "days",
    "platform",
    "from",
    "kind",
    "outcome",
    "region",
)
"""The day of the report, what was counted (`moved`, `wrote`, `asked`), and the figure; then what it
is told apart by, empty where it is not. `cards` is who may see them. Letters of `days` 90 were made
30 to 90 days before, those of 365 between 90 and 365."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    MOVED: ("cards", "platform", "from"),
    WROTE: ("days", "platform", "kind", "outcome", "region"),
    ASKED: ("days", "platform"),
}

_NAMES: Final[Mapping[str, str]] = {UNSAID: "not said", "week": "7"}

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How text begins that a spreadsheet takes for a formula (OWASP, "CSV Injection"), also in the wide
forms that some programs make narrow."""


class FigureWriter:
    """Implements `bot.core.ports.FigureFiles`."""

    def write(self, report: Report) -> LetterFile:
        """See the port."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\r\n")
        writer.writeheader()
        for row in _rows(report):
            writer.writerow({name: _as_text(value) for name, value in row.items()})
        return LetterFile(
            name=f"tern-statistics-{_day(report.published_at)}.csv",
            media_type="text/csv; charset=utf-8; header=present",
            content=text.getvalue().encode(),
        )


def _rows(report: Report) -> Iterator[Mapping[str, str]]:
    """The last report first, each in the order of its cells; then the earlier ones."""
    for cell, shown in sorted(report.cells.items()):
        yield {
            "report": _day(report.published_at),
            "counted": cell[0],
            "at_least": str(shown),
            **dict(zip(_PARTS[cell[0]], cell[1:], strict=False)),
        }
    for week in reversed(report.weeks[:-1]):
        for parts, shown in sorted(week.cells.items()):
            yield {
                "report": _day(week.at),
                "counted": MOVED,
                "at_least": str(shown),
                "cards": "all",
                **dict(zip(("platform", "from"), parts, strict=False)),
            }


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def _as_text(value: str) -> str:
    """An apostrophe before what looks like a formula makes it text."""
    named = _NAMES.get(value, value)
    return f"'{named}" if named.lstrip().startswith(_FORMULA) or named[:1] in _FORMULA else named
