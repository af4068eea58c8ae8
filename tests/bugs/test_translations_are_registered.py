"""The fingerprint of the commands left their translations out, so a new language never reached
Discord."""

from __future__ import annotations

import gettext

import pytest

from bot.i18n import Language, Languages
from bot.tree import Translator
from tests.e2e.conftest import Tern


class Shouting(gettext.NullTranslations):
    """A language that needs no files; names of commands have no blank and stay."""

    def gettext(self, message: str) -> str:
        return message.upper() if " " in message else message


@pytest.mark.asyncio
async def test_a_new_language_changes_the_fingerprint(tern: Tern) -> None:
    before = await tern.client.tree.fingerprint()
    languages = Languages(
        {"en": Language("en", gettext.NullTranslations()), "de": Language("de", Shouting())}
    )
    await tern.client.tree.set_translator(Translator(languages))
    assert await tern.client.tree.fingerprint() != before
    assert await tern.client.tree.register()
    about = next(c for c in tern.discord.world.commands.values() if c["name"] == "about")
    assert about["description_localizations"]["de"] == about["description"].upper()
