"""The life of a letter: taking back, what Tern asks and when, forgetting, addresses that bounce."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.models import Job, LetterChoice
from tests.core.desk import DAY, JUN, MARA, Desk, desk_in, nine
from tests.shipped import catalogue


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_in(tmp_path) as ready:
        yield ready


# --- taking back, putting off, ending ---------------------------------------------------------


@pytest.mark.asyncio
async def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    case = await desk.letter()
    await desk.cases.sent(MARA, case, "post", None)
    desk.clock.on(days=5)
    await desk.cases.sent(MARA, case, "post", DAY + timedelta(days=4))
    await desk.cases.tell(MARA, case, "refused")
    await desk.cases.close(MARA, case)
    assert await desk.jobs() == []
    stages = []
    for _ in range(4):
        shown = await desk.undo(case)
        stages.append((shown.case.stage, shown.case.outcome, shown.case.sent))
        assert not shown.outdated
    assert stages == [
        ("waiting", "refused", DAY),
        ("waiting", None, DAY),
        ("posted", None, DAY),
        ("written", None, None),
    ]
    assert await desk.jobs() == []


@pytest.mark.asyncio
@pytest.mark.parametrize("days", [3, 7, 30])
async def test_a_reminder_comes_at_nine_where_the_person_lives(desk: Desk, days: int) -> None:
    case = await desk.letter("kr")
    day = await desk.cases.remind(MARA, case, days)
    assert day == DAY + timedelta(days=days)
    assert await desk.asks_on("letter-unsent") == nine(day, "Asia/Seoul")


@pytest.mark.asyncio
async def test_of_two_reminders_that_were_asked_for_the_newest_comes(desk: Desk) -> None:
    case = await desk.waiting()
    await desk.cases.remind(MARA, case, 30)
    await desk.cases.remind(MARA, case, 7)
    assert await desk.kinds() == ["letter-due", "letter-later"]
    assert await desk.asks_on("letter-later") == nine(DAY + timedelta(days=7), "Europe/Berlin")


@pytest.mark.asyncio
async def test_one_question_a_morning_is_enough(desk: Desk) -> None:
    case = await desk.waiting()
    desk.clock.to(date(2026, 12, 17))
    assert await desk.cases.remind(MARA, case, 7) == date(2026, 12, 24)
    assert await desk.kinds() == ["letter-due"]


@pytest.mark.asyncio
async def test_who_asks_about_a_letter_that_was_followed_is_asked(desk: Desk) -> None:
    case = await desk.waiting()
    follow_up = await desk.letter(kind="follow-up", parent=case)
    await desk.cases.sent(MARA, follow_up, "email", DAY)
    await desk.cases.remind(MARA, case, 3)
    assert await desk.cases.reminder(await _job(desk, "letter-later")) is not None


@pytest.mark.asyncio
async def test_sending_ends_the_question_whether_it_was_sent(desk: Desk) -> None:
    case = await desk.letter()
    await desk.cases.remind(MARA, case, 3)
    await desk.cases.sent(MARA, case, "email", DAY)
    assert [job.kind for job in await desk.jobs()] == ["letter-due"]


@pytest.mark.asyncio
async def test_stop_drops_every_reminder_of_the_person_only(desk: Desk) -> None:
    await desk.waiting()
    await desk.waiting("tr", "erasure")
    other = await desk.letter(user=JUN)
    await desk.cases.sent(JUN, other, "email", DAY)
    assert await desk.cases.stop(MARA) == 3
    assert {job.user for job in await desk.jobs()} == {JUN}


@pytest.mark.asyncio
async def test_forgetting_takes_the_whole_matter(desk: Desk) -> None:
    case = await desk.waiting()
    follow_up = await desk.letter(kind="follow-up", parent=case)
    other = await desk.letter("uk")
    assert await desk.cases.forget(MARA, follow_up) == 2
    assert [matter.newest.case.id for matter in await desk.cases.matters(MARA)] == [other]
    assert await desk.jobs() == []


@pytest.mark.asyncio
async def test_matters_are_chains_newest_first(desk: Desk) -> None:
    first = await desk.waiting()
    desk.clock.on(days=1)
    second = await desk.letter("uk")
    desk.clock.on(days=1)
    follow_up = await desk.letter(kind="follow-up", parent=first)
    matters = await desk.cases.matters(MARA)
    chains = [[one.case.id for one in matter.standings] for matter in matters]
    assert chains == [[first, follow_up], [second]]


@pytest.mark.asyncio
async def test_a_letter_that_reached_nobody_is_no_matter(desk: Desk) -> None:
    choice = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="en")
    case = await desk.store.open_letter(MARA, 0, choice, 1, reader="en")
    await desk.store.settle_letter(case, "failed", 2)
    assert await desk.cases.matters(MARA) == []


# --- what is still worth saying ---------------------------------------------------------------


async def _job(desk: Desk, kind: str) -> Job:
    return next(job for job in await desk.jobs() if job.kind == kind)


@pytest.mark.asyncio
async def test_a_reminder_says_nothing_once_the_next_letter_is_sent(desk: Desk) -> None:
    case = await desk.waiting("tr", "erasure")
    due, window = await _job(desk, "letter-due"), await _job(desk, "letter-window")
    follow_up = await desk.letter("tr", "follow-up", parent=case)
    assert await desk.cases.reminder(due) is not None
    await desk.cases.sent(MARA, follow_up, "email", DAY)
    assert await desk.cases.reminder(due) is None
    assert await desk.cases.reminder(window) is not None
    complaint = await desk.letter("tr", "complaint", parent=case)
    await desk.cases.sent(MARA, complaint, "form", DAY)
    assert await desk.cases.reminder(window) is None


@pytest.mark.asyncio
async def test_what_is_held_is_told_once(desk: Desk) -> None:
    case = await desk.waiting()
    job = await _job(desk, "letter-due")
    await desk.store.hold_job(job.id)
    (held,) = await desk.cases.held(MARA)
    assert held.standing.case.id == case
    assert await desk.cases.held(JUN) == []
    await desk.cases.told(held.job)
    assert await desk.cases.held(MARA) == []


@pytest.mark.asyncio
async def test_what_is_held_and_outdated_is_dropped(desk: Desk) -> None:
    case = await desk.waiting()
    job = await _job(desk, "letter-due")
    await desk.store.hold_job(job.id)
    follow_up = await desk.letter(kind="follow-up", parent=case)
    await desk.cases.sent(MARA, follow_up, "email", DAY)
    assert await desk.cases.held(MARA) == []
    assert await desk.store.held_jobs(MARA) == []


# --- bounces ----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_address_bounces_once_three_people_found_so(desk: Desk) -> None:
    platform = "deviantart"
    record = catalogue().platforms[platform]
    address = next(one.email for one in record.operators if one.email)
    for user in (MARA, MARA, JUN, 3):
        assert not await desk.cases.address_bounces(platform, address)
        case = await desk.letter(user=user, platform=platform)
        await desk.cases.sent(user, case, "email", DAY)
        await desk.cases.tell(user, case, "bounced")
    assert await desk.cases.address_bounces(platform, address)
    await desk.cases.undo(user, case, "posted", "bounced")
    assert not await desk.cases.address_bounces(platform, address)
    await desk.cases.tell(user, case, "bounced")
    assert not await desk.cases.address_bounces(platform, "other@example.org")
    assert not await desk.cases.address_bounces("nowhere", address)
