"""Any 403 or 404 counted as "Tern is not in that server" and as "there is no chat", also one that
Discord's own API did not send: after one such answer a server, whose members still used Tern, was
erased, or an erased person's letters stayed in the chat for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.erasures import SERVER_STAYS
from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, do_jobs, letter, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


async def test_the_server_is_looked_for_again(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
        guild = int(next(iter(discord.world.guilds)))
        await tern.services.erasures.server_left(guild)
        clock.on(seconds=SERVER_STAYS)
        discord.faults.fail(r"GET /guilds/\d+$", 403)
        await do_jobs(tern)
        assert await tern.services.store.server_ids() == {guild}


async def test_the_chat_is_emptied_later(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await letter(tern.mara)
        await tern.services.erasures.plan(int(tern.mara.id))
        clock.on(days=1)
        discord.faults.fail(r"GET /channels/\d+/messages$", 403)
        await do_jobs(tern)
        assert await tern.services.privacy.held(int(tern.mara.id))
        clock.on(minutes=1)
        await do_jobs(tern)
        assert not await tern.services.privacy.held(int(tern.mara.id))
        assert chat(tern.mara) == []
