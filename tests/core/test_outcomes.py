"""What came of letters over all servers: enough people, no person, from memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.core.figure_store import ToldOutcome
from bot.core.models import Outcome
from bot.core.outcomes import ENOUGH, NO_SERVER, Outcomes, sort_told
from tests.core.community import MONDAY, Community, community_on

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def community(tmp_path: Path) -> AsyncIterator[Community]:
    async with community_on(f"sqlite:///{tmp_path / 'tern.db'}") as found:
        yield found


async def tell(
    community: Community,
    users: Iterable[int],
    outcome: Outcome = "answered",
    *,
    days: int = 9,
    kind: str = "objection",
) -> None:
    """Each of them, in a server of their own, tells what came of a letter to DeviantArt."""
    today = community.clock.now().date()
    for user in users:
        case = await community.store.letter(
            await community.letter(user, kind=kind, guild=1000 + user)
        )
        assert case is not None
        told = replace(
            case,
            stage="waiting",
            sent=today - timedelta(days=days),
            received=today - timedelta(days=days),
            outcome=outcome,
            outcome_on=today,
        )
        assert await community.store.update_letter(told, [], community.now())


async def test_enough_people_make_a_figure_and_a_number_of_days(community: Community) -> None:
    await tell(community, range(40))
    await tell(community, range(40, 60), "form")
    await tell(community, range(60, 64), "silence")
    await community.outcomes.renew()
    shown = community.outcomes.of("deviantart")
    assert shown is not None
    assert set(shown.by) == {"answered", "form"}
    assert shown.by["answered"] in (35, 40)
    assert shown.by["form"] in (15, 20)
    assert shown.people <= 64
    assert shown.days is not None
    assert 8 <= shown.days <= 14
    assert community.outcomes.of("instagram") is None


async def test_too_few_people_are_not_shown(community: Community) -> None:
    await tell(community, range(ENOUGH - 1))
    await community.outcomes.renew()
    assert community.outcomes.of("deviantart") is None


async def test_a_person_counts_once_however_many_letters(community: Community) -> None:
    for _ in range(10):
        await tell(community, range(9))
    await community.outcomes.renew()
    assert community.outcomes.of("deviantart") is None


async def test_what_an_authority_did_is_not_the_platforms_doing(community: Community) -> None:
    await tell(community, range(60), kind="complaint")
    await community.outcomes.renew()
    assert community.outcomes.of("deviantart") is None


async def test_one_more_or_less_changes_nothing_and_a_week_passes_between(
    community: Community,
) -> None:
    await tell(community, range(40))
    seconds = await community.outcomes.renew()
    first = community.outcomes.of("deviantart")
    assert first is not None
    assert seconds == 7 * 24 * 3600
    await tell(community, range(40, 90))
    assert await community.outcomes.renew() == seconds
    assert community.outcomes.of("deviantart") == first


async def test_who_tells_alone_does_not_move_a_figure(community: Community) -> None:
    await tell(community, range(40))
    await community.outcomes.renew()
    first = community.outcomes.of("deviantart")
    await tell(community, [40])
    community.clock.on(days=7)
    await community.outcomes.renew()
    second = community.outcomes.of("deviantart")
    assert first is not None
    assert second is not None
    assert (second.by, second.days, second.people) == (first.by, first.days, first.people)


async def test_what_is_a_year_old_counts_no_more(community: Community) -> None:
    await tell(community, range(40))
    await community.outcomes.renew()
    community.clock.on(days=367)
    await community.outcomes.renew()
    assert community.outcomes.of("deviantart") is None


async def test_another_process_reads_what_was_published(community: Community) -> None:
    await tell(community, range(40))
    other = Outcomes(community.store, community.clock)
    await other.refresh()
    assert other.of("deviantart") is None
    await community.outcomes.renew()
    await other.refresh()
    assert other.of("deviantart") is None
    community.clock.on(hours=1)
    await other.refresh()
    assert other.of("deviantart") == community.outcomes.of("deviantart") is not None


async def test_erasing_a_person_leaves_nothing_of_them_in_the_cells(community: Community) -> None:
    await tell(community, range(1, 41))
    await community.outcomes.renew()
    assert (await community.store.export(7))["cell_people"]
    await community.store.erase(7)
    assert not any((await community.store.export(7)).values())


async def test_it_is_planned_once(community: Community) -> None:
    await community.outcomes.begin()
    await community.outcomes.begin()
    (job,) = await community.jobs()
    assert (job.kind, job.case, job.user) == ("report-weekly", NO_SERVER, 0)
    await community.outcomes.renew()
    assert len(await community.jobs()) == 1


@given(
    told=st.lists(
        st.builds(
            ToldOutcome,
            letter=st.integers(1, 10**6),
            user=st.integers(1, 30),
            platform=st.sampled_from(["deviantart", "instagram"]),
            outcome=st.sampled_from(["answered", "form", "silence"]),
            received=st.none() | st.just(MONDAY),
            on=st.dates(date(2026, 11, 1), date(2027, 11, 1)),
        )
    )
)
async def test_cells_hold_each_person_once_for_a_platform(told: list[ToldOutcome]) -> None:
    cells = sort_told(told)
    for platform in ("deviantart", "instagram"):
        counted = [user for cell, users in cells.items() if cell[1] == platform for user in users]
        assert sorted(counted) == sorted({t.user for t in told if t.platform == platform})  # type: ignore[type-var]
