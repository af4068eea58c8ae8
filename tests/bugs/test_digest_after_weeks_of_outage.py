"""After an outage of more than three days from the first digest that was missed, none was posted at
all, even when the last missed one was an hour old: a server waited up to another week."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.digests import Weekly
from bot.core.postings import Due
from tests.core.community import GUILD, PLACE, community_on

NINE = Weekly(weekday=0, hour=9, zone="Europe/Berlin")


@pytest.mark.asyncio
async def test_one_is_posted_not_three_and_not_none(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        await community.arrive(*range(30))
        first = (await community.digests.start(PLACE, NINE)).done["next"]
        community.clock.to(first + 21 * 24 * 3600 + 3600)
        due = await community.digests.due(GUILD)
        assert isinstance(due, Due)
        assert due.key == first + 21 * 24 * 3600
        await community.postings.posted(due)
        assert await community.digests.due(GUILD) == first + 28 * 24 * 3600
