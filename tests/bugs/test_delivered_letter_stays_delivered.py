"""A letter arrived by direct message, the word about it in the channel failed, and the case became
`failed`, with the message's id forgotten: `/me delete` could not find the letter any more."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern, until_state
from tests.e2e.test_letters_e2e import FILLED


@pytest.mark.asyncio
async def test_a_failing_answer_does_not_undo_a_delivery(tern: Tern) -> None:
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    tern.discord.faults.fail(r"PATCH /webhooks/.*@original", 400, times=1, code=50035)
    reply = await tern.mara.submit(form.modal, FILLED)
    assert "may or may not be done" in reply.text
    case = await until_state(tern, tern.mara, "delivered")
    assert case.dm_message == int(tern.mara.dms()[-1].id)
