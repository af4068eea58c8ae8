"""A case that changed between the two looks at the database, because a button was pressed twice or
while a form was sent, was not found among its own letters: the form of the next letter became a
failure, and what was typed into it was gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.models import LetterCase
from tests.core.desk import MARA, desk_in


@pytest.mark.asyncio
async def test_a_case_is_one_of_its_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("eu-de", "objection")
        desk.clock.on(days=60)
        look = desk.cases.case_of

        async def look_and_be_overtaken(user: int, wanted: int) -> LetterCase:
            known = await look(user, wanted)
            monkeypatch.undo()
            await desk.cases.tell(MARA, case, "silence")
            return known

        monkeypatch.setattr(desk.cases, "case_of", look_and_be_overtaken)
        shown = await desk.cases.standing(MARA, case)
        assert shown.case.outcome == "silence"
        assert shown.case in shown.chain
