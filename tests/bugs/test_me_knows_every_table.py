"""Whoever had pressed "I sent it" could neither see nor erase what Tern held on them: `/me show`
and `/me delete` had no words for reminders and failed. That there are words for every table is
promised in tests/store/test_kept.py."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent, tell


@pytest.mark.asyncio
@pytest.mark.parametrize("outcome", [None, "bounced"])
async def test_a_letter_that_lives_is_shown(tern: Tern, outcome: str | None) -> None:
    message = await letter(tern.mara, platform="artstation")
    await mark_sent(tern.mara, message)
    if outcome:
        await tell(tern.mara, message, outcome)
    held = await tern.services.privacy.held(int(tern.mara.id))
    assert ("bounces" if outcome else "jobs") in held
    for command in ("me show", "me delete"):
        shown = (await tern.mara.slash(command)).text
        assert shown.count("entry: ") == len(held)
