"""A moderator who switched a digest off while it was on its way read "off from now on"; the process
that posted it then wrote it back as on. `/settings show` said so ever after, and nothing came."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.core.digests import Weekly
from bot.core.ports import Store
from bot.core.postings import Due
from tests.core.community import GUILD, MONDAY, PLACE, Community
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def community(store: Store) -> Community:
    found = Community(store, MovingClock(MONDAY))
    await found.arrive(*range(30))
    await found.digests.start(PLACE, Weekly(weekday=0, hour=9, zone="UTC"))
    found.clock.on(days=8)
    return found


async def test_while_it_is_being_sent(community: Community) -> None:
    due = await community.digests.due(GUILD)
    assert isinstance(due, Due)
    assert await community.postings.attempt(due) == 0
    await community.postings.switch_off(GUILD, "digest")
    await community.postings.posted(due)
    assert await community.postings.active(GUILD, "digest") is None
    await community.postings.stop(due.posting, "gone")
    assert await community.postings.untold(GUILD) == []


async def test_before_it_is_sent(community: Community) -> None:
    due = await community.digests.due(GUILD)
    assert isinstance(due, Due)
    await community.postings.switch_off(GUILD, "digest")
    assert await community.postings.attempt(due) is None
    assert await community.postings.active(GUILD, "digest") is None
