"""In a server with thousands of cards the daily look took longer than a job may, so that it failed
each time before anybody was asked again and before anything was erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import limits
from bot.jobs.cards import NEXT_GO, ONE_GO, look_after_server
from bot.jobs.worker import LIMIT_SECONDS, Later
from bot.local_discord.server import LocalDiscord
from tests.e2e.migrating import at_night, harbour, jobs, tern_in_time

NOBODY = 10_000
"""Users from this id on are in no server."""


@pytest.mark.asyncio
async def test_each_go_takes_up_where_the_last_one_stopped(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = at_night()
    async with tern_in_time(discord, tmp_path, clock) as tern:
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
        guild = int(harbour(tern.discord.world).id)
        (card,) = await tern.services.moves.own(guild, int(tern.mara.id))
        for number in range(limits.MEMBERS_ASKED):
            await tern.services.store.put_card(replace(card, user=NOBODY + number))
        clock.on(days=1)
        (job,) = await jobs(tern, "cards-seen")

        assert await look_after_server(tern.client, job, pause=0, seconds=0) == Later(NEXT_GO)
        assert len(await tern.services.moves.to_look_for(guild, 1000)) == 1
        assert await look_after_server(tern.client, job, pause=0, seconds=0) == Later(24 * 3600)
        assert await tern.services.moves.to_look_for(guild, 1000) == []


def test_a_go_fits_into_a_job() -> None:
    assert 2 * ONE_GO < LIMIT_SECONDS
