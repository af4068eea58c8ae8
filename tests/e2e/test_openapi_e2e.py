"""Every kind of request that Tern sends fits Discord's own description of its API.

The other tests hold theirs against it too, where the document is there; this one says when it is
not."""

from __future__ import annotations

import pytest

from bot.jobs.erasures import empty_chat
from tests.e2e.conftest import Tern
from tests.e2e.test_me_e2e import leave_traces
from tests.openapi import specification, specification_file


@pytest.mark.asyncio
async def test_all_requests_fit(tern: Tern) -> None:
    if not specification_file().exists():
        pytest.skip("Discord's OpenAPI document is not here; DISCORD_OPENAPI can name it")
    await leave_traces(tern)
    await tern.mara.complete("policy show", "platform", "insta")
    answer = await tern.mara.slash("policy show", platform="instagram")
    assert answer.message is not None
    await tern.mara.press(answer.message, "policy-page:v1:sources")
    await tern.mara.slash("me export")
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    await tern.services.erasures.plan(int(tern.mara.id))
    await empty_chat(tern.client, int(tern.mara.id))
    sent = [(r.method, r.path, r.body) for r in tern.discord.requests]
    assert len({(method, path.count("/")) for method, path, _ in sent}) > 6
    assert [p for request in sent if (p := specification().problem(*request))] == []
