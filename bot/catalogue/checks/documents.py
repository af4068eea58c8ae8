"""Documents of platforms: what the watch reads of them has to be readable, and named once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection, Entry
from bot.catalogue.problems import Problem
from bot.core.records import Archived, Document, Platform


def check_documents(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, platform in collection.of(Platform):
        seen: dict[str | Archived, int] = {}
        for n, document in enumerate(platform.documents):
            yield from _check_once(entry, n, document, seen)
            if document.watched:
                yield from _check_watched(entry, n, document)
            elif document.selector or document.archive:
                message = "`selector` and `archive` are for what is watched"
                yield entry.problem(("documents", n), message, "Remove them, or `watched: false`")


def _check_once(
    entry: Entry, n: int, document: Document, seen: dict[str | Archived, int]
) -> Iterator[Problem]:
    """Read twice, a text would be reported twice."""
    for field, source in (("url", document.url), ("archive", document.archive)):
        if source is None:
            continue
        if source in seen:
            message = f"this text is already documents[{seen[source]}]"
            yield entry.problem(("documents", n, field), message, "Name each text once")
        seen.setdefault(source, n)


def _check_watched(entry: Entry, n: int, document: Document) -> Iterator[Problem]:
    here = ("documents", n)
    if not document.url.startswith("https://"):
        hint = "Use the address with https://, or say `watched: false`"
        yield entry.problem((*here, "url"), "what is watched is read by https only", hint)
    if not re.fullmatch("[a-z]{2,3}", document.language):
        message = f"“{document.language}” is not a language as ISO 639 writes it"
        yield entry.problem((*here, "language"), message, "Write two or three letters, like `en`")
    if document.selector is not None and not _is_selector(document.selector):
        message = f"“{document.selector}” is not a CSS selector"
        yield entry.problem((*here, "selector"), message, "Try it in a browser's console")
    if document.archive and not re.fullmatch("[a-z0-9-]+", document.archive.collection):
        message = f"“{document.archive.collection}” is not the id of a collection"
        hint = "Copy it from https://opentermsarchive.org/collections.json"
        yield entry.problem((*here, "archive", "collection"), message, hint)


def _is_selector(text: str) -> bool:
    """Whether the parser that reads the page understands it."""
    from selectolax import lexbor  # a start whose records are compiled already needs it not

    try:
        lexbor.LexborHTMLParser("<p>").css(text)
    except lexbor.SelectolaxError:
        return False
    return True
