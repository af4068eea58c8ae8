"""Where sentences end, in the languages that terms are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_CLOSING = "\"'’”»)\\]}›」』）】〉》"
_OPENING = "\"'‘“„«»([{‹¿¡「『（【〈《•-–—"
_END = re.compile(rf"(?P<wide>[。！？｡]+[{_CLOSING}]*) ?|(?P<mark>[.!?…؟۔।]+[{_CLOSING}]*(?: »)?)")
"""Japanese and Chinese put no space between sentences; « phrase ! » is how French closes quotes."""

_PARTICLES = frozenset("、，。をにはがのともへでや")
"""What goes on with a Japanese sentence after a quotation."""

_LOOK_BACK = 24
"""Characters of the longest word that is looked up."""

_LETTERS = re.compile(r"(?:[^\W\d_]\.)+")
"""`U.S.`, `z.B.`, `p.m.`, and initials."""

_NUMBERING = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,5}|[a-z]{1,2})[)\]]?\.?", re.I)
"""`2.`, `2.1.`, `iv.`, `(b).` before the first word of a sentence."""

_EVERYWHERE = "art no nr inc ltd corp co llc dr st vs cf al ca approx vol pp ed tel abs"
_ABBREVIATIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(f"{_EVERYWHERE} {words}".split())
        for language, words in {
            "en": "mr mrs ms prof sec secs para paras dept fig eg ie jan feb mar apr jun jul"
            " aug sept oct nov dec jr sr",
            "de": "bzw ggf evtl inkl exkl vgl sog gem lit ziff bspw zb dh usw insb insbes max min"
            " mind str prof hr fr jan feb apr aug sept okt nov dez rn satz i.v.m i.s.d ggü zzgl",
            "fr": "m mm mme mlle etc p.ex ex env av janv févr avr juil sept oct nov déc al réf",
            "es": "sr sra srta dra etc ej p.ej pág págs núm aprox ud uds vd av apdo art arts ext",
            "it": "sig dott ecc es pag par lett cfr cd avv ing prof artt comma",
            "nl": "bijv bv enz evt incl excl o.a m.b.t t.a.v d.w.z nl ca dhr mevr resp jl lid",
            "pl": "np itd itp tzn tj ust pkt poz zob ul al tel godz r m.in ok tzw ww dz lit im",
            "pt": "sr sra dra etc ex p.ex pág págs núm aprox exmo ltda av inc arts",
            "ja": "",
        }.items()
    }
)
"""Without their last full stop, small letters."""

_ORDINALS = re.compile(r"\d{1,2}\.")
"""`1. Januar`: a German day of a month, and no end."""


def split(text: str, language: str) -> list[str]:
    """The sentences of one block of text (a paragraph, a list item), in order.

    Only white space is lost: stretches of it become one space, and none is at either end. In doubt
    two sentences stay together. `language` is the text's own (ISO 639).
    """
    joined = " ".join(text.split())
    sentences = []
    begin = 0
    for end in _ends(joined, language.partition("-")[0].lower()):
        sentences.append(joined[begin:end].strip())
        begin = end
    sentences.append(joined[begin:].strip())
    return [sentence for sentence in sentences if sentence]


def _ends(text: str, language: str) -> Iterator[int]:
    """Offsets behind what ends a sentence."""
    known = _ABBREVIATIONS.get(language, _ABBREVIATIONS["en"])
    begin = 0
    for found in _END.finditer(text):
        end = found.end()
        if found["wide"]:
            closed = found["wide"][-1] in _CLOSING
            is_end = not (closed and text[end : end + 1] in _PARTICLES)
        else:
            is_end = text[end : end + 1] == " " and _goes_on_large(text, end)
            if is_end and found["mark"] == ".":
                is_end = not _is_short(text, begin, end, language, known)
        if is_end:
            yield end
            begin = end


def _goes_on_large(text: str, end: int) -> bool:
    """Whether what follows may begin a sentence: nothing that is written small."""
    for letter in text[end + 1 : end + 4]:
        if letter not in _OPENING and letter != " ":
            return not letter.islower()
    return True


def _is_short(text: str, begin: int, end: int, language: str, known: frozenset[str]) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation or to numbering."""
    start = text.rfind(" ", max(begin, end - _LOOK_BACK), end) + 1 or begin
    word = text[start:end].lstrip(_OPENING)
    if start - begin < 2 and _NUMBERING.fullmatch(word):
        return True
    if language == "de" and _ORDINALS.fullmatch(word):
        return True
    if _LETTERS.fullmatch(word):
        return True
    word = word[:-1].casefold().replace("’", "'").rpartition("'")[2]
    return word in known
