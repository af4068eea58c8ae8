"""How often one person gets what costs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rates import RATES, Rate, Rates
from bot.errors import UserError
from tests.moving import MovingClock

TWICE = {"letter": Rate(2, 60), "file": Rate(1, 60)}


def rates(clock: MovingClock, size: int = 100) -> Rates:
    return Rates(clock, TWICE, size)  # type: ignore[arg-type]


def test_too_many_are_refused_with_the_moment_of_the_next() -> None:
    clock = MovingClock()
    found = rates(clock)
    first = clock.now()
    found.take("letter", 1)
    clock.on(seconds=20)
    found.take("letter", 1)
    with pytest.raises(UserError) as refused:
        found.take("letter", 1)
    again = refused.value.values["when"]
    assert again == datetime.fromtimestamp(first.timestamp() + 60, UTC)
    clock.on(seconds=39)
    with pytest.raises(UserError):
        found.take("letter", 1)
    clock.on(seconds=1)
    assert clock.now() == again
    found.take("letter", 1)
    with pytest.raises(UserError):
        found.take("letter", 1)


def test_each_person_and_each_kind_is_counted_apart() -> None:
    found = rates(MovingClock())
    found.take("file", 1)
    found.take("file", 2)
    found.take("letter", 1)
    with pytest.raises(UserError):
        found.take("file", 1)


def test_memory_is_bounded() -> None:
    clock = MovingClock()
    found = rates(clock, size=3)
    for user in range(100):
        found.take("letter", user)
        found.take("letter", user)
    assert len(found._taken) == 3
    assert all(len(taken) <= 2 for taken in found._taken.values())
    with pytest.raises(UserError):
        found.take("letter", 99)


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=60))
def test_no_window_ever_holds_more_than_the_rate(steps: list[tuple[int, bool]]) -> None:
    clock = MovingClock()
    found, taken = rates(clock), []
    for pause, wants in steps:
        clock.on(seconds=pause)
        if not wants:
            continue
        now = clock.now().timestamp()
        lately = [at for at in taken if at > now - 60]
        if len(lately) == 2:
            with pytest.raises(UserError) as refused:
                found.take("letter", 1)
            assert refused.value.values["when"].timestamp() == lately[0] + 60  # type: ignore[attr-defined]
        else:
            found.take("letter", 1)
            taken.append(now)


def test_all_rates_let_somebody_do_it() -> None:
    assert all(rate.times >= 1 and rate.seconds >= 1 for rate in RATES.values())


def test_a_person_has_one_turn_at_a_time_which_is_forgotten() -> None:
    found = rates(MovingClock())
    turn = found.turn(1)
    assert found.turn(1) is turn
    assert found.turn(2) is not turn
    del turn
    assert len(found._turns) == 0
