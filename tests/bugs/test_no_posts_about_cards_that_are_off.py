"""In a server that had switched forwarding cards off, the digest still said where members can be
found, and milestones invited everybody to `/migrate to`, which is refused there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.digests import Weekly
from bot.core.postings import Due
from tests.core.community import GUILD, PLACE, community_on

pytestmark = pytest.mark.asyncio

NINE = Weekly(weekday=0, hour=9, zone="Europe/Berlin")


async def test_the_digest_tells_of_letters_only(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        await community.digests.start(PLACE, NINE)
        await community.arrive(*range(30))
        await community.store.switch_cards(GUILD, False, 1)
        community.clock.on(days=7)
        assert isinstance(await community.digests.due(GUILD), int)
        await community.write(*range(30))
        community.clock.on(days=7)
        due = await community.digests.due(GUILD)
        assert isinstance(due, Due)
        assert due.content.letters("platform", 30)
        assert (due.content.now.moved, due.content.now.flows) == ({}, {})


async def test_milestones_wait_until_cards_are_on_again(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        await community.milestones.start(PLACE)
        await community.arrive(*range(39))
        await community.store.switch_cards(GUILD, False, 1)
        community.clock.on(days=7)
        assert isinstance(await community.milestones.due(GUILD), int)
        await community.store.switch_cards(GUILD, True, 1)
        community.clock.on(days=7)
        due = await community.milestones.due(GUILD)
        assert isinstance(due, Due)
        assert due.content == {"cara": 30}
