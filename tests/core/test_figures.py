"""How counts become figures: rounding, secrets, what makes a figure change."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures import STEP, Figure, KeyedSecrets, Path, settle

CELL: Path = ("moved", "numbers", "cara", "-")
KEYS = st.binary(min_size=32, max_size=32)
People = set[int]


class Drawn:
    """Secrets that a test has drawn. Broader cells are never shown."""

    def __init__(self, offset: int, patience: Sequence[int]) -> None:
        self._offset = offset
        self._patience = patience

    def offset(self, cell: Path) -> int:
        return self._offset if cell == CELL else 10_000

    def patience(self, cell: Path, changes: int) -> int:
        return STEP + self._patience[changes % len(self._patience)]


def shown(secrets: Drawn, weeks: Sequence[People]) -> list[int]:
    """The figure of one cell, week by week."""
    figures: dict[Path, Figure] = {}
    inside: dict[Path, set[int]] = {}
    found = []
    for people in weeks:
        settled = settle(secrets, {CELL: people}, figures, inside)
        figures = dict(settled.figures)
        inside |= {cell: set(members) for cell, members in settled.changed.items()}
        found.append(figures[CELL].shown if CELL in figures else 0)
    return found


# ---------------------------------------------------------------- one figure


@given(offset=st.integers(0, 4), count=st.integers(0, 400))
def test_a_figure_never_overstates_and_hides_small_groups(offset: int, count: int) -> None:
    (figure,) = shown(Drawn(offset, [0]), [set(range(count))])
    assert figure % STEP == 0
    assert count - 9 < figure <= count or figure == 0
    if count < STEP:
        assert figure == 0
    if count >= 9:
        assert figure >= STEP


@given(
    key=KEYS, guild=st.integers(1, 2**63), cell=st.lists(st.text(), min_size=1), n=st.integers(0)
)
def test_secrets_stay_the_same_and_in_their_bounds(
    key: bytes, guild: int, cell: list[str], n: int
) -> None:
    one, again = KeyedSecrets(key, guild), KeyedSecrets(key, guild)
    path = tuple(cell)
    assert one.offset(path) == again.offset(path)
    assert one.patience(path, n) == again.patience(path, n)
    assert 0 <= one.offset(path) < STEP <= one.patience(path, n) < 2 * STEP


def test_all_secrets_are_equally_likely() -> None:
    """By key, by server, by cell, and from change to change."""
    keys = [KeyedSecrets(bytes([n % 256, n // 256]) * 16, 1).offset(CELL) for n in range(3000)]
    guilds = [KeyedSecrets(b"k" * 32, n).offset(CELL) for n in range(3000)]
    cells = [KeyedSecrets(b"k" * 32, 1).offset((*CELL, str(n))) for n in range(3000)]
    patience = [KeyedSecrets(b"k" * 32, 1).patience(CELL, n) - STEP for n in range(3000)]
    for drawn in (keys, guilds, cells, patience):
        assert all(abs(count - 600) < 100 for count in Counter(drawn).values())


@given(
    sizes=st.lists(st.sets(st.integers(0, 40)), min_size=2, max_size=25),
    offset=st.integers(0, 4),
    patience=st.lists(st.integers(0, 4), min_size=1, max_size=4),
)
def test_a_figure_moves_only_when_five_people_have_moved(
    sizes: list[set[int]], offset: int, patience: list[int]
) -> None:
    weeks = zip([0, *shown(Drawn(offset, patience), sizes)], [set(), *sizes], strict=True)
    moved: set[int] = set()
    for (before, was), (after, now) in itertools.pairwise(weeks):
        moved |= was ^ now
        if before != after:
            assert len(moved) >= STEP
            moved = set()


def test_one_person_who_comes_and_goes_is_one_person() -> None:
    """Leaving and returning, or erasing oneself and returning, adds nothing up."""
    secrets = Drawn(0, [0])
    figures = settle(secrets, {CELL: set(range(20))}, {}, {}).figures
    for erased in (0, 1):
        inside = set(range(erased, 20))
        for joined in range(20, 24):
            # Person 0 was inside, erased herself, and is back; with four others, that is five.
            people = {*range(20), *range(20, joined)}
            settled = settle(secrets, {CELL: people}, figures, {CELL: inside})
            assert settled.figures == figures


def test_those_who_erased_themselves_are_counted_as_gone() -> None:
    figures = settle(Drawn(0, [0]), {CELL: set(range(20))}, {}, {}).figures
    left = set(range(6, 20))
    assert settle(Drawn(0, [0]), {CELL: left}, figures, {CELL: left}).figures[CELL].shown == 10


# ---------------------------------------------------------------- who knows all but one


def guessing(one: Sequence[People], other: Sequence[People], draws: int = 2) -> float:
    """How often the best guess is right, which of two histories it was, of somebody who knows both
    and the rules, sees every report, and does not know the secrets. Guessing blindly: 0.5."""
    with_, without_ = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for offset, *patience in itertools.product(range(STEP), repeat=draws + 1):
        with_[tuple(shown(Drawn(offset, patience), one))] += 1
        without_[tuple(shown(Drawn(offset, patience), other))] += 1
    return sum(max(with_[view], without_[view]) for view in with_ | without_) / (
        2 * STEP ** (draws + 1)
    )


def test_one_report_hardly_tells_who_knows_all_but_one() -> None:
    for count in range(30):
        assert guessing([set(range(count))], [set(range(count + 1))]) <= 0.6


def test_one_person_more_is_seen_under_one_key_in_five() -> None:
    for count in (9, 12, 24, 100):
        differ = 0
        for number in range(500):
            secrets = KeyedSecrets(number.to_bytes(32, "big"), 1)
            one = settle(secrets, {CELL: set(range(count))}, {}, {})
            more = settle(secrets, {CELL: set(range(count + 1))}, {}, {})
            differ += one.figures[CELL].shown != more.figures[CELL].shown
        assert 60 < differ < 140


def others(random: Random, weeks: int) -> list[People]:
    """The members whom the reader knows, week by week."""
    people, found = set(range(random.randint(0, 20))), []
    for _ in range(weeks):
        found.append(set(people))
        for _ in range(random.choice((0, 1, 2, 4, 4, 5, 6))):
            if random.random() < 0.6:
                people.add(100 + len(found) * 10 + random.randint(0, 9))
            elif people:
                people.discard(random.choice(sorted(people)))
    return found


def test_all_reports_together_tell_no_more_of_somebody_who_stays() -> None:
    random = Random(5)
    for _ in range(40):
        known = others(random, 8)
        assert guessing([people | {999} for people in known], known) <= 0.6


def test_all_reports_together_do_not_settle_when_somebody_came_or_went() -> None:
    """The reader even knows the only week in which it can have been."""
    random = Random(6)
    found = []
    for _ in range(80):
        known, week = others(random, 7), random.randint(1, 5)
        came = [people | {999} if at >= week else people for at, people in enumerate(known)]
        went = [people | {999} if at < week else people for at, people in enumerate(known)]
        found += [guessing(came, known), guessing(went, known)]
    assert max(found) <= 0.8
    assert sum(found) / len(found) <= 0.65


def test_four_known_newcomers_and_perhaps_a_fifth() -> None:
    """With a threshold that everybody knows, this would be certain."""
    known = [set(range(20)), set(range(24)), set(range(24))]
    fifth = [known[0], known[1] | {999}, known[2] | {999}]
    assert guessing(fifth, known) <= 0.7
