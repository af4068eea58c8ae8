"""A refusal under a US state's act led to a follow-up only, and said that a complaint rests on it:
the act lets one complain, but nobody had read the address of the authority."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from bot.i18n import Language
from bot.views import cases as views
from tests.core.desk import MARA, desk_in

T = Language("en", gettext.NullTranslations())


@pytest.mark.asyncio
async def test_a_right_to_complain_is_offered_without_an_address(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("us-tx", "request")
        shown = await desk.cases.tell(MARA, case, "refused")
        assert not shown.region.complaints_to
        assert shown.letters == ("follow-up", "complaint")
        words = str(views.standing(shown, T).to_components())
        assert shown.region.rights["complaint"].text in words
        assert "Tern has read no authority's address for this region." in words


@pytest.mark.asyncio
async def test_a_plain_request_rests_on_no_complaint(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting("elsewhere", "request")
        shown = await desk.cases.tell(MARA, case, "refused")
        assert shown.letters == ("follow-up",)
        assert "complaint" not in str(views.standing(shown, T).to_components()).lower()
