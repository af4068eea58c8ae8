"""What a reader with one account tries to learn from the reports of a server, and does not.

Each attack runs on the real service and store, over many histories. `explained` holds every report
against what is really so: it is the promise itself, that every number and every change of a number
is about at least five different people.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.core.figures import STEP
from bot.core.published import ASKED, MOVED, WINDOWS, WROTE, cards_of
from tests.counted import (
    Event,
    History,
    Seen,
    Server,
    Truth,
    in_shown_cells,
    random_history,
    server,
    watch,
    watched,
    without,
)

HISTORIES = range(25)
KEY = b"k" * 32


def explained(history: History, seen: list[Seen]) -> int:
    """Asserts that at least five people stand behind every number and every change; how many
    changes there were."""
    truth = Truth()
    was: dict[tuple[str, ...], set[int]] = {}
    shown: dict[tuple[str, ...], int] = {}
    moved: dict[tuple[str, ...], set[int]] = defaultdict(set)
    basis: dict[tuple[str, ...], set[int]] = defaultdict(set)
    changes = 0
    for number, (week, report) in enumerate(
        zip(history, (one.report for one in seen), strict=True)
    ):
        for event in week:
            truth.do(number, event)
        now = in_shown_cells(truth.people(number), report)
        truth.asks = set()
        for cell in {*was, *now, *shown, *report.cells}:
            moved[cell] |= was.get(cell, set()) ^ now.get(cell, set())
            if report.cells.get(cell, 0) != shown.get(cell, 0):
                changes += 1
                assert len(moved[cell]) >= STEP, (number, cell)
                basis[cell], moved[cell] = now.get(cell, set()), set()
            if cell in report.cells:
                assert report.cells[cell] >= STEP
                assert report.cells[cell] % STEP == 0
                assert len(basis[cell]) >= report.cells[cell], (number, cell)
        was, shown = now, dict(report.cells)
    return changes


@pytest.mark.parametrize("seed", HISTORIES)
def test_every_number_and_every_change_is_about_five_people(tmp_path: Path, seed: int) -> None:
    """Differencing over time, joins and leaves, erasures, weeks that are over."""
    random = Random(seed)
    history = random_history(random)
    seen = watched(tmp_path, "one", random.randbytes(32), history)
    changes = explained(history, seen)
    assert changes or all(one.report.is_empty for one in seen)


@pytest.mark.parametrize("seed", HISTORIES)
def test_a_history_without_one_person_looks_the_same_or_is_explained_too(
    tmp_path: Path, seed: int
) -> None:
    """The reader knows everybody but one and compares what would be seen. Where it differs, five
    others moved as well in both, and which of them tipped it over is a secret's doing."""
    random = Random(1000 + seed)
    history = random_history(random)
    key = random.randbytes(32)
    neighbour = without(history, random.randint(1, 4))
    seen, other = watched(tmp_path, "one", key, history), watched(tmp_path, "two", key, neighbour)
    if seen != other:
        explained(history, seen)
        explained(neighbour, other)


def crowd(first: int, count: int, platform: str = "cara", **more: str) -> list[Event]:
    return [
        ("move", user, platform, more.get("origin"), more.get("visible", "lists"))
        for user in range(first, first + count)
    ]


@pytest.mark.parametrize("size", range(5))
def test_a_group_under_five_is_never_shown_by_any_key(tmp_path: Path, size: int) -> None:
    async def attack() -> None:
        async with server(tmp_path) as here:
            for event in [
                *crowd(1, size),
                *(("write", u, "instagram") for u in range(1, 1 + size)),
            ]:
                await here.do(event)
            for number in range(15):
                await here.know(bytes([number]) * 32)
                here.clock.on(days=7)
                assert (await here.report()).is_empty

    asyncio.run(attack())


def test_asking_again_and_again_gives_the_same_report(tmp_path: Path) -> None:
    """The reader has others move between the requests, at whatever moment of the week."""

    async def attack() -> None:
        async with server(tmp_path) as here:
            for event in crowd(1, 30):
                await here.do(event)
            first = await here.report()
            for hour in range(0, 24 * 7, 12):
                for event in crowd(100 + hour, 12):
                    await here.do(event)
                assert await here.report() == first
                here.clock.on(hours=12)
            assert (await here.report()).now.moved["cara"] > first.now.moved["cara"]

    asyncio.run(attack())


