"""Whatever is typed wherever it can be typed: the answer is an answer or a sentence on what to put
right, never a failure; it calls nobody, means nothing to Discord, and keeps to Discord's limits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands
from hypothesis import HealthCheck, Phase, example, given, settings

from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.hostile import Hostile, crowd, forge, problems, tern_for_ever
from tests.e2e.marks import CHARACTERS, CODE, MARKDOWN, MENTIONS, hostile
from tests.e2e.posting import harbour
from tests.e2e.watching import draft

EXAMPLES = 2
CROWD = 12


def studio() -> World:
    """So many members that there are statistics."""
    world = english_studio()
    for number in range(CROWD):
        world.add_member(harbour(world), world.add_user(f"Member{number}")["id"])
    return world


@dataclass
class Suffering:
    """A Tern that is typed at, in a loop of its own: hypothesis waits for nothing."""

    runner: asyncio.Runner
    tern: Tern
    used: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)

    def bear(self, text: str) -> None:
        self.runner.run(self._bear(text))

    async def _bear(self, text: str) -> None:
        tern = self.tern
        tern.discord.requests.clear()
        for posts in tern.discord.world.posts.values():
            posts.clear()
        for person in tern.discord.people():
            await tern.services.store.erase(int(person.id))
        await crowd(tern, text)
        somebody = Hostile(tern, tern.sol, tern.jun, text)
        for channel in ("general", "dm"):
            await forge(tern, channel)
            await draft(tern, channel, text)
            await somebody.do_everything(channel)
        self.used |= somebody.used
        self.acted |= somebody.acted | somebody.sent
        found = problems(tern.discord)
        assert not found, "\n".join(found[:5])


@pytest.fixture(scope="module")
def suffering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suffering]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        folder: Path = tmp_path_factory.mktemp("hostile")

        async def start() -> Tern:
            discord = await stack.enter_async_context(LocalDiscord(world=studio()))
            return await stack.enter_async_context(tern_for_ever(discord, folder))

        try:
            yield Suffering(runner, runner.run(start()))
        finally:
            runner.run(stack.aclose())


@settings(
    max_examples=EXAMPLES,
    phases=(Phase.explicit, Phase.generate),  # to shrink what takes seconds takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
@given(text=hostile())
@example(text="".join(MARKDOWN))
@example(text="".join(MENTIONS) + "".join(CODE))
@example(text="".join(CHARACTERS))
def test_every_command_and_what_it_offers_bears_every_text(suffering: Suffering, text: str) -> None:
    suffering.bear(text)


def test_nothing_was_left_out(suffering: Suffering) -> None:
    """What is added to Tern is tested here by being added."""
    if not suffering.used:
        suffering.bear("Brambleworth " * 40)
    tern = suffering.tern
    commands: list[Any] = [*tern.client.tree.walk_commands()]
    menus = tern.client.tree.get_commands()
    names = {c.qualified_name for c in commands if isinstance(c, app_commands.Command)}
    names |= {c.name for c in menus if isinstance(c, app_commands.ContextMenu)}
    assert names - suffering.used == set()
    assert set(tern.client.router._handlers) - suffering.acted == set()
