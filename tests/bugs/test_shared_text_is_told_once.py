"""Platforms of one company share texts, and the watch notes a change of such a text for each of
them. A server that hears of all platforms got one draft for each, with the same sentences: four of
one page of Meta's. So many direct messages got who follows those platforms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from bot.core.alerts import Alert, Alerts, Wishes
from bot.core.changes import Change, Edit
from bot.core.follows import Follows
from bot.core.models import Job
from bot.core.ports import Store
from bot.core.postings import Due
from bot.core.watch import Watch
from bot.core.watch_store import Follow
from tests.changing import Watching, sample_change, sample_texts
from tests.core.community import GUILD, PLACE, Community, community_on
from tests.moving import MovingClock
from tests.views.test_alert_views import said, shown

pytestmark = pytest.mark.asyncio

SHARED = sample_change().url
OTHER_EDITS = (Edit(old=None, new="Something else."),)


async def told(community: Community, wishes: Wishes, *more: Change) -> Sequence[tuple[str, int]]:
    """What is sent of these changes, found one after the other; looked at twice."""
    texts = sample_texts("instagram", "threads", "cara")
    for number in (1, 2):
        shared = replace(texts[number].document, url=SHARED)
        texts = {**texts, number: replace(texts[number], document=shared)}
    watch = Watching(community.store, texts)
    alerts = Alerts(community.store, community.postings, watch, community.clock)
    await alerts.start(PLACE, wishes)
    community.clock.on(minutes=1)
    now = community.now()
    for seconds, change in enumerate(more):
        found_at = now + seconds + change.found_at
        await watch.found(replace(change, found_at=found_at, seen_at=now - 86_400))
    sent = []
    for _ in range(2):
        while isinstance(due := await alerts.due(GUILD), Due):
            alert: Alert = due.content
            assert await community.postings.attempt(due) == 0
            sent.append((alert.change.platform, len(alert.others)))
            await community.postings.posted(due)
        community.clock.on(days=1)
    return sent


ONE = sample_change(id=71, found_at=0)
SAME = sample_change(id=72, platform="threads", found_at=0)


@pytest.mark.parametrize("wishes", [Wishes(), Wishes(review=6), Wishes(which="all")])
async def test_one_change_of_a_shared_text_is_told_once(tmp_path: Path, wishes: Wishes) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        assert await told(community, wishes, ONE, SAME) == [("instagram", 1)]


async def test_who_hears_of_one_of_them_hears_of_that(tmp_path: Path) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        wishes = Wishes(platforms=("threads",))
        assert await told(community, wishes, ONE, SAME) == [("threads", 1)]


@pytest.mark.parametrize(
    "other",
    [
        replace(SAME, edits=OTHER_EDITS),
        replace(SAME, url="https://example.org/another"),
        replace(SAME, platform="instagram"),
        replace(SAME, found_at=7200),
    ],
    ids=["other sentences", "another text", "the same platform", "another time"],
)
async def test_nothing_else_is_taken_for_the_same(tmp_path: Path, other: Change) -> None:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        assert len(await told(community, Wishes(), ONE, other)) == 2


async def test_what_may_be_there_already_stands_for_the_text(tmp_path: Path) -> None:
    """A process died before it noted the post; then the other platform's change was stored."""
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        watch = Watching(community.store)
        alerts = Alerts(community.store, community.postings, watch, community.clock)
        await alerts.start(PLACE, Wishes())
        now = community.now()
        await watch.found(replace(SAME, found_at=now + 5, seen_at=now))
        first = await alerts.due(GUILD)
        assert isinstance(first, Due)
        assert await community.postings.attempt(first) == 0
        await watch.found(replace(ONE, found_at=now + 2, seen_at=now))
        again = await alerts.due(GUILD)
        assert isinstance(again, Due)
        assert again.mark == first.mark
        assert await community.store.alerts(GUILD) == {71: "dropped"}


async def notices(follows: Follows, jobs: Sequence[Job]) -> list[tuple[int, int]]:
    """Who is told of which change."""
    found = [await follows.notice(job) for job in jobs]
    return sorted((one.follow.user, one.change.id) for one in found if one)


async def test_who_follows_several_of_them_is_told_once(store: Store) -> None:
    watch, clock = Watching(store), MovingClock()
    follows = Follows(store, cast("Watch", watch), clock)
    both, threads = 101, 102
    for user, platforms in ((both, ("instagram", "threads")), (threads, ("threads",))):
        for one in platforms:
            await store.put_follow(
                Follow(user=user, platform=one, which="ai", reader="en-GB", asked_at=1)
            )
    now = int(clock.now().timestamp())
    for change in (ONE, SAME, replace(SAME, id=73, edits=OTHER_EDITS)):
        await follows.announce(
            await watch.found(replace(change, found_at=now + change.id, seen_at=now))
        )
    jobs = await store.claim_jobs(now + 60, 300, 50)
    assert await notices(follows, jobs) == [(both, 71), (both, 73), (threads, 72), (threads, 73)]
    await follows.unfollow(both, "instagram")
    assert (both, 72) in await notices(follows, jobs)  # they follow the other one still
    await follows.unfollow(both, "threads")
    assert await notices(follows, jobs) == [(threads, 72), (threads, 73)]


async def test_the_message_names_the_others() -> None:
    (post,) = shown(sample_change(), stage="post", others=("threads", "meta_ai"))
    assert "The same text also counts for Threads and Meta AI." in said(post)
