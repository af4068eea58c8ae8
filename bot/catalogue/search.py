"""Finding a record by what somebody typed: exactly, by its beginning, or with a typo."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

T = TypeVar("T")

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that people type without their stroke or ligature and that Unicode does not decompose."""

_PLAIN = re.compile("[a-z0-9]+")

_LONGEST = 100
"""Characters of a question that are looked at; no name is longer."""

_SIMILAR = 0.82
"""The least Jaro-Winkler similarity of a suggestion: below it, names share letters by accident."""


def fold(text: str) -> str:
    """Lower case, without accents; whatever is neither letter nor digit becomes one space."""
    if text.isascii():
        return " ".join(_PLAIN.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in bare.translate(_UNDECOMPOSED))
    return " ".join(words.split())


_REMEMBERED = 512
"""Answers an index remembers: many people type the same first letters."""


class Index(Generic[T]):
    """Items with their names, prepared once. A name may belong to several items."""

    def __init__(self, items: Iterable[tuple[T, Iterable[str]]]) -> None:
        """The order of the items is the order of answers that are equally good."""
        owners: dict[str, dict[int, None]] = {}
        listed = []
        for n, (item, names) in enumerate(items):
            listed.append(item)
            for name in names:
                owners.setdefault(fold(name), {})[n] = None
        owners.pop("", None)
        self._items: Sequence[T] = tuple(listed)
        self._owners = {name: tuple(numbers) for name, numbers in owners.items()}
        self._names = tuple(owners)
        self._first = lru_cache(_REMEMBERED)(self._look)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for name in self._names for word in name.split())

    def exact(self, text: str) -> T | None:
        """The one item that is called this, apart from case, accents and punctuation."""
        owners = self._owners.get(fold(text[:_LONGEST]), ())
        return self._items[owners[0]] if len(owners) == 1 else None

    def nearly(self, text: str) -> T | None:
        """The item with a name one typo away; the first one of several."""
        found = process.extractOne(fold(text), self._names, scorer=OSA.distance, score_cutoff=1)
        return self._items[self._owners[found[0]][0]] if found else None

    def find(self, text: str, limit: int) -> Sequence[T]:
        """Best matches first; every item, in order, for an empty text."""
        if not text.strip():
            return self._items[:limit]
        return self._first(fold(text[:_LONGEST]), limit, _SIMILAR)

    def nearest(self, text: str, limit: int) -> Sequence[T]:
        """As `find`, filled up with the least unlike names: what somebody may have meant."""
        return self._first(fold(text[:_LONGEST]), limit, 0)

    def _look(self, query: str, limit: int, similar: float) -> Sequence[T]:
        found: dict[int, None] = {}
        for name in self._ranked(query, similar):
            found.update(dict.fromkeys(self._owners[name]))
            if len(found) >= limit:
                break
        return tuple(self._items[n] for n in list(found)[:limit])

    def _ranked(self, query: str, similar: float) -> Iterator[str]:
        """Names from best to worst: the same; beginning so; with a word so; a typo away; alike."""
        if query:
            if query in self._owners:
                yield query
            yield from (name for name in self._names if name.startswith(query))
            word = f" {query}"
            yield from (name for name in self._names if word in name)
            for name, _, _ in process.extract(
                query, self._names, scorer=OSA.distance, score_cutoff=1, limit=None
            ):
                yield name
        if query or not similar:
            for name, _, _ in process.extract(
                query,
                self._names,
                scorer=JaroWinkler.normalized_similarity,
                score_cutoff=similar,
                limit=None,
            ):
                yield name
