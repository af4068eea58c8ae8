"""Alerts: each change drafted once and posted once in a server, as its moderators chose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.alerts import EVERY, Alert, Alerts, Wishes, wishes_of
from bot.core.changes import Change
from bot.core.postings import REFUSED, Due
from bot.errors import UserError
from tests.changing import Watching, sample_change
from tests.core.community import GUILD, PLACE, Community, community_on

pytestmark = pytest.mark.asyncio

REVIEW, MODERATOR = 6, 42
REVIEWED = Wishes(review=REVIEW)
DIRECT = Wishes()
EVERYTHING = Wishes(which="all")


@dataclass
class Server:
    community: Community

    def __post_init__(self) -> None:
        c = self.community
        self.watch = Watching(c.store)
        self.alerts = Alerts(c.store, c.postings, self.watch, c.clock)

    async def finds(self, id_: int, **more: Any) -> Change:
        """The watch finds a change, a minute later."""
        self.community.clock.on(minutes=1)
        now = self.community.now()
        change = sample_change(id=id_, found_at=now, seen_at=now - 86_400, **more)
        await self.watch.found(change)
        await self.alerts.announce(change)
        return change

    async def due(self) -> Due[Alert]:
        due = await self.alerts.due(GUILD)
        assert isinstance(due, Due)
        return due

    async def sent(self) -> list[tuple[str, int, int]]:
        """What goes out now, and is noted: what, of which change, where."""
        out = []
        while isinstance(due := await self.alerts.due(GUILD), Due):
            assert await self.community.postings.attempt(due) == 0
            out.append((due.content.stage, due.content.change.id, due.place.channel))
            await self.community.postings.posted(due)
        return out

    async def states(self) -> dict[int, str]:
        return {**await self.community.store.alerts(GUILD)}


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as community:
        yield Server(community)


async def test_moderators_have_the_draft_first_and_what_they_want_is_posted_once(
    server: Server,
) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    assert await server.sent() == [("draft", 71, REVIEW)]
    assert await server.states() == {71: "drafted"}
    decided = await server.alerts.post(GUILD, 71, MODERATOR)
    assert (decided.by, decided.at, decided.in_time) == (MODERATOR, server.community.now(), True)
    assert await server.sent() == [("post", 71, PLACE.channel)]
    assert await server.states() == {71: "posted"}
    assert not (await server.alerts.post(GUILD, 71, MODERATOR)).in_time
    assert not (await server.alerts.drop(GUILD, 71, MODERATOR)).in_time
    assert await server.sent() == []


async def test_what_was_dropped_can_be_posted_after_all(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    await server.sent()
    assert (await server.alerts.drop(GUILD, 71, MODERATOR)).in_time
    assert await server.sent() == []
    await server.alerts.post(GUILD, 71, MODERATOR)
    assert await server.sent() == [("post", 71, PLACE.channel)]


async def test_without_review_it_is_posted_at_once(server: Server) -> None:
    await server.alerts.start(PLACE, DIRECT)
    await server.finds(71)
    await server.finds(72)
    assert await server.sent() == [("post", 71, PLACE.channel), ("post", 72, PLACE.channel)]


async def test_only_what_was_chosen_comes(server: Server) -> None:
    await server.alerts.start(PLACE, Wishes(platforms=("instagram",)))
    await server.finds(71, because={})
    await server.finds(72, platform="deviantart")
    assert await server.sent() == []
    server.community.clock.on(minutes=1)
    await server.alerts.start(PLACE, EVERYTHING)
    assert await server.sent() == []
    await server.finds(73, because={}, platform="cara")
    assert await server.sent() == [("post", 73, PLACE.channel)]


async def test_what_was_found_before_it_was_switched_on_does_not_come(server: Server) -> None:
    await server.finds(71)
    server.community.clock.on(minutes=1)
    await server.alerts.start(PLACE, DIRECT)
    assert await server.alerts.due(GUILD) == server.community.now() + EVERY


async def test_another_channel_loses_nothing(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    server.community.clock.on(minutes=5)
    await server.alerts.start(PLACE, DIRECT)
    assert await server.sent() == [("post", 71, PLACE.channel)]


async def test_a_change_found_wakes_the_servers_job(server: Server) -> None:
    await server.alerts.start(PLACE, DIRECT)
    (job,) = await server.community.store.claim_jobs(server.community.now(), 300, 10)
    await server.community.store.postpone_job(job.id, server.community.now() + EVERY)
    await server.finds(71)
    jobs = await server.community.store.claim_jobs(server.community.now(), 300, 10)
    assert [(one.kind, one.case) for one in jobs if one.kind == "alerts"] == [("alerts", GUILD)]


async def test_what_may_be_there_already_is_found_out_before_another_is_sent(
    server: Server,
) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    await server.sent()
    await server.finds(72)
    lost = await server.due()
    assert await server.community.postings.attempt(lost) == 0
    # The process dies here; then a moderator wants the other one posted.
    await server.alerts.post(GUILD, 71, MODERATOR)
    again = await server.due()
    assert (again.mark, again.content.stage) == (lost.mark, "draft")
    assert await server.community.postings.attempt(again) == 1
    await server.community.postings.posted(again)
    assert await server.sent() == [("post", 71, PLACE.channel)]


async def test_a_button_pressed_before_the_draft_is_noted_counts(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    due = await server.due()
    await server.community.postings.attempt(due)
    await server.alerts.post(GUILD, 71, MODERATOR)
    await server.community.postings.posted(due)
    assert await server.states() == {71: "wanted"}
    assert await server.sent() == [("post", 71, PLACE.channel)]


async def test_drafts_and_posts_of_all_changes_have_marks_of_their_own(server: Server) -> None:
    posting = await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    await server.finds(72)
    marks = set()
    for id_ in (71, 72):
        due = await server.due()
        marks.add(due.mark)
        await server.community.postings.posted(due)
        await server.alerts.post(GUILD, id_, MODERATOR)
        due = await server.due()
        marks.add(due.mark)
        await server.community.postings.posted(due)
    assert len(marks) == 4
    assert all(0 <= mark < 2**63 for mark in marks)
    assert posting.mark(2**63) == posting.id


async def test_while_alerts_are_off_nothing_can_be_posted(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    await server.sent()
    await server.community.postings.switch_off(GUILD, "alerts")
    assert await server.alerts.due(GUILD) is None
    with pytest.raises(UserError, match="Alerts are off"):
        await server.alerts.post(GUILD, 71, MODERATOR)
    assert await server.states() == {71: "drafted"}
    assert (await server.alerts.drop(GUILD, 71, MODERATOR)).in_time


async def test_a_change_that_is_not_there_is_neither_posted_nor_dropped(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    for act in (server.alerts.post, server.alerts.drop):
        with pytest.raises(UserError, match="does not keep"):
            await act(GUILD, 5, MODERATOR)
    assert await server.states() == {}


async def test_the_channel_that_refused_is_the_one_that_is_named(server: Server) -> None:
    await server.alerts.start(PLACE, REVIEWED)
    await server.finds(71)
    await server.community.postings.refused(await server.due(), "forbidden")
    stopped = await server.community.postings.last(GUILD, "alerts")
    assert stopped is not None
    assert (stopped.stopped, stopped.done[REFUSED], stopped.told) == ("forbidden", REVIEW, False)
    assert wishes_of(stopped) == REVIEWED


@pytest.mark.parametrize(
    "wishes",
    [DIRECT, REVIEWED, Wishes(which="all", platforms=("cara", "instagram"), review=2**63 - 1)],
)
async def test_what_was_chosen_is_kept(server: Server, wishes: Wishes) -> None:
    await server.alerts.start(PLACE, wishes)
    stored = await server.community.postings.active(GUILD, "alerts")
    assert stored is not None
    assert wishes_of(stored) == wishes
