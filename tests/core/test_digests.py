"""The weekly digest: its hour in every time zone, and when it is due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digests import Weekly, Zones
from bot.core.postings import Due
from bot.errors import UserError
from tests.core.community import GUILD, PLACE, Community, community_on

MONDAY_NINE = Weekly(weekday=0, hour=9, zone="Europe/Berlin")


@pytest_asyncio.fixture
async def community(tmp_path: Path) -> AsyncIterator[Community]:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as found:
        yield found


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("weekly", "moment", "following"),
    [
        (MONDAY_NINE, "2026-11-23T08:59:59+01:00", "2026-11-23T09:00+01:00"),
        (MONDAY_NINE, "2026-11-23T09:00:00+01:00", "2026-11-30T09:00+01:00"),
        # Clocks go back on Sunday 25 October, and forward on Sunday 28 March.
        (MONDAY_NINE, "2026-10-19T09:00+02:00", "2026-10-26T09:00+01:00"),
        (MONDAY_NINE, "2027-03-22T09:00+01:00", "2027-03-29T09:00+02:00"),
        # 02:00 does not exist that Sunday; 01:00 in London comes twice on 25 October.
        (Weekly(weekday=6, hour=2, zone="Europe/Berlin"), "2027-03-27T12:00Z", "2027-03-28T01:00Z"),
        (Weekly(weekday=6, hour=1, zone="Europe/London"), "2026-10-24T12:00Z", "2026-10-25T00:00Z"),
        (Weekly(weekday=6, hour=1, zone="Europe/London"), "2026-10-25T00:00Z", "2026-11-01T01:00Z"),
        # Where it is Monday already, or still Sunday.
        (Weekly(weekday=0, hour=0, zone="Pacific/Kiritimati"), "2026-11-22T09:00Z",
         "2026-11-22T10:00Z"),
        (Weekly(weekday=6, hour=23, zone="Pacific/Niue"), "2026-11-23T09:00Z", "2026-11-23T10:00Z"),
    ],
)  # fmt: skip
def test_the_hour_is_that_of_the_clocks_there(weekly: Weekly, moment: str, following: str) -> None:
    assert weekly.after(at(moment)) == at(following)


@given(
    moment=st.integers(1_577_836_800, 2_051_222_400).map(lambda s: datetime.fromtimestamp(s, UTC)),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu",
                          "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca"]),
)  # fmt: skip
def test_it_comes_once_in_every_week(moment: datetime, weekday: int, hour: int, zone: str) -> None:
    weekly = Weekly(weekday=weekday, hour=hour, zone=zone)
    first = weekly.after(moment)
    second = weekly.after(first)
    assert moment < first <= moment + timedelta(days=7, hours=1)
    days = [found.astimezone(ZoneInfo(zone)).date() for found in (first, second)]
    assert days[1] - days[0] == timedelta(days=7)
    assert days[0].weekday() == weekday
    assert weekly.before(second - timedelta(seconds=1)) == weekly.before(first) == first


def test_zones_are_found_by_any_part_of_their_names() -> None:
    zones = Zones()
    assert zones.find("berlin", 25) == ["Europe/Berlin"]
    assert "America/New_York" in zones.find("new york", 25)
    assert zones.find("york", 25) == ["America/New_York"]
    assert len(zones.find("a", 25)) == 25
    assert zones.named(" europe/BERLIN ") == "Europe/Berlin"
    with pytest.raises(UserError):
        zones.named("Europe/Atlantis")


@pytest.mark.asyncio
async def test_a_digest_waits_for_its_hour_and_then_for_the_next_week(
    community: Community,
) -> None:
    await community.arrive(*range(30))
    await community.digests.start(PLACE, MONDAY_NINE)
    monday = int(at("2026-11-30T09:00+01:00").timestamp())
    assert await community.digests.due(GUILD) == monday
    (job,) = [job for job in await community.jobs() if job.kind == "digest"]
    assert (job.case, job.user, job.at) == (GUILD, 0, monday)
    community.clock.to(monday)
    due = await community.digests.due(GUILD)
    assert isinstance(due, Due)
    assert due.content.now.moved
    assert await community.postings.posted(due) == 7 * 24 * 3600
    assert await community.digests.due(GUILD) == monday + 7 * 24 * 3600


@pytest.mark.asyncio
async def test_a_server_without_numbers_is_not_told_so_every_week(community: Community) -> None:
    await community.digests.start(PLACE, MONDAY_NINE)
    community.clock.on(days=7)
    assert isinstance(await community.digests.due(GUILD), int)


@pytest.mark.asyncio
async def test_after_a_long_outage_the_next_one_counts(community: Community) -> None:
    await community.arrive(*range(30))
    await community.digests.start(PLACE, MONDAY_NINE)
    community.clock.on(days=9)
    assert isinstance(await community.digests.due(GUILD), Due)
    community.clock.on(days=3)
    due = await community.digests.due(GUILD)
    assert due == int(at("2026-12-07T09:00+01:00").timestamp())


@pytest.mark.asyncio
async def test_who_is_at_work_on_an_old_choice_changes_nothing(community: Community) -> None:
    await community.arrive(*range(30))
    await community.digests.start(PLACE, MONDAY_NINE)
    community.clock.on(days=7)
    due = await community.digests.due(GUILD)
    assert isinstance(due, Due)
    await community.digests.start(PLACE, Weekly(weekday=3, hour=18, zone="UTC"))
    assert await community.postings.attempt(due) is None
    await community.postings.posted(due)
    await community.postings.stop(due.posting, "gone")
    now = await community.postings.active(GUILD, "digest")
    assert now is not None
    assert now.choices["hour"] == 18
    assert now.done["next"] == int(at("2026-12-03T18:00Z").timestamp())


@pytest.mark.asyncio
async def test_off_leaves_no_job(community: Community) -> None:
    await community.digests.start(PLACE, MONDAY_NINE)
    assert await community.postings.switch_off(GUILD, "digest")
    assert not await community.postings.switch_off(GUILD, "digest")
    assert await community.digests.due(GUILD) is None
    assert [job.kind for job in await community.jobs()] == []
    assert await community.postings.untold(GUILD) == []
