"""What a change touches, as far as words tell: see `bot/core/change_words.py`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile
from types import MappingProxyType
from typing import NamedTuple

from bot.core.change_words import WORDS
from bot.core.changes import TOPICS, Edit, Topic
from bot.core.noise import plain

_REACH = 6.0
_REACH_OF_LICENCE = 20.0
"""Words between what differs and a word that it touches: a licence is granted in one long sentence,
all of which says what for."""

_MOST_WORDS = 8
"""Words that are named for a topic."""

_HEAD = 3
"""Letters by which words are looked up."""

_HAN = "\u3040-\u30ff\u3400-\u9fff々"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+|[,、]|[;:()（）–—。]")
_IS_HAN = re.compile(f"[{_HAN}]")
_STEPS: Mapping[str, float] = MappingProxyType({",": 2, "、": 1})
_PARTING = 12.0
"""How far a semicolon or a bracket parts the words beside it."""


class _Token(NamedTuple):
    """A word, or a letter of Japanese. `far` grows with every word, more across punctuation."""

    word: str
    start: int
    end: int
    far: float


class _Row(NamedTuple):
    """Words in a row; one that ends with `*` is the beginning of a word. `group` is the entry's
    part."""

    words: tuple[str, ...]
    topic: Topic
    entry: int
    group: int


class _Found(NamedTuple):
    """Where a row of words stands: the first token, and the one behind the last."""

    row: _Row
    begin: int
    end: int


@dataclass(slots=True)
class _Lexicon:
    """The words of one language. `sizes` is how many groups each entry has."""

    rows: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    sizes: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, words: Mapping[Topic, str]) -> _Lexicon:
        made = cls()
        for topic in TOPICS:
            for entry in words[topic].split():
                made._add(entry, topic)
        return made

    def _add(self, entry: str, topic: Topic) -> None:
        groups = entry.split("+")
        for group, alternatives in enumerate(groups):
            for word in alternatives.split("/"):
                row = _Row(tuple(_parts(word)), topic, len(self.sizes), group)
                self.rows[row.words[0].rstrip("*")[:_HEAD]].append(row)
        self.sizes.append(len(groups))

    def find(self, tokens: Sequence[_Token]) -> Iterator[_Found]:
        """Every row of an entry all of whose groups are there."""
        found: dict[int, list[_Found]] = defaultdict(list)
        for begin, token in enumerate(tokens):
            for row in self.rows.get(token.word[:_HEAD], ()):
                end = begin + len(row.words)
                if _matches(row.words, tokens[begin:end]):
                    found[row.entry].append(_Found(row, begin, end))
        for entry, places in found.items():
            if len({place.row.group for place in places}) == self.sizes[entry]:
                yield from places


def rank(edits: Iterable[Edit], language: str) -> Mapping[Topic, tuple[str, ...]]:
    """What the edits touch, by topic: the words that say so, as they stand in the text.

    Looked for are the words of the text's `language` (ISO 639; English where Tern has no list), in
    what was added or removed and near what differs, not in the rest of an edited sentence.
    """
    code = language.partition("-")[0].lower()
    lexicon = _Lexicon.of(WORDS.get(code, WORDS["en"]))
    because: dict[Topic, dict[str, str]] = {topic: {} for topic in TOPICS}
    for edit in edits:
        old, new = _tokens(edit.old or ""), _tokens(edit.new or "")
        for text, tokens, other in ((edit.new, new, old), (edit.old, old, new)):
            for found in _touched(lexicon, tokens, other):
                first, last = tokens[found.begin], tokens[found.end - 1]
                said = _composed(text or "")[first.start : last.end]
                because[found.row.topic].setdefault(plain(said), said)
    return MappingProxyType(
        {topic: tuple(said.values())[:_MOST_WORDS] for topic, said in because.items() if said}
    )


def _touched(
    lexicon: _Lexicon, tokens: Sequence[_Token], other: Sequence[_Token]
) -> Iterator[_Found]:
    """The words that differ from the other wording, or stand near to what does. Of entries with
    several groups only those of the first are named."""
    places = _differing(tokens, other) if other else range(len(tokens))
    far = [tokens[place].far for place in places]
    if not far:
        return
    every = [
        (one, _is_near(far, tokens[one.begin], tokens[one.end - 1], one.row.topic))
        for one in lexicon.find(tokens)
    ]
    grouped = {one.row.entry for one, near in every if near and lexicon.sizes[one.row.entry] > 1}
    for one, near in every:
        if not one.row.group and (near or one.row.entry in grouped):
            yield one


def _is_near(far: Sequence[float], first: _Token, last: _Token, topic: Topic) -> bool:
    reach = _REACH_OF_LICENCE if topic == "licence" else _REACH
    at = bisect_left(far, first.far - reach)
    return at < len(far) and far[at] <= last.far + reach


def _differing(tokens: Sequence[_Token], other: Sequence[_Token]) -> list[int]:
    """Places of words that the other wording has less often, or not between the same words."""
    mine, theirs = _keys(tokens), _keys(other)
    same = _same(mine, theirs)
    room = min(len(mine), len(theirs)) - same
    ending = min(room, _same(mine[::-1], theirs[::-1]))
    middle = mine[same : len(mine) - ending]
    their_middle = Counter(theirs[same : len(theirs) - ending])
    more = Counter(middle) - their_middle
    return [same + at for at, its in enumerate(middle) if its in more]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _keys(tokens: Sequence[_Token]) -> list[str]:
    """What of each token is compared: words, and of Japanese two letters in a row."""
    following = (*(token.word for token in tokens[1:]), "")
    return [
        token.word + after if _IS_HAN.match(token.word) else token.word
        for token, after in zip(tokens, following, strict=False)
    ]


def _matches(words: Sequence[str], tokens: Sequence[_Token]) -> bool:
    return len(tokens) == len(words) and all(
        token.word.startswith(word[:-1]) if word[-1] == "*" else token.word == word
        for word, token in zip(words, tokens, strict=True)
    )


def _tokens(text: str) -> list[_Token]:
    parts = list(_TOKEN.finditer(_composed(text)))
    steps = accumulate(map(_step, (part.group() for part in parts)))
    return [
        _Token(plain(part.group()), part.start(), part.end(), far)
        for part, far in zip(parts, steps, strict=True)
        if _step(part.group()) <= 1 and part.group() != "、"
    ]


def _step(token: str) -> float:
    if _IS_HAN.match(token):
        return 0.5
    return _STEPS.get(token, 1.0 if token[0].isalnum() else _PARTING)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _parts(word: str) -> Iterator[str]:
    """The tokens of a word of the lists."""
    for part in word.split("_"):
        if _IS_HAN.search(part):
            yield from (plain(token) for token in _TOKEN.findall(part))
        else:
            yield plain(part)
