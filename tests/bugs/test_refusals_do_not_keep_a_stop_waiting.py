"""A process that was asked to stop waited for the refusals of all who asked meanwhile too: where
somebody always asks, it took the whole time that it may take."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot import running
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import tern_on
from tests.e2e.test_letters_e2e import FILLED


@pytest.mark.asyncio
async def test_only_what_was_open_is_finished(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "FINISH_SECONDS", 60)
    monkeypatch.setattr(running, "LAST_SECONDS", 0.1)
    mara, jun = discord.person("Mara"), discord.person("Jun")
    stack = AsyncExitStack()
    tern = await stack.enter_async_context(tern_on(discord, tmp_path))
    form = await mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    letters = discord.faults.hold(r"POST /channels/\d+/messages")
    submitted = asyncio.create_task(mara.submit(form.modal, FILLED))
    await letters.until(1)
    stopping = asyncio.create_task(stack.aclose())
    await asyncio.sleep(0)
    assert tern.client.is_stopping
    refusals = discord.faults.hold(r"POST /interactions/.*/callback", times=99)
    asking = asyncio.create_task(jun.slash("about"))
    await refusals.until(1)
    letters.set()
    assert "our chat" in (await submitted).text
    async with asyncio.timeout(20):
        await stopping
    assert not refusals.is_set()
    refusals.set()
    await asyncio.gather(asking, return_exceptions=True)
