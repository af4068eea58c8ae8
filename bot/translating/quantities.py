"""The numbers and dates of a sentence, however its language writes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel import Locale

_DIGITS = re.compile(r"\d[\d.,'’ ]*\d|\d")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,'’ ])\d{3})(?:(?P=mark)\d{3})*(?!\d)")

_FRACTION = re.compile(r"(?<!\d)\d+[.,]\d{1,2}$")

_SCALES = {
    "en": "thousand=3 million=6 billion=9",
    "de": "tausend=3 million=6 millionen=6 mio=6 milliarde=9 milliarden=9 mrd=9",
    "fr": "mille=3 million=6 millions=6 milliard=9 milliards=9",
    "es": "mil=3 millón=6 millones=6",
    "it": "mila=3 milione=6 milioni=6 miliardo=9 miliardi=9",
    "nl": "duizend=3 miljoen=6 mln=6 miljard=9 mld=9",
    "pl": "tys=3 tysiąc=3 tysiące=3 tysięcy=3 milion=6 miliona=6 miliony=6 milionów=6 mln=6"
    " miliard=9 miliarda=9 miliardy=9 miliardów=9 mld=9",
    "pt": "mil=3 milhão=6 milhões=6 bilhão=9 bilhões=9",
    "ja": "千=3 万=4 億=8",
}
"""Words right behind a number that multiply it by a power of ten."""

_INFLECTED = {
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku"
    " listopadzie grudniu"
}
"""Forms of the months' names, January first, besides those that CLDR has."""

_COUNTED = (
    "zero one,once,first,a,an,single,each,every,another two,twice,second,both,half three,third,"
    "thrice four,fourth,quarter five,fifth six,sixth seven,seventh eight,eighth nine,ninth"
    " ten,tenth eleven twelve,dozen thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PERIODS = {"day": 1, "week": 1, "month": 1, "year": 1, "fortnight": 2}
"""What English leaves unnumbered and Japanese numbers: "the month" is 1か月."""


Day = tuple[int, int]
"""The number of a month and a day in it; 0 for the month alone."""


def days(text: str, language: str) -> tuple[frozenset[Day], str]:
    """The days and months that are named, and the text without the months' names."""
    found: set[Day] = set()

    def note(match: re.Match[str]) -> str:
        found.add((names[match["month"].casefold()], int(match["day"] or 0)))
        return match[0].replace(match["month"], " | ", 1)

    names = _month_names(language)
    rest = _day_pattern(language).sub(note, text)
    return frozenset(found), rest


@cache
def _day_pattern(language: str) -> re.Pattern[str]:
    names = "|".join(name.capitalize() for name in sorted(_month_names(language), key=len))
    if language == "ja":
        # "5月3日から14日": English has the last day beside the month.
        until = r"(?:\d{1,2}日(?:から|と|、|・|及び|～|〜|–))*"
        return re.compile(rf"(?<!\d)(?P<month>{names})(?:{until}(?P<day>\d{{1,2}})日|(?!間))")
    pattern = rf"\b(?:(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s+(?:de\s+)?)?(?P<month>{names})\b"
    if language == "en":  # "may" and "march" are other words, "May" at a sentence's start is one
        return re.compile(rf"{pattern}(?!\s+(?:be|have|not)\b)")
    return re.compile(pattern, re.IGNORECASE)


@cache
def _month_names(language: str) -> dict[str, int]:
    if language == "ja":
        return {f"{n}月": n for n in range(1, 13)}
    known = Locale.parse(language, sep="-").months
    names = {
        name.casefold(): n
        for context in ("format", "stand-alone")
        for n, name in known[context]["wide"].items()
    }
    inflected = _INFLECTED.get(language, "").split()
    return names | {name: n for n, name in enumerate(inflected, 1)}


def numbers(text: str, language: str) -> Counter[Decimal]:
    """How often each number stands there in digits, scales such as "million" counted in."""
    found: Counter[Decimal] = Counter()
    text = unicodedata.normalize("NFKC", text)
    scales, scaled = _scales(language), re.compile(_scale_pattern(language), re.IGNORECASE)
    behind, before = -1, Decimal(0)
    for match in _DIGITS.finditer(text):
        values, end = list(_values(match[0])), match.end()
        if scaled.match(text, end) and (fraction := _FRACTION.search(match[0])):
            values = [*values[:-2], Decimal(fraction[0].replace(",", "."))]
        while scale := scaled.match(text, end):
            values[-1] *= 10 ** scales[scale[0].strip().casefold()]
            end = scale.end()
        if match.start() == behind and language == "ja":  # 5億3300万 is one number
            found[before] -= 1
            values[-1] += before
        found.update(values)
        behind, before = end if end > match.end() else -1, values[-1]
    return +found


def _scale_pattern(language: str) -> str:
    words = "|".join(sorted(_scales(language), key=len, reverse=True)) or "(?!)"
    return rf"\s*(?:{words})" + ("" if language == "ja" else r"(?!\w)")


@cache
def _scales(language: str) -> dict[str, int]:
    pairs = (pair.split("=") for pair in _SCALES.get(language.partition("-")[0], "").split())
    return {word: int(power) for word, power in pairs}


def _values(run: str) -> Iterator[Decimal]:
    """ "1.500", "1,5", "2.1.3" and "14, 15": one number, one, three and two."""
    position = 0
    while position < len(run):
        if grouped := _GROUPED.match(run, position):
            yield Decimal(re.sub(r"\D", "", grouped[0]))
            position = grouped.end()
        elif plain := re.compile(r"\d+").match(run, position):
            yield Decimal(plain[0])
            position = plain.end()
        else:
            position += 1


def in_words(english: str) -> frozenset[Decimal]:
    """Numbers that English writes as words or in Roman numerals: "the month", "one million", "IV".
    A translation may write them in digits."""
    words, scales = _number_words(), _scales("en")
    found = {Decimal(n) for n, roman in enumerate(_ROMAN, 1) if re.search(rf"\b{roman}\b", english)}
    last = Decimal(1)
    for word in re.findall("[a-z]+", english.casefold()):
        last = last * 10 ** scales[word] if word in scales else words.get(word, Decimal(1))
        if word in words or word in scales:
            found.add(last)
    return frozenset(found)


@cache
def _number_words() -> dict[str, Decimal]:
    counted = {
        word: Decimal(n) for n, same in enumerate(_COUNTED.split()) for word in same.split(",")
    }
    return counted | {word: Decimal(n) for word, n in (_TENS | _PERIODS).items()}