def test_many_requests_at_once_make_one_report(tmp_path: Path) -> None:
    async def attack() -> None:
        async with server(tmp_path) as here:
            for event in crowd(1, 30):
                await here.do(event)
            reports = await asyncio.gather(*(here.report() for _ in range(20)))
            assert all(report == reports[0] for report in reports)
            assert len(reports[0].weeks) == 1

    asyncio.run(attack())


def test_one_account_that_does_everything_changes_nothing(tmp_path: Path) -> None:
    """It joins and leaves, changes every choice, erases itself and returns, each week anew."""
    own: list[Event] = [
        ("move", 1, "cara", "instagram", "lists"),
        ("move", 1, "bluesky", "deviantart", "find"),
        ("move", 1, "cara", None, "numbers"),
        ("write", 1, "instagram", "objection", "uk", None),
        ("ask", 1, "instagram"),
        ("erase", 1),
        ("move", 1, "cara", None, "lists"),
        ("take", 1, "cara"),
        ("leave", 1),
    ]
    start = [*crowd(10, 30), *crowd(50, 9, "bluesky", visible="find")]
    random = Random(4)
    weeks: list[list[Event]] = [random.sample(own, random.randint(1, len(own))) for _ in range(20)]
    for key in (b"a" * 32, b"b" * 32, b"c" * 32):
        name = key[:1].decode()
        seen = watched(tmp_path, name, key, [start, *weeks])
        assert len({frozenset(one.report.cells.items()) for one in seen}) == 1


def test_a_card_outside_the_directory_is_not_found_by_taking_away(tmp_path: Path) -> None:
    """The reader counts the directory and looks everybody up: what is left are those who only let
    themselves be counted. Fewer than five of them leave no trace in any figure."""
    public = [*crowd(1, 23), *crowd(40, 11, visible="find")]
    for hidden in range(5):
        name = f"with{hidden}"
        quiet = crowd(100, hidden, visible="numbers")
        one = watched(tmp_path, name, KEY, [[*public, *quiet]])
        none = watched(tmp_path, f"{name}-none", KEY, [public])
        assert one == none


@pytest.mark.parametrize("seed", range(8))
def test_no_total_tells_more_than_its_parts(tmp_path: Path, seed: int) -> None:
    """Sums and margins, flows and totals, windows and windows: every number that is displayed is
    the sum of shown cells, and no two shown cells count the same card or letter."""
    random = Random(2000 + seed)
    history = random_history(random, weeks=8, busy=30)
    for one in watched(tmp_path, "one", random.randbytes(32), history):
        report = one.report
        cells = report.cells
        moved = sum(n for cell, n in cells.items() if cell[0] == MOVED)
        assert sum(report.now.moved.values()) == moved
        elsewhere = report.now.moved.get(None, 0)
        assert sum(report.now.flows.values()) + elsewhere == moved
        assert report.now.cells == cards_of(cells)
        for days in WINDOWS:
            shown = [n for cell, n in cells.items() if cell[0] == WROTE and int(cell[1]) <= days]
            for part in ("platform", "kind", "outcome", "region"):
                assert sum(report.letters(part, days).values()) == sum(shown)  # type: ignore[arg-type]
        assert sum(report.asked.values()) == sum(n for c, n in cells.items() if c[0] == ASKED)


def test_windows_cannot_be_set_off_against_each_other(tmp_path: Path) -> None:
    """Twenty wrote long ago, one of them or somebody else wrote lately: no window shows it."""
    old: list[Event] = [
        ("write", user, "instagram", "objection", "eu-de", None) for user in range(1, 21)
    ]
    late: list[Event] = [("write", 99, "instagram", "objection", "eu-de", None)]
    quiet: list[list[Event]] = [[] for _ in range(6)]
    for number, key in enumerate((b"a" * 32, b"b" * 32, b"c" * 32, b"d" * 32)):
        one = watched(tmp_path, f"one{number}", key, [old, *quiet, late, []])
        none = watched(tmp_path, f"none{number}", key, [old, *quiet, [], []])
        assert one == none


