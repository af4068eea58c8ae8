"""The interface's sentences: `bot/locale/<language>/LC_MESSAGES/tern.po`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot.catalogue.problems import Place, Problem
from bot.translating.faithful import differences_of_phrase, differences_of_plural

DOMAIN = "tern"

_LINE = re.compile(r'#.*|(?:msg\S+ )?"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's sentences of the interface: how many there are and are translated, and what
    is wrong with them."""

    file: Path
    total: int
    translated: int
    problems: tuple[Problem, ...]

    @property
    def is_unreadable(self) -> bool:
        return bool(self.problems) and not self.total


def languages(locale: Path) -> list[str]:
    """The languages that have a file, as Discord writes them."""
    return sorted(
        file.parents[1].name.replace("_", "-") for file in locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    )


def file_of(locale: Path, language: str) -> Path:
    return locale / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"


def phrases(locale: Path, language: str) -> Phrases:
    """Holds a language's file against the English in it."""
    file = file_of(locale, language)
    if not file.exists():
        return Phrases(file, 0, 0, ())
    if unreadable := tuple(_misread(file)):
        return Phrases(file, 0, 0, unreadable)
    with file.open("rb") as opened:
        found = read_po(opened, locale=language.replace("-", "_"))
    messages = [message for message in found if message.id]
    done = [message for message in messages if not message.fuzzy and all(_forms(message))]
    problems = [
        Problem(
            Place(file, message.lineno or 1),
            f"“{textwrap.shorten(_ids(message)[0], 40, placeholder='…')}”",
            f"the translation {difference}",
            "Write it as the English has it",
        )
        for message in done
        for difference in _differences(message, language)
    ]
    return Phrases(file, len(messages), len(done), tuple(problems))


def renew(locale: Path, language: str) -> None:
    """Writes what is new into the language's file, and a file for a new language."""
    _babel(
        "update", f"--input-file={locale / DOMAIN}.pot", f"--output-dir={locale}",
        f"--locale={language.replace('-', '_')}", "--init-missing",
        "--ignore-pot-creation-date", "--no-fuzzy-matching",
    )  # fmt: skip


def compile_phrases(locale: Path, language: str) -> None:
    """Writes what Tern reads."""
    _babel("compile", f"--directory={locale}", f"--locale={language.replace('-', '_')}")


def _babel(word: str, *options: str) -> None:
    """The same program that `make words` runs, so that both write the same bytes."""
    arguments = ["pybabel", "--quiet", word, f"--domain={DOMAIN}", *options]
    CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]


def _misread(file: Path) -> Iterator[Problem]:
    """Babel would take such lines, and leave out a letter of them."""
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            is_wrong = line.strip() and not _LINE.fullmatch(line.decode().strip())
        except UnicodeDecodeError:
            is_wrong = True
        if is_wrong:
            message = "this is no line of a .po file"
            hint = "Look whether both quotes are there, and save it as UTF-8 text"
            yield Problem(Place(file, number), "", message, hint)


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def _forms(message: Message) -> tuple[str, ...]:
    forms = message.string
    return tuple(forms) if isinstance(forms, list | tuple) else (forms or "",)


def _differences(message: Message, language: str) -> Iterator[str]:
    ids, forms = _ids(message), _forms(message)
    if len(ids) == 1:
        return differences_of_phrase(ids[0], forms[0], language)
    return differences_of_plural(ids, forms, language)
