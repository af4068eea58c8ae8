"""Which strings of the records are sentences for people to read, and by which key each is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from bot.catalogue.problems import Steps
from bot.core.records.common import Sentence

_KEY = 10


def key(sentence: str) -> str:
    """The first 10 hexadecimal digits of the SHA-256 of the English sentence in UTF-8: a
    translation that stands under it was made from exactly this sentence."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:_KEY]


def sentences(record: object) -> Iterator[tuple[Steps, str]]:
    """Every sentence of a record with the way to it, in the order of the record's fields."""
    return _under(record, ())


def _under(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if is_dataclass(value) and not isinstance(value, type):
        for name, is_sentence in _fields(type(value)).items():
            part = getattr(value, name)
            yield from (_texts if is_sentence else _under)(part, (*steps, name))
    else:
        for step, part in _items(value):
            yield from _under(part, (*steps, step))


def _texts(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value
    for step, part in _items(value):
        yield from _texts(part, (*steps, step))


def _items(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


@cache
def _fields(record_type: type) -> dict[str, bool]:
    """The fields of a record type; True for those that its type marks as sentences."""
    hints = get_type_hints(record_type, include_extras=True)
    return {name: _marked(hint) for name, hint in hints.items()}


def _marked(hint: Any) -> bool:
    return hint == Sentence or any(_marked(inner) for inner in get_args(hint))
