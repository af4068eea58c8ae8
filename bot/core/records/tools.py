"""Protection tools and signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.records.common import Answer, Document, Event, Sentence, Source, Statement, When
from bot.core.records.platforms import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """One that collects pages for AI, by the name it answers to in robots.txt.

    `user_agent` is a product token (RFC 9309, section 2.2.1). `purpose`: `training` of models;
    `datasets` that others train on; `answers` of an AI search; `requests`: a page somebody asks
    for. `control`: no crawler of its own, a switch for what another one may collect for.
    """

    user_agent: str
    operator: str
    purpose: Literal["training", "datasets", "answers", "requests"]
    respects: Answer
    text: Sentence
    control: bool = False
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A protection tool or signal: what it does, who obeys it, what it costs, what broke it.

    `obeyed` and `limits` are separate on purpose: a signal that works as built may be ignored.
    """

    id: str
    name: str
    kind: Literal["disguise", "signal", "registry", "record", "blocker"]
    home: str
    checked: date
    does: Statement
    status: Status
    sources: dict[str, Source]
    as_of: When | None = None
    aliases: tuple[str, ...] = ()
    obeyed: tuple[Statement, ...] = ()
    cost: Statement | None = None
    limits: tuple[Statement, ...] = ()
    broken_by: tuple[Statement, ...] = ()
    steps: tuple[Sentence, ...] = ()
    crawlers: tuple[Crawler, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Statement, ...] = ()
    documents: tuple[Document, ...] = ()
