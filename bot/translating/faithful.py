"""What must not change between a sentence and its translation: numbers, dates, links, articles,
addresses, placeholders, code and Markdown. Wording is the translator's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.translating.quantities import days, in_words, numbers

_PLACEHOLDER = r"\{[^{}]*\}"
_CODE = r"`[^`]+`"
_MENTION = r"<(?:[@#:/]|t:|a:|id:)[^<>\s]*>"
_MAIL = r"[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_LINK = r"https?://[!-~]+"
# An address as people say it, or a file's name: art.example/privacy, robots.txt.
_HOST = r"(?<![\w@])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z])(?:/[!-~]*)?"
_FIXED = re.compile("|".join((_PLACEHOLDER, _CODE, _MENTION, _LINK, _MAIL, _HOST)), re.I | re.A)
_AFTER_LINK = ".,;:!?'\"<>)]}*"

_LINE_MARK = re.compile(r"^(?:#{1,3} |-# |> |[-*] |\d+\. )", re.MULTILINE)
_INLINE_MARK = re.compile(r"\*\*|__|~~|\|\||```")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a sentence says apart from its wording."""

    fixed: Counter[str]
    dates: Counter[str]
    numbers: Counter[Decimal]


@lru_cache(maxsize=1 << 13)  # each English sentence is held against all languages
def _facts(text: str, language: str) -> _Facts:
    fixed = Counter(_trimmed(match[0]) for match in _FIXED.finditer(text))
    named, rest = days(_FIXED.sub(" ", text), language)
    dates = (f"--{month:02}-{day:02}" if day else f"--{month:02}" for month, day in named)
    return _Facts(fixed, Counter(dates), numbers(rest, language))


def differences(english: str, translation: str, language: str) -> Iterator[str]:
    """What a translation of a record's sentence has changed, as the end of a message."""
    wanted, found = _facts(english, "en"), _facts(translation, language)
    yield from _compared("", wanted.fixed, found.fixed)
    yield from _compared("the date ", wanted.dates, found.dates)
    # A number may be said again, as in 法律第25.326号（Ley 25.326）; a changed one is lost as well.
    if extra := found.numbers.keys() - wanted.numbers.keys():
        extra -= in_words(english)
    yield from (f"has lost {_shown(n)}" for n in sorted(wanted.numbers - found.numbers))
    yield from (f"has {_shown(n)}, which the English has not" for n in sorted(extra))
    if (english != english.strip()) != (translation != translation.strip()):
        yield "has other white space at an end"


def differences_of_phrase(english: str, translation: str, language: str) -> Iterator[str]:
    """The same for a sentence of the interface, which is written in Markdown."""
    yield from differences(english, translation, language)
    yield from _compared("the mark ", _marks(english), _marks(translation))


def _trimmed(found: str) -> str:
    """A link without the full stop or bracket behind it."""
    return found if found[0] in "{`<" else found.rstrip(_AFTER_LINK).casefold()


def _marks(text: str) -> Counter[str]:
    lines = [re.sub(r"\d+", "1", match[0]) for match in _LINE_MARK.finditer(text)]
    stray = re.findall("[{}]", re.sub(_PLACEHOLDER, "", text))
    breaks = ("line break",) * text.count("\n")
    return Counter([*lines, *_INLINE_MARK.findall(text), *stray, *breaks])


def _compared(what: str, wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    yield from (f"has lost {what}{one}" for one in wanted - found)
    yield from (f"has {what}{one}, which the English has not" for one in found - wanted)


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"


def differences_of_plural(
    english: Sequence[str], forms: Sequence[str], language: str
) -> Iterator[str]:
    """For the forms by number: each has to say what one of the two English ones says."""
    for form in forms:
        found = [tuple(differences_of_phrase(one, form, language)) for one in english]
        if all(found):
            yield from found[-1]
