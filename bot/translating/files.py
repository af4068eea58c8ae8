"""The records' sentences, as files for a translator to fill in:

    # <part of the record>: <English sentence>
    # earlier: "<translation of its older words>"
    "<key of the English sentence>": "<translation>"

The second line stands only where there is one. The translator writes between the last quotes.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.collection import Collection, Entry
from bot.catalogue.problems import Steps
from bot.catalogue.sentences import key, sentences
from bot.catalogue.translations import FOLDER

_WRITTEN = re.compile(
    r"^# [^\s:]+: (?P<english>.+)\n"
    r"(?:# earlier: (?P<earlier>\".+\")\n)?"
    r"\"(?P<key>[0-9a-f]+)\": (?P<text>\".*\")$",
    re.MULTILINE,
)
_ALIKE = 0.6
"""How much of an English sentence has to be left for its older translation to be of use."""


@dataclass(frozen=True, slots=True)
class _Older:
    """A sentence that the records no longer have, or one that waits, and what it was in the
    language."""

    english: str
    text: str


def renew(collection: Collection, language: str, texts: Mapping[str, str]) -> dict[Path, int]:
    """Writes a language's files anew: the records' own sentences in their order, each with its
    translation (`texts`, by key), or empty. Returns how many are empty, by file.

    What was made from older words is kept beside the newer sentence until that is translated.
    """
    folder = collection.data_dir / FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    missing: dict[Path, int] = {}
    by_file: dict[Path, list[Entry]] = {}
    for entry in collection.entries:
        by_file.setdefault(folder / f"{entry.record.id}.yaml", []).append(entry)
    for file, entries in by_file.items():
        written: dict[str, tuple[Steps, str]] = {}
        for steps, text in (own for entry in entries for own in _own(entry)):
            written.setdefault(key(text), (steps, text))
        if not written:
            continue
        before = file.read_text("utf-8") if file.exists() else ""
        older = list(_older(before, written))
        lines = [f"# {entry.folder}/{entry.record.id}" for entry in entries]
        for of, (steps, english) in written.items():
            lines += _lines(of, steps, english, texts.get(of), older)
        content = "\n".join(lines) + "\n"
        if content != before:
            file.write_text(content, "utf-8")
        if empty := sum(of not in texts for of in written):
            missing[file] = empty
    return missing


def _own(entry: Entry) -> list[tuple[Steps, str]]:
    """The sentences that stand in the record's own file, in its order."""
    own = [(steps, text) for steps, text in sentences(entry.record) if entry.own(steps)]
    return sorted(own, key=lambda found: entry.document.place(found[0]).line)


def _older(written: str, current: Iterable[str]) -> Iterator[_Older]:
    for found in _WRITTEN.finditer(written):
        text = found["text"] if found["key"] not in current else None
        if (last := text if text not in (None, '""') else found["earlier"]) is not None:
            yield _Older(found["english"], json.loads(last))


def _lines(
    of: str, steps: Steps, english: str, text: str | None, older: list[_Older]
) -> Iterator[str]:
    yield f"# {'.'.join(map(str, steps))}: {english}"
    if not text and (near := _nearest(english, older)):
        yield f"# earlier: {_quoted(near)}"
    yield f'"{of}": {_quoted(text or "")}'


def _nearest(english: str, older: list[_Older]) -> str | None:
    alike = [(difflib.SequenceMatcher(None, english, one.english).ratio(), one) for one in older]
    likeness, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best.text if best and likeness >= _ALIKE else None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
