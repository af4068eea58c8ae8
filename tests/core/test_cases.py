"""The life of a letter: its dates, and what follows what happened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio

from bot.core.models import LetterKind, Means, Outcome
from bot.errors import UserError
from tests.core.desk import DAY, JUN, MARA, Desk, desk_in, nine
from tests.shipped import catalogue


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_in(tmp_path) as ready:
        yield ready


# --- whose it is ------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_case_is_its_persons_alone(desk: Desk) -> None:
    case = await desk.letter()
    with pytest.raises(UserError, match="no longer knows"):
        await desk.cases.standing(JUN, case)
    for act in (desk.cases.close, desk.cases.forget):
        with pytest.raises(UserError):
            await act(JUN, case)
    with pytest.raises(UserError):
        await desk.cases.undo(JUN, case, "written", None)
    assert (await desk.cases.case_of(MARA, case)).user == MARA


@pytest.mark.asyncio
async def test_without_a_press_there_is_no_job(desk: Desk) -> None:
    await desk.letter()
    assert await desk.jobs() == []


# --- sent -------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_month_of_the_gdpr_starts_with_the_receipt(desk: Desk) -> None:
    case = await desk.letter()
    shown = await desk.cases.sent(MARA, case, "email", DAY)
    assert shown.case.due == date(2026, 12, 23)
    assert shown.answer is not None
    assert shown.asked is None
    assert await desk.asks_on() == nine(date(2026, 12, 24), "Europe/Berlin")


@pytest.mark.asyncio
async def test_where_no_law_sets_a_time_the_day_is_asked_for(desk: Desk) -> None:
    case = await desk.letter("elsewhere", "request")
    shown = await desk.cases.sent(MARA, case, "form", DAY)
    assert shown.answer is None
    assert shown.asked == DAY + timedelta(days=30)
    follow_up = await desk.letter("elsewhere", "follow-up", parent=case)
    shown = await desk.cases.sent(MARA, follow_up, "form", DAY)
    assert shown.asked == DAY + timedelta(days=14)


@pytest.mark.asyncio
async def test_a_complaint_has_no_day_and_asks_for_nothing(desk: Desk) -> None:
    case = await desk.letter(kind="complaint")
    shown = await desk.cases.sent(MARA, case, "post", DAY)
    assert shown.case.due is None
    assert shown.answer is None
    assert await desk.jobs() == []


@pytest.mark.asyncio
async def test_post_waits_until_its_arrival_is_known(desk: Desk) -> None:
    case = await desk.letter()
    shown = await desk.cases.sent(MARA, case, "post", None)
    assert (shown.case.stage, shown.case.due) == ("posted", None)
    assert await desk.asks_on() == nine(DAY + timedelta(days=14), "Europe/Berlin")
    desk.clock.on(days=5)
    shown = await desk.cases.sent(MARA, case, "post", DAY + timedelta(days=3))
    assert (shown.case.stage, shown.case.sent) == ("waiting", DAY)
    assert shown.case.due == date(2026, 12, 28)


@pytest.mark.asyncio
@pytest.mark.parametrize("day", [DAY + timedelta(days=1), DAY - timedelta(days=400)])
async def test_impossible_days_are_refused(desk: Desk, day: date) -> None:
    case = await desk.letter()
    with pytest.raises(UserError):
        await desk.cases.sent(MARA, case, "email", day)
    assert (await desk.cases.case_of(MARA, case)).stage == "written"


@pytest.mark.asyncio
@pytest.mark.parametrize(("means", "arrived"), [("form", DAY), ("email", DAY), ("post", None)])
async def test_without_a_day_all_but_post_arrive_today(
    desk: Desk, means: Means, arrived: date | None
) -> None:
    case = await desk.letter()
    shown = await desk.cases.sent(MARA, case, means, None)
    assert (shown.case.sent, shown.case.received) == (DAY, arrived)


@pytest.mark.asyncio
async def test_post_that_was_answered_may_still_be_told_to_have_arrived(desk: Desk) -> None:
    case = await desk.letter()
    await desk.cases.sent(MARA, case, "post", None)
    desk.clock.on(days=5)
    await desk.cases.tell(MARA, case, "identity")
    shown = await desk.cases.sent(MARA, case, "post", DAY + timedelta(days=2))
    assert (shown.case.outcome, shown.case.sent) == ("identity", DAY)
    assert shown.case.due == date(2026, 12, 28)


@pytest.mark.asyncio
async def test_today_is_the_regions_today(desk: Desk) -> None:
    desk.clock.to(int(datetime(2026, 11, 23, 23, 30, tzinfo=UTC).timestamp()))
    korean = await desk.cases.case_of(MARA, await desk.letter("kr"))
    californian = await desk.cases.case_of(MARA, await desk.letter("us-ca", "access"))
    assert desk.cases.today(korean) == date(2026, 11, 24)
    assert desk.cases.today(californian) == DAY


@pytest.mark.asyncio
async def test_a_time_that_is_over_already_sets_no_reminder(desk: Desk) -> None:
    case = await desk.letter()
    shown = await desk.cases.sent(MARA, case, "email", DAY - timedelta(days=90))
    assert shown.overdue
    assert await desk.jobs() == []


@pytest.mark.asyncio
async def test_acknowledgements_belong_to_the_right_letter(desk: Desk) -> None:
    """UK: the complaint to the company; California: the request."""
    objection = await desk.waiting("uk")
    assert (await desk.cases.standing(MARA, objection)).acknowledge is None
    complaint = await desk.letter("uk", "follow-up", parent=objection)
    shown = await desk.cases.sent(MARA, complaint, "email", DAY)
    assert shown.acknowledge is not None
    assert shown.acknowledge.day >= DAY + timedelta(days=30)
    erasure = await desk.waiting("us-ca", "erasure")
    assert (await desk.cases.standing(MARA, erasure)).acknowledge is not None


# --- what came of it --------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_silence_before_the_last_day_is_not_silence(desk: Desk) -> None:
    case = await desk.waiting()
    desk.clock.to(date(2026, 12, 23))
    shown = await desk.cases.tell(MARA, case, "silence")
    assert shown.early
    assert (await desk.cases.case_of(MARA, case)).outcome is None
    assert await desk.asks_on() is not None
    desk.clock.to(date(2026, 12, 24))
    shown = await desk.cases.tell(MARA, case, "silence")
    assert not shown.early
    assert shown.letters == ("follow-up", "complaint")


@pytest.mark.asyncio
async def test_silence_on_a_follow_up_leads_to_the_complaint(desk: Desk) -> None:
    case = await desk.waiting()
    follow_up = await desk.letter(kind="follow-up", parent=case)
    await desk.cases.sent(MARA, follow_up, "email", DAY)
    desk.clock.on(days=15)
    shown = await desk.cases.tell(MARA, follow_up, "silence")
    assert shown.letters == ("complaint",)


@pytest.mark.asyncio
@pytest.mark.parametrize(("region", "kind"), [("tr", "erasure"), ("mx", "objection")])
async def test_where_the_time_to_complain_is_short_the_complaint_comes_first(
    desk: Desk, region: str, kind: LetterKind
) -> None:
    case = await desk.waiting(region, kind)
    desk.clock.on(days=40)
    today = desk.cases.today(await desk.cases.case_of(MARA, case))
    shown = await desk.cases.tell(MARA, case, "refused", today)
    assert shown.letters == ("complaint", "follow-up")
    assert shown.complain_by is not None
    warned = await desk.asks_on("letter-window")
    assert warned is not None
    assert warned.date() <= shown.complain_by.day


@pytest.mark.asyncio
async def test_in_turkey_the_window_starts_with_the_request(desk: Desk) -> None:
    case = await desk.waiting("tr", "erasure")
    shown = await desk.cases.standing(MARA, case)
    assert shown.complain_by is not None
    assert shown.complain_by.day == DAY + timedelta(days=60)
    warned = nine(DAY + timedelta(days=53), "Europe/Istanbul")
    assert await desk.asks_on("letter-window") == warned


@pytest.mark.asyncio
async def test_once_the_time_to_complain_is_over_no_complaint_is_offered(desk: Desk) -> None:
    case = await desk.waiting("tr", "erasure")
    desk.clock.on(days=61)
    shown = await desk.cases.tell(MARA, case, "silence")
    assert shown.letters == ("follow-up",)


@pytest.mark.asyncio
async def test_the_day_is_asked_only_where_a_time_hangs_on_it(desk: Desk) -> None:
    turkish = await desk.cases.case_of(MARA, await desk.waiting("tr", "erasure"))
    german = await desk.cases.case_of(MARA, await desk.waiting())
    assert desk.cases.asks_day(turkish, "refused")
    assert not desk.cases.asks_day(german, "refused")
    assert desk.cases.asks_day(german, "extended")


@pytest.mark.asyncio
async def test_of_a_case_that_could_not_be_read_every_day_is_asked_that_may_matter(
    desk: Desk,
) -> None:
    asked = {outcome for outcome in get_args(Outcome) if desk.cases.asks_day(None, outcome)}
    assert asked == {"partly", "refused", "extended"}


@pytest.mark.asyncio
async def test_an_extension_in_time_counts_from_receipt(desk: Desk) -> None:
    case = await desk.waiting()
    desk.clock.on(days=20)
    shown = await desk.cases.tell(MARA, case, "extended")
    assert shown.case.due == date(2027, 2, 23)
    assert not shown.late
    assert await desk.asks_on() == nine(date(2027, 2, 24), "Europe/Berlin")
    back = await desk.undo(case)
    assert (back.case.outcome, back.case.extended_on) == (None, None)
    assert back.case.due == date(2026, 12, 23)


@pytest.mark.asyncio
async def test_an_extension_that_came_too_late_changes_nothing(desk: Desk) -> None:
    case = await desk.waiting()
    desk.clock.on(days=40)
    shown = await desk.cases.tell(MARA, case, "extended", date(2026, 12, 28))
    assert shown.late
    assert shown.case.due == date(2026, 12, 23)
    assert shown.letters == ("follow-up", "complaint")


@pytest.mark.asyncio
async def test_a_second_notice_of_extension_gives_nothing_and_takes_nothing(desk: Desk) -> None:
    case = await desk.waiting()
    await desk.cases.tell(MARA, case, "extended")
    desk.clock.on(days=60)
    shown = await desk.cases.tell(MARA, case, "extended")
    assert (shown.case.due, shown.late) == (date(2027, 2, 23), False)


@pytest.mark.asyncio
async def test_more_time_without_a_law_moves_what_is_asked_for(desk: Desk) -> None:
    case = await desk.waiting("elsewhere", "request")
    desk.clock.on(days=40)
    shown = await desk.cases.tell(MARA, case, "extended")
    assert shown.asked == DAY + timedelta(days=70)


@pytest.mark.asyncio
@pytest.mark.parametrize("outcome", ["identity", "form", "proof"])
async def test_after_a_reply_of_the_persons_they_get_two_weeks(
    desk: Desk, outcome: Outcome
) -> None:
    case = await desk.waiting()
    desk.clock.to(date(2026, 12, 22))
    shown = await desk.cases.tell(MARA, case, outcome)
    assert shown.letters == ("follow-up",)
    assert shown.case.due == date(2026, 12, 23)
    assert await desk.asks_on() == nine(date(2027, 1, 5), "Europe/Berlin")


@pytest.mark.asyncio
@pytest.mark.parametrize("outcome", ["answered", "bounced"])
async def test_what_is_settled_is_not_asked_about(desk: Desk, outcome: Outcome) -> None:
    case = await desk.waiting("tr", "erasure")
    await desk.cases.tell(MARA, case, outcome)
    assert await desk.jobs() == []


@pytest.mark.asyncio
async def test_a_plain_request_leads_to_no_authority(desk: Desk) -> None:
    for region in ("us-other", "elsewhere", "eu-de"):
        case = await desk.waiting(region, "request")
        shown = await desk.cases.tell(MARA, case, "refused")
        assert shown.letters == ("follow-up",)


@pytest.mark.asyncio
async def test_a_letter_that_was_not_sent_has_no_outcome(desk: Desk) -> None:
    case = await desk.letter()
    with pytest.raises(UserError, match="I sent it"):
        await desk.cases.tell(MARA, case, "answered")


@pytest.mark.asyncio
async def test_every_outcome_in_every_region_has_what_it_needs(desk: Desk) -> None:
    """No region's record makes a step fail, whatever comes of whichever letter."""
    home = catalogue()
    for region in [one.id for one in home.regions.values() if one.choosable]:
        for kind in ("objection", "request", "follow-up", "reservation", "complaint"):
            case = await desk.waiting(region, kind)
            for outcome in get_args(Outcome):
                shown = await desk.cases.tell(MARA, case, outcome)
                assert shown.early or shown.case.outcome == outcome
            await desk.cases.forget(MARA, case)
