"""A message that was deleted while the connection broke off was reported as a failure."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import letter


@pytest.mark.asyncio
async def test_the_person_reads_that_it_is_gone(tern: Tern) -> None:
    message = await letter(tern.mara)
    (delete,) = [one for one in message.custom_ids if one.startswith("message-delete")]
    tern.discord.faults.reset("DELETE /webhooks/", after=True)
    pressed = await tern.mara.press(message, delete)
    assert (await pressed.next()).text == "The message is deleted."
    assert message.deleted
