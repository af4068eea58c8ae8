"""A database that was away when a new client took over the connection ended the process, though
the same client would have been tried again while Discord was away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import running
from bot.app import build
from bot.config import Settings
from bot.errors import DatabaseError, UnreachableError
from bot.local_discord.server import LocalDiscord
from bot.store.store import SqlStore
from tests.e2e.conftest import settings_for
from tests.records import FixedClock


@pytest.mark.asyncio
async def test_it_counts_as_what_passes(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> None:
        raise DatabaseError("SQLITE_BUSY")

    monkeypatch.setattr(SqlStore, "registered_commands", away)
    with pytest.raises(UnreachableError, match=r"cannot be used now \(SQLITE_BUSY\)\."):
        await connect(settings_for(discord, tmp_path))


async def connect(settings: Settings) -> None:
    async with (
        build(settings, FixedClock()) as services,
        running.connected(settings, services),
    ):
        pass
