"""What tests of several processes share: a world whose servers are on known shards, and Terns that
have a share of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot import running
from bot.app import build
from bot.core.ports import Clock
from bot.local_discord.server import LocalDiscord
from bot.local_discord.snowflakes import shard_of
from bot.local_discord.world import Guild, World
from tests.e2e.conftest import Tern, settings_for
from tests.records import FixedClock


def server_on(world: World, shard: int, count: int) -> Guild:
    """A new server of this shard with one channel, "general"; everybody there is joins it."""
    number = world.ids.next()
    while shard_of(number, count) != shard:
        number = world.ids.next()
    guild = world.add_guild(f"Server {shard}", guild_id=number)
    world.add_channel(guild, "general")
    for user in tuple(world.users):
        if user != world.bot["id"]:
            world.add_member(guild, user)
    return guild


@asynccontextmanager
async def share_of(
    discord: LocalDiscord,
    name: Path,
    url: str,
    shards: tuple[int, ...],
    count: int = 2,
    clock: Clock | None = None,
) -> AsyncIterator[Tern]:
    """A Tern with these shards of so many, on a database that it shares with others. `name` is a
    path that no other has."""
    settings = settings_for(
        discord,
        name.parent,
        database_url=url,
        erasures_file=name.with_suffix(".erasures"),
        shard_count=count,
        shard_ids=shards,
    )
    async with (
        build(settings, clock or FixedClock()) as services,
        running.connected(settings, services) as connection,
    ):
        yield Tern(discord, connection.client, services, settings)


async def until(holds: Callable[[], Awaitable[bool]], within: float = 60) -> None:
    """Asks the database until it is so. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not await holds():
            pass
