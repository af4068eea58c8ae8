"""Rumours and chain posts: whether a text makes a known claim, and what is true of it.

How a text is recognised, without a language model and without anybody's text being kept:

1. **Key words.** A record's `keys` are its claim in key words: `bluesky nobody take`. Each is a
   concept with words in several languages (`bot/core/claim_words.py`). The claim is made where all
   of them stand within two or three sentences. `not` before a word asks that this word is denied
   there; without it, a text that denies anything in those clauses makes no such claim. `-word`
   rules a text out that says this too. A key counts one for each concept, and more for those that
   few rumours have.
2. **Copied words.** Rows of four words (eight letters of Japanese) that stand in the wordings of
   one rumour only. They find chain posts with names put in, line breaks, emoji, or quoted in part.
3. **What the text is for.** Who calls it a hoax, asks whether it is true, or tells of an objection
   that was confirmed, does not spread it, whatever is quoted.

The sum of the first two is the score. The best rumour is named if it has enough, and enough more
than the second: rather no answer than a wrong one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.claim_words import CONCEPTS
from bot.core.claims import Lexicon, Reading, fold
from bot.core.policies import Age, age_of

if TYPE_CHECKING:
    from bot.core.ports import Catalogue, Clock
    from bot.core.records import Platform, Rumour

ENOUGH = 2.0
"""The score of a claim: two concepts that belong together, or four copied rows of words."""

MARGIN = 0.5
"""How much more the best rumour must have than the next one."""

_COPIED = 0.5
"""What one copied row of words is worth."""

_MOST_COPIED = 12.0
_ROW = 4
_LETTER_ROW = 8
_WORD = re.compile("[a-z0-9]+")
_LETTER_RUN = re.compile("[\u3040-\u30ff\u3400-\u9fff]{8,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RumourAnswer:
    """A rumour, and how much its record can still be trusted."""

    rumour: Rumour
    age: Age


class Rumours:
    """Answers about rumours, from the catalogue in memory."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._matcher = Matcher(catalogue.rumours.values())

    def check(self, text: str) -> RumourAnswer | None:
        """The rumour that this text spreads; None where it spreads none that is known."""
        found = self._matcher.match(text)
        return self._answer(found) if found else None

    def show(self, rumour: str) -> RumourAnswer | None:
        """The answer to the rumour with this id; None where there is none any more."""
        found = self._catalogue.rumours.get(rumour)
        return self._answer(found) if found else None

    def platforms(self, answer: RumourAnswer) -> Sequence[Platform]:
        """The platforms that the rumour is about, as far as there are records of them."""
        known = self._catalogue.platforms
        return [known[platform] for platform in answer.rumour.platforms if platform in known]

    def _answer(self, rumour: Rumour) -> RumourAnswer:
        return RumourAnswer(rumour=rumour, age=age_of(rumour, self._clock.now().date()))


@dataclass(frozen=True, slots=True)
class _Key:
    """One of a rumour's keys: concepts, those that are denied, and those that rule it out."""

    rumour: int
    concepts: tuple[str, ...]
    denied: tuple[str, ...]
    ruled_out_by: tuple[str, ...]
    score: float = 0.0

    def is_claimed(self, reading: Reading) -> bool:
        span = reading.together(self.concepts)
        if span is None or reading.asks(span):
            return False
        if any(reading.holds(span, concept) for concept in self.ruled_out_by):
            return False
        if self.denied:
            return all(reading.denies(span, concept) for concept in self.denied)
        return not reading.denied(span)


class Matcher:
    """Recognises rumours; built once from their records, and the same for everybody."""

    def __init__(self, rumours: Iterable[Rumour]) -> None:
        self._rumours = tuple(rumours)
        self._lexicon = Lexicon.of()
        self._keys = self._weighed(
            [_key(n, key) for n, rumour in enumerate(self._rumours) for key in rumour.keys]
        )
        self._rows = _own_rows(self._rumours)

    def match(self, text: str) -> Rumour | None:
        """The rumour that the text spreads. Takes any text, reads its first 6,000 characters."""
        folded = fold(text)
        reading = self._lexicon.read(folded)
        if any(reading.places.get(stance) for stance in ("debunk", "ask", "report")):
            return None
        (score, best), (next_score, _) = self._ranked(folded, reading)
        if score < ENOUGH or score - next_score < MARGIN:
            return None
        return self._rumours[best]

    def _ranked(self, folded: str, reading: Reading) -> list[tuple[float, int]]:
        """The two best scores and whose they are; nobody's is 0."""
        scores = [0.0] * len(self._rumours)
        for key in self._keys:
            if key.score > scores[key.rumour] and key.is_claimed(reading):
                scores[key.rumour] = key.score
        copied = Counter(self._rows[row] for row in _rows(folded) if row in self._rows)
        for rumour, rows in copied.items():
            if rows * _COPIED >= ENOUGH:
                scores[rumour] += min(rows * _COPIED, _MOST_COPIED)
        ranked = sorted(((score, n) for n, score in enumerate(scores)), reverse=True)
        return [*ranked, (0.0, 0), (0.0, 0)][:2]

    def _weighed(self, keys: Sequence[_Key]) -> tuple[_Key, ...]:
        """Every key with its score, the best first, and its own words known to the lexicon."""
        owners: dict[str, set[int]] = {}
        for key in keys:
            for concept in key.concepts:
                owners.setdefault(concept, set()).add(key.rumour)
                if concept not in CONCEPTS:
                    self._lexicon.add(concept, concept)
        every = len(self._rumours)
        weighed = [
            replace(key, score=sum(1 + math.log2(every / len(owners[c])) for c in key.concepts))
            for key in keys
        ]
        return tuple(sorted(weighed, key=lambda key: -key.score))


def _key(rumour: int, alias: str) -> _Key:
    concepts: list[str] = []
    denied: list[str] = []
    ruled_out_by: list[str] = []
    words = fold(alias).split()
    for before, word in zip(["", *words], words, strict=False):
        if word.startswith("-"):
            ruled_out_by.append(word.removeprefix("-"))
        elif word != "not":
            concepts.append(word)
            if before == "not":
                denied.append(word)
    return _Key(rumour, tuple(concepts), tuple(denied), tuple(ruled_out_by))


def _own_rows(rumours: Sequence[Rumour]) -> dict[str, int]:
    """Every row of words that only one rumour's wordings have, and whose it is."""
    owners: dict[str, set[int]] = {}
    for n, rumour in enumerate(rumours):
        for wording in rumour.wordings:
            for row in _rows(fold(wording)):
                owners.setdefault(row, set()).add(n)
    return {row: min(who) for row, who in owners.items() if len(who) == 1}


def _rows(folded: str) -> Iterator[str]:
    """Four words in a row, again and again; of Japanese, eight letters."""
    words = _WORD.findall(folded)
    rows = {" ".join(words[n : n + _ROW]) for n in range(len(words) - _ROW + 1)}
    for run in _LETTER_RUN.findall(folded):
        rows.update(run[n : n + _LETTER_ROW] for n in range(len(run) - _LETTER_ROW + 1))
    return iter(rows)
