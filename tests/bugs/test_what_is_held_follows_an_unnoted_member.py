"""Where it could not be noted that somebody is in the server, what Tern had kept to tell them at
their next command was not told either."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.core.moves import Moves
from bot.errors import DatabaseError
from bot.local_discord.server import LocalDiscord
from tests.e2e.life import do_jobs, letter, mark_sent, tern_at
from tests.moving import MovingClock


@pytest.mark.asyncio
async def test_it_is_told_all_the_same(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> None:
        raise DatabaseError("SQLITE_FULL")

    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await mark_sent(tern.mara, await letter(tern.mara))
        clock.to(date(2026, 12, 24))
        discord.faults.closed_dms[tern.mara.id] = 50007
        assert await do_jobs(tern) == 1
        monkeypatch.setattr(Moves, "seen", away)
        held = await (await tern.mara.slash("about")).next()
        assert "what came of it?" in held.text
