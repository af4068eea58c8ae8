"""The gate of Discord's global limit opens whatever becomes of whoever shut it."""

from __future__ import annotations

import asyncio

import pytest

from bot.firmness import Gate

pytestmark = pytest.mark.asyncio


async def test_it_opens_by_itself() -> None:
    gate = Gate(0.01)
    gate.clear()
    assert not gate.is_set()
    async with asyncio.timeout(5):
        await gate.wait()


async def test_who_shuts_it_again_begins_anew() -> None:
    gate = Gate(3600)
    gate.clear()
    gate.set()
    assert gate.is_set()
    gate.clear()
    assert not gate.is_set()
    gate.set()
