"""Which language a text is in: by its letters, then by the small words that every text has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": "the of to and or you your we our that for is are with this any by not may will",
            "de": "der die das und oder wir sie ihre von zu den mit auf ist nicht werden für wenn"
            " sind durch im dem des eine einer",
            "fr": "le la les des et ou vous nous votre nos vos que pour dans une est sont avec par"
            " sur ne pas du au aux",
            "es": "el la los las de y o usted que para en una es su sus con por no nuestro nuestra"
            " nuestros se del al",
            "it": "il lo gli le di e o che per in una è sono con del della dei delle nel nostro"
            " utente si da al",
            "nl": "de het een en of u uw wij we van te voor in is zijn met niet op dat die door"
            " onze kunnen wordt",
            "pl": "i oraz lub w na z do że jest są nie przez dla od się które który naszych państwa"
            " może o po",
            "pt": "o a os as de e ou que para em uma é são com por não nosso nossa nossos você seu"
            " suas do da dos das ao",
        }.items()
    }
)
"""Words of the languages that Tern compares by words, small letters."""

_BY_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ar": "arabic",
        "fa": "arabic",
        "ur": "arabic",
        "he": "hebrew",
        "yi": "hebrew",
        "ru": "cyrillic",
        "uk": "cyrillic",
        "be": "cyrillic",
        "bg": "cyrillic",
        "sr": "cyrillic",
        "mk": "cyrillic",
        "el": "greek",
        "ja": "kana",
        "zh": "han",
        "ko": "hangul",
        "th": "thai",
        "hi": "devanagari",
    }
)
"""Languages that are not written in Latin letters."""

_RANGES: Final = (
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("cyrillic", "\u0400-\u052f"),
    ("hebrew", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("devanagari", "\u0900-\u097f"),
    ("thai", "\u0e00-\u0e7f"),
    ("kana", "\u3040-\u30ff"),
    ("han", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("hangul", "\u1100-\u11ff\uac00-\ud7af"),
)
_SCRIPTS = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _RANGES))

_SAMPLE = 10_000
"""Characters that are looked at: from the middle, where no menus are."""

_LEAST_LETTERS = 100
_SHARE_OF_KANA = 0.05
"""Of Japanese letters: the most official text has more, Chinese has none."""

_SURE = 0.15
"""Of all words: a text has so many small words of its own language, and of others fewer."""

_TIMES = 1.5


def is_other_language(text: str, language: str, said: str = "") -> bool:
    """Whether the text is surely in another language than `language` (ISO 639).

    `said` is what the page calls its own: where that agrees, the words must speak against it more
    clearly. False in doubt.
    """
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[start : start + _SAMPLE]
    script = _script(sample)
    if not script:
        return False
    if script != _BY_LETTERS.get(language, "latin"):
        return True
    return script == "latin" and _says_otherwise(sample, language, said)


def _script(text: str) -> str:
    """The script of most letters; "" where there are too few."""
    letters: Counter[str] = Counter()
    for found in _SCRIPTS.finditer(text):
        letters[found.lastgroup or ""] += len(found[0])
    total = letters.total()
    if total < _LEAST_LETTERS:
        return ""
    asian = letters["kana"] + letters["han"]
    if asian * 2 > total:
        return "kana" if letters["kana"] > asian * _SHARE_OF_KANA else "han"
    return letters.most_common(1)[0][0]


def _says_otherwise(text: str, language: str, said: str) -> bool:
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    total = words.total()
    shares = {
        name: sum(words[word] for word in small) / total for name, small in _SMALL_WORDS.items()
    }
    other = max((name for name in shares if name != language), key=lambda name: shares[name])
    least = max(_SURE, shares.get(language, 0.0) * (_TIMES if said == language else 1.1))
    return shares[other] > least and (language in shares or other == said or not said)
