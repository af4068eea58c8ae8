"""Where the chat with a person could not be opened at all, Tern looked for their letter every day
for ever, and never told them that it did not arrive."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import do_jobs, letter, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
@pytest.mark.parametrize("code", [50007, 50278, 10013])
async def test_it_waits_for_their_next_command(
    discord: LocalDiscord, tmp_path: Path, code: int
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        mara = int(tern.mara.id)
        await letter(tern.mara)
        (made,) = await tern.services.store.letters_of(mara)
        await tern.services.letters.open(mara, 0, made.choice, reader="en")
        clock.on(minutes=16)
        jun = await tern.client.create_dm(await tern.client.fetch_user(int(tern.jun.id)))
        assert jun
        discord.faults.fail("POST /users/@me/channels", 403, code=code)
        assert await do_jobs(tern) == 1
        assert [job.kind for job in await tern.services.store.held_jobs(mara)] == [
            "letter-delivery"
        ]
