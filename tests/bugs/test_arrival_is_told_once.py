"""Messages that the jobs of forwarding cards send bore no mark, so that they were not found again
in the chat: after a crash, or an answer that got lost, people were told and asked a second time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot import delivery
from bot.jobs.cards import look_after_server, tell_arrival
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.migrating import at_night, changed, jobs, tern_in_time
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


@pytest.fixture
def clock() -> MovingClock:
    return at_night()


@pytest_asyncio.fixture
async def tern(discord: LocalDiscord, tmp_path: Path, clock: MovingClock) -> AsyncIterator[Tern]:
    async with tern_in_time(discord, tmp_path, clock) as connected:
        yield connected


def forget_nonces(tern: Tern) -> None:
    """As Discord does after some minutes."""
    tern.discord.world.nonces.clear()


async def test_who_asked_is_told_once_even_if_that_was_not_noted(tern: Tern) -> None:
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    await changed(await tern.jun.press(found.message, "arrive"))
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    (job,) = await jobs(tern, "card-arrived")
    await tell_arrival(tern.client, job)
    forget_nonces(tern)
    assert isinstance(
        await delivery.find(tern.client, int(tern.jun.id), str(job.case)), delivery.Delivered
    )


async def test_an_owner_is_asked_once_even_if_that_was_not_noted(
    tern: Tern, clock: MovingClock
) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    await changed(await tern.mara.select(reply.message, "card-ending", "ask"))
    clock.on(days=365)
    (job,) = await jobs(tern, "cards-seen")
    guild, mara = job.case, int(tern.mara.id)
    (card,) = await tern.services.moves.own(guild, mara)
    assert card.until is not None
    await look_after_server(tern.client, job, pause=0)
    assert len(tern.mara.dms()) == 1

    await tern.services.store.prolong_card(card.id, card.until, ask_again=True)  # never noted
    forget_nonces(tern)
    await look_after_server(tern.client, job, pause=0)
    assert len(tern.mara.dms()) == 1
    (message,) = tern.mara.dms()
    assert "asks you again in a year" in (await tern.mara.press(message, "card-holds")).text
