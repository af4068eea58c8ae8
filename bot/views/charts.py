"""Published figures as charts, and in words for people who do not see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot import limits
from bot.core.charts import Bar, BarChart, Flow, FlowChart, Line, LineChart, Place
from bot.core.figures import STEP
from bot.views.card import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.core.charts import Chart
    from bot.core.published import Week
    from bot.i18n import Language

MOST_BARS: Final = 15
MOST_LINES: Final = 7
MOST_FLOWS: Final = 14
"""What a chart can hold and be read. The rest is in the text or in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart, the name of its file, and what it shows, in words."""

    name: str
    chart: Chart
    description: str


Ranked = list[tuple[str, int]]
"""Labels with their figures, the largest first."""


def bars(name: str, title: str, figures: Ranked, t: Language) -> Picture:
    """Bars for the largest figures."""
    chart = BarChart(
        title=title,
        note=_note(len(figures) - MOST_BARS, t),
        bars=tuple(
            Bar(label=label, value=value, shown=or_more(value, t))
            for label, value in figures[:MOST_BARS]
        ),
    )
    told = t(
        "Bar chart. {title}: {figures}.",
        title=title,
        figures="; ".join(f"{bar.label} {bar.shown}" for bar in chart.bars),
    )
    return Picture(name=name, chart=chart, description=cut(told, limits.FILE_DESCRIPTION))


def lines(
    name: str, title: str, weeks: Sequence[Week], label_of: Callable[[str], str], t: Language
) -> Picture:
    """A line for each of the platforms with the most people, over the reports given."""
    now = [(p, n) for p, n in weeks[-1].moved.items() if p is not None]
    platforms = sorted(now, key=lambda pair: (-pair[1], pair[0]))
    drawn = tuple(
        Line(
            label=label_of(platform),
            values=tuple(week.moved.get(platform) for week in weeks),
            shown=or_more(shown, t),
        )
        for platform, shown in platforms[:MOST_LINES]
    )
    first, last = day(weeks[0].at, t), day(weeks[-1].at, t)
    told = t(
        "Line chart from {first} to {last}. {title}: {figures}.",
        first=first,
        last=last,
        title=title,
        figures="; ".join(_course(line, t) for line in drawn),
    )
    chart = LineChart(
        title=title,
        note=_note(len(platforms) - MOST_LINES, t),
        ticks=tuple(day(week.at, t) for week in weeks),
        lines=drawn,
    )
    return Picture(name=name, chart=chart, description=cut(told, limits.FILE_DESCRIPTION))


def flows(name: str, title: str, found: Sequence[tuple[str, str, int]], t: Language) -> Picture:
    """Ribbons for the largest of these: from, to, how many."""
    drawn = found[:MOST_FLOWS]
    origins, targets = _sums((o, n) for o, _, n in drawn), _sums((g, n) for _, g, n in drawn)
    left, right = list(origins), list(targets)
    chart = FlowChart(
        title=title,
        note=_note(len(found) - MOST_FLOWS, t),
        origins=tuple(Place(label=one, shown=or_more(origins[one], t)) for one in left),
        targets=tuple(Place(label=one, shown=or_more(targets[one], t)) for one in right),
        flows=tuple(
            Flow(origin=left.index(origin), target=right.index(target), value=n)
            for origin, target, n in drawn
        ),
    )
    told = t(
        "Flow diagram. {title}: {figures}.",
        title=title,
        figures="; ".join(f"{o} → {g} {or_more(n, t)}" for o, g, n in drawn),
    )
    return Picture(name=name, chart=chart, description=cut(told, limits.FILE_DESCRIPTION))


def or_more(value: int, t: Language) -> str:
    return t("{n} or more", n=t.number(value))


def day(at: int, t: Language) -> str:
    return t.day(datetime.fromtimestamp(at, UTC).date())


def _course(line: Line, t: Language) -> str:
    known = [value for value in line.values if value is not None]
    if len(known) < 2:
        return f"{line.label} {line.shown}"
    return t("{label} from {n} to {m}", label=line.label, n=t.number(known[0]), m=line.shown)


def _sums(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """In the order of the largest first."""
    sums: dict[str, int] = {}
    for label, n in pairs:
        sums[label] = sums.get(label, 0) + n
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def _note(left_out: int, t: Language) -> str:
    note = t("At least so many; groups under {step} people are not shown.", step=STEP)
    if left_out <= 0:
        return note
    more = t.plural("{n} smaller one is not drawn.", "{n} smaller ones are not drawn.", left_out)
    return f"{note} {more}"
