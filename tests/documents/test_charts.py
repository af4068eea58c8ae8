"""Charts: nothing overlaps, everything is on the sheet, whatever the words; the picture itself."""

from __future__ import annotations

import asyncio
import itertools
import json
import struct
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.charts import Bar, BarChart, Chart, Flow, FlowChart, Line, LineChart, Place
from bot.documents import Typesetter
from bot.documents.charts import WIDTH, Box, Dot, Drawing, Ribbon, Stroke, Text, draw
from bot.documents.press import Press
from tests.letters import TEMPLATES

NAMES = (
    "Instagram",
    "青空文庫アートギャラリー",
    "معرض الفنانين العرب",
    "נעה כהן",
    "नेहा कला",
    "ศิลปินไทยน้ำ",
    "A very long name of a platform that nobody would choose, and that goes on and on",
    "#panic() {{ x }} \\ \n $x$",
)
WORDS = st.one_of(st.sampled_from(NAMES), st.text(max_size=300))
FIGURES = st.integers(0, 100_000)


@st.composite
def bar_charts(draw_: st.DrawFn) -> BarChart:
    bars = draw_(st.lists(st.tuples(WORDS, FIGURES, WORDS), max_size=30))
    return BarChart(
        title=draw_(WORDS),
        note=draw_(WORDS),
        bars=tuple(Bar(label=label, value=value, shown=shown) for label, value, shown in bars),
    )


@st.composite
def line_charts(draw_: st.DrawFn) -> LineChart:
    ticks = draw_(st.integers(1, 60))
    values = st.lists(st.none() | FIGURES, min_size=ticks, max_size=ticks)
    lines = draw_(st.lists(st.tuples(WORDS, values, WORDS), max_size=10))
    return LineChart(
        title=draw_(WORDS),
        note=draw_(WORDS),
        ticks=tuple(f"{n} Oct" for n in range(ticks)),
        lines=tuple(Line(label=label, values=tuple(v), shown=shown) for label, v, shown in lines),
    )


