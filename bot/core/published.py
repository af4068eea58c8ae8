"""A published report: what readers see of a server's statistics, and nothing else.

Everything here is made from figures that were shown, by adding them up. See `bot.core.figures` for
how they come about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.figures import Path

MOVED: Final = "moved"
"""People by cards: `(moved, visible, platform, origin)`."""

WROTE: Final = "wrote"
"""People by letters: `(wrote, days, platform, kind, outcome, region)`."""

ASKED: Final = "asked"
"""People by answers they asked for in the week before the report: `(asked, week, platform)`."""

UNSAID: Final = "-"
"""The origin of a card that says none."""

Days = Literal[30, 90, 365]
WINDOWS: Final[tuple[Days, ...]] = (30, 90, 365)
"""How far back one can look. A letter stands in the first window that holds it and in no other, so
that windows cannot be set off against each other: a wider one is the sum of its parts."""

Part = Literal["platform", "kind", "outcome", "region"]
_DEPTHS: Final[Mapping[Part, int]] = {"platform": 2, "kind": 3, "outcome": 4, "region": 5}

DAY: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Week:
    """What an earlier report said of cards: `(platform, origin)`; shorter where it told less."""

    at: int
    cells: Mapping[Path, int]

    @property
    def moved(self) -> Mapping[str | None, int]:
        """People by platform; None: on other platforms, together."""
        return _sums(self.cells, 0)

    @property
    def flows(self) -> Mapping[tuple[str | None, str], int]:
        """People from platform to platform. From None: from several platforms, together, or not
        said; which of them is not told apart."""
        found: dict[tuple[str | None, str], int] = Counter()
        for cell, shown in self.cells.items():
            if cell:
                origin = cell[1] if len(cell) > 1 and cell[1] != UNSAID else None
                found[origin, cell[0]] += shown
        return dict(found)


@dataclass(frozen=True, slots=True)
class Report:
    """The last report of a server. `cells` are its shown figures, `weeks` what it and the reports
    before it said of cards, the oldest first. `published_at` is UTC seconds."""

    published_at: int
    cells: Mapping[Path, int]
    weeks: tuple[Week, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the server is too small for any number."""
        return not self.cells

    @property
    def now(self) -> Week:
        return self.weeks[-1]

    @property
    def asked(self) -> Mapping[str | None, int]:
        """People who asked about a platform in the week before; None: about others, together."""
        return _sums({cell[2:]: n for cell, n in self.cells.items() if cell[0] == ASKED}, 0)

    def letters(self, part: Part, days: Days) -> Mapping[str | None, int]:
        """People who made letters in the last days, by one property of the letter; None: where the
        report does not tell them apart."""
        windows = {str(window) for window in WINDOWS if window <= days}
        cells: dict[Path, int] = Counter()
        for cell, shown in self.cells.items():
            if cell[0] == WROTE and cell[1] in windows:
                cells[cell] += shown
        return _sums(cells, _DEPTHS[part])

    def without_cards(self) -> Report:
        """The same report, saying nothing of cards."""
        cells = {cell: shown for cell, shown in self.cells.items() if cell[0] != MOVED}
        return replace(self, cells=cells, weeks=tuple(Week(week.at, {}) for week in self.weeks))

    def since(self, days: Days) -> tuple[Week, ...]:
        """The reports of the last days, this one included, the oldest first."""
        return tuple(w for w in self.weeks if w.at >= self.published_at - days * DAY)


def cards_of(cells: Mapping[Path, int]) -> Mapping[Path, int]:
    """The shown figures about cards as a `Week` has them: whoever may see them, added up."""
    found: dict[Path, int] = defaultdict(int)
    for cell, shown in cells.items():
        if cell[0] == MOVED:
            found[cell[2:]] += shown
    return dict(found)


def _sums(cells: Mapping[Path, int], at: int) -> dict[str | None, int]:
    found: dict[str | None, int] = Counter()
    for cell, shown in cells.items():
        found[cell[at] if len(cell) > at else None] += shown
    return dict(found)
