"""The warning that the time to complain ends came once for each letter of a matter, still came when
the matter was settled, and came again on every morning after something was told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.core.desk import DAY, MARA, Desk, desk_in, nine

pytestmark = pytest.mark.asyncio


async def followed(desk: Desk) -> tuple[int, int]:
    """A letter in Turkey to which no answer came, and its follow-up, sent."""
    first = await desk.waiting("tr", "erasure")
    desk.clock.on(days=31)
    await desk.cases.tell(MARA, first, "silence")
    second = await desk.letter("tr", "follow-up", parent=first)
    await desk.cases.sent(MARA, second, "email", None)
    return first, second


async def test_a_matter_of_two_letters_has_one_warning(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        _, second = await followed(desk)
        (window,) = [job for job in await desk.jobs() if job.kind == "letter-window"]
        said = await desk.cases.reminder(window)
        assert said is not None
        assert said.standing.case.id == second


@pytest.mark.parametrize("how", ["answered", "closed", "complained"])
async def test_a_settled_matter_has_none(tmp_path: Path, how: str) -> None:
    async with desk_in(tmp_path) as desk:
        first, second = await followed(desk)
        (window,) = [job for job in await desk.jobs() if job.kind == "letter-window"]
        if how == "answered":
            await desk.cases.tell(MARA, second, "answered")
        elif how == "closed":
            await desk.cases.close(MARA, second)
        else:
            complaint = await desk.letter("tr", "complaint", parent=first)
            await desk.cases.sent(MARA, complaint, "form", None)
        assert "letter-window" not in await desk.kinds()
        assert await desk.cases.reminder(window) is None
        if how == "answered":
            await desk.undo(second)
            assert "letter-window" in await desk.kinds()


async def test_a_refusal_of_the_second_letter_moves_the_one_warning(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        first = await desk.waiting("tr", "erasure")
        second = await desk.letter("tr", "follow-up", parent=first)
        await desk.cases.sent(MARA, second, "email", DAY)
        assert await desk.asks_on("letter-window") == nine(
            DAY + timedelta(days=53), "Europe/Istanbul"
        )
        await desk.cases.tell(MARA, second, "refused", DAY)
        assert await desk.asks_on("letter-window") == nine(
            DAY + timedelta(days=23), "Europe/Istanbul"
        )


async def test_nobody_is_warned_every_morning(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("tr", "erasure")
        desk.clock.on(days=55)
        (window,) = [job for job in await desk.jobs() if job.kind == "letter-window"]
        await desk.store.finish_job(window.id)
        await desk.cases.tell(MARA, case, "identity")
        assert "letter-window" not in await desk.kinds()


async def test_what_is_known_late_is_warned_of_on_the_next_morning(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.letter("tr", "erasure")
        desk.clock.on(days=55)
        await desk.cases.sent(MARA, case, "email", DAY)
        await desk.cases.tell(MARA, case, "identity")
        assert await desk.asks_on("letter-window") == nine(
            DAY + timedelta(days=56), "Europe/Istanbul"
        )