def test_an_erasure_changes_no_report_by_itself(tmp_path: Path) -> None:
    async def attack() -> None:
        async with server(tmp_path) as here:
            for event in crowd(1, 30):
                await here.do(event)
            first = await here.report()
            await here.do(("erase", 7))
            assert await here.report() == first
            here.clock.on(days=7)
            assert (await here.report()).cells == first.cells

    asyncio.run(attack())


def test_weeks_say_only_what_reports_said(tmp_path: Path) -> None:
    history = random_history(Random(3), weeks=8)
    seen = watched(tmp_path, "one", KEY, history)
    last = seen[-1].report
    published = [cards_of(one.report.cells) for one in seen]
    assert [week.cells for week in last.weeks[1:]] == published


# ---------------------------------------------------------------- who knows all but one

SERVERS = range(1, 31)
"""Each with a secret of its own."""

_CARD = """
INSERT INTO cards (guild_id, user_id, platform, handle, visible, created_at, updated_at, id)
VALUES (?1, ?2, 'cara', 'x', 'numbers', 1, 1, ?3)
"""


async def join(store: Any, guild: int, users: Iterable[int]) -> None:
    async with store._engine.transaction() as run:
        for user in users:
            await run(_CARD, guild, user, guild * 1000 + user)


def figures(folder: Path, name: str, *sizes: int) -> list[tuple[int, ...]]:
    """What each server shows of one quiet group, week by week, that grows to these sizes."""

    async def play() -> list[tuple[int, ...]]:
        async with server(folder, name) as first:
            seen: dict[int, list[int]] = defaultdict(list)
            for before, size in pairwise((0, *sizes)):
                for guild in SERVERS:
                    here = Server(first.store, first.clock, guild)
                    await here.know(guild.to_bytes(32, "big"))
                    await join(first.store, guild, range(before, size))
                    seen[guild].append((await here.report()).now.moved.get("cara", 0))
                first.clock.on(days=7)
            return [tuple(found) for found in seen.values()]

    return asyncio.run(play())


def told_apart(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("known", [4, 9, 12, 19])
def test_a_reader_who_knows_all_but_one_is_seldom_shown_the_difference(
    tmp_path: Path, known: int
) -> None:
    """By one secret in five, and which servers have it is not to be seen."""
    one, more = figures(tmp_path, "one", known), figures(tmp_path, "more", known + 1)
    assert told_apart(one, more) <= len(SERVERS) // 2


@pytest.mark.parametrize("known", [20, 22])
def test_four_known_newcomers_do_not_betray_a_fifth(tmp_path: Path, known: int) -> None:
    """Were it known that five make a change, the change would be the fifth."""
    four, five = (figures(tmp_path, f"{n}", known, known + n) for n in (4, 5))
    assert not told_apart([first for first, _ in four], [second for _, second in four])
    assert told_apart(four, five) <= len(SERVERS) // 2


# ---------------------------------------------------------------- and still of use


@pytest.mark.asyncio
async def test_a_hundred_people_are_shown_within_nine(tmp_path: Path) -> None:
    for number in range(12):
        asks: list[Event] = [("ask", user, "instagram") for user in range(1, 101)]
        seen = await watch(
            tmp_path, f"key{number}", bytes([number]) * 32, [[*crowd(1, 100), *asks]]
        )
        report = seen[-1].report
        assert 91 < report.now.moved["cara"] <= 100
        assert 91 < report.asked["instagram"] <= 100


@pytest.mark.asyncio
async def test_growth_is_seen(tmp_path: Path) -> None:
    history: list[list[Event]] = [crowd(1 + 20 * week, 20) for week in range(5)]
    seen = await watch(tmp_path, "one", KEY, history)
    shown = [one.report.now.moved["cara"] for one in seen]
    assert shown == sorted(shown)
    assert all(20 * (at + 1) - 9 < n <= 20 * (at + 1) for at, n in enumerate(shown))
