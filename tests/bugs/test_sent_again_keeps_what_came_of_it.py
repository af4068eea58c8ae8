"""“I sent it” under an old message silently erased what had been told of the letter since."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UserError
from tests.core.desk import DAY, MARA, desk_in


@pytest.mark.asyncio
async def test_what_came_of_a_letter_is_not_lost_by_sending_it_again(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        await desk.cases.tell(MARA, case, "refused")
        with pytest.raises(UserError, match="Undo"):
            await desk.cases.sent(MARA, case, "email", DAY)
        assert (await desk.cases.case_of(MARA, case)).outcome == "refused"
