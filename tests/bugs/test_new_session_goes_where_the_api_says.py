"""A Tern whose session was gone looked for the gateway at discord.py's built-in address, not where
its own API says: behind a proxy, or on a Discord of one's own, it never came back."""

from __future__ import annotations

from pathlib import Path

import pytest
import yarl
from discord.gateway import DiscordWebSocket

from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import tern_on


@pytest.mark.asyncio
@pytest.mark.parametrize("count", [None, 1])
async def test_with_a_fixed_number_of_shards_and_without(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int | None
) -> None:
    nowhere = yarl.URL("ws://127.0.0.1:1/")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", nowhere)
    async with tern_on(discord, tmp_path, shard_count=count) as tern:
        assert str(DiscordWebSocket.DEFAULT_GATEWAY).startswith(
            discord.page_url.replace("http", "ws")
        )
        assert tern.client.shard_count == 1
