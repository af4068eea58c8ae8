"""What tests of posts share: Tern and Discord on one clock, and the worker's round."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.core.postings import Due
from bot.jobs.handlers import job_handlers
from bot.jobs.worker import LEASE_SECONDS, TASK_NAME, Worker
from bot.local_discord.people import Person
from bot.local_discord.permissions import overwrite
from bot.local_discord.replies import Message
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import Guild, World
from tests.e2e.conftest import Tern
from tests.e2e.life import tern_at
from tests.moving import MovingClock

CROWD = 38
"""Shown as 30 or 35, whatever the server's secret: no step of the milestones lies between."""

CHANNEL = "art-talk"


def studio(clock: MovingClock) -> World:
    """The sample world with a crowd, everybody reading English, by this clock."""
    world = harbour_studio(bot_name="Tern", clock=lambda: clock.now().timestamp())
    guild = harbour(world)
    for number in range(CROWD):
        world.add_member(guild, world.add_user(f"Member{number}")["id"])
    for user in world.locales:
        world.locales[user] = "en-GB"
    return world


def harbour(world: World) -> Guild:
    return next(iter(world.guilds.values()))


@asynccontextmanager
async def studio_at(folder: Path, clock: MovingClock, **more: Any) -> AsyncIterator[Tern]:
    async with (
        LocalDiscord(world=studio(clock)) as discord,
        tern_at(discord, folder, clock, **more) as tern,
    ):
        yield tern


async def crowd_moves(tern: Tern, first: int = 0, last: int = CROWD) -> None:
    """So many members publish a card, as their commands would."""
    services = tern.services
    for number in range(first, last):
        await services.moves.publish(
            int(harbour(tern.discord.world).id),
            int(tern.discord.person(f"Member{number}").id),
            services.policies.platform("cara"),
            f"member{number}",
            origin=services.policies.platform("instagram"),
            visible="lists",
            reader="en",
        )


async def do_jobs(tern: Tern) -> None:
    """Does what is due now, as the worker in the background would a little later, and waits for
    what that one has at work."""
    worker = Worker(tern.services.store, tern.services.clock, job_handlers(tern.client))
    await worker.run_due()
    if at_work := [task for task in asyncio.all_tasks() if task.get_name() == TASK_NAME]:
        await asyncio.wait(at_work)


async def digest_noted(tern: Tern) -> None:
    """Waits until no digest is due any more, whichever process posts it. Raises TimeoutError."""
    guild = int(harbour(tern.discord.world).id)
    async with asyncio.timeout(10):
        while isinstance(await tern.services.digests.due(guild), Due):
            await do_jobs(tern)


def posts(person: Person, channel: str = CHANNEL) -> list[Message]:
    """What Tern posted in a channel for everyone."""
    return [m for m in person.messages(channel) if m.json["author"]["bot"] and not m.ephemeral]


def forbid(tern: Tern, right: int, channel: str = CHANNEL) -> None:
    """Takes a permission from Tern in a channel."""
    place = tern.sol.channel(channel)
    place["permission_overwrites"] = [
        overwrite(tern.discord.world.bot["id"], deny=right, member=True)
    ]


def after_lease(clock: MovingClock) -> None:
    """As long as a killed process keeps its jobs from others."""
    clock.on(seconds=LEASE_SECONDS + 1)
