"""Later letters said that the person had written on a day on which nothing of theirs had left: the
day of an e-mail that came back, or the day on which they pressed the button, after the arrival."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.core.desk import DAY, MARA, desk_in

pytestmark = pytest.mark.asyncio


async def test_what_came_back_and_was_posted_was_sent_when_it_was_posted(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.letter()
        await desk.cases.sent(MARA, case, "email", DAY)
        desk.clock.on(days=5)
        await desk.cases.tell(MARA, case, "bounced")
        desk.clock.on(days=5)
        shown = await desk.cases.sent(MARA, case, "post", None)
        assert (shown.case.sent, shown.case.outcome) == (date(2026, 12, 3), None)


@pytest.mark.parametrize("arrived", [3, 14])
async def test_nothing_is_sent_after_it_arrived(tmp_path: Path, arrived: int) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.letter()
        desk.clock.on(days=14)
        day = DAY + timedelta(days=arrived)
        shown = await desk.cases.sent(MARA, case, "post", day)
        assert shown.case.sent == shown.case.received == day
