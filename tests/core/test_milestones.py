"""Milestones: each step once, from published figures only, never backwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.milestones import STEPS, step_of
from bot.core.postings import Due
from tests.core.community import GUILD, PLACE, Community, community_on

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def community(tmp_path: Path) -> AsyncIterator[Community]:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as found:
        yield found


async def reached(community: Community) -> dict[str, int]:
    """What is posted now, and noted."""
    due = await community.milestones.due(GUILD)
    if not isinstance(due, Due):
        return {}
    await community.postings.posted(due)
    return dict(due.content)


@given(people=st.integers(0, 1_000_000))
async def test_a_step_is_never_more_than_there_are(people: int) -> None:
    assert step_of(people) <= people
    assert step_of(people) in (0, *STEPS)
    assert list(STEPS) == sorted(set(STEPS))


async def test_a_step_is_posted_once_and_only_with_a_new_report(community: Community) -> None:
    await community.milestones.start(PLACE)
    await community.arrive(*range(39))
    assert await reached(community) == {}
    community.clock.on(days=7)
    assert await reached(community) == {"cara": 30}
    assert await reached(community) == {}
    community.clock.on(days=7)
    assert await reached(community) == {}


async def test_what_fell_and_rose_again_is_not_posted_again(community: Community) -> None:
    await community.arrive(*range(39))
    await community.milestones.start(PLACE)
    for user in range(39):
        await community.store.remove_card(GUILD, user, "cara", community.now())
    community.clock.on(days=7)
    assert await reached(community) == {}
    report = await community.stats.last(GUILD)
    assert report is not None
    assert report.now.moved.get("cara", 0) < 10
    await community.arrive(*range(39))
    community.clock.on(days=7)
    assert await reached(community) == {}
    await community.arrive(*range(39, 60))
    community.clock.on(days=7)
    assert await reached(community) == {"cara": 50}


async def test_what_was_reached_before_or_while_it_was_off_is_not_posted(
    community: Community,
) -> None:
    await community.arrive(*range(39))
    await community.milestones.start(PLACE)
    await community.postings.switch_off(GUILD, "milestones")
    community.clock.on(days=7)
    await community.milestones.start(PLACE)
    community.clock.on(days=7)
    assert await reached(community) == {}


async def test_several_platforms_are_one_post(community: Community) -> None:
    await community.milestones.start(PLACE)
    await community.arrive(*range(19))
    await community.arrive(*range(29), platform="bluesky")
    community.clock.on(days=7)
    assert await reached(community) == {"bluesky": 20, "cara": 10}
