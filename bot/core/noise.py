"""What differs between two readings of a page and changes nothing: dates, builds, navigation,
numbering, punctuation."""

from __future__ import annotations

import re
import unicodedata

from bot.core.noise_words import ANCHORS, FILLERS, MONTHS, NAVIGATION

_TOKEN = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")
_SIGNS = re.compile(r"[™℠®©]")
_UNSAID = re.compile(r"[^\w$€£¥%+<>]|_")
"""What is not compared: punctuation, quotation marks, white space, what cannot be seen."""

_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBERING = re.compile(
    r"\s*(?:§+\s*\d{1,3}[a-z]?|\d{1,3}[.)](?=\s)|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?(?=\s)"
    r"|[(\[](?:\d{1,3}|[ivxlc]{1,5}|[a-z])[)\]]|(?:[ivx]{1,5}|[a-z])[.)](?=\s)"
    r"|第\s?\d{1,3}\s?[条章項]|[-–—•·▪*‣◦]+)\s*"
)
_PLACE = re.compile(
    r"(?P<word>\b(?:(?:sub)?sections?|clauses?|paragraphs?|abschnitte?s?|ziffer|absatz"
    r"|sección|secciones|apartado|cláusula|sezion[ei]|punto|seç(?:ão|ões)|secção|sekcj[aei]"
    r"|punk(?:t|cie|tu)|ust|artikel|lid|article|artículo|artigo|articolo)|第)"
    r"\.?\s?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}\b)(?!\d)"
)
"""Places of a text itself, which move when something is put in before them."""

_MAY_BE_PLACE = re.compile(r"\d|\b[ivx]")

_LAW = re.compile(
    r"(?:gdpr|dsgvo|rgpd|avg\b|rodo|lgpd|ccpa|bgb|urhg|ddg|u\.?s\.?c|act\b|code\b|cod|regulation"
    r"|verordnung|directive|richtlinie|regl?amento|règlement|loi|ley|lei\b|ustaw|wet\b|法)"
)
_LAW_REACH = 40

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[a-z]{0,40}\d[0-9a-z]{0,60}|rc|alpha|beta")
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|copyright\b)")
_LONGEST_LINE = 160
"""Characters of the longest line that may say nothing but when, which build, or how often."""

_LONGEST_MENU = 80
_LONGEST_FURNITURE = 24
_LONGEST_FOOTER = 14
_JAPANESE_DATE = re.compile(
    r"(?:最終|更新|改[定訂]|施行|制定|発効|効力|発生|有効|適用|公開|日付|本?規約|利用規約|本?ポリシー"
    r"|プライバシーポリシー|バージョン|版|されました|しました|します|[はにのよりから]"
    r"|[0-9年月日時分令和平成:、。.()/-])+"
)

_PARTS = re.compile(r"[|·•›»>/,]+")


def plain(text: str) -> str:
    """Small letters without accents, for looking words up."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", folded).replace("ß", "ss").replace("œ", "oe").replace("ł", "l")


def key(sentence: str) -> str:
    """What of a sentence is compared; nothing where it says nothing about the terms.

    Two sentences with the same key differ in white space, punctuation, quotation marks, large and
    small letters, numbering or references to places of the same text. Numbers and signs of money
    count.
    """
    text = unicodedata.normalize("NFKC", _SIGNS.sub("", sentence)).casefold()
    if _is_furniture(sentence, text):
        return ""
    if numbering := _NUMBERING.match(text):
        text = text[numbering.end() :]
    if _MAY_BE_PLACE.search(text):
        text = _PLACE.sub(_without_number, text)
    return _UNSAID.sub("", _DECIMAL.sub("p", text))


def _without_number(found: re.Match[str]) -> str:
    """The reference without its number, unless it is one to a law."""
    beyond = found.string[found.end() : found.end() + _LAW_REACH]
    return found.group() if _LAW.search(beyond) else found["word"]


def _is_furniture(sentence: str, text: str) -> bool:
    """Whether it is part of the page and not of its text."""
    if len(text) > _LONGEST_LINE:
        return False
    if _is_navigation(text):
        return True
    if not any(map(text.__contains__, "0123456789")):
        return False
    compact = "".join(text.split())
    if _JAPANESE_DATE.fullmatch(compact):
        return True
    words = _TOKEN.findall(plain(text))
    if "©" in sentence or _COPYRIGHT.match(text):
        return len(words) <= _LONGEST_FOOTER and _YEAR.search(text) is not None
    return _is_dated(words)


def _is_dated(words: list[str]) -> bool:
    """Whether it says nothing but when, which build, or how often."""
    if len(words) > _LONGEST_FURNITURE:
        return False
    dated = [word for word in words if word in MONTHS or _NUMBER.fullmatch(word)]
    others = [word for word in words if word not in MONTHS and not _NUMBER.fullmatch(word)]
    if not dated or not all(word in ANCHORS or word in FILLERS for word in others):
        return False
    return any(word in ANCHORS for word in others) or not others


def _is_navigation(text: str) -> bool:
    if len(text) > _LONGEST_MENU:
        return False
    parts = [" ".join(_TOKEN.findall(part)) for part in _PARTS.split(text)]
    return all(part in NAVIGATION for part in parts if part) and any(parts)
