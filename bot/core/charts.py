"""Charts with their words already translated and their numbers already formatted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["dark", "light"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar. `value` gives its length; `shown` is what stands beside it ("10 or more")."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """As high as it has bars."""

    title: str
    note: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a value for every tick, None where none is known. `shown` is the last, in words."""

    label: str
    values: tuple[int | None, ...]
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """`ticks` are the names of the points in time, the oldest first."""

    title: str
    note: str
    ticks: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An end of flows; `shown` is how many left it or came to it, in words."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many went from one place to another, by their positions in the chart."""

    origin: int
    target: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChart:
    """Ribbons from the places on the left to those on the right, in the order given."""

    title: str
    note: str
    origins: tuple[Place, ...]
    targets: tuple[Place, ...]
    flows: tuple[Flow, ...]


Chart = BarChart | LineChart | FlowChart
