"""A server that removed Tern is erased after 30 days, and not for anything less."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.erasures import SERVER_STAYS
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import Guild
from tests.e2e.conftest import Tern
from tests.e2e.life import do_jobs, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest_asyncio.fixture
async def settled(
    discord: LocalDiscord, tmp_path: Path, database_url: str, clock: MovingClock
) -> AsyncIterator[Tern]:
    """Tern in a server with a card."""
    more = {"database_url": database_url, "erasures_file": tmp_path / "list"}
    async with tern_at(discord, tmp_path, clock, **more) as tern:
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
        yield tern


def studio(discord: LocalDiscord) -> Guild:
    return next(iter(discord.world.guilds.values()))


async def until_leaving(tern: Tern, wanted: Collection[int]) -> None:
    async with asyncio.timeout(5):
        while await tern.services.store.leaving_servers() != wanted:
            pass


async def test_after_thirty_days_it_is_erased(settled: Tern, clock: MovingClock) -> None:
    guild = studio(settled.discord)
    settled.discord.remove_bot(guild)
    await until_leaving(settled, {int(guild.id)})
    clock.on(days=29)
    await do_jobs(settled)
    assert await settled.services.store.cards_of(int(guild.id), int(settled.mara.id))
    clock.on(days=1)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == set()
    assert not await settled.services.privacy.held(int(settled.mara.id))


async def test_one_that_comes_back_keeps_everything(settled: Tern, clock: MovingClock) -> None:
    guild = studio(settled.discord)
    settled.discord.remove_bot(guild)
    await until_leaving(settled, {int(guild.id)})
    clock.on(days=10)
    settled.discord.add_bot(guild)
    await until_leaving(settled, set())
    clock.on(days=30)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == {int(guild.id)}


async def test_an_outage_is_no_removal(settled: Tern, clock: MovingClock) -> None:
    guild = studio(settled.discord)
    settled.discord.outage(guild)
    # What comes after it on the same wire: once it is heard, the outage was.
    other = settled.discord.world.add_guild("Other")
    settled.discord.add_bot(other)
    settled.discord.remove_bot(other)
    await until_leaving(settled, {int(other.id)})
    clock.on(days=31)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == {int(guild.id)}


async def test_a_removal_while_tern_was_off_is_noticed_within_a_day(
    discord: LocalDiscord, tmp_path: Path, sqlite_url: str, clock: MovingClock
) -> None:
    async with tern_at(discord, tmp_path, clock, database_url=sqlite_url) as tern:
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    await discord.world.until(lambda: not discord.online)
    guild = studio(discord)
    guild.members.pop(discord.world.bot["id"])
    clock.on(days=1)
    async with tern_at(discord, tmp_path, clock, database_url=sqlite_url) as tern:
        await do_jobs(tern)
        await until_leaving(tern, {int(guild.id)})
        clock.on(seconds=SERVER_STAYS)
        await do_jobs(tern)
        assert await tern.services.store.server_ids() == set()


async def test_a_return_while_tern_was_off_is_noticed_too(
    discord: LocalDiscord, tmp_path: Path, sqlite_url: str, clock: MovingClock
) -> None:
    guild = studio(discord)
    async with tern_at(discord, tmp_path, clock, database_url=sqlite_url) as tern:
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
        discord.remove_bot(guild)
        await until_leaving(tern, {int(guild.id)})
    await discord.world.until(lambda: not discord.online)
    discord.world.add_member(guild, discord.world.bot["id"])
    async with tern_at(discord, tmp_path, clock, database_url=sqlite_url) as tern:
        await until_leaving(tern, set())


async def test_nothing_is_erased_of_a_server_that_tern_is_in_whatever_was_planned(
    settled: Tern, clock: MovingClock
) -> None:
    guild = int(studio(settled.discord).id)
    await settled.services.erasures.server_left(guild)
    clock.on(seconds=SERVER_STAYS)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == {guild}


async def test_when_discord_does_not_say_nothing_is_erased(
    settled: Tern, clock: MovingClock
) -> None:
    guild = studio(settled.discord)
    settled.discord.remove_bot(guild)
    await until_leaving(settled, {int(guild.id)})
    clock.on(seconds=SERVER_STAYS)
    settled.discord.faults.fail(r"GET /guilds/\d+$", 400, times=1)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == {int(guild.id)}
    clock.on(minutes=1)
    await do_jobs(settled)
    assert await settled.services.store.server_ids() == set()


async def test_when_discord_does_not_list_the_servers_none_counts_as_gone(
    settled: Tern, clock: MovingClock
) -> None:
    clock.on(days=1)
    settled.discord.faults.fail("GET /users/@me/guilds", 400, times=1)
    await do_jobs(settled)
    assert await settled.services.store.leaving_servers() == set()
