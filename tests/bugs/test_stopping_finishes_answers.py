"""A process that was asked to stop while it made a letter left the person with "thinking" for ever,
and one that could not reach the gateway did not stop at all."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.test_letters_e2e import FILLED
from tests.e2e.test_process_e2e import connection, process


@pytest.mark.asyncio
async def test_an_answer_that_is_being_made_is_finished(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    mara = discord.person("Mara")
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        form = await mara.slash("optout letter", platform="instagram", region="eu-de")
        assert form.modal is not None
        release = discord.faults.hold(r"POST /channels/\d+/messages")
        submitted = asyncio.create_task(mara.submit(form.modal, FILLED))
        await discord.world.until(
            lambda: any("thinking" in m.text for m in mara.messages("general"))
        )
        tern.send_signal(signal.SIGTERM)
        release.set()
        assert "our chat" in (await submitted).text
        async with asyncio.timeout(10):
            await tern.communicate()
    assert tern.returncode == 0


@pytest.mark.asyncio
async def test_a_process_that_never_got_ready_stops_when_asked(tmp_path: Path) -> None:
    """Against a server that takes the connection and never answers."""
    reached = asyncio.Event()

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await ended.wait()
        writer.close()

    ended = asyncio.Event()
    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    silent = {"DISCORD_TOKEN": "token", "DISCORD_API_URL": f"http://127.0.0.1:{port}/api/v10"}
    async with server, process(tmp_path, "run", **silent) as tern, asyncio.timeout(20):
        await reached.wait()
        tern.send_signal(signal.SIGTERM)
        await tern.communicate()
        ended.set()
    assert tern.returncode == 0
