"""What passes through Tern besides the catalogue: letters, forwarding cards, people's choices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

LetterKind = Literal[
    "objection", "erasure", "access", "reservation", "follow-up", "complaint", "request"
]
"""`request` is the plain request: what a person without a statutory right can write."""

BlockRole = Literal[
    "sender",
    "recipient",
    "date",
    "subject",
    "salutation",
    "paragraph",
    "item",
    "heading",
    "closing",
    "signature",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a letter. `id` is the same in every language; `text` may hold line breaks."""

    id: str
    role: BlockRole
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChoice:
    """What Tern stores of a letter: which one it is, never what is in it. All are record ids."""

    platform: str
    region: str
    kind: LetterKind
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What the person typed into the modal, cleaned. In memory only, while the letter is made."""

    name: str
    contact: str
    account: str
    grounds: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A finished letter: blocks that text and PDF only lay out, and how the person sends it."""

    choice: LetterChoice
    subject: str
    blocks: tuple[Block, ...]
    paper: Literal["a4", "us-letter"]
    date: dt.date
    reviewed: dt.date | None
    reviewed_by: str | None = None


ReasonRule = Literal["required", "optional", "or-ground"]
"""Whether a letter needs a reason in the person's own words; `or-ground`: that or a tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A circumstance a person can tick: `label` beside the box, `sentence` in the letter."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """A file to deliver. `missing` lists characters that no font could print (PDF only)."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    missing: tuple[str, ...] = ()


LetterState = Literal["delivering", "delivered", "shown", "failed"]
"""`delivered`: by DM, confirmed; `shown`: as an ephemeral attachment; `failed`: neither arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCase:
    """A stored letter. Times are UTC seconds. `guild` is where it was asked for, 0 for nowhere."""

    id: int
    user: int
    guild: int
    choice: LetterChoice
    state: LetterState
    created_at: int
    delivered_at: int | None = None
    dm_channel: int | None = None
    dm_message: int | None = None


Visibility = Literal["lists", "find", "numbers", "me"]
"""Who sees a card: lists and look-ups; only look-ups; nobody, but counted; nobody, not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A forwarding card: where a member of a server can be found now. Times are UTC seconds."""

    guild: int
    user: int
    platform: str
    handle: str
    origin: str | None
    visible: Visibility
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a person asked Tern to remember about them, everywhere."""

    user: int
    region: str
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar. `value` gives its length; `shown` is what stands beside it ("10 or more")."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """A chart with its words already translated and its numbers already formatted."""

    title: str
    note: str
    bars: tuple[Bar, ...]
