"""Who had told that a letter came back was counted for good: after “Forget”, after choosing another
outcome, and for forms and post, which nobody looks up. And the marked address was still named."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from bot.core.models import Means
from bot.i18n import Language
from bot.views import cases as views
from tests.core.desk import MARA, Desk, desk_in
from tests.shipped import catalogue

pytestmark = pytest.mark.asyncio

PLATFORM = "deviantart"
ADDRESS = next(one.email for one in catalogue().platforms[PLATFORM].operators if one.email)


async def came_back(desk: Desk, means: Means = "email", user: int = MARA) -> int:
    case = await desk.letter(user=user, platform=PLATFORM)
    await desk.cases.sent(user, case, means, None)
    await desk.cases.tell(user, case, "bounced")
    return case


async def reports(desk: Desk) -> int:
    return len((await desk.store.export(MARA))["bounces"])


async def test_only_an_email_address_is_reported(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        for means in ("form", "post"):
            await came_back(desk, means)
        assert await reports(desk) == 0
        await came_back(desk)
        assert await reports(desk) == 1


@pytest.mark.parametrize("how", ["forget", "undo", "tell"])
async def test_what_was_told_by_mistake_is_not_counted(tmp_path: Path, how: str) -> None:
    async with desk_in(tmp_path) as desk:
        case = await came_back(desk)
        if how == "forget":
            await desk.cases.forget(MARA, case)
        elif how == "undo":
            await desk.undo(case)
        else:
            await desk.cases.tell(MARA, case, "answered")
        assert await reports(desk) == 0


async def test_forgetting_a_letter_that_was_sent_another_way_forgets_the_report(
    tmp_path: Path,
) -> None:
    async with desk_in(tmp_path) as desk:
        case = await came_back(desk)
        await desk.cases.sent(MARA, case, "post", None)
        assert await reports(desk) == 1
        await desk.cases.forget(MARA, case)
        assert await reports(desk) == 0


async def test_an_address_that_is_marked_is_not_recommended(tmp_path: Path) -> None:
    t = Language("en", gettext.NullTranslations())
    async with desk_in(tmp_path) as desk:
        case = await came_back(desk, "form")
        named = str(views.standing(await desk.cases.standing(MARA, case), t).to_components())
        assert ADDRESS in named
        for user in (3, 4, 5):
            await came_back(desk, user=user)
        shown = await desk.cases.standing(MARA, case)
        assert shown.undeliverable
        assert ADDRESS not in str(views.standing(shown, t).to_components())
