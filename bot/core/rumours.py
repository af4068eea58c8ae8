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
3. **Names.** A text that is a record's name or claim, or the part of a name in quotation marks.
4. **What the text is for.** Who calls it a hoax in the same or a neighbouring sentence, asks if it
   is true, or tells of an objection that was confirmed, does not spread it, whatever is quoted.
   This is for messages. A person who puts a claim to the bot (`asked`) wants an answer however it
   is put, so for them this does not count, and a name or claim may stand anywhere in the text.

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
from bot.core.claims import Lexicon, Reading, Span, fold
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

_MANY_COPIED = 8
"""Copied rows from which "fake" or "false" no longer clear a text, only a clear "this is a hoax":
chain posts say such words themselves."""

_OBJECTION = ("object", "form", "mine")
"""What "confirmed" must stand with to tell of a real objection."""

_QUOTED = re.compile("[“„«「](.+?)[”“»」]")
_LEAST_QUOTED = 3

_SHORT = 4
"""Words of a short title, and those beside it in a question about it: "Is … real?"."""
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

    def check(self, text: str, asked: bool = False) -> RumourAnswer | None:
        """The rumour that this text spreads or, where a person asked, is about; None where there is
        none that is known."""
        found = self._matcher.match(text, asked)
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
    needed: frozenset[str]
    score: float = 0.0

    def claimed(self, reading: Reading, asked: bool) -> Span | None:
        """Where the text claims it; None where it does not. Asked, a question is a claim too."""
        span = reading.together(self.concepts)
        if span is None or (not asked and reading.asks(span)):
            return None
        if any(reading.holds(span, concept) for concept in self.ruled_out_by):
            return None
        if self.denied:
            return span if all(reading.denies(span, one) for one in self.denied) else None
        return None if reading.denied(span) else span


@dataclass(slots=True)
class _Found:
    """What speaks for one rumour: the score, the best key's place, the number of copied rows."""

    rumour: int
    score: float = 0.0
    span: Span | None = None
    copied: int = 0


