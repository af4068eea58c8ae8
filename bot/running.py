"""A connected Tern: from settings to a client that answers, and back out in good order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.gateway import ReconnectWebSocket

from bot.client import TernClient
from bot.commands import add_commands
from bot.errors import DatabaseError, StartupError, UnreachableError
from bot.firmness import is_disturbed
from bot.jobs.handlers import job_handlers
from bot.jobs.worker import Worker
from bot.logs import log_failure
from bot.tree import Translator

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.services import Services
    from bot.store import Hold

_log = logging.getLogger("tern")

MISSING = (
    "DISCORD_TOKEN is missing: put a bot token into .env. "
    "To try Tern without an account, `make try` needs none."
)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 900.0
"""Seconds before a new client connects; they double. Discord allows 1,000 new sessions a day and
makes the token invalid after that (docs, gateway: session start limit)."""

STEADY_SECONDS = 3600.0
"""A connection that held for so long begins anew with the first pause."""

CLOSED_FOR_GOOD = {
    4004: "Discord refuses DISCORD_TOKEN. Copy the token from the developer portal again.",
    4010: "Discord refuses TERN_SHARD_IDS: there is no such shard.",
    4011: "Discord wants more shards for this bot: raise TERN_SHARD_COUNT or leave it out.",
}
"""What ends a connection, by Discord's code, and can be put right (docs, opcodes and status codes:
gateway close event codes)."""

ANSWERING = ("CommandTree-invoker", "discord.py: on_")
"""How the names of the tasks begin in which discord.py 2.7.1 has Tern answer, and tells it of
servers."""

FINISH_SECONDS = 6
"""How long answers that are being made may still take when the process is asked to stop. With what
comes after it, a stop takes about 10 s: who stops a process kills it soon after that."""

LAST_SECONDS = 1
"""How long telling people that they get no answer may take after that."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that is ready, and who does its jobs; `ended` is done when the connection is over
    for good."""

    client: TernClient
    worker: Worker
    ended: asyncio.Task[None]


async def run(settings: Settings, services: Services, hold: Hold) -> None:
    """Connects and answers until SIGINT or SIGTERM; the second one changes nothing.

    Raises `StartupError` as `connected` does, and where another process took the database over.
    """
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, asked.set)
    serving = asyncio.create_task(_serve(settings, services))
    holding = asyncio.create_task(hold.keep())
    stopping = asyncio.create_task(asked.wait())
    tasks = (serving, holding, stopping)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            await task


async def _serve(settings: Settings, services: Services) -> None:
    """Answers until cancelled. discord.py connects again by itself; where it gives up though nobody
    has to put anything right, a new client takes over from it."""
    clock, was_ready, pause = asyncio.get_running_loop().time, False, FIRST_PAUSE
    while True:
        began = clock()
        try:
            async with connected(settings, services) as connection:
                _log.info("ready")
                was_ready = True
                await asyncio.wait({connection.ended})
            return
        except UnreachableError as error:
            if not was_ready:
                raise
            pause = FIRST_PAUSE if clock() - began > STEADY_SECONDS else pause
            _log.warning("%s Tern connects again in %d s.", error, pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


@asynccontextmanager
async def connected(settings: Settings, services: Services) -> AsyncIterator[Connection]:
    """Logs in, registers the commands if they changed, connects, and is ready.

    Jobs that are due are done meanwhile. On leaving, answers and jobs that are being worked on are
    finished first; what takes longer than `FINISH_SECONDS` is cut off. Raises `StartupError` for
    whatever keeps Tern from Discord.
    """
    async with _logged_in(settings, services) as client, _monitored(settings, client):
        with _told_in_one_sentence(settings.api_url):
            if await client.tree.register():
                _log.info("commands registered")
        ended = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        worker = Worker(
            services.store, services.clock, job_handlers(client), monitor=services.monitor
        )
        working: asyncio.Task[None] | None = None
        try:
            await asyncio.wait({ended, ready}, return_when=asyncio.FIRST_COMPLETED)
            await _raise_what_ended(ended, settings.api_url)
            begin = partial(_begin, services)
            try:
                await begin()
            except DatabaseError as error:
                log_failure(error, "planning")
                working = asyncio.create_task(worker.run(begin))
            else:
                working = asyncio.create_task(worker.run())
            with _left_out_of_collections():
                yield Connection(client, worker, ended)
            await _raise_what_ended(ended, settings.api_url)
        finally:
            ready.cancel()
            client.is_stopping = True
            worker.stop()
            await _finish(worker, working)
            await asyncio.gather(worker.give_back(), client.close())
            loops = [task for task in (ended, working) if task is not None]
            for task in loops:
                task.cancel()
            await asyncio.gather(ready, *loops, return_exceptions=True)


async def _begin(services: Services) -> None:
    """Plans what comes again and again, where it is not planned yet."""
    await services.erasures.begin_sweeps()
    await services.outcomes.begin()
    await services.watch.begin()


@asynccontextmanager
async def _monitored(settings: Settings, client: TernClient) -> AsyncIterator[None]:
    """Serves how it is while the block lasts, where the operator wants that."""
    if settings.http is None:
        yield
        return
    from bot.monitoring.server import serving

    async with serving(client, *settings.http):
        yield


async def _raise_what_ended(ended: asyncio.Task[None], api_url: str) -> None:
    """Raises `StartupError` for what ended the connection, if it has ended."""
    if not ended.done():
        return
    with _told_in_one_sentence(api_url):
        try:
            await ended
        except (discord.DiscordException, OSError, aiohttp.ClientError):
            raise
        except ReconnectWebSocket as error:
            # discord.py's own signal, which 2.7.1 does not heed while it connects anew.
            raise UnreachableError("Discord's gateway hung up before its first word.") from error
        except Exception as error:
            code = log_failure(error, "the connection to Discord")
            raise UnreachableError(f"The connection to Discord broke down ({code}).") from error


@contextlib.contextmanager
def _left_out_of_collections() -> Iterator[None]:
    """What is in memory by now, the records above all, stays to the end. To go through it for
    garbage again and again takes tens of milliseconds, in which nobody is answered."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


