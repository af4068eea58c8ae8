"""Tern as people meet it: the real client, over real sockets, on the local Discord."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import running
from bot.app import build
from bot.client import TernClient
from bot.config import Settings
from bot.core.models import LetterCase
from bot.local_discord.people import Person
from bot.local_discord.rest.body import Recorded
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import Clock, World
from bot.services import Services
from tests.openapi import specification, specification_file
from tests.readable import unreadable_in
from tests.records import FixedClock


@dataclass
class Tern:
    """A connected Tern and the people around it."""

    discord: LocalDiscord
    client: TernClient
    services: Services
    settings: Settings

    @property
    def mara(self) -> Person:
        """An artist."""
        return self.discord.person("Mara")

    @property
    def jun(self) -> Person:
        """Another artist."""
        return self.discord.person("Jun")

    @property
    def sol(self) -> Person:
        """A moderator."""
        return self.discord.person("Sol")


def settings_for(discord: LocalDiscord, folder: Path, **more: Any) -> Settings:
    """Settings for a Tern on this local Discord, with a database in `folder`."""
    usual: dict[str, Any] = {
        "token": discord.token,
        "api_url": discord.api_url,
        "database_url": f"sqlite:///{folder / 'tern.db'}",
    }
    return Settings(**(usual | more))


@asynccontextmanager
async def tern_on(discord: LocalDiscord, folder: Path, **more: Any) -> AsyncIterator[Tern]:
    """Tern, connected to a local Discord that runs already, on the day its records were checked."""
    settings = settings_for(discord, folder, **more)
    async with (
        build(settings, FixedClock()) as services,
        running.connected(settings, services) as connection,
    ):
        await discord.ready()
        yield Tern(discord, connection.client, services, settings)


def english_studio(clock: Clock = time.time) -> World:
    """The sample world with everybody reading English: that is what the tests compare with."""
    world = harbour_studio(bot_name="Tern", clock=clock)
    for user in world.locales:
        world.locales[user] = "en-GB"
    return world


@pytest.fixture
def world() -> World:
    """Tests that need other people or servers override this."""
    return english_studio()


@pytest_asyncio.fixture
async def discord(world: World) -> AsyncIterator[LocalDiscord]:
    """A local Discord; afterwards everything the bot sent is held against Discord's description,
    and against what no message of Tern's may do."""
    async with LocalDiscord(world=world) as running_discord:
        yield running_discord
    unsafe = [problem for request in running_discord.requests for problem in unsafe_in(request)]
    assert not unsafe, "\n".join(unsafe)
    if specification_file().exists():
        problems = [
            problem
            for request in running_discord.requests
            if (problem := specification().problem(request.method, request.path, request.body))
        ]
        assert not problems, "\n".join(problems)


@pytest_asyncio.fixture
async def tern(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[Tern]:
    """Tern on the sample world."""
    async with tern_on(discord, tmp_path) as connected:
        yield connected


async def until_state(tern: Tern, person: Person, state: str) -> LetterCase:
    """The person's newest letter, once it is in this state. Raises TimeoutError."""
    async with asyncio.timeout(5):
        while True:
            cases = await tern.services.store.letters_of(int(person.id))
            if cases and cases[0].state == state:
                return cases[0]


def unsafe_in(request: Recorded) -> Iterator[str]:
    """A message that may call somebody or that not everyone can read, and a file whose name is more
    than a name."""
    body = request.body if isinstance(request.body, dict) else {}
    message = body["data"] if isinstance(body.get("data"), dict) else body
    shows = message.keys() & {"content", "components", "embeds"} and "title" not in message
    if shows and message.get("allowed_mentions", {}).get("parse") != []:
        yield f"{request.method} {request.route}: mentions are allowed"
    if shows:
        for problem in unreadable_in(message, tuple(name for name, _ in request.files)):
            yield f"{request.method} {request.route}: {problem}"
    for name, _ in request.files:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)+", name) or len(name) > 100:
            yield f"{request.method} {request.route}: a file is called {name!r}"


def contains(value: Any, text: str) -> bool:
    """Whether the text stands anywhere in a JSON value."""
    return text in json.dumps(value, ensure_ascii=False)
