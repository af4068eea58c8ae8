"""Figures are multiples of five, so the lines of two platforms often stand for the same: the one
drawn last hid the other, whose name pointed at nothing."""

from __future__ import annotations

import itertools

from bot.core.charts import Line, LineChart
from bot.documents.charts import Stroke, draw


def test_lines_of_the_same_figures_are_all_seen() -> None:
    lines = tuple(Line(label=f"p{n}", values=(5, 5, 10), shown="10 or more") for n in range(4))
    drawing = draw(LineChart(title="", note="", ticks=("1", "2", "3"), lines=lines))
    strokes = [s for s in drawing.shapes if isinstance(s, Stroke) and len(s.points) == 3]
    traced = [stroke for stroke in strokes if stroke.thick > 2]
    assert len(traced) == len(lines)
    for one, other in itertools.combinations(traced, 2):
        assert all(
            abs(a[1] - b[1]) >= one.thick for a, b in zip(one.points, other.points, strict=True)
        )
