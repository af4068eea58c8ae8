"""A local Discord for each test, bots that connect to it, and plain HTTP beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.local_discord.server import LocalDiscord
from tests.local_discord.tiny import Host, TinyBot


@pytest_asyncio.fixture
async def host(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Host]:
    def point(local: LocalDiscord) -> None:
        gateway = yarl.URL(local.page_url.replace("http", "ws") + "gateway")
        monkeypatch.setattr(Route, "BASE", local.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    opened = Host(point)
    async with opened.stack:
        yield opened


@pytest_asyncio.fixture
async def local(host: Host) -> LocalDiscord:
    return await host.open()


@pytest_asyncio.fixture
async def bot(local: LocalDiscord) -> TinyBot:
    """Not started yet: a test registers its commands, then `host.start(local, bot)`."""
    return TinyBot()


Call = Callable[..., Awaitable[tuple[int, Any, dict[str, str]]]]


@pytest_asyncio.fixture
async def call(local: LocalDiscord) -> AsyncIterator[Call]:
    """Plain HTTP as the bot: (method, path, json) -> status, JSON, headers."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {local.token}"}) as http:

        async def send(method: str, path: str, json: Any = None, **more: Any) -> Any:
            async with http.request(method, local.api_url + path, json=json, **more) as answer:
                body = await answer.json() if answer.status != 204 else None
                return answer.status, body, dict(answer.headers)

        yield send
