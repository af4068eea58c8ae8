"""Whoever had pressed "I sent it" could neither see nor erase what Tern held on them: `/me show`
and `/me delete` had no words for reminders and failed."""

from __future__ import annotations

import pytest

from bot.views.me import WHY
from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent, tell


@pytest.mark.asyncio
@pytest.mark.parametrize("outcome", [None, "bounced"])
async def test_a_letter_that_lives_is_shown_and_erased(tern: Tern, outcome: str | None) -> None:
    message = await letter(tern.mara, platform="artstation")
    await mark_sent(tern.mara, message)
    if outcome:
        await tell(tern.mara, message, outcome)
    held = await tern.services.privacy.held(int(tern.mara.id))
    assert ("bounces" if outcome else "jobs") in held
    shown = (await tern.mara.slash("me show")).text
    assert shown.count("entry: ") == len(held)
    asked = (await tern.mara.slash("me delete")).message
    assert asked is not None
    await (await tern.mara.press(asked, "me-delete:v1")).next()
    assert await tern.services.privacy.held(int(tern.mara.id)) == {}


@pytest.mark.asyncio
async def test_there_are_words_for_every_table(tern: Tern) -> None:
    assert set(WHY) == set(await tern.services.store.user_tables())
