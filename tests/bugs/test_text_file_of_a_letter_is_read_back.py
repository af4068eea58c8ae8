"""The text file of a letter could not be read back from its message, so "Editable file" always said
that it is gone: discord.py gives the media of components no session to read them with."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import fill


@pytest.mark.asyncio
async def test_the_editable_file_is_made_from_the_text_on_the_message(tern: Tern) -> None:
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    await fill(tern.mara, form.modal)
    made = await tern.mara.press(tern.mara.dms()[-1], "letter-editable:v1:")
    assert made.message is not None
    assert [name.rpartition(".")[2] for name in made.message.files] == ["odt"]