async def _finish(worker: Worker, working: asyncio.Task[None] | None) -> None:
    """Waits for handlers and jobs that are at work, so that nobody is left with "thinking" for ever
    and no message is sent without being noted. Answers that take too long are cut off. Who asks
    meanwhile is refused, and nobody waits for that: there may be no end to it."""
    answers, loops = _answers(), [working] if working else []
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(FINISH_SECONDS):
            while at_work := _undone(*answers, *loops, *worker.at_work):
                await asyncio.wait(at_work)
    if cut_off := _undone(*answers):
        _log.warning("%d answers took too long and were cut off", len(cut_off))
        for task in cut_off:
            task.cancel()
    if last := _answers():
        _, untold = await asyncio.wait(last, timeout=LAST_SECONDS)
        for task in untold:
            task.cancel()


def _undone(*tasks: asyncio.Task[Any]) -> Sequence[asyncio.Task[Any]]:
    return [task for task in tasks if not task.done()]


def _answers() -> Sequence[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(ANSWERING)]


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
        raise StartupError(CLOSED_FOR_GOOD[4004]) from error
    except discord.ConnectionClosed as error:
        usual = f"Discord closed the connection for good (code {error.code})."
        raise StartupError(CLOSED_FOR_GOOD.get(error.code, usual)) from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartupError("Discord closed the connection for good (code 4014).") from error
    except discord.app_commands.CommandSyncFailure as error:
        raise StartupError(f"Discord refuses the commands: {error}") from error
    except discord.HTTPException as error:
        kind = UnreachableError if is_disturbed(error) else StartupError
        raise kind(f"Discord did not let Tern in: {error}") from error
    except discord.DiscordException as error:
        raise UnreachableError(f"Discord did not let Tern in: {error}") from error
    except DatabaseError as error:
        raise UnreachableError(f"The database cannot be used now ({error}).") from error
    except (OSError, aiohttp.ClientError) as error:
        raise UnreachableError(f"{api_url} cannot be reached ({type(error).__name__}).") from error
