""" "Make it again", under the note that a letter did not arrive, opened the form of another letter:
always the strongest, never the complaint, the language or the matter that was meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.local_discord.replies import Modal
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import do_jobs, letter, mark_sent, tern_at
from tests.moving import MovingClock


async def made_again(tern: Tern, clock: MovingClock, **case: Any) -> Modal:
    """The form behind "Make it again", for a letter that never arrived."""
    choice: Mapping[str, Any] = {"platform": "instagram", "region": "eu-ie"} | case.pop("choice")
    chosen = tern.services.letters.choose(**choice)
    await tern.services.letters.open(int(tern.mara.id), 0, chosen, reader="en", **case)
    clock.on(minutes=16)
    await do_jobs(tern)
    told = await (await tern.mara.slash("about")).next()
    (button,) = (made for made in told.custom_ids if made.startswith("letter-"))
    reply = await tern.mara.press(told, button)
    assert reply.modal is not None, reply.text
    return reply.modal


@pytest.mark.asyncio
async def test_kind_language_and_work_stay(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        choice = {"kind": "erasure", "language": "de"}
        form = await made_again(tern, clock, choice=choice, work="others")
        assert form.custom_id == "letter:v1:instagram:eu-ie:erasure:de:others"


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["follow-up", "complaint"])
async def test_a_letter_that_followed_another_follows_it_again(
    discord: LocalDiscord, tmp_path: Path, kind: str
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await mark_sent(tern.mara, await letter(tern.mara, "eu-ie"))
        (first,) = await tern.services.store.letters_of(int(tern.mara.id))
        form = await made_again(tern, clock, choice={"kind": kind}, parent=first.id)
        assert form.custom_id.startswith(f"letter-after:v1:{first.id}:{kind}:")
