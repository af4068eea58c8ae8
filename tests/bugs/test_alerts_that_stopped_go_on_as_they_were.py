"""Alerts that had stopped for want of a channel forgot what moderators had chosen, though every
option of `/settings alerts` says "left out: as before": whoever only named a channel again heard of
every platform, and whoever had drafts was asked for their channel anew."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.permissions import SEND_MESSAGES
from tests.e2e.conftest import Tern
from tests.e2e.posting import CHANNEL, forbid, harbour
from tests.e2e.test_alerts_e2e import DRAFTS, REVIEWED, found, watching, work
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

CHOSEN = REVIEWED + " platforms:Instagram,Cara which:all"


async def remove(tern: Tern, channel: str) -> None:
    """Moderators delete a channel, and Discord tells Tern what the server has."""
    world, guild = tern.discord.world, harbour(tern.discord.world)
    gone = tern.sol.channel(channel)["id"]
    guild.channel_ids.remove(gone)
    del world.channels[gone]
    tern.discord.remove_bot(guild)
    there = asyncio.ensure_future(tern.client.wait_for("guild_available", timeout=5))
    await asyncio.sleep(0)
    tern.discord.add_bot(guild)
    await there


async def test_naming_a_channel_is_enough(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        (before, *_) = (await tern.sol.slash(CHOSEN)).text.splitlines()
        forbid(tern, SEND_MESSAGES, DRAFTS)
        await found(tern, clock)
        await work(tern, clock)
        assert "stopped on" in (await tern.sol.slash("settings show")).text
        tern.sol.channel(DRAFTS)["permission_overwrites"] = []
        again = await tern.sol.slash(f"/settings alerts channel:{CHANNEL}")
        assert again.text.splitlines()[0] == before


async def test_a_channel_for_drafts_that_is_gone_is_asked_for(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        await tern.sol.slash(CHOSEN)
        await remove(tern, DRAFTS)
        await found(tern, clock)
        await work(tern, clock)
        assert "channel is gone" in (await tern.sol.slash("settings show")).text
        again = await tern.sol.slash(f"/settings alerts channel:{CHANNEL}")
        assert "`review`" in again.text


async def test_who_switched_them_off_begins_anew(tmp_path: Path) -> None:
    async with watching(tmp_path, MovingClock()) as tern:
        await tern.sol.slash(CHOSEN)
        await tern.sol.slash("settings alerts")
        again = await tern.sol.slash(f"/settings alerts channel:{CHANNEL} direct:yes")
        assert "all platforms" in again.text
