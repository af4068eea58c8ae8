"""What a text says, as far as words tell: its concepts, and where they stand.

A concept is a set of words that mean the same for our purpose in several languages
(`bot/core/claim_words.py`): "train", "trainiert", "entrenar", 学習. Nothing is understood here; a
reading only knows which concepts stand near each other, in which clause, and whether it is denied.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import NamedTuple

from bot.core.claim_words import CONCEPTS
from bot.core.claim_words_more import MORE

LONGEST = 1800
"""Characters of a text that are read. A message holds up to 4,000 and its embeds 6,000 more, but
what it spreads it says before; this keeps the time of the worst text within bounds."""

REACH = 170
"""Characters within which concepts belong to one claim: two or three sentences."""

_SENTENCES = 2
"""Ends of sentences that one claim may cross."""

_NOT_REACH = 32
"""Characters between "not" and what it denies: German puts the whole object between them."""

_TRIES = 8
"""Places of a claim's rarest concept from which the others are looked for."""

_STEM = 3
"""Letters of the shortest beginning of words."""
_COMBINING = re.compile("[\u0300-\u036f\u3099\u309a]")
_APOSTROPHE = re.compile("['’`´]")
_LETTERS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Kana and Han, which are not parted into words."""

_TOKEN = re.compile(r"[a-z0-9]+|[!?]+|(?<!\.)\.+(?=\s|$)|。|\n+|[,;:()、「」“”„«»\"–—]")
_STANCE = frozenset({"not", "debunk", "doubt", "ask"})
"""Concepts that words say only where they stand alone: the "no" of "no matter" denies nothing."""

_BREAKS = frozenset(
    {"but", "and", "aber", "und", "pero", "mais", "mas", "ma", "maar", "ale", "however", "though"}
)
"""Words after which another clause begins."""


class Span(NamedTuple):
    """From the first letter of the first concept to the first letter of the last one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Where each concept stands, as offsets in the folded text, in order.

    `clauses` and `sentences` are the offsets of their ends; `asked` those of single question marks.
    """

    places: Mapping[str, Sequence[int]]
    clauses: Sequence[int]
    sentences: Sequence[int]
    asked: frozenset[int]
    length: int

    def together(self, concepts: Sequence[str]) -> Span | None:
        """The shortest stretch that holds all of them, each at a place of its own; None where
        there is none within reach."""
        if not all(map(self.places.__contains__, concepts)):
            return None
        rarest = min((self.places[concept] for concept in concepts), key=len)
        spans = [self._around(place, concepts) for place in rarest[:_TRIES]]
        best = min((span for span in spans if span), key=_length, default=None)
        return best if best and self._is_near(best) else None

    def denied(self, span: Span) -> bool:
        """Whether a "not" stands in the clauses that the span touches."""
        start, end = self._clause(span)
        return any(start <= place < end for place in self.places.get("not", ()))

    def denies(self, span: Span, concept: str) -> bool:
        """Whether a "not" stands with this concept, in one clause within the span's clauses."""
        start, end = self._clause(span)
        denials = [place for place in self.places.get("not", ()) if start <= place < end]
        targets = [place for place in self.places.get(concept, ()) if start <= place < end]
        return any(
            abs(denial - target) <= _NOT_REACH
            and bisect_left(self.clauses, denial) == bisect_left(self.clauses, target)
            for denial, target in product(denials, targets)
        )

    def holds(self, span: Span, concept: str) -> bool:
        """Whether the concept stands in the sentences that the span touches."""
        start, end = self._bounds(self.sentences, span)
        return any(start <= place < end for place in self.places.get(concept, ()))

    def holds_beside(self, span: Span, concept: str) -> bool:
        """Whether the concept stands in those sentences, or in the one before or after them."""
        every = set(self.sentences)
        ends = [end for end in self.sentences if end - 1 not in every]
        first = bisect_left(ends, span.start) - 2
        last = bisect_left(ends, span.end) + 1
        start = ends[first] if first >= 0 else 0
        end = ends[last] if last < len(ends) else self.length
        return any(start <= place < end for place in self.places.get(concept, ()))

    def asks(self, span: Span) -> bool:
        """Whether the sentence in which the span ends is a question, and not "did you know?"."""
        _, end = self._bounds(self.sentences, span)
        return end in self.asked and not self.holds(span, "know")

    def _around(self, place: int, concepts: Sequence[str]) -> Span | None:
        """From each concept the place nearest to this one; no place counts for two. None where one
        has no place within reach."""
        taken: list[int] = []
        for concept in concepts:
            places = self.places[concept]
            at = bisect_left(places, place)
            if (at == len(places) or places[at] - place > REACH) and (
                not at or place - places[at - 1] > REACH
            ):
                return None
            free = [(abs(p - place), p) for p in places[max(0, at - 2) : at + 3] if p not in taken]
            if not free or (nearest := min(free))[0] > REACH:
                return None
            taken.append(nearest[1])
        return Span(min(taken), max(taken))

    def _is_near(self, span: Span) -> bool:
        crossed = bisect_left(self.sentences, span.end) - bisect_left(self.sentences, span.start)
        return _length(span) <= REACH and crossed <= _SENTENCES

    def _clause(self, span: Span) -> Span:
        return self._bounds(self.clauses, span)

    def _bounds(self, ends: Sequence[int], span: Span) -> Span:
        before = bisect_left(ends, span.start)
        after = bisect_left(ends, span.end)
        start = ends[before - 1] if before else 0
        return Span(start, ends[after] if after < len(ends) else self.length)


