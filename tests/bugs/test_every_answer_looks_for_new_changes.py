"""A process learned of changes that another had found only where somebody used `/policy show`,
`timeline` or `follow`. Where people asked, compared or wrote letters instead, its answers bore no
mark until it was started anew; and a mark stayed after the operator had checked the change."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.core.watch_store import TextVersion
from bot.local_discord.server import LocalDiscord
from tests.changing import sample_change
from tests.e2e.conftest import Tern
from tests.e2e.life import letter
from tests.e2e.watching import tern_watching
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


async def asks(tern: Tern) -> str:
    question = "Does Instagram train on my photos?"
    return (await tern.mara.slash("policy ask", question=question)).text


async def compares(tern: Tern) -> str:
    return (await tern.mara.slash("policy compare", first="instagram", second="deviantart")).text


async def writes(tern: Tern) -> str:
    return (await letter(tern.mara)).text


@pytest.mark.parametrize("does", [asks, compares, writes])
async def test_what_another_process_found_marks_the_next_answer(
    discord: LocalDiscord, tmp_path: Path, does: Callable[[Tern], Awaitable[str]]
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        clock.on(days=1)
        now = int(clock.now().timestamp())
        change = sample_change(seen_at=now - 86_400, found_at=now)
        version = TextVersion(text=1, read_at=now, seen_at=now, sentences=("New.",))
        assert await tern.services.store.put_version(version, change)
        assert "changed since" not in await does(tern)
        async with asyncio.timeout(10):
            while "changed since" not in await does(tern):
                pass  # it looks once the answer is given
