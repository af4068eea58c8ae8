"""Names of countries and languages, from Unicode CLDR through Babel."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja")
"""The languages Tern speaks, in which a country can be searched."""


def is_language(code: str) -> bool:
    """Whether CLDR knows the language: `de`, `pt-BR`."""
    return code.replace("-", "_") in Locale("en").languages


def is_territory(code: str) -> bool:
    """Whether CLDR knows the country by this ISO 3166-1 code; areas (`001`) are not countries."""
    return code.isalpha() and code in Locale("en").territories


def names_of(territories: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The countries' names in every language Tern speaks, each once."""
    locales = [Locale(language) for language in LANGUAGES]
    return {
        code: tuple(dict.fromkeys(locale.territories[code] for locale in locales))
        for code in sorted(set(territories))
    }
