"""A complaint from the button of an older message left out the follow-up that was sent since, and
called what came of the first letter the last word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, fill, form, letter, mark_sent, tell, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_the_authority_reads_of_the_follow_up_as_well(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        first = await mark_sent(tern.mara, await letter(tern.mara, "eu-ie"))
        clock.on(weeks=7)
        first = await tell(tern.mara, first, "silence")
        await fill(tern.mara, await form(tern.mara, first, _next(first, "follow-up")))
        await mark_sent(tern.mara, chat(tern.mara)[-1])
        clock.on(weeks=3)
        await fill(tern.mara, await form(tern.mara, first, _next(first, "complaint")))
        files = chat(tern.mara)[-1].files
        text = next(c for name, c in files.items() if name.endswith(".txt")).decode()
        assert "- 23 November 2026: objection" in text
        assert "- 11 January 2027: reminder." in text
        complaint, follow_up, _ = await tern.services.store.letters_of(int(tern.mara.id))
        assert complaint.parent == follow_up.id


def _next(message, kind: str) -> str:  # type: ignore[no-untyped-def]
    return next(one for one in message.custom_ids if one.startswith("letter-next") and kind in one)
