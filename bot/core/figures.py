"""How a count of people becomes a figure that shows no one.

People are sorted into cells. A cell is a path, the broadest word first: `("moved", "lists", "cara",
"instagram")` are the members in the directory who can be found on Cara and left Instagram. Each
thing counted stands in one cell, the narrowest; where that shows nothing, its people are counted in
the next broader one instead, together with those of all its neighbours that show nothing. So every
figure counts people that no other figure of the same kind counts, and no total is counted apart
from its parts: there are no two figures of the same people that could be set off against each
other. Nor is anybody counted in two: who has left a cell whose figure stays as it was is counted
in no other until it changes, so that figures add up to no more people than there are.

What a cell shows is "N or more":

* from the count of different people a secret offset of 0 to 4 is taken, which is always the same
  for this cell (a keyed hash of server and cell);
* the rest is rounded down to a multiple of 5 and not shown at all below 5;
* it changes only when at least 5 different people have joined or left the cell since it last
  changed; how many more are waited for, 0 to 4, is secret and drawn anew after each change.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

STEP: Final = 5
"""Figures are multiples of this, and the smallest that is shown."""

BROADEST: Final = 2
"""Words in the path of the broadest cells. What they do not show is shown nowhere."""

Path = tuple[str, ...]
Member = int | bytes
"""A person: by user id, or by a mark that nobody can trace back."""


class Secrets(Protocol):
    """What readers do not know."""

    def offset(self, cell: Path) -> int:
        """What is taken from the count of this cell: 0 to 4, always the same."""
        ...

    def patience(self, cell: Path, changes: int) -> int:
        """How many people have to change before the cell does: 5 to 9, one for each change."""
        ...


class KeyedSecrets:
    """The secrets of a server, by its key."""

    def __init__(self, key: bytes, guild: int) -> None:
        self._key = key
        self._guild = guild

    def offset(self, cell: Path) -> int:
        return self._draw("/".join(cell))

    def patience(self, cell: Path, changes: int) -> int:
        return STEP + self._draw(f"{'/'.join(cell)}#{changes}")

    def _draw(self, what: str) -> int:
        digest = hmac.digest(self._key, f"{self._guild}/{what}".encode(), hashlib.sha256)
        return int.from_bytes(digest, "big") % STEP


@dataclass(frozen=True, slots=True)
class Figure:
    """`shown` is what readers see; `basis`, the count when it last changed, and how many `changes`
    there were stay inside."""

    shown: int
    basis: int
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """All figures, and for those that changed now who is in them. Of cells whose members leave no
    trace, nobody."""

    figures: Mapping[Path, Figure]
    changed: Mapping[Path, Collection[int]] = field(repr=False)


def settle(
    secrets: Secrets,
    people: Mapping[Path, Collection[Member]],
    before: Mapping[Path, Figure],
    inside: Mapping[Path, Set[int]],
    *,
    traceless: Collection[str] = (),
) -> Settled:
    """The figures to publish.

    `people` are the members of the narrowest cells now. `before` are the figures of the last
    report, and `inside` who was in each when it last changed, without those erased since. Of cells
    that begin with a `traceless` word nobody knows who was inside; there the counts are compared,
    which can only make them change later.
    """
    traces = {
        cell: None if cell[0] in traceless else inside.get(cell, frozenset())
        for cell in _narrowest_first((*people, *before))
    }
    kept = _Kept(defaultdict(set), set())
    while True:
        round_ = _Round(secrets, before, traces, kept)
        round_.settle(people)
        if not round_.keeps_more():
            return round_.settled()


@dataclass(frozen=True, slots=True)
class _Kept:
    """Whom figures that do not change go on counting though they have left, by the first word of
    their cells; and cells that show nothing because nobody knows who that is."""

    people: dict[str, set[Member]]
    cells: set[Path]


class _Round:
    """One attempt at all figures; another follows where those that stay keep more people."""

    def __init__(
        self,
        secrets: Secrets,
        before: Mapping[Path, Figure],
        traces: Mapping[Path, Set[int] | None],
        kept: _Kept,
    ) -> None:
        self._secrets = secrets
        self._before = before
        self._traces = traces
        self._kept = kept
        self._members: dict[Path, Set[Member]] = {}
        self._figures: dict[Path, Figure] = {}

    def settle(self, people: Mapping[Path, Collection[Member]]) -> None:
        waiting: dict[Path, set[Member]] = defaultdict(set)
        for cell, members in people.items():
            waiting[cell].update(members)
        for cell, trace in self._traces.items():
            everybody = waiting.pop(cell, set())
            last = self._before.get(cell)
            elsewhere = everybody & self._kept.people[cell[0]]
            if _shown(last):
                elsewhere -= trace or set()
            members = self._members[cell] = everybody - elsewhere if elsewhere else everybody
            figure = last
            if cell not in self._kept.cells:
                figure = _next(self._secrets, cell, members, last, trace)
            if figure is not None:
                self._figures[cell] = figure
            if not _shown(figure) and len(cell) > BROADEST:
                waiting[cell[:-1]] |= everybody

    def keeps_more(self) -> bool:
        """Notes whom figures keep that they would have to let go; whether there are more now."""
        cells, people = len(self._kept.cells), sum(map(len, self._kept.people.values()))
        for cell, figure in self._figures.items():
            if not figure.shown or figure is not self._before.get(cell):
                continue
            members, trace = self._members[cell], self._traces[cell]
            if trace is not None:
                self._kept.people[cell[0]] |= trace - members
            elif len(members) < figure.basis:
                self._kept.cells.update(self._begun_below(cell))
        return (cells, people) != (
            len(self._kept.cells),
            sum(map(len, self._kept.people.values())),
        )

    def _begun_below(self, cell: Path) -> set[Path]:
        return {
            below
            for below, figure in self._figures.items()
            if below[:-1][: len(cell)] == cell
            and figure.shown
            and not _shown(self._before.get(below))
        }

    def settled(self) -> Settled:
        changed = {
            cell: [member for member in self._members[cell] if isinstance(member, int)]
            for cell, figure in self._figures.items()
            if figure is not self._before.get(cell) and self._traces[cell] is not None
        }
        return Settled(self._figures, changed)


def _shown(figure: Figure | None) -> TypeGuard[Figure]:
    return figure is not None and figure.shown > 0


def _narrowest_first(cells: Iterable[Path]) -> list[Path]:
    every = {cell[:end] for cell in cells for end in range(BROADEST, len(cell) + 1)}
    return sorted(every, key=lambda cell: (-len(cell), cell))


def _next(
    secrets: Secrets,
    cell: Path,
    members: Set[Member],
    last: Figure | None,
    inside: Set[int] | None,
) -> Figure | None:
    """The cell's figure; None while it has never shown one. The same object: nothing changes."""
    shown = max(0, len(members) - secrets.offset(cell)) // STEP * STEP
    if last is None:
        return Figure(shown, len(members)) if shown else None
    if not shown and not last.shown:
        return last
    if _different(members, last, inside) < secrets.patience(cell, last.changes):
        return last
    return Figure(shown, len(members), last.changes + 1)


def _different(members: Set[Member], last: Figure, inside: Set[int] | None) -> int:
    """At least so many different people joined or left since the figure last changed.

    Who was inside and has been erased is not in `inside` any more, but was counted in the basis. If
    such a person has come back, they look like somebody new, and must not count twice.
    """
    if inside is None:
        return abs(len(members) - last.basis)
    joined, left = len(members - inside), len(inside - members)
    return left + max(joined, last.basis - len(inside))