class Matcher:
    """Recognises rumours; built once from their records, and the same for everybody."""

    def __init__(self, rumours: Iterable[Rumour]) -> None:
        self.rumours = tuple(rumours)
        self._lexicon = Lexicon.of()
        self._keys = self._weighed(
            [_key(n, key) for n, rumour in enumerate(self.rumours) for key in rumour.keys]
        )
        self._rows = _own_rows(self.rumours)
        self._titles = {
            _plain(fold(one)): n for n, r in enumerate(self.rumours) for one in _titles(r)
        }

    def match(self, text: str, asked: bool = False) -> Rumour | None:
        """The rumour that the text spreads or, asked, is about. Takes any text, reads its
        beginning (`LONGEST`)."""
        folded = fold(text)
        words = _WORD.findall(folded)
        if (named := self._named(" ".join(words), asked)) is not None:
            return self.rumours[named]
        reading = self._lexicon.read(folded)
        if not asked and _tells(reading):
            return None
        best, second = self._ranked(_rows(words, folded), reading, asked)
        if best.score < ENOUGH or best.score - second.score < MARGIN:
            return None
        if not asked and self._is_debunked(folded, reading, best):
            return None
        return self.rumours[best.rumour]

    def _named(self, plain: str, asked: bool) -> int | None:
        """The rumour whose name or claim the text is or, asked, holds."""
        if plain in self._titles or not asked:
            return self._titles.get(plain)
        held = {n for title, n in self._titles.items() if _is_held(title, plain)}
        return held.pop() if len(held) == 1 else None

    def _ranked(self, rows: Iterable[str], reading: Reading, asked: bool) -> tuple[_Found, _Found]:
        """The two best; nobody's score is 0."""
        found = [_Found(n) for n in range(max(2, len(self.rumours)))]
        said = reading.places.keys()
        for key in self._keys:
            one = found[key.rumour]
            if (
                key.score > one.score
                and key.needed <= said
                and (span := key.claimed(reading, asked))
            ):
                one.score, one.span = key.score, span
        copied = Counter(self._rows[row] for row in rows if row in self._rows)
        for rumour, many in copied.items():
            if many * _COPIED >= ENOUGH:
                found[rumour].score += min(many * _COPIED, _MOST_COPIED)
                found[rumour].copied = many
        best, second, *_ = sorted(found, key=lambda one: (-one.score, -one.rumour))
        return best, second

    def _is_debunked(self, folded: str, reading: Reading, found: _Found) -> bool:
        """Whether the text calls it untrue, in its sentences or those beside them."""
        doubts = ("debunk",) if found.copied >= _MANY_COPIED else ("debunk", "doubt")
        if not any(doubt in reading.places for doubt in doubts):
            return False
        places = [*found.span] if found.span else []
        if found.copied:
            places += self._copied_at(folded, found.rumour)
        span = Span(min(places), max(places))
        return any(reading.holds_beside(span, doubt) for doubt in doubts)

    def _copied_at(self, folded: str, rumour: int) -> list[int]:
        """The ends of what was copied from this rumour's wordings."""
        words = [(match.group(), match.start()) for match in _WORD.finditer(folded)]
        at: list[int] = []
        for n in range(len(words) - _ROW + 1):
            row = words[n : n + _ROW]
            if self._rows.get(" ".join(word for word, _ in row)) == rumour:
                at += (row[0][1], row[-1][1])
        for run in _LETTER_RUN.finditer(folded):
            for n in range(run.start(), run.end() - _LETTER_ROW + 1):
                if self._rows.get(folded[n : n + _LETTER_ROW]) == rumour:
                    at += (n, n + _LETTER_ROW - 1)
        return at

    def _weighed(self, keys: Sequence[_Key]) -> tuple[_Key, ...]:
        """Every key with its score, the best first, and its own words known to the lexicon."""
        owners: dict[str, set[int]] = {}
        for key in keys:
            for concept in key.concepts:
                owners.setdefault(concept, set()).add(key.rumour)
                if concept not in CONCEPTS:
                    self._lexicon.add(concept, concept)
        every = len(self.rumours)
        weighed = [
            replace(key, score=sum(1 + math.log2(every / len(owners[c])) for c in key.concepts))
            for key in keys
        ]
        return tuple(sorted(weighed, key=lambda key: -key.score))


def _tells(reading: Reading) -> bool:
    """Whether the text asks, or tells of an objection that was really made."""
    if "ask" in reading.places:
        return True
    return "report" in reading.places and any(
        reading.together(("report", objection)) for objection in _OBJECTION
    )


def _plain(folded: str) -> str:
    """The words alone; records' names and claims are in English."""
    return " ".join(_WORD.findall(folded))


def _is_held(title: str, plain: str) -> bool:
    """Whether the text holds the title; a short one only where it says little else."""
    if f" {title} " not in f" {plain} ":
        return False
    return title.count(" ") >= _SHORT or plain.count(" ") - title.count(" ") <= _SHORT


def _titles(rumour: Rumour) -> Iterator[str]:
    """The name, what stands in quotation marks in it, and the claim."""
    yield rumour.name
    yield rumour.claim
    quoted = _QUOTED.findall(rumour.name)
    yield from (part for part in quoted if len(part.split()) >= _LEAST_QUOTED)


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
    return _Key(rumour, tuple(concepts), tuple(denied), tuple(ruled_out_by), frozenset(concepts))


def _own_rows(rumours: Sequence[Rumour]) -> dict[str, int]:
    """Every row of words that only one rumour's wordings have, and whose it is."""
    owners: dict[str, set[int]] = {}
    for n, rumour in enumerate(rumours):
        for wording in rumour.wordings:
            folded = fold(wording)
            for row in _rows(_WORD.findall(folded), folded):
                owners.setdefault(row, set()).add(n)
    return {row: min(who) for row, who in owners.items() if len(who) == 1}


def _rows(words: Sequence[str], folded: str) -> set[str]:
    """Four words in a row, again and again; of Japanese, eight letters."""
    rows = {" ".join(words[n : n + _ROW]) for n in range(len(words) - _ROW + 1)}
    for run in _LETTER_RUN.findall(folded):
        rows.update(run[n : n + _LETTER_ROW] for n in range(len(run) - _LETTER_ROW + 1))
    return rows
