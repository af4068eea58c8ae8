"""Whoever takes no direct messages is told at their next command what Tern could not say, but not
after `/optout letter`, which opens a form: and that is what somebody with a lost letter uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, do_jobs, fill, letter, mark_sent, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_it_comes_when_the_form_comes_back(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await mark_sent(tern.mara, await letter(tern.mara))
        clock.to(date(2026, 12, 24))
        discord.faults.closed_dms[tern.mara.id] = 50007
        assert await do_jobs(tern) == 1
        opened = await tern.mara.slash("optout letter", platform="x", region="eu-de")
        assert opened.modal is not None
        made = await fill(tern.mara, opened.modal)
        assert "Nothing has been sent" in made.text
        held = await made.next()
        assert held.ephemeral
        assert "what came of it?" in held.text
        assert len(chat(tern.mara)) == 1
