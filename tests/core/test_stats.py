"""Statistics: who is counted where, when a report is made, what becomes of the marks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.published import Report
from bot.core.stats import WEEK, WEEKS_KEPT
from tests.counted import GUILD, Event, Server, server

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Server]:
    async with server(tmp_path) as opened:
        yield opened


async def crowd(here: Server, count: int, *event: str | None, first: int = 1) -> None:
    what, *more = event
    for user in range(first, first + count):
        await here.do((what, user, *more))


def about(count: int) -> range:
    """What so many people may be shown as."""
    return range(count - 8, count + 1)


async def test_groups_under_five_are_not_shown(here: Server) -> None:
    await crowd(here, 4, "move", "cara")
    await crowd(here, 4, "write", "instagram")
    assert (await here.report()).is_empty


async def test_members_are_counted_by_platform_and_by_what_they_left(here: Server) -> None:
    await crowd(here, 40, "move", "cara", "instagram")
    await crowd(here, 30, "move", "bluesky", "instagram", first=100)
    await crowd(here, 20, "move", "bluesky", None, first=200)
    now = (await here.report()).now
    assert now.moved["cara"] in about(40)
    assert now.moved["bluesky"] in range(30 + 20 - 16, 51)
    assert now.flows["instagram", "cara"] in about(40)
    assert now.flows["instagram", "bluesky"] in about(30)
    assert now.flows[None, "bluesky"] in about(20)


async def test_small_groups_are_counted_together(here: Server) -> None:
    """Three left each of six platforms: no flow has five people, the platform has eighteen."""
    for number, origin in enumerate(("a", "b", "c", "d", "e", None)):
        await crowd(here, 3, "move", "cara", origin, first=1 + 3 * number)
    for number in range(7):
        await crowd(here, 2, "move", f"small{number}", None, first=100 + 2 * number)
    now = (await here.report()).now
    assert now.moved["cara"] in about(18)
    assert now.flows == {(None, "cara"): now.moved["cara"]}
    assert now.moved[None] in about(14)


@pytest.mark.parametrize("visible", ["lists", "find", "numbers"])
async def test_who_may_be_counted_is(here: Server, visible: str) -> None:
    await crowd(here, 40, "move", "cara", None, visible)
    assert (await here.report()).now.moved["cara"] in about(40)


async def test_who_does_not_want_to_be_counted_is_not(here: Server) -> None:
    await crowd(here, 40, "move", "cara", None, "me")
    assert (await here.report()).is_empty


async def test_who_left_the_server_is_not_counted(here: Server) -> None:
    await crowd(here, 40, "move", "cara")
    await crowd(here, 30, "leave")
    assert (await here.report()).now.moved["cara"] in about(10)


async def test_a_person_counts_once_however_many_letters(here: Server) -> None:
    for _ in range(30):
        await here.do(("write", 1, "instagram"))
    assert (await here.report()).is_empty


async def test_letters_by_each_of_their_parts(here: Server) -> None:
    await crowd(here, 40, "write", "instagram", "objection", "eu-de", "silence")
    await crowd(here, 30, "write", "x", "erasure", "uk", None, first=100)
    report = await here.report()
    assert report.letters("platform", 30).keys() == {"instagram", "x"}
    assert report.letters("kind", 30)["erasure"] in about(30)
    assert report.letters("outcome", 90)["silence"] in about(40)
    assert report.letters("outcome", 90)["waiting"] in about(30)
    assert report.letters("region", 365)["eu-de"] in about(40)


async def test_letters_leave_the_windows(here: Server) -> None:
    await crowd(here, 40, "write", "instagram")
    assert (await here.report()).letters("platform", 30)
    for days, windows in ((31, (90, 365)), (60, (365,)), (300, ())):
        here.clock.on(days=days)
        report = await here.report()
        for window in (30, 90, 365):
            assert bool(report.letters("platform", window)) == (window in windows)


async def test_letters_that_did_not_arrive_are_not_counted(here: Server) -> None:
    await crowd(here, 40, "write", "instagram")
    await here.store._engine.write("UPDATE letters SET state = 'failed'")
    assert (await here.report()).is_empty


# ---------------------------------------------------------------- when


async def test_a_report_is_read_until_a_week_is_over(here: Server) -> None:
    first = await here.report()
    await crowd(here, 40, "move", "cara")
    here.clock.on(seconds=WEEK - 1)
    assert await here.report() == first
    here.clock.on(seconds=1)
    assert (await here.report()).now.moved["cara"] in about(40)


async def test_the_last_report_can_be_read_without_making_one(here: Server) -> None:
    assert await here.stats.last(GUILD) is None
    first = await here.report()
    here.clock.on(days=60)
    assert await here.stats.last(GUILD) == first
    assert await here.stats.last(GUILD + 1) is None


async def weekly(here: Server, at: int) -> list[tuple[int, int]]:
    """The server's jobs that are due then: person and case."""
    jobs = await here.store.claim_jobs(at, 1, 10)
    return [(job.user, job.case) for job in jobs if job.kind == "report-weekly" and job.case]


