"""Two choices in the same moment: the second edit named the calendar file that the first had taken
away, Discord refused it, and the person read a failure code although all was noted."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import letter, mark_sent, tern_at
from tests.moving import MovingClock

EDIT = r"PATCH .*messages/@original"


@pytest.mark.asyncio
async def test_both_are_answered_with_what_is_so(discord: LocalDiscord, tmp_path: Path) -> None:
    async with tern_at(discord, tmp_path, MovingClock()) as tern:
        message = await letter(tern.mara)
        await mark_sent(tern.mara, message)
        edits = discord.faults.hold(EDIT, 2)
        first = asyncio.create_task(tern.mara.press(message, "case-close:v1"))
        await edits.until(1)
        second = asyncio.create_task(tern.mara.select(message, "case-outcome:v1", "form"))
        await edits.until(2)
        edits.set()
        await (await first).next()
        await (await second).next()
        texts = [seen.text for seen in tern.mara.dms()]
        assert not [text for text in texts if "code" in text], texts
        assert "They sent me to a form" in message.text
