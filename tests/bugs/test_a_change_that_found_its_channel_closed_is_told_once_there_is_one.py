"""Alerts stop where Tern may not write any more. The change that found the channel closed, and
those until moderators named a channel again, were never told: switching on again began anew from
that moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.alerts import Wishes
from bot.core.postings import Stopped
from tests.core.community import GUILD, PLACE, community_on
from tests.core.test_alerts import DIRECT, REVIEWED, Server

pytestmark = pytest.mark.asyncio


async def stopped(server: Server, wishes: Wishes, why: Stopped) -> None:
    """Alerts that stop at change 71; 72 is found while they are stopped."""
    await server.alerts.start(PLACE, wishes)
    await server.finds(71)
    await server.community.postings.refused(await server.due(), why)
    server.community.clock.on(days=3)
    await server.finds(72)
    assert await server.sent() == []


@pytest.mark.parametrize("why", ["gone", "forbidden"])
async def test_it_is_told_when_a_channel_is_named_again(tmp_path: Path, why: Stopped) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        server = Server(community)
        await stopped(server, DIRECT, why)
        await server.alerts.start(PLACE, REVIEWED)
        assert [(stage, change) for stage, change, _ in await server.sent()] == [
            ("draft", 71),
            ("draft", 72),
        ]


async def test_but_not_after_weeks_and_not_what_moderators_switched_off(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        server = Server(community)
        await stopped(server, DIRECT, "forbidden")
        community.clock.on(days=13)
        await server.alerts.start(PLACE, DIRECT)
        assert [change for _, change, _ in await server.sent()] == [72]
        await server.finds(73)
        community.clock.on(minutes=1)
        await community.postings.switch_off(GUILD, "alerts")
        await server.alerts.start(PLACE, DIRECT)
        assert await server.sent() == []
