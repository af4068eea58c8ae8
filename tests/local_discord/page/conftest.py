"""A local Discord with a bot on it, and people looking at it in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Page

from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from tests.browser import launched
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def studio() -> AsyncIterator[LocalDiscord]:
    """Harbour Studio: Mara and Jun (artists), Sol (moderator); no bot is connected."""
    async with LocalDiscord(world=harbour_studio(bot_name="Painter")) as discord:
        yield discord


@pytest_asyncio.fixture(loop_scope="module")
async def bot(studio: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PageBot]:
    monkeypatch.setattr(Route, "BASE", studio.api_url)
    gateway = yarl.URL(studio.api_url).with_scheme("ws").with_path("/gateway")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    async with PageBot() as client:
        await client.login(studio.token)
        connected = asyncio.create_task(client.connect())
        async with asyncio.timeout(20):
            await client.wait_until_ready()
        yield client
    await connected


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser, studio: LocalDiscord) -> AsyncIterator[Visit]:
    """Opens the page as someone; a script error or a refused request for a file fails the test."""
    contexts = []
    errors: list[str] = []

    async def open_as(name: str, *, width: int = 1280, height: int = 800) -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda line: (
                errors.append(line.text) if "Content Security Policy" in line.text else None
            ),
        )
        await page.goto(f"{studio.page_url}?as={name}")
        await page.wait_for_selector("body[data-ready]")
        return page

    yield open_as
    for context in contexts:
        await context.close()
    assert errors == []
