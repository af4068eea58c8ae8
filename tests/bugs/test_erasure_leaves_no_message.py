"""After "Erase everything" the chat still had every reminder, with the platform, the dates and what
the person had told; only the messages with letters were deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import chat, do_jobs, letter, mark_sent, tell, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_reminders_and_exports_go_as_well(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await mark_sent(tern.mara, await letter(tern.mara))
        clock.to(date(2026, 12, 24))
        await do_jobs(tern)
        await tell(tern.mara, chat(tern.mara)[-1], "refused")
        await tern.mara.slash("me export")
        assert len(chat(tern.mara)) == 3
        await tern.mara.say("dm", "My own words stay.")
        await tern.services.erasures.plan(int(tern.mara.id))
        clock.on(days=1)
        await do_jobs(tern)
        assert [message.text for message in chat(tern.mara)] == ["My own words stay."]
