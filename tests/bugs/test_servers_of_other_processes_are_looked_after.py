"""With several processes, whichever claimed the daily look after a server took one whose shard it
does not have for one that Tern had left, and ended the look for good; and who was told of a card
there read "a server we share" instead of its name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.models import Job
from bot.jobs.cards import look_after_server, tell_arrival
from bot.jobs.worker import Done, Later
from bot.local_discord.server import LocalDiscord
from bot.local_discord.snowflakes import shard_of
from tests.e2e.conftest import Tern
from tests.e2e.migrating import MovingClock, changed, harbour, jobs
from tests.e2e.several import share_of

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def processes(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> AsyncIterator[tuple[Tern, Tern]]:
    """The one that has Harbour Studio's shard, and the other."""
    home = shard_of(harbour(discord.world).id, 2)
    clock = MovingClock()
    async with (
        share_of(discord, tmp_path / "home", postgres_url, (home,), clock=clock) as one,
        share_of(discord, tmp_path / "away", postgres_url, (1 - home,), clock=clock) as other,
    ):
        await discord.ready()
        yield one, other


async def test_the_daily_look_goes_on(processes: tuple[Tern, Tern]) -> None:
    home, away = processes
    guild = int(harbour(home.discord.world).id)
    look = Job(id=1, kind="cards-seen", user=0, case=guild, at=0)
    assert await look_after_server(away.client, look) == Later(24 * 3600)


async def test_it_ends_where_tern_is_not_in_the_server(processes: tuple[Tern, Tern]) -> None:
    home, away = processes
    guild = harbour(home.discord.world)
    home.discord.remove_bot(guild)
    look = Job(id=1, kind="cards-seen", user=0, case=int(guild.id), at=0)
    assert await look_after_server(away.client, look) == Later(24 * 3600)
    while home.client.get_guild(int(guild.id)):
        await home.services.store.next_job()
    assert await look_after_server(home.client, look) == Done()


async def test_the_server_has_its_name(processes: tuple[Tern, Tern]) -> None:
    home, away = processes
    found = await home.jun.slash("migrate find", member=home.mara.id)
    assert found.message is not None
    await changed(await home.jun.press(found.message, "arrive"))
    await home.mara.slash("migrate to", platform="cara", handle="marapaints", visible="find")
    (job,) = await jobs(away, "card-arrived")
    assert await tell_arrival(away.client, job) == Done()
    (message,) = home.jun.dms()
    assert "Harbour Studio" in message.text
