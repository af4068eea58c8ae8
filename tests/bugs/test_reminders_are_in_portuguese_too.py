"""A letter keeps its reader's language without the country, `pt`, and Tern speaks `pt-BR`: its
reminders would have come in English."""

from __future__ import annotations

import gettext

import pytest

from bot.i18n import Language, Languages


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("pt", "pt-BR"),
        ("pt-BR", "pt-BR"),
        ("es-419", "es"),
        ("en-GB", "en"),
        ("ko", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_language_is_found_with_or_without_its_country(locale: str | None, spoken: str) -> None:
    words = gettext.NullTranslations()
    languages = Languages({code: Language(code, words) for code in ("en", "es", "pt-BR")})
    assert languages.of(locale).code == spoken
