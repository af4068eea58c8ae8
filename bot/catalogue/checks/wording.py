"""Sentences are finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem

_ENDED = re.compile(r"[.?…][)\]”’\"']*$")


def check_wording(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry in collection.entries:
        for steps, part in entry.parts:
            if not isinstance(part, str):
                continue
            for message, hint in _faults(part, is_sentence=steps[-1] == "text"):
                yield entry.problem(steps, message, hint)


def _faults(text: str, *, is_sentence: bool) -> Iterator[tuple[str, str]]:
    if re.search(r"\bTODO\b", text):
        yield "this holds TODO", "Finish it, or leave it out"
    if "  " in text:
        yield "this holds two spaces in a row", "Keep one"
    if text != text.strip():
        yield (
            "there is white space at an end",
            "Take it out (`>-` for `>` drops the last line break)",
        )
    elif is_sentence and not _ENDED.search(text):
        yield "the sentence has no full stop", "End it with one"
