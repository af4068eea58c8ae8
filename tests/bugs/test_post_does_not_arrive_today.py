"""Today stood in the form of “I sent it” as the day of arrival, for a letter just posted too: its
time ran from that day, and people called it silence days too early."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import form, letter, mark_sent


@pytest.mark.asyncio
async def test_a_letter_just_posted_has_not_arrived(tern: Tern) -> None:
    message = await letter(tern.mara)
    asked = await form(tern.mara, message, "case-sent")
    assert "value" not in asked.fields["day"]
    await mark_sent(tern.mara, message, "post")
    assert "The time for the answer starts when it arrives" in message.text
    assert "Last day" not in message.text
