"""A follow-up that had reached nobody stood under its matter as “not sent yet”, with a button."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.core.desk import MARA, desk_in


@pytest.mark.asyncio
async def test_only_what_reached_its_person_is_in_a_matter(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        first = await desk.waiting()
        choice = replace((await desk.cases.case_of(MARA, first)).choice, kind="follow-up")
        lost = await desk.store.open_letter(MARA, 0, choice, 1, reader="en", parent=first)
        for _ in ("delivering", "failed"):
            shown = await desk.cases.standing(MARA, first)
            assert [case.id for case in shown.chain] == [first]
            await desk.store.settle_letter(lost, "failed", 2)
        (matter,) = await desk.cases.matters(MARA)
        assert len(matter.standings) == 1
        assert await desk.cases.forget(MARA, first) == 2
