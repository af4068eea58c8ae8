"""Who typed "USA" got the letter of a state without a privacy act, and the message named no
region."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import fill, letter

pytestmark = pytest.mark.asyncio


async def test_message_and_answer_name_the_region(tern: Tern) -> None:
    message = await letter(tern.mara, "USA")
    assert "United States (state without a privacy act)) is ready" in message.text
    assert "If your state has a privacy act of its own, choose the state" in message.text
    asked = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert asked.modal is not None
    told = await fill(tern.mara, asked.modal)
    assert "Your letter (objection, Instagram, Germany) is in our chat" in told.text


async def test_a_state_with_an_act_is_told_nothing_of_others(tern: Tern) -> None:
    assert "choose the state" not in (await letter(tern.mara, "us-tx")).text
