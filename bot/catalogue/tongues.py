"""How each language says what is asked: which words say nothing, and which mean an English one.

Questions and translated facts are brought to the same terms. A word that `words/<language>.yaml`
knows becomes the English one that it means, so that synonyms, aspects and the rule of "nothing
where nothing fits" are the same in every language (`bot/catalogue/terms.py`). Any other word is
cut to its beginning; Japanese, which has no spaces, is parted into pairs of letters.

In the files `word*` is a beginning of words and `two_words` are words in a row; `endings` are those
that names take in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.search import fold
from bot.catalogue.terms import ORDINARY, PHRASES, STOP, alternatives, stem, telling, words

_FILES = Path(__file__).parent / "words"

_BEGINNING = 7
"""Letters that words of a language without a stemmer of its own have in common (McNamee and
Mayfield, 2004: beginnings of words find nearly as well as stems, in every language of Europe)."""

_LEAST_NAME = 4
"""Letters of a name that are left when its ending is cut off."""

LETTERS = re.compile("([\u3040-\u30ff\u3005\u4e00-\u9fff]+)")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_KANA = re.compile("[\u3041-\u30ff]")


class Tongue:
    """The words of one language; this one is English."""

    def __init__(self) -> None:
        self._telling = telling() | alternatives().keys()

    def words(self, text: str) -> list[str]:
        """The words of a text, folded, with phrases made one word. Nothing is left out."""
        return words(text)

    def term(self, word: str) -> str | None:
        """What the word is looked up by; None for one that says nothing."""
        return None if word in STOP else stem(word)

    def name(self, word: str) -> Sequence[str]:
        """What a word may be as a name: the English one it means, else itself or without its
        ending."""
        return (word, word.removesuffix("s"))

    def known(self, words: Iterable[str]) -> int:
        """How many of these words the language has: the more, the surer it is the one spoken."""
        return sum(word in STOP or stem(word) in self._telling for word in words)


class _Foreign(Tongue):
    """Another language, from its file."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__()
        self._stop = frozenset(fold(told["stop"]).split())
        self._endings = tuple(told.get("endings", "s").split())
        self._meant: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}
        self._phrases: dict[str, str] = dict(PHRASES)
        for english, said in told["means"].items():
            for written in said.split():
                self._learn(fold(written.replace("_", " ")), english, written.endswith("*"))

    def _learn(self, word: str, english: str, beginning: bool) -> None:
        if " " in word:
            self._phrases[word] = english
        elif beginning:
            self._beginnings[word] = english
        else:
            self._meant[word] = english

    def words(self, text: str) -> list[str]:
        return words(text, self._phrases)

    def term(self, word: str) -> str | None:
        if meant := self._meaning(word):
            return stem(meant)
        if word in self._stop:
            return None
        english = stem(word)
        if english in self._telling:
            return english
        return word if len(word) <= _BEGINNING else f"{word[:_BEGINNING]}-"

    def name(self, word: str) -> Sequence[str]:
        if meant := self._meaning(word):
            return (meant,)
        bare = [word.removesuffix(ending) for ending in self._endings]
        return (word, *(one for one in bare if len(one) >= _LEAST_NAME))

    def known(self, words: Iterable[str]) -> int:
        return sum(word in self._stop or bool(self._meaning(word)) for word in words)

    def _meaning(self, word: str) -> str | None:
        if word in self._meant:
            return self._meant[word]
        for length in range(len(word), 2, -1):
            if (meant := self._beginnings.get(word[:length])) is not None:
                return meant
        return None


class _Japanese(_Foreign):
    """Written without spaces: words and names are found wherever they stand."""

    def __init__(self, told: Mapping[str, Any], names: Iterable[str]) -> None:
        super().__init__(told)
        found = {word: word for word in (*names, *self._stop) if LETTERS.fullmatch(word)}
        found |= {word: word for word in self._meant if LETTERS.search(word)}
        self._whole = re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))

    def words(self, text: str) -> list[str]:
        spaced = LETTERS.sub(r" \1 ", self._whole.sub(r" \g<0> ", fold(text)))
        return [part for word in words(spaced, self._phrases) for part in self._parts(word)]

    def _parts(self, word: str) -> Sequence[str]:
        """Pairs of letters of what is no word; without hiragana, which says how words belong."""
        if word in self._meant or self._whole.fullmatch(word) or not LETTERS.fullmatch(word):
            return (word,)
        runs = [run for run in _HIRAGANA.split(word) if len(run) > 1]
        return [run[n : n + 2] for run in runs for n in range(len(run) - 1)]

    def known(self, words: Iterable[str]) -> int:
        return sum(2 for word in words if _KANA.search(word))


def tongue(language: str, names: Iterable[str]) -> Tongue:
    """The words of a language; English for one that has no file. `names`: words of names that are
    known, folded."""
    if language not in languages():
        return Tongue()
    told = _told(language)
    return _Japanese(told, names) if language == "ja" else _Foreign(told)


def names_elsewhere(
    sentences: Mapping[str, Mapping[str, str]], names: Iterable[str]
) -> dict[str, list[str]]:
    """How English names are written in other languages: as `sentences` (by language, from the
    English) translate them or, of platforms and tools in Japanese, as `words/ja.yaml` has them."""
    english = frozenset(names) - ORDINARY
    found: dict[str, list[str]] = {}
    for said in sentences.values():
        for name in english & said.keys():
            found.setdefault(name, []).append(said[name])
    for name, written in _told("ja")["means"].items():
        if name in english:
            found.setdefault(name, []).extend(written.split())
    return found


def languages() -> Sequence[str]:
    """The languages that have a file."""
    return sorted(file.stem for file in _FILES.glob("*.yaml"))


def _told(language: str) -> dict[str, Any]:
    text = (_FILES / f"{language}.yaml").read_text("utf-8")
    return dict(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - makes nothing but text
