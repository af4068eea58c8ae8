"""A button whose custom_id had fewer arguments, written by an older version, ended in a failure
code: its handler had got one more since."""

from __future__ import annotations

import pytest

from bot.views.card import button, card, custom_id, row
from tests.e2e.conftest import Tern


@pytest.mark.asyncio
async def test_a_button_with_another_number_of_arguments_is_an_older_one(tern: Tern) -> None:
    place = tern.client.get_partial_messageable(int(tern.mara.channel("general")["id"]))
    older = [custom_id("arrive-stop"), custom_id("arrive-stop", "1", "2", "3")]
    await place.send(view=card(row(*(button("Stop these", one) for one in older))))
    (message,) = tern.mara.messages("general")
    for one in older:
        assert "an older version of Tern" in (await tern.mara.press(message, one)).text
