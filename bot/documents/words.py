"""How the words of letters are set in each language: spaces that hold, dates, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import jinja2
from babel import Locale, UnknownLocaleError, dates, lists

_BREAKABLE = re.compile(r"[ \n]+")
_BOUND = re.compile(
    r"((?:\b(?:[Aa]rts?|Abs|Nr|Buchst|Bst|ss?|cl|reg|ust|lit|let|lett|par|al|cpv)\.)"
    r"|\bn\.?[º°]|§§?) (?=[\w(])"
    r"|\b([Aa]rt[ií]c(?:les?|ulos?|ol[oi])|[Aa]rtikel|[Aa]rtigos?|[Cc]lause|[Ss]ection|[Pp]rinciple"
    r"|paragraphe|alinéa|alínea|apartado|letra|paragrafo|lettera|point|lid|onder|nr|pkt|s)"
    r" (?=\d|[a-z]\))"
    r"| (?=(?:Abs|Buchst|Bst|Nr|ust|lit|let|lett|al|cpv)\. [\w(])"
    r"|(?<=,) (?=§)"
)
"""Spaces at which a citation must not break: "Art. 21 Abs. 1", "s. 164A", "§ 2º", "article 21"."""

_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")
_CJK = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_JAPANESE = re.compile(rf"(?<={_CJK})[ \n]+(?={_CJK})")
"""Japanese is written without spaces, so where a line of it is broken in a file nothing stands."""

_STOPS = re.compile(r"(?<=\b(?:Inc|Ltd))\.\.(?!\.)|(?<=\bCo)\.\.(?!\.)")


def tidy(source: str, language: str) -> str:
    """Lines joined, and the spaces where no line may end made such that none does."""
    if language == "ja":
        source = _JAPANESE.sub("", source)
    source = _BREAKABLE.sub(" ", source)
    if language == "fr":
        source = _FRENCH.sub("\N{NO-BREAK SPACE}", source)
    return _BOUND.sub(
        lambda found: f"{found[1] or found[2] or ''}\N{NO-BREAK SPACE}", source
    ).strip()


def stopped(text: str) -> str:
    """The stop of an abbreviated name ends the sentence as well: "Snap Inc.", not "Snap Inc..\""""
    return _STOPS.sub(".", text)


def locale_of(language: str, territory: str | None) -> Locale:
    """How dates are written: by the habits of the person's country, where Babel knows them."""
    try:
        return Locale.parse(f"{language}_{territory}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language)


@jinja2.pass_context
def written(context: jinja2.runtime.Context, day: date) -> str:
    """A date with its month as a word."""
    locale = context["locale"]
    text = str(dates.format_date(day, "long", locale=locale))
    # CLDR has no ordinals: in French the first of a month is « 1er ».
    return text.replace("1", "1er", 1) if locale.language == "fr" and day.day == 1 else text


@jinja2.pass_context
def listed(context: jinja2.runtime.Context, items: Sequence[str]) -> str:
    """ "a, b and c"."""
    return lists.format_list(list(items), locale=context["locale"])
