"""A reason full of characters without a font made the message about them too long, and the letter
was lost."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.test_letters_e2e import letter, text_of


@pytest.mark.asyncio
async def test_the_first_are_named_and_the_letter_arrives(tern: Tern) -> None:
    reason = "".join(chr(0x17000 + number) for number in range(1900))
    await letter(tern, reason=reason)
    message = tern.mara.dms()[-1]
    assert reason in text_of(message.files)
    assert "\U00017000" in message.text
    assert "\U00017100" not in message.text
