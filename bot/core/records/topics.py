"""Lawsuits, laws, what authorities did, events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.records.common import Document, Event, Sentence, Source, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A lawsuit, a law, what authorities did, or an event, told with dates.

    `platforms` and `regions` are ids of records it concerns. `stands` says where the matter stood
    when it was last checked.
    """

    id: str
    name: Sentence
    kind: Literal["lawsuit", "law", "authority", "event"]
    checked: date
    summary: Statement
    sources: dict[str, Source]
    aliases: tuple[str, ...] = ()
    stands: Statement | None = None
    platforms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    facts: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Statement, ...] = ()
    documents: tuple[Document, ...] = ()
