"""Where the connection to Discord broke off under Tern's first answer, the person saw "thinking"
for ever: Tern did not know that it had arrived, and every further word was refused as a second
answer."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern


@pytest.mark.asyncio
@pytest.mark.parametrize("route", ["POST /interactions/", "PATCH .*messages/@original"])
async def test_the_answer_comes(tern: Tern, route: str) -> None:
    tern.discord.faults.reset(route, after=True)
    reply = await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert "mara.paints" in reply.text
    shown = [message.text for message in tern.mara.messages("general") if message.ephemeral]
    assert len(shown) == 1
