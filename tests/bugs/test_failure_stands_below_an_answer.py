"""Whatever failed after an answer was shown took its place, files and all."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.models import LetterFile
from bot.replies import reply, think, uploads
from bot.views.card import attached, button, card, custom_id, row, text
from tests.e2e.conftest import Tern

FILE = LetterFile(name="kept.txt", media_type="text/plain", content=b"kept")


async def answer_and_fail(interaction: Any) -> None:
    await think(interaction)
    await reply(interaction, card(text("Here"), attached(FILE.name)), uploads([FILE]))
    raise RuntimeError


@pytest.mark.asyncio
async def test_the_answer_stays(tern: Tern) -> None:
    tern.client.router.add("fail", answer_and_fail)
    user = await tern.client.fetch_user(int(tern.mara.id))
    await user.send(view=card(text("Try"), row(button("Fail", custom_id("fail")))))
    answer = await tern.mara.press(tern.mara.dms()[-1], "fail:v1")
    failed = await answer.next()
    assert failed.ephemeral
    assert "Something went wrong" in failed.text
    assert answer.message is not None
    assert answer.message.files == {FILE.name: FILE.content}
