"""A letter that was being delivered when its person was erased arrived in the chat after that had
been emptied: a file with everything in it, of which no row knew any more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, do_jobs, fill, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_the_letter_goes_too(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        user = int(tern.mara.id)
        await tern.services.erasures.plan(user)
        clock.on(days=1, seconds=-1)
        form = (await tern.mara.slash("optout letter", platform="instagram", region="uk")).modal
        assert form is not None
        release = discord.faults.hold(r"POST /channels/\d+/messages")
        writing = asyncio.create_task(fill(tern.mara, form))
        async with asyncio.timeout(10):
            while not await tern.services.store.letters_of(user):
                pass
        clock.on(seconds=1)
        await do_jobs(tern)
        assert await tern.services.store.letters_of(user)
        release.set()
        await writing
        await discord.world.until(lambda: len(chat(tern.mara)) == 1)
        clock.on(minutes=1)
        async with asyncio.timeout(10):
            while await tern.services.privacy.held(user):
                await do_jobs(tern)
                clock.on(minutes=1)
        assert chat(tern.mara) == []
