"""A day with dots was refused, and 30 February was answered with how a day is written."""

from __future__ import annotations

from datetime import date

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent


@pytest.mark.asyncio
async def test_dots_are_read_and_a_day_that_is_none_is_named(tern: Tern) -> None:
    message = await letter(tern.mara)
    for day in ("2026-02-30", "30.2.2026"):
        reply = await mark_sent(tern.mara, message, day=day)
        assert "There is no 30 February 2026." in reply.text
    today = tern.services.clock.now().date()
    await mark_sent(tern.mara, message, day=f"{today.day}.{today.month}.{today.year}")
    (case,) = await tern.services.store.letters_of(int(tern.mara.id))
    assert case.received is not None
    assert abs(case.received - today) < date.resolution * 2
