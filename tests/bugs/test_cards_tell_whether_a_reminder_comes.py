"""Cards promised a question after all reminders had been stopped; a silence told too early could be
"undone", which took back that the letter was sent."""

from __future__ import annotations

import gettext
from datetime import date
from pathlib import Path

import pytest

from bot.i18n import Language
from bot.local_discord.server import LocalDiscord
from bot.views import cases as views
from tests.core.desk import MARA, desk_in
from tests.e2e.life import letter, mark_sent, press, tell, tern_at
from tests.moving import MovingClock

T = Language("en", gettext.NullTranslations())


@pytest.mark.asyncio
async def test_the_next_reminder_of_the_matter_is_known(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as desk:
        case = await desk.waiting()
        assert (await desk.cases.standing(MARA, case)).reminds_on == date(2026, 12, 24)
        await desk.cases.remind(MARA, case, 3)
        assert (await desk.cases.standing(MARA, case)).reminds_on == date(2026, 11, 26)
        await desk.cases.stop(MARA)
        shown = await desk.cases.standing(MARA, case)
        assert shown.reminds_on is None
        assert "Reminders: none" in str(views.standing(shown, T).to_components())
        shown = await desk.cases.tell(MARA, case, "silence")
        assert (shown.early, shown.reminds_on) == (True, date(2026, 12, 24))
        assert "case-undo" not in str(views.standing(shown, T).to_components())


@pytest.mark.asyncio
async def test_a_settled_letter_keeps_no_calendar_file_and_undo_gives_it_back(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with tern_at(discord, tmp_path, MovingClock()) as tern:
        message = await mark_sent(tern.mara, await letter(tern.mara))
        assert any(name.endswith(".ics") for name in message.files)
        await tell(tern.mara, message, "answered")
        assert not any(name.endswith(".ics") for name in message.files)
        assert "Last day" not in message.text
        assert "Undo: done" in message.text
        await press(tern.mara, message, "case-undo")
        assert any(name.endswith(".ics") for name in message.files)
        await press(tern.mara, message, "case-undo")
        assert "Ways to send it:" in message.text
