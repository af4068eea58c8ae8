"""Where no authority is recorded, a complaint about a company was to be sent to the company."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import letter

pytestmark = pytest.mark.asyncio


async def test_it_goes_to_the_attorney_general_of_the_state(tern: Tern) -> None:
    message = await letter(tern.mara, "us-tx", kind="complaint")
    assert "(complaint, Instagram, Texas (United States))" in message.text
    assert "attorney general of your state (Texas); Tern has not read an address" in message.text
    for theirs in ("contact form", "their form", "E-mail to", "stands on it", "Meta Platforms"):
        assert theirs not in message.text
    assert "Open the page" not in str(message.json)
