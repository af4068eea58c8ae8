"""What `python -m bot check` says of the languages, and `python -m bot translate LANGUAGE`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TextIO

from babel import Locale, UnknownLocaleError

from bot.catalogue.collection import Collection, collect
from bot.catalogue.problems import Problem, listed
from bot.catalogue.translations import Translated, english, languages, translated
from bot.errors import StartupError
from bot.translating import files, names, phrases
from bot.translating.faithful import differences

_NAMED = 10
"""Files of records that are named, of those in which something is missing."""


def check_translations(data_dir: Path, locale: Path, out: TextIO) -> int:
    """Prints what is wrong with the translations and how much there is in each language. Returns
    the exit code: 1 with problems. What is missing is none."""
    collection, _ = collect(data_dir)
    known = _english(collection)
    code = 0
    for language in sorted({*languages(data_dir), *phrases.languages(locale)}):
        said, shown = translated(data_dir, language), phrases.phrases(locale, language)
        problems = listed([*said.problems, *_wrong(said, known, language), *shown.problems])
        for problem in problems:
            print(problem, file=out)
        print(f"{language}: {_coverage(said, known, shown)}", file=out)
        code |= bool(problems)
    return code


def translate(language: str, data_dir: Path, locale: Path, out: TextIO) -> int:
    """Writes or renews a language's files, with what is missing left empty, and says what to do.
    Returns the exit code: 1 where what is there has to be mended first.

    Raises `StartupError` for a language that nobody knows, and where files cannot be written.
    """
    if not _is_locale(language):
        example = "Write one as Discord does: de, pt-BR, sv-SE"
        raise StartupError(f"“{language}” is not the code of another language. {example}.")
    collection, broken = collect(data_dir)
    said, shown = translated(data_dir, language), phrases.phrases(locale, language)
    problems = listed([*broken, *said.problems, *shown.problems])
    problems = listed([*problems, *_wrong(said, _english(collection), language)])
    for problem in problems:
        print(problem, file=out)
    if broken or said.problems or shown.is_unreadable:
        print("Mend these first; nothing was written.", file=out)
        return 1
    try:
        missing = files.renew(collection, language, said.texts)
        phrases.renew(locale, language)
        phrases.compile_phrases(locale, language)
        begun = names.begin(locale, language)
    except OSError as error:
        raise StartupError(f"The files of {language} cannot be written: {error}.") from error
    shown = phrases.phrases(locale, language)
    for line in _to_do(language, missing, shown):
        print(line, file=out)
    if begun:
        print(f"The commands' names are English in {begun} so far.", file=out)
    return 1 if problems else 0


def _is_locale(language: str) -> bool:
    try:
        known = str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False
    return known == language.replace("-", "_") and not known.startswith("en")


def _english(collection: Collection) -> dict[str, str]:
    return english(entry.record for entry in collection.entries)


def _wrong(said: Translated, known: Mapping[str, str], language: str) -> Iterator[Problem]:
    for of, text in said.texts.items():
        for difference in differences(known[of], text, language) if of in known else ():
            message = f"the translation {difference}"
            yield Problem(said.places[of], of, message, "Write it as the English has it")


def _coverage(said: Translated, known: Mapping[str, str], shown: phrases.Phrases) -> str:
    done = sum(of in said.texts for of in known)
    older = len(said.texts) - done
    left = f", {older} left over from older English" if older else ""
    return (
        f"{done} of {len(known)} sentences of the records{left}; "
        f"{shown.translated} of {shown.total} of the interface"
    )


def _to_do(language: str, missing: Mapping[Path, int], shown: phrases.Phrases) -> Iterator[str]:
    still = shown.total - shown.translated
    if missing or still:
        yield "Still to be translated:"
        if still:
            yield f"  {still:4} in {shown.file}"
        yield from (f"  {n:4} in {file}" for file, n in islice(missing.items(), _NAMED))
        if more := sum(islice(missing.values(), _NAMED, None)):
            yield f"  {more:4} in {len(missing) - _NAMED} more files beside these"
        yield "Write between the empty quotes, then use this command again."
    else:
        yield f"Everything is translated into {language}."
    yield f"To see it: `make try`, and choose {language} on its page."
