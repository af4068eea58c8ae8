"""French letters were dated "1 novembre"; the first of a month is "1er"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.letters import FULL, letters
from tests.records import FixedClock


@pytest.mark.parametrize(("day", "written"), [(1, "1er novembre 2026"), (11, "11 novembre 2026")])
def test_the_first_of_a_month_is_an_ordinal(day: int, written: str) -> None:
    service = letters(clock=FixedClock(datetime(2026, 11, day, 12, tzinfo=UTC)))
    letter = service.compose(service.choose("instagram", "eu-de", "objection", "fr"), FULL)
    assert written in {block.text for block in letter.blocks}