def fold(text: str) -> str:
    """Small letters without accents; apostrophes gone from "don't" and spaces elsewhere."""
    folded = text[:LONGEST].casefold()
    if not folded.isascii():
        folded = _COMBINING.sub("", unicodedata.normalize("NFKD", folded))
    folded = _APOSTROPHE.sub("'", folded).replace("n't", "nt")
    return folded.replace("'", " ").replace("ß", "ss").replace("œ", "oe").replace("ł", "l")


@dataclass(slots=True)
class Lexicon:
    """Finds concepts in texts. Built once."""

    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _rows: dict[str, dict[str, list[tuple[list[str], str]]]] = field(default_factory=dict)
    _letters: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, concepts: Mapping[str, str] = CONCEPTS) -> Lexicon:
        made = cls()
        for concept in concepts:
            for word in dict.fromkeys(_words_of(concept, concepts)):
                made.add(word, concept)
        return made

    def add(self, word: str, concept: str) -> None:
        """One word, beginning (`train*`), row of words (`opt_out`) or Japanese word."""
        if _LETTERS.search(word):
            self._letters.setdefault(word[0], []).append((word, concept))
        elif "_" in word:
            first, second, *rest = word.split("_")
            self._rows.setdefault(first, {}).setdefault(second, []).append((rest, concept))
        elif word.endswith("*"):
            stem = word.removesuffix("*")
            self._stems.setdefault(stem[:_STEM], []).append((stem, concept))
        else:
            self._words[word] = (*self._words.get(word, ()), concept)

    def read(self, folded: str) -> Reading:
        """The reading of a folded text."""
        tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(folded)]
        found: dict[str, list[int]] = {}
        self._read_words(tokens, found)
        if _LETTERS.search(folded):
            self._read_letters(folded, found)
        signs = {token for token in {token for token, _ in tokens} if not token.isalnum()}
        ends = _BREAKS | signs
        marks = [(token, place) for token, place in tokens if token in signs]
        return Reading(
            places=found,
            clauses=[place for token, place in tokens if token in ends],
            sentences=[p for token, p in marks if token[0] in ".!?。\n"],
            asked=frozenset(p for token, p in marks if token == "?"),  # noqa: S105 - no password
            length=len(folded),
        )

    def _read_words(self, tokens: Sequence[tuple[str, int]], found: dict[str, list[int]]) -> None:
        words = [*(token for token, _ in tokens), ""]
        known = {
            token: concepts
            for token in set(words)
            if (concepts := self._concepts(token)) or token in self._rows
        }
        covered = 0
        for n, (token, place) in enumerate(tokens):
            if token not in known:
                continue
            if (seconds := self._rows.get(token)) is not None:
                inside = n < covered
                for rest, concept in seconds.get(words[n + 1], ()):
                    if words[n + 2 : n + 2 + len(rest)] == rest:
                        covered = max(covered, n + 2 + len(rest))
                        if not inside or concept not in _STANCE:
                            _note(found, concept, place)
            for concept in known[token]:
                if n >= covered or concept not in _STANCE:
                    _note(found, concept, place)

    def _concepts(self, token: str) -> Sequence[str]:
        """Those of the word and of its beginnings, each once."""
        whole = self._words.get(token, ())
        stems = self._stems.get(token[:_STEM])
        if stems is None:
            return whole
        concepts = [*whole]
        concepts += [concept for stem, concept in stems if token.startswith(stem)]
        return tuple(dict.fromkeys(concepts))

    def _read_letters(self, folded: str, found: dict[str, list[int]]) -> None:
        begun = [self._letters[letter] for letter in self._letters.keys() & set(folded)]
        for word, concept in chain.from_iterable(begun):
            place = folded.find(word)
            while place >= 0:
                found.setdefault(concept, []).append(place)
                place = folded.find(word, place + len(word))
        for places in found.values():
            places.sort()


def _words_of(concept: str, concepts: Mapping[str, str]) -> Iterator[str]:
    for word in fold(f"{concepts[concept]} {MORE.get(concept, '')}").split():
        if word.startswith("="):
            yield from _words_of(word[1:], concepts)
        else:
            yield word


def _note(found: dict[str, list[int]], concept: str, place: int) -> None:
    places = found.get(concept)
    if places is None:
        found[concept] = [place]
    elif places[-1] != place:
        places.append(place)


def _length(span: Span) -> int:
    return span.end - span.start
