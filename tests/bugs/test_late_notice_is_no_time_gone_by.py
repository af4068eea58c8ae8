"""Who told that the company wanted more time when the time was over already got a follow-up that
said "That time has passed as well". None had passed: the notice had come too late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.core.letters import Letters, Story
from tests.core.desk import MARA, desk_in
from tests.letters import LEAST, templates, words
from tests.shipped import catalogue


@pytest.mark.asyncio
@pytest.mark.parametrize("and_then", [None, "silence"])
async def test_a_late_notice_is_called_late(tmp_path: Path, and_then: str | None) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("eu-de")
        desk.clock.to(date(2027, 1, 5))
        told = await desk.cases.tell(MARA, case, "extended")
        assert "follow-up" in told.letters
        if and_then == "silence":
            told = await desk.cases.tell(MARA, case, "silence")
        letters = Letters(catalogue(), templates(), desk.store, desk.clock)
        choice = letters.choose("instagram", "eu-de", "follow-up", "en")
        text = words(letters.compose(choice, LEAST, story=Story(earlier=(told.case,))))
        assert "has passed as well" not in text
        assert (
            "Your notice that you need longer came on 5 January 2027, after the time for the "
            "answer had ended on 23 December 2026." in text
        )
        assert ("No answer has reached me." in text) == (and_then == "silence")


@pytest.mark.asyncio
async def test_after_an_extension_in_time_the_later_day_is_due(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("eu-de")
        desk.clock.to(date(2026, 12, 10))
        await desk.cases.tell(MARA, case, "extended")
        desk.clock.to(date(2027, 3, 1))
        told = await desk.cases.tell(MARA, case, "silence")
        letters = Letters(catalogue(), templates(), desk.store, desk.clock)
        choice = letters.choose("instagram", "eu-de", "complaint", "en")
        text = words(letters.compose(choice, LEAST, story=Story(earlier=(told.case,))))
        assert "The company told me on 10 December 2026 that it needs longer." in text
        assert "An answer was due by 23 February 2027." in text
