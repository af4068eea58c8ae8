"""Every language that Tern ships, compiled from what translators wrote."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import bot
from bot.catalogue.translations import Sentences, load_sentences
from bot.command_names import CommandNames
from bot.i18n import Language
from tests.shipped import DATA, catalogue

LOCALE = Path(bot.__file__).parent / "locale"
FOLDERS = {path.parents[1].name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/tern.po"))}
CODES = ("en", *(folder.replace("_", "-") for folder in FOLDERS))
"""As Discord writes them."""


@cache
def language(code: str) -> Language:
    """As it is loaded where it is spoken."""
    if code == "en":
        return Language(code, gettext.NullTranslations())
    words = gettext.GNUTranslations(BytesIO(_compiled(FOLDERS[code.replace("-", "_")])))
    commands = CommandNames.read(LOCALE / "commands" / f"{code}.yaml")
    return Language(code, words, _sentences().get(code), commands)


@cache
def _sentences() -> Sentences:
    return load_sentences(catalogue(), DATA, None)


def _compiled(file: Path) -> bytes:
    made = BytesIO()
    write_mo(made, read_po(BytesIO(file.read_bytes())))
    return made.getvalue()
