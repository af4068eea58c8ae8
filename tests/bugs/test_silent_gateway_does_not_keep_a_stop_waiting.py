"""A gateway that did not say goodbye back kept a process that was asked to stop for half a minute,
and whoever had asked killed it meanwhile."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web

from bot import client
from bot.local_discord.gateway.connection import Connection
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import tern_on


@pytest.mark.asyncio
async def test_a_silent_gateway_is_left_after_a_moment(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, run = asyncio.Event(), Connection.run

    async def say_nothing(self: Connection, ws: web.WebSocketResponse) -> None:
        await run(self, ws)
        await closed.wait()

    monkeypatch.setattr(Connection, "run", say_nothing)
    silent = partial(web.WebSocketResponse, autoclose=False)
    monkeypatch.setattr(web, "WebSocketResponse", silent)
    monkeypatch.setattr(client, "GOODBYE_SECONDS", 0.05)
    async with tern_on(discord, tmp_path) as tern:
        async with asyncio.timeout(10):
            await tern.client.close()
        closed.set()
    assert tern.client.is_closed()
