"""Waiting that takes no time: whoever pauses moves the world's clock on instead.

discord.py and `bot.firmness` pause between their tries by `asyncio.sleep`, and Discord's outages
and limits run by the world's clock. Here both are one.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from bot.local_discord.world import World
from tests.e2e.conftest import english_studio
from tests.records import FixedClock

PAUSING = ("discord.http", "discord.webhook.async_", "bot.firmness", "bot.local_discord.faults")
"""The modules that pause."""


@dataclass
class HurriedClock:
    """Seconds since 1970; they pass only where somebody waits."""

    now: float

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


class _Loop:
    """The running loop with the hurried time."""

    def __init__(self, clock: HurriedClock) -> None:
        self.time = clock

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio.get_running_loop(), name)


class _Asyncio:
    """What a module that pauses sees as `asyncio`."""

    def __init__(self, clock: HurriedClock) -> None:
        self.sleep = clock.sleep
        self._loop = _Loop(clock)

    def get_running_loop(self) -> _Loop:
        return self._loop

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)


def hurry(patch: pytest.MonkeyPatch, clock: HurriedClock) -> None:
    """From here on pauses in `PAUSING` pass by this clock."""
    for module in PAUSING:
        patch.setattr(f"{module}.asyncio", _Asyncio(clock))


def hurried_studio(patch: pytest.MonkeyPatch) -> World:
    """The sample world in English, on a hurried clock that begins with Tern's."""
    clock = HurriedClock(FixedClock().now().timestamp())
    hurry(patch, clock)
    return english_studio(clock)
