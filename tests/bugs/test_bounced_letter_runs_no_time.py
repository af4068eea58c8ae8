"""Under a letter that had come back stood “so no time runs”, and beside it the last day to complain
and a calendar file with the last day for the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.desk import DAY, MARA, desk_in
from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent, press, tell

pytestmark = pytest.mark.asyncio


async def test_what_came_back_has_no_day(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("tr", "erasure")
        shown = await desk.cases.tell(MARA, case, "bounced")
        assert (shown.case.stage, shown.case.received, shown.case.due) == ("posted", None, None)
        assert (shown.answer, shown.complain_by) == (None, None)
        assert await desk.jobs() == []
        revived = await desk.cases.tell(MARA, case, "refused", DAY)
        assert (revived.case.stage, revived.case.received) == ("waiting", DAY)


async def test_its_message_names_none(tern: Tern) -> None:
    message = await letter(tern.mara, "tr", kind="erasure")
    await mark_sent(tern.mara, message)
    await tell(tern.mara, message, "bounced")
    assert "so no time runs" in message.text
    assert "ast day" not in message.text
    assert not any(name.endswith(".ics") for name in message.files)
    await press(tern.mara, message, "case-undo")
    assert "Last day for the answer" in message.text
    assert any(name.endswith(".ics") for name in message.files)
