"""Two quick presses on “Undo”, or one under an older message, took two things back: what came of
the letter, and with it that it had been sent at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.core.desk import MARA, desk_in
from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent, press, tell, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


async def test_two_presses_take_back_one_thing(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        await desk.cases.tell(MARA, case, "refused")
        await asyncio.gather(*(desk.cases.undo(MARA, case, "waiting", "refused") for _ in range(2)))
        shown = await desk.cases.undo(MARA, case, "waiting", "refused")
        assert shown.outdated
        assert (shown.case.stage, shown.case.outcome) == ("waiting", None)
        assert await desk.kinds() == ["letter-due"]


async def test_under_an_older_message_it_shows_what_is_so_now(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with tern_at(discord, tmp_path, MovingClock()) as tern:
        await _under_an_older_message(tern)


async def _under_an_older_message(tern: Tern) -> None:
    message = await letter(tern.mara)
    await mark_sent(tern.mara, message)
    listed = (await tern.mara.slash("optout list")).message
    assert listed is not None
    await press(tern.mara, listed, "case-open")
    await tell(tern.mara, listed, "refused")
    await press(tern.mara, message, "case-undo")
    assert "nothing was taken back" in message.text
    assert "23 November 2026: They refused" in message.text
    await press(tern.mara, message, "case-undo")
    assert "23 November 2026: They refused" not in message.text
    assert "it arrived on" in message.text
