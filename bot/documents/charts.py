"""Where everything in a chart stands, in points of which one becomes one pixel.

Only shapes are made here; `templates/charts/canvas.typ` draws them. A text has a box of its own, in
which it is cut where it is too long: boxes never overlap, whatever stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from bot.core.charts import Bar, BarChart, Chart, FlowChart, Line, LineChart, Place

WIDTH = 1200.0
_SIDE = 56.0
_TOP = 44.0
_TITLE, _NOTE = 32.0, 19.0
_LINE = 1.7
"""Height of a line of text, in sizes: enough for scripts that stack their marks."""

INKS = 8
"""Different colours that a chart has for lines and places; after these it begins again."""

Ink = Literal["words", "quiet", "track", "bar"] | int
"""A colour by its use, or the number of one of the `INKS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line, in the middle of its box's height."""

    kind: ClassVar[str] = "text"
    x: float
    y: float
    width: float
    height: float
    words: str
    size: float
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False
    ink: Ink = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    kind: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points."""

    kind: ClassVar[str] = "stroke"
    points: tuple[tuple[float, float], ...]
    thick: float
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    kind: ClassVar[str] = "dot"
    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """A band of one thickness from `(x, y)` to `(to_x, to_y)`, its upper corners."""

    kind: ClassVar[str] = "ribbon"
    x: float
    y: float
    to_x: float
    to_y: float
    thick: float
    ink: Ink


Shape = Text | Box | Stroke | Dot | Ribbon


@dataclass(frozen=True, slots=True)
class Drawing:
    height: float
    shapes: tuple[Shape, ...]

    def data(self) -> dict[str, Any]:
        """As the canvas reads it."""
        return {
            "width": WIDTH,
            "height": self.height,
            "shapes": [
                {"kind": shape.kind, **{name: getattr(shape, name) for name in shape.__slots__}}
                for shape in self.shapes
            ],
        }


def draw(chart: Chart) -> Drawing:
    """Title, content, note, one below the other."""
    top = _TOP + _TITLE * _LINE + 20
    match chart:
        case BarChart():
            content, bottom = _bars(chart.bars, top)
        case LineChart():
            content, bottom = _lines(chart, top)
        case FlowChart():
            content, bottom = _flows(chart, top)
    wide = WIDTH - 2 * _SIDE
    title = Text(
        x=_SIDE, y=_TOP - 12, width=wide, height=_TITLE * _LINE, words=chart.title, size=_TITLE,
        bold=True,
    )  # fmt: skip
    note = Text(
        x=_SIDE, y=bottom + 16, width=wide, height=_NOTE * _LINE, words=chart.note, size=_NOTE,
        ink="quiet",
    )  # fmt: skip
    return Drawing(note.y + note.height + _TOP - 16, (title, *content, note))


# ---------------------------------------------------------------- bars

_ROW, _BAR, _LABEL, _NUMBER, _GAP = 46.0, 28.0, 310.0, 190.0, 18.0


def _bars(bars: Sequence[Bar], top: float) -> tuple[Sequence[Shape], float]:
    left = _SIDE + _LABEL + _GAP
    room = WIDTH - _SIDE - _NUMBER - _GAP - left
    longest = max((bar.value for bar in bars), default=0) or 1
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        y = top + row * _ROW
        at = y + (_ROW - _BAR) / 2
        shapes += [
            Text(x=_SIDE, y=y, width=_LABEL, height=_ROW, words=bar.label, size=23, align="right"),
            Box(x=left, y=at, width=room, height=_BAR, ink="track"),
            Text(
                x=left + room + _GAP, y=y, width=_NUMBER, height=_ROW, words=bar.shown, size=23,
                bold=True,
            ),
        ]  # fmt: skip
        if bar.value > 0:  # even the smallest number is seen; none is not
            length = max(4, room * bar.value / longest)
            shapes.append(Box(x=left, y=at, width=length, height=_BAR, ink="bar"))
    return shapes, top + len(bars) * _ROW


# ---------------------------------------------------------------- lines

_AXIS, _NAMES, _NAME_ROW, _LEADER, _TICK = 84.0, 300.0, 54.0, 44.0, 150.0
_PLOT = 380.0
_THICK = 4.0
_MOST_DOTS = 27


@dataclass(frozen=True, slots=True)
class _Plot:
    """The field that the lines are in: its edges, and how much they stand for."""

    left: float
    right: float
    top: float
    bottom: float
    ticks: int
    highest: int

    def x(self, tick: int) -> float:
        return self.left + (self.right - self.left) * tick / max(1, self.ticks - 1)

    def y(self, value: int) -> float:
        return self.bottom - (self.bottom - self.top) * value / self.highest


def _lines(chart: LineChart, top: float) -> tuple[Sequence[Shape], float]:
    most = max((v for line in chart.lines for v in line.values if v is not None), default=0)
    step = _step(most)
    bottom = top + max(_PLOT, len(chart.lines) * _NAME_ROW)
    right = WIDTH - _SIDE - _NAMES - _LEADER - 8
    plot = _Plot(
        _SIDE + _AXIS, right, top, bottom, len(chart.ticks), max(1, -(-most // step)) * step
    )
    shapes: list[Shape] = []
    for value in range(0, plot.highest + 1, step):
        y = plot.y(value)
        shapes += [
            Stroke(points=((plot.left, y), (plot.right, y)), thick=1.5, ink="track"),
            Text(
                x=_SIDE, y=y - 16, width=_AXIS - 14, height=32, words=str(value), size=18,
                align="right", ink="quiet",
            ),
        ]  # fmt: skip
    tracks = _tracks(chart.lines, plot)
    for number, track in enumerate(tracks):
        shapes += _trace(track, number % INKS, plot)
    return [*shapes, *_names(chart, tracks, plot), *_ticks(chart.ticks, plot)], plot.bottom + 50


def _step(most: int) -> int:
    """From line to line of the grid: 1, 2 or 5 times a power of ten, with at most 6 lines."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if most <= times * power * 5:
                return times * power
        power *= 10


def _tracks(lines: Sequence[Line], plot: _Plot) -> Sequence[Sequence[float | None]]:
    """How high each line stands at each tick. Figures are round, and many lines stand for the same:
    those run side by side, or the last would hide the others."""
    tracks: list[list[float | None]] = [[None] * plot.ticks for _ in lines]
    for at in range(plot.ticks):
        equal: dict[int, list[int]] = {}
        for number, line in enumerate(lines):
            value = line.values[at]
            if value is not None:
                equal.setdefault(value, []).append(number)
        for value, numbers in equal.items():
            first = plot.y(value) - _THICK * (len(numbers) - 1) / 2
            for place, number in enumerate(numbers):
                tracks[number][at] = first + place * _THICK
    return tracks


def _trace(track: Sequence[float | None], ink: int, plot: _Plot) -> Iterator[Shape]:
    """Broken where nothing is known. Dots where there is room for them, or no line to be seen."""
    runs: list[list[tuple[float, float]]] = [[]]
    for at, y in enumerate(track):
        if y is not None:
            runs[-1].append((plot.x(at), y))
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) > 1:
            yield Stroke(points=tuple(_corners(run)), thick=_THICK, ink=ink)
        if plot.ticks <= _MOST_DOTS or len(run) == 1:
            yield from (Dot(x=x, y=y, radius=5, ink=ink) for x, y in run)


def _corners(run: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Its points without those in the middle of what is level: figures rest for weeks."""
    for at, point in enumerate(run):
        if not 0 < at < len(run) - 1 or not run[at - 1][1] == point[1] == run[at + 1][1]:
            yield point


def _names(
    chart: LineChart, tracks: Sequence[Sequence[float | None]], plot: _Plot
) -> Iterator[Shape]:
    """The names at the lines' ends, moved apart where lines end close to each other."""
    ends = []
    for number, line in enumerate(chart.lines):
        known = [(at, y) for at, y in enumerate(tracks[number]) if y is not None]
        at, y = known[-1] if known else (0, plot.bottom)
        ends.append((y, plot.x(at), number % INKS, line))
    ends.sort(key=lambda end: end[0])
    rows = _apart([end[0] - _NAME_ROW / 2 for end in ends], _NAME_ROW, plot)
    left = plot.right + _LEADER
    for (y, x, ink, line), row in zip(ends, rows, strict=True):
        middle = row + _NAME_ROW / 2
        yield Stroke(points=((x, y), (plot.right + 6, y), (left - 6, middle)), thick=1.5, ink=ink)
        yield Text(
            x=left, y=row, width=_NAMES, height=_NAME_ROW / 2, words=line.label, size=_NAME, ink=ink
        )
        yield Text(
            x=left, y=row + _NAME_ROW / 2, width=_NAMES, height=_NAME_ROW / 2, words=line.shown,
            size=_NUMBER_BELOW, bold=True,
        )  # fmt: skip


def _apart(wanted: Sequence[float], height: float, plot: _Plot) -> Sequence[float]:
    """Rows in their order, none over another, as near to where they are wanted as they fit."""
    rows: list[float] = []
    low = plot.top - height / 2
    for at in wanted:
        low = max(low, at)
        rows.append(low)
        low += height
    high = plot.bottom + 12
    for number in reversed(range(len(rows))):
        rows[number] = min(rows[number], high - height)
        high = rows[number]
    return rows


def _ticks(names: Sequence[str], plot: _Plot) -> Iterator[Shape]:
    """As many names as there is room for, the last one among them."""
    room = int((plot.right - plot.left) // _TICK) or 1
    every = max(1, -(-(len(names) - 1) // room)) if len(names) > 1 else 1
    for at in range(len(names) - 1, -1, -every):
        yield Text(
            x=plot.x(at) - _TICK / 2, y=plot.bottom + 16, width=_TICK, height=32, words=names[at],
            size=18, align="center", ink="quiet",
        )  # fmt: skip


# ---------------------------------------------------------------- flows

_PLACE, _PLACE_ROW, _BETWEEN = 290.0, 54.0, 14.0
_POST, _TALLEST, _SHARE = 14.0, 420.0, 90.0
"""Ribbons together are at most so high, and so high for each place: two or three make no wall."""
_NAME, _NUMBER_BELOW = 20.0, 17.0


def _flows(chart: FlowChart, top: float) -> tuple[Sequence[Shape], float]:
    total = sum(flow.value for flow in chart.flows) or 1
    places_at_most = max(len(chart.origins), len(chart.targets))
    scale = min(_TALLEST, _SHARE * places_at_most) / total
    sides = []
    for places, end in ((chart.origins, 0), (chart.targets, 1)):
        thick = [0.0] * len(places)
        for flow in chart.flows:
            thick[(flow.origin, flow.target)[end]] += flow.value * scale
        sides.append(_posts(thick))
    heights = [posts[-1][0] + posts[-1][1] if posts else 0.0 for posts in sides]
    bottom = top + max(heights)
    offsets = [top + (max(heights) - height) / 2 for height in heights]
    left, right = _SIDE + _PLACE + 12, WIDTH - _SIDE - _PLACE - 12
    shapes: list[Shape] = list(
        _ribbons(chart, sides, offsets, (left + _POST, right - _POST), scale)
    )
    for side, (places, x) in enumerate(((chart.origins, left), (chart.targets, right - _POST))):
        for number, (place, (at, height)) in enumerate(zip(places, sides[side], strict=True)):
            ink: Ink = number % INKS if side == 0 else "quiet"
            y = offsets[side] + at
            shapes.append(Box(x=x, y=y, width=_POST, height=height, ink=ink))
            shapes += _place(place, side, y + height / 2)
    return shapes, bottom


def _posts(thick: Sequence[float]) -> list[tuple[float, float]]:
    """Where each place begins and how high it is: at least as high as its words."""
    posts, y = [], 0.0
    for needed in thick:
        height = max(needed, _PLACE_ROW)
        posts.append((y, height))
        y += height + _BETWEEN
    return posts


def _ribbons(
    chart: FlowChart,
    sides: Sequence[Sequence[tuple[float, float]]],
    offsets: Sequence[float],
    between: tuple[float, float],
    scale: float,
) -> Iterator[Shape]:
    """In the order of the places on both sides, so that as few as can be cross."""
    used: list[dict[int, float]] = []
    for side, end in ((0, "origin"), (1, "target")):
        sums: dict[int, float] = {}
        for flow in chart.flows:
            sums[getattr(flow, end)] = sums.get(getattr(flow, end), 0.0) + flow.value * scale
        used.append(
            {
                place: offsets[side] + sides[side][place][0] + (sides[side][place][1] - sum_) / 2
                for place, sum_ in sums.items()
            }
        )
    for flow in sorted(chart.flows, key=lambda flow: (flow.origin, flow.target)):
        thick = flow.value * scale
        yield Ribbon(
            x=between[0],
            y=used[0][flow.origin],
            to_x=between[1],
            to_y=used[1][flow.target],
            thick=thick,
            ink=flow.origin % INKS,
        )
        used[0][flow.origin] += thick
        used[1][flow.target] += thick


def _place(place: Place, side: int, middle: float) -> Iterator[Shape]:
    x = _SIDE if side == 0 else WIDTH - _SIDE - _PLACE
    half = _PLACE_ROW / 2
    align: Literal["left", "right"] = "right" if side == 0 else "left"
    yield Text(
        x=x, y=middle - half, width=_PLACE, height=half, words=place.label, size=_NAME, align=align
    )
    yield Text(
        x=x, y=middle, width=_PLACE, height=half, words=place.shown, size=_NUMBER_BELOW,
        align=align, bold=True, ink="quiet",
    )  # fmt: skip
