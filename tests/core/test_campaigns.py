"""A campaign: it opens, tells published figures when they rise, and ends by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.campaigns import News
from bot.core.postings import Due
from bot.errors import UserError
from tests.core.community import GUILD, PLACE, Community, community_on

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def community(tmp_path: Path) -> AsyncIterator[Community]:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as found:
        yield found


async def news(community: Community) -> News | None:
    """What is posted now, and noted."""
    due = await community.campaigns.due(GUILD)
    if not isinstance(due, Due):
        return None
    await community.postings.posted(due)
    return due.content


async def test_the_life_of_a_campaign(community: Community) -> None:
    period = community.campaigns.period("deviantart", None, "2026-12-15")
    await community.campaigns.start(PLACE, period)
    opening = await news(community)
    assert opening is not None
    assert (opening.stage, opening.letters) == ("opening", 0)
    assert opening.next_on == date(2026, 11, 30)
    assert await news(community) is None
    await community.write(*range(19))
    assert await news(community) is None  # nothing but a new report changes anything
    community.clock.on(days=7)
    count = await news(community)
    assert count is not None
    assert (count.stage, count.letters, count.days) == ("count", 15, 30)
    community.clock.on(days=7)
    assert await news(community) is None  # the figure has not risen
    community.clock.to(date(2026, 12, 16))
    closing = await news(community)
    assert closing is not None
    assert closing.stage == "closing"
    assert closing.letters == 15
    assert await community.campaigns.due(GUILD) is None
    ended = await community.postings.last(GUILD, "campaign")
    assert ended is not None
    assert ended.stopped == "ended"
    assert await community.postings.untold(GUILD) == []
    assert "campaign" not in {job.kind for job in await community.jobs()}


async def test_every_number_is_a_multiple_of_five(community: Community) -> None:
    period = community.campaigns.period("deviantart", None, "2027-02-21")
    await community.campaigns.start(PLACE, period)
    await news(community)
    seen = []
    for week in range(12):
        await community.write(*range(week * 7, week * 7 + 7))
        community.clock.on(days=7)
        if posted := await news(community):
            seen.append(posted.letters)
    assert len(seen) > 3
    assert all(number and number % 5 == 0 for number in seen)
    assert seen == sorted(set(seen))


async def test_it_waits_for_its_first_day(community: Community) -> None:
    period = community.campaigns.period("deviantart", "2026-12-01", "2026-12-02")
    await community.campaigns.start(PLACE, period)
    assert await news(community) is None
    community.clock.to(date(2026, 12, 1))
    opening = await news(community)
    assert opening is not None
    assert opening.next_on is None


async def test_what_nobody_could_open_ends_without_a_word(community: Community) -> None:
    period = community.campaigns.period("deviantart", "2026-12-01", "2026-12-02")
    await community.campaigns.start(PLACE, period)
    community.clock.to(date(2026, 12, 5))
    assert await community.campaigns.due(GUILD) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, None),
        (None, "tomorrow"),
        ("2026-11-22", "2026-12-01"),
        ("2026-12-02", "2026-12-01"),
        ("2027-03-01", "2027-03-02"),
        (None, "2027-06-01"),
    ],
)
async def test_impossible_periods_are_refused(
    community: Community, first: str | None, last: str | None
) -> None:
    with pytest.raises(UserError):
        community.campaigns.period("deviantart", first, last)
