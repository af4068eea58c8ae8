"""“Ask me later” took the place of the question on the morning after the last day, and nothing ever
came on that morning, though Tern had said that it would."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.core.desk import DAY, MARA, desk_in, nine

pytestmark = pytest.mark.asyncio

AFTER = nine(date(2026, 12, 24), "Europe/Berlin")


async def test_the_question_of_the_last_day_comes_besides(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        await desk.cases.remind(MARA, case, 3)
        later = nine(DAY + timedelta(days=3), "Europe/Berlin")
        assert await desk.asks_on("letter-later") == later
        assert await desk.asks_on() == AFTER


async def test_what_early_silence_promises_comes_though_reminders_were_stopped(
    tmp_path: Path,
) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        await desk.cases.stop(MARA)
        assert (await desk.cases.tell(MARA, case, "silence")).early
        assert await desk.asks_on() == AFTER
