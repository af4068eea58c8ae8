"""After a complaint Tern spoke of the authority as of a company: "They refused", the next letter,
a time that is not set."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from bot.i18n import Language
from bot.views import cases as views
from tests.core.desk import MARA, desk_in

T = Language("en", gettext.NullTranslations())


@pytest.mark.asyncio
async def test_silence_of_an_authority_can_be_told_at_any_time(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        first = await desk.waiting()
        await desk.cases.tell(MARA, first, "silence")
        case = await desk.letter(kind="complaint", parent=first)
        shown = await desk.cases.sent(MARA, case, "post", None)
        words = str(views.standing(shown, T).to_components())
        assert "No answer yet" in words
        assert "time for the answer" not in words
        shown = await desk.cases.tell(MARA, case, "silence")
        assert (shown.case.outcome, shown.early) == ("silence", False)
        words = str(views.standing(shown, T).to_components())
        assert "ask the authority for the state of the matter" in words


@pytest.mark.asyncio
async def test_what_an_authority_rejects_sets_no_time_to_complain(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        first = await desk.waiting("tr", "erasure")
        before = (await desk.cases.standing(MARA, first)).complain_by
        case = await desk.letter("tr", "complaint", parent=first)
        shown = await desk.cases.sent(MARA, case, "form", None)
        assert not desk.cases.asks_day(shown.case, "refused")
        await desk.cases.tell(MARA, case, "refused")
        assert (await desk.cases.standing(MARA, first)).complain_by == before
