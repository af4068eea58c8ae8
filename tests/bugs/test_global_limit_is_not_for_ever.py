"""Whoever was told of a global rate limit and gave up while it lasted took the key along:
discord.py 2.7.1 opens its gate only after the whole wait, and no request to Discord ever ended
again."""

from __future__ import annotations

import asyncio

import pytest

from bot.firmness import Gate
from tests.e2e.conftest import Tern


class Watched(Gate):
    """Tells when it is shut."""

    def __init__(self) -> None:
        super().__init__(0.05)
        self.shut = asyncio.Event()

    def clear(self) -> None:
        super().clear()
        self.shut.set()


@pytest.mark.asyncio
async def test_the_next_request_ends(tern: Tern) -> None:
    assert isinstance(tern.client.http._global_over, Gate)
    gate = tern.client.http._global_over = Watched()
    tern.discord.faults.ratelimit("GET /users/", 3600, global_=True)
    limited = asyncio.create_task(tern.client.fetch_user(int(tern.mara.id)))
    async with asyncio.timeout(5):
        await gate.shut.wait()
        limited.cancel()
        assert await tern.client.fetch_user(int(tern.jun.id))
