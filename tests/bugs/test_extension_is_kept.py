"""A company had taken more time as the law lets it; whatever the person told next, the last day
fell back to the first one, and letters to the authority named a day that was not the last."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.core.models import Outcome
from tests.core.desk import MARA, desk_in, nine

pytestmark = pytest.mark.asyncio

LAST = date(2027, 2, 23)


@pytest.mark.parametrize("outcome", ["identity", "form", "proof"])
async def test_a_demand_after_an_extension_leaves_it(tmp_path: Path, outcome: Outcome) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        desk.clock.on(days=10)
        await desk.cases.tell(MARA, case, "extended")
        shown = await desk.cases.tell(MARA, case, outcome)
        assert shown.case.due == LAST
        assert (await desk.cases.tell(MARA, case, "silence")).early
        back = await desk.undo(case)
        assert (back.case.outcome, back.case.due) == ("extended", LAST)
        assert await desk.asks_on() == nine(date(2027, 2, 24), "Europe/Berlin")


async def test_silence_after_an_extension_is_silence_after_its_end(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        desk.clock.on(days=10)
        await desk.cases.tell(MARA, case, "extended")
        desk.clock.to(LAST)
        assert (await desk.cases.tell(MARA, case, "silence")).early
        desk.clock.on(days=1)
        shown = await desk.cases.tell(MARA, case, "silence")
        assert (shown.case.outcome, shown.case.due) == ("silence", LAST)
        back = await desk.undo(case)
        assert (back.case.outcome, back.case.due) == ("extended", LAST)
        again = await desk.undo(case)
        assert (again.case.outcome, again.case.due) == (None, date(2026, 12, 23))
