"""A connected Tern: from settings to a client that answers, and back out in good order."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.client import TernClient
from bot.commands import add_commands
from bot.errors import StartupError
from bot.tree import Translator

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.services import Services

_log = logging.getLogger("tern")

MISSING = (
    "DISCORD_TOKEN is missing: put a bot token into .env. "
    "To try Tern without an account, `make try` needs none."
)


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that is ready; `ended` is done when the connection is over for good."""

    client: TernClient
    ended: asyncio.Task[None]


async def run(settings: Settings, services: Services) -> None:
    """Connects and answers until SIGINT or SIGTERM. Raises `StartupError` as `connected` does."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with connected(settings, services) as connection:
        _log.info("ready")
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({connection.ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()


@asynccontextmanager
async def connected(settings: Settings, services: Services) -> AsyncIterator[Connection]:
    """Logs in, registers the commands if they changed, connects, and is ready.

    Raises `StartupError` for a missing or refused token, and whatever ended the connection.
    """
    async with _logged_in(settings, services) as client:
        if await client.tree.register():
            _log.info("commands registered")
        ended = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            await asyncio.wait({ended, ready}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                await ended
            yield Connection(client, ended)
            if ended.done():
                await ended
        finally:
            ready.cancel()
            await client.close()
            await asyncio.gather(ended, ready, return_exceptions=True)


async def sync(settings: Settings, services: Services) -> None:
    """Registers the commands whether or not they changed, without connecting to the gateway."""
    async with _logged_in(settings, services) as client:
        await client.tree.register(always=True)


@asynccontextmanager
async def _logged_in(settings: Settings, services: Services) -> AsyncIterator[TernClient]:
    if settings.token is None:
        raise StartupError(MISSING)
    client = TernClient(
        services,
        api_url=settings.api_url,
        shard_count=settings.shard_count,
        shard_ids=settings.shard_ids,
    )
    add_commands(client)
    await client.tree.set_translator(Translator(services.languages))
    async with client:
        try:
            await client.login(settings.token)
        except discord.LoginFailure as refused:
            raise StartupError(
                "Discord refuses DISCORD_TOKEN. Copy the token from the developer portal again."
            ) from refused
        yield client
