"""What the records say in other languages: `data/translations/<language>/<record id>.yaml`.

A file holds, for each sentence of the record, the key of the English sentence (`sentences.key`) and
the translation. A sentence that has changed has another key, so what was made from its older words
is never found again.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.compiled import read_packed, write_packed
from bot.catalogue.problems import Place, Problem
from bot.catalogue.reading import read
from bot.catalogue.sentences import key, sentences

FOLDER = "translations"
"""Beside the folders of the records."""

SHIPPED = "translations.msgpack"
"""The compiled file that a wheel carries beside the data it was compiled from."""

Sentences = Mapping[str, Mapping[str, str]]
"""By language (`pt-BR`): the translation of each English sentence that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """One language's files: the translation under each key, where it stands, what is wrong."""

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """The English sentences, and by language their translations in the same order."""

    digest: str
    english: list[str]
    languages: dict[str, list[str | None]]


def languages(data_dir: Path) -> list[str]:
    """The languages that have a folder."""
    return sorted(path.name for path in (data_dir / FOLDER).glob("*") if path.is_dir())


def files(data_dir: Path, language: str) -> list[Path]:
    """A language's files, in a fixed order."""
    return sorted((data_dir / FOLDER / language).glob("*.yaml"))


def english(records: Iterable[object]) -> dict[str, str]:
    """Key -> sentence, for every sentence of the records."""
    return {key(text): text for record in records for _, text in sentences(record)}


def translated(data_dir: Path, language: str) -> Translated:
    """What a language's files say. An empty translation is one that is still to come."""
    found = Translated()
    for file in files(data_dir, language):
        document, problems = read(file)
        found.problems.extend(problems)
        for of, text in document.value.items() if document else ():
            assert document
            place = document.places[(of,)]
            if not isinstance(text, str | None):
                wrong = "this is not a text", "Put the translation in quotes"
                found.problems.append(Problem(place, of, *wrong))
            elif text and found.texts.setdefault(of, text) != text:
                first = found.places[of]
                wrong = (
                    f"the same sentence reads otherwise in {first.file.name}:{first.line}",
                    "Give it one translation",
                )
                found.problems.append(Problem(place, of, *wrong))
            elif text:
                found.places.setdefault(of, place)
    return found


def load_sentences(catalogue: Catalogue, data_dir: Path, cache: Path | None) -> Sentences:
    """All languages' translations of what the catalogue says.

    What was compiled from exactly these files, at `cache` or shipped beside them, is used as it is;
    else they are compiled, and `cache` is written where it can be. What cannot be read is not
    translated: `python -m bot check` names it.
    """
    current = _digest(catalogue, data_dir)
    for file in (cache, data_dir / SHIPPED):
        compiled = file and read_packed(file, _Compiled)
        if compiled and compiled.digest == current:
            return _paired(compiled)
    fresh = _compile(catalogue, data_dir, current)
    if cache:
        with contextlib.suppress(OSError):  # a read-only place only costs the next start
            write_packed(fresh, cache)
    return _paired(fresh)


def _digest(catalogue: Catalogue, data_dir: Path) -> str:
    """Of the format, the records' files, and the translations' names and contents."""
    hashed = hashlib.sha256(msgspec.json.encode(msgspec.json.schema(_Compiled)))
    hashed.update(catalogue.digest.encode())
    for language in languages(data_dir):
        for file in files(data_dir, language):
            with contextlib.suppress(OSError):
                content = file.read_bytes()
                hashed.update(f"{language}/{file.name}\0{len(content)}\0".encode())
                hashed.update(content)
    return hashed.hexdigest()


def _compile(catalogue: Catalogue, data_dir: Path, of: str) -> _Compiled:
    known = english(catalogue.records)
    return _Compiled(
        digest=of,
        english=list(known.values()),
        languages={
            language: [texts.get(sentence) for sentence in known]
            for language in languages(data_dir)
            for texts in [translated(data_dir, language).texts]
        },
    )


def _paired(compiled: _Compiled) -> Sentences:
    return {
        language: {
            sentence: text
            for sentence, text in zip(compiled.english, texts, strict=True)
            if text is not None
        }
        for language, texts in compiled.languages.items()
    }
