"""A day of arrival before the letter was written was taken without a word, and a last day that had
passed already stood there as if it lay ahead."""

from __future__ import annotations

import gettext
from datetime import timedelta
from pathlib import Path

import pytest

from bot.i18n import Language
from bot.views import cases as views
from tests.core.desk import DAY, MARA, desk_in

T = Language("en", gettext.NullTranslations())


@pytest.mark.asyncio
@pytest.mark.parametrize(("days", "early", "passed"), [
    (0, False, False), (1, True, False), (90, True, True),
])  # fmt: skip
async def test_it_is_told(tmp_path: Path, days: int, *, early: bool, passed: bool) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.letter()
        shown = await desk.cases.sent(MARA, case, "email", DAY - timedelta(days=days))
        words = str(views.standing(shown, T).to_components())
        assert ("before the day of this letter (23 November 2026)" in words) == early
        assert ("This day has passed: choose what happened." in words) == passed
