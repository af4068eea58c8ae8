"""What tests of forwarding cards share: a Tern whose time can pass, and who is told what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import running
from bot.app import build
from bot.core.models import Job
from bot.core.records import Platform
from bot.local_discord.components import walk
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Reply
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import Guild, World
from bot.store.store import SqlStore
from tests.e2e.conftest import Tern, settings_for
from tests.moving import MovingClock

START = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def at_night() -> MovingClock:
    """A clock that stands at `START`."""
    return MovingClock(START)


class Accounts:
    """Stands for the other services: `there` are the accounts they know, None: no answer."""

    def __init__(self) -> None:
        self.there: set[str] | None = set()
        self.asked: list[tuple[str, str]] = []

    async def exists(self, platform: Platform, handle: str) -> bool | None:
        self.asked.append((platform.id, handle))
        return None if self.there is None else handle in self.there


@asynccontextmanager
async def tern_in_time(
    discord: LocalDiscord,
    folder: Path,
    clock: MovingClock,
    accounts: Accounts | None = None,
    **more: Any,
) -> AsyncIterator[Tern]:
    """Like `tern_on`, with a clock that moves and services that answer as told."""
    settings = settings_for(discord, folder, **more)
    async with (
        build(settings, clock, accounts or Accounts()) as services,
        running.connected(settings, services) as connection,
    ):
        if "shard_ids" not in more:  # with some shards only, the bot is not online for all
            await discord.ready()
        yield Tern(discord, connection.client, services, settings)


def harbour(world: World) -> Guild:
    return next(iter(world.guilds.values()))


def joined(world: World, person: Person, days_ago: float) -> None:
    """Sets when somebody joined Harbour Studio, by Tern's clock at the start."""
    member = harbour(world).members[person.id]
    member["joined_at"] = (START - timedelta(days=days_ago)).isoformat()


def leave(tern: Tern, person: Person) -> dict[str, Any]:
    """Somebody leaves Harbour Studio; what `come_back` takes."""
    return harbour(tern.discord.world).members.pop(person.id)


def come_back(tern: Tern, person: Person, member: dict[str, Any]) -> None:
    harbour(tern.discord.world).members[person.id] = member


async def changed(reply: Reply) -> Message:
    """The pressed message as it looks after the bot changed it."""
    return await reply.next()


def options(message: Message | None, custom_id: str) -> dict[str, str]:
    """What a select offers: value by label."""
    assert message is not None
    selects = [c for c in walk(message.json["components"]) if c["type"] == 3]
    (found,) = [c for c in selects if c["custom_id"].startswith(custom_id)]
    return {option["label"]: option["value"] for option in found["options"]}


def buttons(message: Message | None) -> list[str]:
    assert message is not None
    return [c["label"] for c in walk(message.json["components"]) if c["type"] == 2]


async def jobs(tern: Tern, kind: str) -> list[Job]:
    """The jobs of a kind that are due, as the worker will get them."""
    assert isinstance(tern.services.store, SqlStore)
    now = int(tern.services.clock.now().timestamp())
    rows = await tern.services.store._engine.read(
        "SELECT id, user_id, case_id, due_at FROM jobs WHERE kind = ?1 AND due_at <= ?2"
        " ORDER BY due_at, id",
        kind,
        now,
    )
    return [Job(id=id_, kind=kind, user=u, case=c, at=at) for id_, u, c, at in rows]  # type: ignore[arg-type]
