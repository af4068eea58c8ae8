"""A post whose process had died was looked for among the first hundred messages since a little
before it. In a channel where more than that had been written it was not found, and posted again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.core.postings import Due
from bot.local_discord.server import LocalDiscord
from tests.e2e.life import tern_at
from tests.e2e.posting import (
    CHANNEL,
    after_lease,
    crowd_moves,
    digest_noted,
    harbour,
    posts,
    studio,
)
from tests.e2e.posting import do_jobs as do_posts
from tests.moving import MovingClock


@pytest.mark.asyncio
@pytest.mark.parametrize("written", [130, 1000])
async def test_whatever_was_written_before_it(tmp_path: Path, written: int) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_at(discord, tmp_path, clock) as tern:
            await crowd_moves(tern)
            await tern.sol.slash("/settings digest channel:art-talk")
            clock.on(days=7)
            for number in range(written):
                await tern.mara.say(CHANNEL, f"Message {number}")
            held = discord.faults.hold(r"POST /channels/\d+/messages", after=True)
            dying = asyncio.create_task(do_posts(tern))
            await discord.world.until(lambda: len(posts(tern.mara)) == 1)
            for task in asyncio.all_tasks():
                if task.get_name() == "tern-job":
                    task.cancel()
            await asyncio.gather(dying, return_exceptions=True)
            held.set()
        after_lease(clock)
        async with tern_at(discord, tmp_path, clock) as tern:
            await digest_noted(tern)
            assert len(posts(tern.mara)) == 1


@pytest.mark.asyncio
async def test_what_never_left_is_posted_in_a_busy_channel_too(tmp_path: Path) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_at(discord, tmp_path, clock) as tern:
            await crowd_moves(tern)
            await tern.sol.slash("/settings digest channel:art-talk")
            clock.on(days=7)
            for number in range(130):
                await tern.mara.say(CHANNEL, f"Message {number}")
            due = await tern.services.digests.due(int(harbour(discord.world).id))
            assert isinstance(due, Due)
            await tern.services.postings.attempt(due)
        after_lease(clock)
        async with tern_at(discord, tmp_path, clock) as tern:
            await digest_noted(tern)
            assert len(posts(tern.mara)) == 1