@st.composite
def flow_charts(draw_: st.DrawFn) -> FlowChart:
    origins, targets = draw_(st.integers(1, 10)), draw_(st.integers(1, 10))
    pairs = list(itertools.product(range(origins), range(targets)))
    chosen = draw_(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    return FlowChart(
        title=draw_(WORDS),
        note=draw_(WORDS),
        origins=tuple(Place(label=draw_(WORDS), shown="5 or more") for _ in range(origins)),
        targets=tuple(Place(label=draw_(WORDS), shown="5 or more") for _ in range(targets)),
        flows=tuple(Flow(origin=o, target=t, value=draw_(st.integers(5, 5000))) for o, t in chosen),
    )


CHARTS = st.one_of(bar_charts(), line_charts(), flow_charts())


def texts(drawing: Drawing) -> list[Text]:
    return [shape for shape in drawing.shapes if isinstance(shape, Text)]


def corners(drawing: Drawing) -> Iterator[tuple[float, float]]:
    for shape in drawing.shapes:
        match shape:
            case Text() | Box():
                yield from ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
            case Stroke():
                yield from shape.points
            case Dot():
                yield from ((shape.x, shape.y - shape.radius), (shape.x, shape.y + shape.radius))
            case Ribbon():
                yield from ((shape.x, shape.y), (shape.to_x, shape.to_y + shape.thick))


def overlap(one: Text, other: Text) -> bool:
    gap = 1e-6
    return (
        one.x + one.width > other.x + gap
        and other.x + other.width > one.x + gap
        and one.y + one.height > other.y + gap
        and other.y + other.height > one.y + gap
    )


@given(chart=CHARTS)
def test_labels_never_overlap(chart: Chart) -> None:
    for one, other in itertools.combinations(texts(draw(chart)), 2):
        assert not overlap(one, other), (one, other)


@given(chart=CHARTS)
def test_everything_is_on_the_sheet(chart: Chart) -> None:
    drawing = draw(chart)
    for x, y in corners(drawing):
        assert 0 <= x <= WIDTH
        assert -1e-6 <= y <= drawing.height + 1e-6


@given(chart=flow_charts())
def test_ribbons_of_a_place_lie_beside_each_other(chart: FlowChart) -> None:
    ribbons = [shape for shape in draw(chart).shapes if isinstance(shape, Ribbon)]
    for ends in ([(r.y, r.thick) for r in ribbons], [(r.to_y, r.thick) for r in ribbons]):
        for (y, thick), (next_, _) in itertools.pairwise(sorted(ends)):
            assert y + thick <= next_ + 1e-6


@given(chart=bar_charts())
def test_bars_are_as_long_as_their_values(chart: BarChart) -> None:
    bars = [s for s in draw(chart).shapes if isinstance(s, Box) and s.ink == "bar"]
    values = [bar.value for bar in chart.bars if bar.value]
    assert len(bars) == len(values)
    longest = max(values, default=1)
    full = max((bar.width for bar in bars), default=1.0)
    for bar, value in zip(bars, values, strict=True):
        assert bar.width == pytest.approx(max(4, full * value / longest))


def test_the_height_fits_the_number_of_bars() -> None:
    heights = [
        draw(BarChart(title="", note="", bars=(Bar(label="", value=1, shown=""),) * n)).height
        for n in (1, 2, 12)
    ]
    assert heights[0] < 300
    assert heights[1] - heights[0] == pytest.approx((heights[2] - heights[0]) / 11)


def test_a_single_flow_is_a_ribbon_and_no_wall() -> None:
    place = (Place(label="x", shown="5 or more"),)
    chart = FlowChart(
        title="", note="", origins=place, targets=place, flows=(Flow(origin=0, target=0, value=5),)
    )
    assert draw(chart).height < 300


def test_the_last_tick_is_always_named() -> None:
    for count in range(1, 60):
        chart = LineChart(title="", note="", ticks=tuple(f"d{n}" for n in range(count)), lines=())
        named = [text.words for text in texts(draw(chart)) if text.words.startswith("d")]
        assert named[0] == f"d{count - 1}"


# ---------------------------------------------------------------- the picture


@pytest.fixture(scope="module")
def press() -> Iterator[Typesetter]:
    made = Typesetter(TEMPLATES)
    yield made
    made.close()


def png(press: Typesetter, chart: Chart, theme: str = "dark") -> bytes:
    return asyncio.run(press.chart(chart, theme))  # type: ignore[arg-type]


def size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


@settings(max_examples=25, deadline=None)
@given(chart=CHARTS)
def test_any_words_make_a_picture_of_the_planned_size(press: Typesetter, chart: Chart) -> None:
    width, height = size(png(press, chart))
    assert width == WIDTH
    assert abs(height - draw(chart).height) <= 1


def sample() -> Sequence[Chart]:
    places = tuple(Place(label=name, shown="5 or more") for name in NAMES)
    return (
        BarChart(title="Moves", note="", bars=tuple(
            Bar(label=name, value=n, shown=str(n)) for n, name in enumerate(NAMES))),
        LineChart(title="Weeks", note="", ticks=("1", "2"), lines=tuple(
            Line(label=name, values=(n, 2 * n), shown=str(n)) for n, name in enumerate(NAMES))),
        FlowChart(title="Flows", note="", origins=places, targets=places[:2], flows=tuple(
            Flow(origin=n, target=n % 2, value=5) for n in range(len(NAMES)))),
    )  # fmt: skip


@pytest.mark.parametrize("number", range(3))
def test_the_same_chart_is_the_same_file_and_light_is_another(
    press: Typesetter, number: int
) -> None:
    chart = sample()[number]
    dark, light = png(press, chart), png(press, chart, "light")
    assert dark == png(press, chart)
    assert dark != light


def test_a_chart_shows_its_values(press: Typesetter) -> None:
    """Pictures are compared with each other, not with a stored one: fonts may change."""
    made = {
        png(press, BarChart(title="", note="", bars=tuple(
            Bar(label="x", value=value, shown="") for value in values)))
        for values in ((1, 2), (2, 1), (1, 1), (0, 1))
    }  # fmt: skip
    assert len(made) == 4


def test_words_fit_into_their_boxes_in_every_script(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Measured by the renderer with the fonts that come along: the height that the tallest script
    needs, and the width after cutting."""
    layout = tmp_path_factory.mktemp("measure") / "measure.typ"
    canvas = (TEMPLATES / "charts" / "canvas.typ").read_text("utf-8").split("#for it in")[0]
    layout.write_text(
        canvas
        + """
#for it in drawing.shapes {
  set text(size: it.size * 1pt, weight: if it.bold { "bold" } else { "regular" })
  context {
    let ink = text(top-edge: "bounds", bottom-edge: "bounds", cut(it.words, it.width * 1pt))
    assert(measure(ink).width <= it.width * 1pt + 0.01pt, message: "too wide: " + it.words)
    assert(measure(ink).height <= it.height * 1pt, message: "too high: " + it.words)
  }
}
""",
        "utf-8",
    )
    for chart in sample():
        drawing = draw(chart)
        data = Drawing(drawing.height, tuple(texts(drawing))).data() | {"theme": "dark"}
        assert Press().png(layout, json.loads(json.dumps(data)))
