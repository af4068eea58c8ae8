"""What records of every kind are made of: sources, statements, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

When = str
"""A date as exactly as it is known: `2026`, `2026-07` or `2026-07-23`."""

Sentence = Annotated[str, "read by people"]
"""Words for people to read: what translators translate, and `Language.said` looks up. Names that
are the same everywhere, addresses and wordings to be recognised are plain `str`."""

SourceKind = Literal[
    "platform", "regulator", "court", "law", "standard", "database", "press", "other"
]
"""Who speaks: the platform itself, an authority, a court, a legal text, a standard, a database, the
press, or anyone else (blogs, NGOs, law firms). Shown beside the link, for a reader to weigh it."""

Answer = Literal["yes", "partly", "no", "unknown"]
"""`unknown` is a value and is shown as such: "no statement found" is not "no"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that somebody read. `read` is the day it was read, `date` the text's own date."""

    url: str
    title: str
    kind: SourceKind
    read: date
    date: When | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One or two sentences and the ids of the sources (in the same record) that carry them."""

    text: Sentence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day, a month or a year."""

    date: When
    text: Sentence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """Where Open Terms Archive keeps a text: the ids of its collection and service, and the type of
    terms, as the archive writes them."""

    collection: str
    service: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy text of the platform.

    The watch reads it: `language` is the text's own (ISO 639), `selector` the CSS selector of the
    part that holds it (None: main, article or body), `archive` a public archive's copy that is read
    instead. `watched` is False for what nobody need compare: a blog post, an announcement.
    """

    title: str
    url: str
    language: str = "en"
    selector: str | None = None
    archive: Archived | None = None
    watched: bool = True
