"""Languages: every sentence a member sees passes through here.

English sentences are the gettext message ids. A sentence is written where it is shown, as
`t("Posted by {name}.", name=...)`; one that is chosen in one place and shown in another (errors,
tables of words) is marked with `N_` there. `make words` collects both into `bot/locale/tern.pot`.
Commands stand in them by their English names and are shown by those the reader's Discord shows.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import babel
from babel import dates, lists, numbers

from bot.command_names import CommandNames


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate here"
    """Marks a sentence for translation and returns it unchanged."""
    return message


class Language:
    """The words, dates and names of one language."""

    def __init__(
        self,
        locale: str,
        catalogue: gettext.NullTranslations,
        sentences: Mapping[str, str] | None = None,
        commands: CommandNames | None = None,
    ) -> None:
        self.code = locale
        self.commands = commands or CommandNames()
        self._sentences = sentences or {}
        # Tern's own English is British: "23 July 2026".
        self._babel = babel.Locale.parse("en-GB" if locale == "en" else locale, sep="-")
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence in this language, its `{placeholders}` filled."""
        text = self.commands.within(self._catalogue.gettext(message))
        return text.format(**values) if values else text

    def said(self, sentence: str) -> str:
        """A sentence of the records in this language. One that nobody has translated, or that has
        changed since, comes in English and says so."""
        if self.code == Languages.DEFAULT:
            return sentence
        found = self._sentences.get(sentence)
        return found or self("{sentence} (not translated yet)", sentence=sentence)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form this language uses for n; `{n}` is the formatted number."""
        form = self.commands.within(self._catalogue.ngettext(one, many, n))
        return form.format(n=self.number(n), **values)

    def number(self, value: int) -> str:
        return numbers.format_decimal(value, locale=self._babel)

    def when(self, value: str | date) -> str:
        """A day, month or year as people write it: `2026-07` becomes "July 2026"."""
        parts = str(value).split("-")
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            month = date(int(parts[0]), int(parts[1]), 1)
            return str(dates.format_skeleton("yMMMM", month, locale=self._babel))
        return str(dates.format_date(date.fromisoformat(str(value)), "long", locale=self._babel))

    def day(self, value: date) -> str:
        """A day without its year: "23 Jul"."""
        return str(dates.format_skeleton("MMMd", value, locale=self._babel))

    def territory(self, code: str) -> str | None:
        """The country's name, by ISO 3166-1 code."""
        name: str | None = self._babel.territories.get(code)
        return name

    def language(self, code: str) -> str:
        """The language's name, by ISO 639 code."""
        return str(self._babel.languages.get(code, code))

    @staticmethod
    def own_name(code: str) -> str:
        """What the language calls itself, by ISO 639 code or with a country: "Deutsch"."""
        locale = babel.Locale.parse(code, sep="-")
        return str(locale.get_display_name(locale) or code)

    def enumerate(self, items: Sequence[str]) -> str:
        """ "a, b and c"."""
        return lists.format_list(list(items), locale=self._babel)


class Languages:
    """All languages that are translated, and which one a person gets."""

    DEFAULT = "en"

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._languages = dict(languages)

    @classmethod
    def load(
        cls, folder: Path, sentences: Mapping[str, Mapping[str, str]] | None = None
    ) -> Languages:
        """Every compiled catalogue under `folder/<code>/LC_MESSAGES/tern.mo`, and English.

        `sentences`: by language, what the records say, from the English sentence.
        """
        found = {cls.DEFAULT: Language(cls.DEFAULT, gettext.NullTranslations())}
        for compiled in sorted(folder.glob("*/LC_MESSAGES/tern.mo")):
            code = compiled.parent.parent.name.replace("_", "-")  # gettext writes pt_BR
            said = (sentences or {}).get(code)
            commands = CommandNames.read(folder / "commands" / f"{code}.yaml")
            with compiled.open("rb") as file:
                found[code] = Language(code, gettext.GNUTranslations(file), said, commands)
        return cls(found)

    @property
    def codes(self) -> Sequence[str]:
        """As Discord writes them: `de`, `pt-BR`."""
        return sorted(self._languages)

    def of(self, locale: str | None) -> Language:
        """The person's language: exactly theirs (`pt-BR`), else its base (`es` for `es-419`), else
        one of the same base (`pt-BR` for `pt`), else English."""
        if locale in self._languages:
            return self._languages[locale]
        base = (locale or "").partition("-")[0]
        akin = (code for code in self._languages if code.partition("-")[0] == base)
        return self._languages[next(akin, self.DEFAULT)]
