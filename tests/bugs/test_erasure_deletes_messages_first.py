"""`/me delete` erased the rows before the messages, so whatever failed in between left letters in
the chat that nothing knew of any more."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.test_me_e2e import leave_traces


@pytest.mark.asyncio
async def test_while_messages_are_deleted_their_ids_are_still_known(tern: Tern) -> None:
    await leave_traces(tern)
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    release = tern.discord.faults.hold(r"DELETE /channels/\d+/messages/\d+")
    pressed = await tern.mara.press(asked.message, "me-delete:v1")
    assert await tern.services.privacy.sent_messages(int(tern.mara.id))
    release.set()
    assert "1 message deleted" in (await pressed.next()).text
    assert await tern.services.privacy.held(int(tern.mara.id)) == {}
