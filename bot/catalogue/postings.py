"""An inverted index: which documents hold a word, and how much it says about each."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SATURATION = 1.2
_LENGTH = 0.4
"""The k1 and b of BM25 (Robertson and Zaragoza, 2009): how soon repeating a word stops to count,
and how much long documents are held back."""

_LEAST_FOR_TYPO = 5
"""Letters a word has before one of them may be wrong: shorter ones are too near to each other."""


class Postings:
    """Documents by number, in the order they came in."""

    def __init__(
        self,
        documents: Iterable[tuple[Mapping[str, int], Sequence[tuple[Mapping[str, int], float]]]],
    ) -> None:
        """A document is its own text, and what is known about it with what that counts beside the
        text: for both, how often each term stands there."""
        counted: list[tuple[dict[str, float], int]] = []
        for text, context in documents:
            counts: dict[str, float] = defaultdict(float, text)
            for part, worth in context:
                for term, times in part.items():
                    counts[term] += times * worth
            counted.append((counts, sum(text.values())))
        average = sum(length for _, length in counted) / max(len(counted), 1)
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        for number, (counts, length) in enumerate(counted):
            norm = _SATURATION * (1 - _LENGTH + _LENGTH * length / average)
            for term, count in counts.items():
                self._weights[term][number] = count * (_SATURATION + 1) / (count + norm)
        self.count = len(counted)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for term in self._weights:
            self._by_length[len(term)].append(term)

    def __contains__(self, term: str) -> bool:
        return term in self._weights

    def rarity(self, term: str) -> float:
        """BM25's inverse document frequency; that of a word nobody has for one that is not here."""
        frequency = len(self._weights.get(term, ()))
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))

    def weights(self, term: str) -> Mapping[int, float]:
        """Document -> how much it is about the term, from 0 to about 2."""
        return self._weights.get(term, {})

    def near(self, term: str) -> str | None:
        """The term that is one typo away, the commonest one of several; None without."""
        if len(term) < _LEAST_FOR_TYPO:
            return None
        found = [
            word
            for length in range(len(term) - 1, len(term) + 2)
            for word, _, _ in process.extract(
                term,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=1,
                limit=None,
            )
        ]
        return max(found, key=lambda word: len(self._weights[word]), default=None)
