"""A post was recognised by the report it was made from. Whose process died between posting and
noting, and stayed away until the next report, posted the same milestone or figure again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.postings import Due
from tests.core.community import GUILD, PLACE, community_on

pytestmark = pytest.mark.asyncio


async def test_a_milestone_is_looked_for_after_weeks_too(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        await community.milestones.start(PLACE)
        await community.arrive(*range(39))
        community.clock.on(days=7)
        first = await community.milestones.due(GUILD)
        assert isinstance(first, Due)
        assert await community.postings.attempt(first) == 0
        community.clock.on(days=21)
        again = await community.milestones.due(GUILD)
        assert isinstance(again, Due)
        assert again.mark == first.mark
        assert await community.postings.attempt(again)


async def test_a_campaigns_figure_is_looked_for_after_a_week_too(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        period = community.campaigns.period("deviantart", None, "2027-01-31")
        await community.campaigns.start(PLACE, period)
        opening = await community.campaigns.due(GUILD)
        assert isinstance(opening, Due)
        await community.postings.posted(opening)
        await community.write(*range(19))
        community.clock.on(days=7)
        first = await community.campaigns.due(GUILD)
        assert isinstance(first, Due)
        assert await community.postings.attempt(first) == 0
        community.clock.on(days=7)
        again = await community.campaigns.due(GUILD)
        assert isinstance(again, Due)
        assert again.mark == first.mark
        assert await community.postings.attempt(again)
