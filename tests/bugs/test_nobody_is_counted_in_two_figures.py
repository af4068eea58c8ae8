"""A flow that had grown large enough for a figure of its own showed it at once, while "others,
together" went on counting its people until enough of them had changed: the two figures together
stood for more people than there were ("45 or more" of 43). So did two flows when people corrected
what they had left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from bot.core.figures import STEP, Figure, settle
from bot.core.figures import Path as Cell
from tests.counted import ORIGINS, PLATFORMS, Event, watched

TOGETHER: Cell = ("moved", "lists", "cara")
FLOW: Cell = (*TOGETHER, "instagram")
REST: Cell = (*TOGETHER, "-")


class Lax:
    """No offset for the two cells, and the longest patience; the rest is never shown by itself."""

    def offset(self, cell: Cell) -> int:
        return 0 if cell in (TOGETHER, FLOW) else 10_000

    def patience(self, cell: Cell, changes: int) -> int:
        return 2 * STEP - 1


def weeks(*flows: int) -> list[Mapping[Cell, Figure]]:
    """The figures, week by week, with so many people in the flow and always 38 in the rest."""
    figures: Mapping[Cell, Figure] = {}
    inside: dict[Cell, set[int]] = {}
    found = []
    for people in flows:
        cells = {FLOW: range(people), REST: range(100, 138)}
        settled = settle(Lax(), cells, figures, inside)
        figures = settled.figures
        inside |= {cell: set(members) for cell, members in settled.changed.items()}
        found.append(figures)
    return found


def shown(figures: Mapping[Cell, Figure]) -> dict[Cell, int]:
    return {cell: figure.shown for cell, figure in figures.items() if figure.shown}


def test_a_flow_counts_nobody_whom_the_others_keep() -> None:
    first, second, third, fourth = map(shown, weeks(2, 5, 12, 16))
    assert first == {TOGETHER: 40}
    assert second == {TOGETHER: 40}  # "5" and "40" would be 45 of 43
    assert third == {TOGETHER: 40, FLOW: 10}
    assert fourth == {TOGETHER: 40, FLOW: 10}  # 14, for two are still among the 40


@pytest.mark.parametrize("sort", ["cards", "marks"])
@pytest.mark.parametrize("seed", [0, 1, 2, 24, 28])
def test_where_nobody_leaves_no_total_is_larger_than_the_truth(
    tmp_path: Path, seed: int, sort: str
) -> None:
    """Nor any sum of figures, as the flows, the totals and the table show them."""
    random = Random(seed)
    history: list[list[Event]] = []
    asking: list[Event] = []
    user = 0
    for _ in range(9):
        week: list[Event] = []
        for _ in range(random.choice((1, 3, 6, 12, 25))):
            user += 1
            platform = random.choice(PLATFORMS)
            if sort == "cards":
                week.append(("move", user, platform, random.choice(ORIGINS), "lists"))
            else:
                asking.append(("ask", user, platform))
        history.append([*week, *asking])
    people: dict[str, set[int]] = {platform: set() for platform in PLATFORMS}
    for week, seen in zip(
        history, watched(tmp_path, "one", random.randbytes(32), history), strict=True
    ):
        for event in week:
            people[event[2]].add(event[1])
        report = seen.report
        for figures in (report.now.moved, report.asked):
            assert sum(figures.values()) <= len(set().union(*people.values()))
            for platform, members in people.items():
                assert figures.get(platform, 0) <= len(members)


@pytest.mark.parametrize("seed", [0, 3, 12, 17, 34])
def test_who_corrects_a_card_is_not_counted_twice(tmp_path: Path, seed: int) -> None:
    """Members come, and a few at a time say that they left another platform."""
    random = Random(seed)
    origins = ["instagram", "deviantart"]
    left: dict[int, str] = {}
    history: list[list[Event]] = []
    counts = []
    for _ in range(10):
        came = range(len(left), len(left) + random.choice((0, 5, 10, 14)))
        left |= {user: random.choice(origins) for user in came}
        random.shuffle(origins)
        one, other = origins
        there = [user for user, origin in left.items() if origin == one]
        changed = random.sample(there, min(len(there), random.choice((4, 6, 8))))
        left |= dict.fromkeys(changed, other)
        history.append([("move", user, "cara", left[user], "lists") for user in {*came, *changed}])
        counts.append(len(left))
    for count, seen in zip(
        counts, watched(tmp_path, "one", random.randbytes(32), history), strict=True
    ):
        assert seen.report.now.moved.get("cara", 0) <= count