async def test_the_weekly_job_is_planned_with_the_first_report(here: Server) -> None:
    assert await weekly(here, here.now + 10 * WEEK) == []
    await here.report()
    assert await weekly(here, here.now + WEEK - 1) == []
    assert await weekly(here, here.now + WEEK) == [(0, GUILD)]


async def test_renewing_says_when_to_come_again(here: Server) -> None:
    await here.report()
    here.clock.on(days=3)
    assert await here.stats.renew(GUILD) == WEEK - 3 * 24 * 3600
    here.clock.on(days=4)
    assert await here.stats.renew(GUILD) == WEEK
    assert (await here.stats.last(GUILD)) is not None


async def test_a_year_of_reports_is_kept(here: Server) -> None:
    await crowd(here, 40, "move", "cara")
    report: Report | None = None
    for _ in range(WEEKS_KEPT + 3):
        report = await here.report()
        here.clock.on(days=7)
    assert report is not None
    assert len(report.weeks) == WEEKS_KEPT
    assert [len(report.since(days)) for days in (30, 90, 365)] == [5, 13, 53]


async def test_servers_have_nothing_in_common(here: Server) -> None:
    await crowd(here, 40, "move", "cara")
    other = Server(here.store, here.clock, GUILD + 1)
    assert (await other.report()).is_empty
    assert not (await here.report()).is_empty


# ---------------------------------------------------------------- what was asked


async def marks(here: Server) -> int:
    ((count,),) = await here.store._engine.read("SELECT COUNT(*) FROM answer_marks")
    return int(count)


async def test_nothing_is_counted_where_nobody_looks_at_statistics(here: Server) -> None:
    await crowd(here, 40, "ask", "instagram")
    assert await marks(here) == 0


async def test_a_person_who_asks_often_counts_once(here: Server) -> None:
    await here.report()
    for _ in range(3):
        await crowd(here, 40, "ask", "instagram")
    await crowd(here, 3, "ask", "x")
    assert await marks(here) == 43
    here.clock.on(days=7)
    report = await here.report()
    assert report.asked["instagram"] in about(40)
    assert report.asked.keys() == {"instagram"}


async def test_key_and_marks_are_gone_when_the_week_closes(here: Server) -> None:
    await here.report()
    await crowd(here, 40, "ask", "instagram")
    here.clock.on(days=7)
    await here.report()
    for table in ("answer_marks", "answer_keys"):
        assert await here.store._engine.read(f"SELECT * FROM {table}") == []
    await crowd(here, 1, "ask", "instagram")
    here.clock.on(days=7)
    assert (await here.report()).asked == {}


async def test_a_week_that_is_over_takes_no_more_marks(here: Server) -> None:
    await here.report()
    here.clock.on(days=8)
    await crowd(here, 40, "ask", "instagram")
    assert await marks(here) == 0


async def test_asking_is_counted_from_the_first_report_on(here: Server) -> None:
    await crowd(here, 40, "ask", "instagram")
    await here.report()
    await crowd(here, 40, "ask", "instagram")
    assert await marks(here) == 40


async def test_who_erases_themselves_has_not_asked(here: Server) -> None:
    await here.report()
    events: list[Event] = [("ask", user, "instagram") for user in (1, 2)]
    for event in [*events, ("ask", 1, "x")]:
        await here.do(event)
    assert (await here.store.export(1))["answer_marks"] == [
        {"guild_id": GUILD, "platform": "instagram"},
        {"guild_id": GUILD, "platform": "x"},
    ]
    await here.do(("erase", 1))
    assert "answer_marks" not in await here.store.export(1)
    assert await marks(here) == 1


# ---------------------------------------------------------------- who may see


async def test_a_named_role_may_read(here: Server) -> None:
    assert not await here.stats.may_read(GUILD, [5, 6])
    await here.store.name_moderators(GUILD, 5, 1)
    assert await here.stats.may_read(GUILD, [5, 6])
    assert not await here.stats.may_read(GUILD, [6])
    assert not await here.stats.may_read(GUILD + 1, [5])
    await here.store.name_moderators(GUILD, None, 2)
    assert not await here.stats.may_read(GUILD, [5])
    assert not await here.stats.may_read(GUILD, [])
