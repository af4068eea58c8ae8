"""The card that an arrival tells of was read before Discord was asked who waits for it, which can
take half a minute: a card taken back in between was sent all the same."""

from __future__ import annotations

import asyncio

import pytest

from bot.jobs.cards import tell_arrival
from bot.jobs.worker import Done
from tests.e2e.conftest import Tern
from tests.e2e.migrating import changed, harbour, jobs, leave


@pytest.mark.asyncio
async def test_it_is_read_last(tern: Tern) -> None:
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    await changed(await tern.jun.press(found.message, "arrive"))
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    (job,) = await jobs(tern, "card-arrived")
    # The gateway does not know the asker, and the one question after that hangs.
    member = leave(tern, tern.jun)
    asked = tern.discord.faults.hold(r"GET /guilds/\d+/members/\d+")
    telling = asyncio.create_task(tell_arrival(tern.client, job))
    async with asyncio.timeout(5):
        while tern.discord.faults._faults:  # noqa: ASYNC110 - a question that hangs tells nobody
            await asyncio.sleep(0)
    harbour(tern.discord.world).members[tern.jun.id] = member
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints", visible="me")
    asked.set()
    assert await telling == Done()
    assert tern.jun.dms() == []
