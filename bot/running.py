"""A connected Tern: from settings to a client that answers, and back out in good order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.client import TernClient
from bot.commands import add_commands
from bot.errors import StartupError
from bot.jobs.handlers import job_handlers
from bot.jobs.worker import TASK_NAME, Worker
from bot.tree import Translator

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.services import Services

_log = logging.getLogger("tern")

MISSING = (
    "DISCORD_TOKEN is missing: put a bot token into .env. "
    "To try Tern without an account, `make try` needs none."
)

FINISH_SECONDS = 10
"""How long answers that are being made may still take when the process is asked to stop."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that is ready, and who does its jobs; `ended` is done when the connection is over
    for good."""

    client: TernClient
    worker: Worker
    ended: asyncio.Task[None]


async def run(settings: Settings, services: Services) -> None:
    """Connects and answers until SIGINT or SIGTERM. Raises `StartupError` as `connected` does."""
    serving = asyncio.create_task(_serve(settings, services))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


async def _serve(settings: Settings, services: Services) -> None:
    async with connected(settings, services) as connection:
        _log.info("ready")
        await asyncio.wait({connection.ended})


@asynccontextmanager
async def connected(settings: Settings, services: Services) -> AsyncIterator[Connection]:
    """Logs in, registers the commands if they changed, connects, and is ready.

    Jobs that are due are done meanwhile. On leaving, answers and jobs that are being worked on are
    finished first. Raises `StartupError` for whatever keeps Tern from Discord.
    """
    async with _logged_in(settings, services) as client:
        with _told_in_one_sentence(settings.api_url):
            if await client.tree.register():
                _log.info("commands registered")
        ended = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        worker = Worker(services.store, services.clock, job_handlers(client))
        working: asyncio.Task[None] | None = None
        try:
            await asyncio.wait({ended, ready}, return_when=asyncio.FIRST_COMPLETED)
            with _told_in_one_sentence(settings.api_url):
                if ended.done():
                    await ended
            await services.erasures.begin_sweeps()
            await services.outcomes.begin()
            working = asyncio.create_task(worker.run())
            with _left_out_of_collections():
                yield Connection(client, worker, ended)
            with _told_in_one_sentence(settings.api_url):
                if ended.done():
                    await ended
        finally:
            stopped = [task for task in (ready, working) if task is not None]
            for task in stopped:
                task.cancel()
            await _finish_answers()
            await client.close()
            await asyncio.gather(ended, *stopped, return_exceptions=True)


@contextlib.contextmanager
def _left_out_of_collections() -> Iterator[None]:
    """What is in memory by now, the records above all, stays to the end. To go through it for
    garbage again and again takes tens of milliseconds, in which nobody is answered."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


async def _finish_answers() -> None:
    """Waits for handlers that are at work, so that nobody is left with "thinking" for ever and no
    message is sent without being noted."""
    names = (
        "CommandTree-invoker",
        "discord.py: on_interaction",
        "discord.py: on_app_command_completion",
        TASK_NAME,
    )
    open_answers = [task for task in asyncio.all_tasks() if task.get_name() in names]
    if open_answers:
        await asyncio.wait(open_answers, timeout=FINISH_SECONDS)


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
        with _told_in_one_sentence(settings.api_url):
            await client.login(settings.token)
        yield client


@contextlib.contextmanager
def _told_in_one_sentence(api_url: str) -> Iterator[None]:
    """What keeps Tern from Discord is for the operator, and one sentence."""
    try:
        yield
    except discord.LoginFailure as error:
        raise StartupError(
            "Discord refuses DISCORD_TOKEN. Copy the token from the developer portal again."
        ) from error
    except discord.ConnectionClosed as error:
        raise StartupError(
            f"Discord closed the connection for good (code {error.code})."
        ) from error
    except discord.app_commands.CommandSyncFailure as error:
        raise StartupError(f"Discord refuses the commands: {error}") from error
    except (discord.HTTPException, discord.GatewayNotFound) as error:
        raise StartupError(f"Discord did not let Tern in: {error}") from error
    except (OSError, aiohttp.ClientError) as error:
        raise StartupError(f"{api_url} cannot be reached ({type(error).__name__}).") from error
