"""Commands are registered when they changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import running
from bot.app import build
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, settings_for, tern_on


def registrations(discord: LocalDiscord) -> int:
    return sum(
        request.method == "PUT" and request.path.endswith("/commands")
        for request in discord.requests
    )


@pytest.mark.asyncio
async def test_a_second_start_registers_nothing(discord: LocalDiscord, tmp_path: Path) -> None:
    for _ in range(2):
        async with tern_on(discord, tmp_path):
            assert registrations(discord) == 1


@pytest.mark.asyncio
async def test_a_changed_command_is_registered_again(tern: Tern) -> None:
    tern.client.tree.remove_command("about")
    assert await tern.client.tree.register()
    assert registrations(tern.discord) == 2
    assert "about" not in {c["name"] for c in tern.discord.world.commands.values()}


@pytest.mark.asyncio
async def test_sync_registers_by_hand(discord: LocalDiscord, tmp_path: Path) -> None:
    settings = settings_for(discord, tmp_path)
    async with build(settings) as services:
        await running.sync(settings, services)
        await running.sync(settings, services)
    assert registrations(discord) == 2


@pytest.mark.asyncio
async def test_commands_stand_where_they_work(tern: Tern) -> None:
    names = {c["name"] for c in tern.mara.commands("general")}
    assert {"policy", "optout", "migrate", "me", "about"} <= names
    assert "stats" not in names
    assert "stats" in {c["name"] for c in tern.sol.commands("general")}
    in_chat = {c["name"] for c in tern.mara.commands("dm")}
    assert {"policy", "optout", "me", "about"} <= in_chat
    assert not {"migrate", "stats"} & in_chat
