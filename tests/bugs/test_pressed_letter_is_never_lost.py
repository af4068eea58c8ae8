"""A letter was shown, and the process died before it had noted that. The person pressed “I sent
it”; then Tern told them that it had never reached them, and it was gone from their list while its
time ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.models import LetterChoice, NewJob
from tests.core.desk import MARA, Desk, desk_in

pytestmark = pytest.mark.asyncio

CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="en")


async def shown_but_not_noted(desk: Desk) -> int:
    now = int(desk.clock.now().timestamp())
    look = NewJob(kind="letter-delivery", user=MARA, case=0, at=now + 900)
    return await desk.store.open_letter(MARA, 0, CHOICE, now, reader="en", jobs=(look,))


@pytest.mark.parametrize("press", ["sent", "remind", "close"])
async def test_a_press_proves_that_the_letter_arrived(tmp_path: Path, press: str) -> None:
    async with desk_in(tmp_path) as desk:
        case = await shown_but_not_noted(desk)
        match press:
            case "sent":
                await desk.cases.sent(MARA, case, "email", None)
            case "remind":
                await desk.cases.remind(MARA, case, 3)
            case _:
                await desk.cases.close(MARA, case)
        assert "letter-delivery" not in await desk.kinds()
        assert (await desk.cases.case_of(MARA, case)).state == "shown"
        assert len(await desk.cases.matters(MARA)) == 1


async def test_a_press_after_it_was_given_up_brings_it_back(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await shown_but_not_noted(desk)
        (job,) = await desk.jobs()
        await desk.cases.told(job)
        assert await desk.cases.matters(MARA) == []
        await desk.cases.sent(MARA, case, "email", None)
        assert len(await desk.cases.matters(MARA)) == 1
