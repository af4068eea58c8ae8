"""A tiny discord.py bot that really connects, and what starts it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.local_discord.server import LocalDiscord

PING = {"name": "ping", "description": "Answer"}


class TinyBot(discord.AutoShardedClient):
    """Unchanged discord.py, but for the sleep before a second IDENTIFY."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        super().__init__(
            intents=intents or discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            **options,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        pass


@dataclass
class FakeClock:
    """Seconds since 1970 that move only when told to."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Host:
    """Starts local Discords and bots, and stops them after the test."""

    point: Callable[[LocalDiscord], None]
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def open(self, **settings: Any) -> LocalDiscord:
        local = await self.stack.enter_async_context(LocalDiscord(**settings))
        self.point(local)
        return local

    async def start(self, local: LocalDiscord, bot: discord.Client) -> None:
        task = asyncio.create_task(bot.start(local.token))

        async def stop() -> None:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)

        self.stack.push_async_callback(stop)
        ready = asyncio.create_task(local.ready())
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if task.done():
            await task
        await bot.wait_until_ready()


async def code_of(awaitable: Any) -> int:
    """The Discord error code that this call is refused with."""
    with pytest.raises(discord.HTTPException) as refused:
        await awaitable
    return refused.value.code


def commands_path(local: LocalDiscord, guild: str | None = None) -> str:
    scope = f"/guilds/{guild}" if guild else ""
    return f"/applications/{local.world.application_id}{scope}/commands"


def option(name: str, **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "…", **more}
