"""What differs between two readings of a text, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.changes import Edit
from bot.core.noise import key, plain
from bot.core.touching import rank

__all__ = ["compare", "rank"]

_ALIKE = 0.45
"""Of two sentences' words that both must have for one to be the other's new wording."""

_NEAR = 0.12
"""What it counts for that they stand in the same place."""

_NEAR_REACH = 3
_RAREST = 6
"""Words by which a sentence looks for those like it."""

_TRIES = 16
"""Sentences with one of its words that a sentence is compared with."""

_HEAD = 4
_MOST_PARTS = 12
"""Sentences that may have been one."""

_WORD = re.compile(r"[^\W_]+")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Thai, kana and Han, which are not parted into words: their pairs of letters are compared."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A sentence that the other text does not have; `place` is where in the new text it stands, or
    would. What replaced it is looked for near `near`."""

    sentence: str
    key: str
    place: int
    near: int


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """What was replaced, removed and added, in the order of the new text.

    Empty where only noise differs (`bot.core.noise`), where sentences were moved, repeated or
    parted otherwise. The time grows with the number of sentences, not with its square.
    """
    if _is_same(old, new):
        return ()
    keys = {sentence: key(sentence) for sentence in {*old, *new}}
    old_keys = [keys[sentence] for sentence in old]
    new_keys = [keys[sentence] for sentence in new]
    removed = list(_removed(old, old_keys, new_keys))
    added = list(_added(new, new_keys, frozenset(old_keys)))
    removed, added = _otherwise_parted(removed, added)
    added, removed = _otherwise_parted(added, removed)
    return tuple(_edits(removed, added))


def _is_same(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the sentences that only one has are noise: what most readings are that differ at all,
    told without a look at the others."""
    before, after = frozenset(old), frozenset(new)
    removed = {key(sentence) for sentence in before - after}
    added = {key(sentence) for sentence in after - before}
    return removed | {""} == added | {""}


def _added(new: Sequence[str], keys: Sequence[str], known: frozenset[str]) -> Iterator[_Left]:
    seen = {""}
    for place, (sentence, its) in enumerate(zip(new, keys, strict=True)):
        if its not in known and its not in seen:
            seen.add(its)
            yield _Left(sentence, its, place, place)


def _removed(old: Sequence[str], keys: Sequence[str], new_keys: Sequence[str]) -> Iterator[_Left]:
    """Each stands behind the sentence that stood before it and that is still there; what replaced
    it, as many behind that as it did."""
    places = {its: place for place, its in reversed(list(enumerate(new_keys))) if its}
    seen = {""}
    place = gone = 0
    for sentence, its in zip(old, keys, strict=True):
        if its in places:
            place = places[its] + 1
            gone = 0
        elif its not in seen:
            yield _Left(sentence, its, place, place + gone)
            seen.add(its)
            gone += 1


def _otherwise_parted(
    whole: Sequence[_Left], parts: Sequence[_Left]
) -> tuple[list[_Left], list[_Left]]:
    """Without sentences that are the same as several others in a row, and without those."""
    heads: dict[str, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        heads[part.key[:_HEAD]].append(at)
    used: set[int] = set()
    kept = []
    for one in whole:
        starts = heads.get(one.key[:_HEAD], ())
        rows = (_row(one.key, parts, start) for start in starts[:_TRIES] if start not in used)
        row = next(filter(None, rows), None)
        if row is None or not used.isdisjoint(row):
            kept.append(one)
        else:
            used.update(row)
    return kept, [part for at, part in enumerate(parts) if at not in used]


def _row(whole: str, parts: Sequence[_Left], start: int) -> range | None:
    """The parts from `start` that make up the whole."""
    length = 0
    for at in range(start, min(start + _MOST_PARTS, len(parts))):
        if not whole.startswith(parts[at].key, length):
            return None
        length += len(parts[at].key)
        if length == len(whole):
            return range(start, at + 1)
    return None


def _edits(removed: Sequence[_Left], added: Sequence[_Left]) -> list[Edit]:
    pairs = dict(_pairs(removed, added))
    taken = set(pairs.values())
    edits = [
        Edit(one.sentence, added[pairs[at]].sentence, added[pairs[at]].place)
        if at in pairs
        else Edit(one.sentence, None, one.place)
        for at, one in enumerate(removed)
    ]
    edits += [
        Edit(None, one.sentence, one.place) for at, one in enumerate(added) if at not in taken
    ]
    return sorted(edits, key=lambda edit: edit.before)


def _pairs(removed: Sequence[_Left], added: Sequence[_Left]) -> Iterator[tuple[int, int]]:
    """Which removed sentence became which added one: the likest first, each once."""
    before = [frozenset(_words(one.sentence)) for one in removed]
    after = [frozenset(_words(one.sentence)) for one in added]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(after):
        for word in words:
            holding[word].append(at)
    places = [one.near for one in added]
    likeness = []
    for old, words in enumerate(before):
        start = bisect_left(places, removed[old].near)
        for new in _candidates(words, holding, start):
            alike = _alike(words, after[new])
            near = abs(removed[old].near - added[new].near) <= _NEAR_REACH
            if alike + _NEAR * near >= _ALIKE:
                likeness.append((alike + _NEAR * near, old, new))
    free_old, free_new = set(range(len(removed))), set(range(len(added)))
    for _, old, new in sorted(likeness, key=lambda found: (-found[0], found[1], found[2])):
        if old in free_old and new in free_new:
            free_old.remove(old)
            free_new.remove(new)
            yield old, new


def _candidates(words: frozenset[str], holding: dict[str, list[int]], start: int) -> Iterable[int]:
    """Those that share its rarest words and stand nearest to `start`."""
    known = sorted((len(holding[word]), word) for word in words if word in holding)
    found: dict[int, None] = {}
    for _, word in known[:_RAREST]:
        middle = bisect_left(holding[word], start)
        nearest = holding[word][max(0, middle - _TRIES // 2) : middle + _TRIES // 2]
        found.update(dict.fromkeys(nearest))
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of both they share, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _words(sentence: str) -> list[str]:
    words = []
    for word in _WORD.findall(plain(sentence)):
        if _UNPARTED.search(word):
            words += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return words
