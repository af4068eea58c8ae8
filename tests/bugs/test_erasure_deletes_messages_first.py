"""`/me delete` erased the rows before the messages, so whatever failed in between left letters in
the chat that nothing knew of any more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, do_jobs, letter, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_while_messages_are_deleted_the_rows_are_there(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await letter(tern.mara)
        user = int(tern.mara.id)
        await tern.services.erasures.plan(user)
        clock.on(days=1)
        release = discord.faults.hold(r"DELETE /channels/\d+/messages/\d+", after=True)
        working = asyncio.create_task(do_jobs(tern))
        await discord.world.until(lambda: not chat(tern.mara))
        assert (await tern.services.privacy.held(user))["letters"]
        release.set()
        await working
        assert await tern.services.privacy.held(user) == {}
