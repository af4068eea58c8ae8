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


Work = Literal["own", "others"]
"""Whose uploads a letter is about: the person's own, or what others uploaded of theirs, with or
without an account of their own there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What the person typed into the modal, cleaned. In memory only, while the letter is made."""

    name: str
    contact: str
    account: str
    grounds: tuple[str, ...] = ()
    reason: str = ""
    works: str = ""
    work: Work = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A finished letter: blocks that every kind of file only lays out.

    `email` is where it can be sent by e-mail, `country` where its writer lives (ISO 3166-1, None
    for no country in particular), `beside` what is printed next to it for its writer.
    """

    choice: LetterChoice
    subject: str
    blocks: tuple[Block, ...]
    paper: Literal["a4", "us-letter"]
    date: dt.date
    reviewed: dt.date | None
    reviewed_by: str | None = None
    email: str | None = None
    country: str | None = None
    beside: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The same letter in the language its writer reads: the same block ids in the same order."""

    language: str
    blocks: tuple[Block, ...]


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


Stage = Literal["written", "posted", "waiting", "done"]
"""Where a case stands for the person: the letter is theirs to send; sent by post and not known to
have arrived; the controller has it (an answer may be due or overdue); closed by the person."""

Outcome = Literal[
    "silence",
    "answered",
    "partly",
    "refused",
    "identity",
    "form",
    "proof",
    "extended",
    "bounced",
]
"""What came of a letter: nothing, all of it done, some of it, a refusal, a demand for an identity
document, a pointer to a form, a demand for proof, notice of an extension, undeliverable."""

Means = Literal["form", "email", "post"]
"""How a letter was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCase:
    """A stored letter. Times are UTC seconds, days are those of the region's time zone.

    `guild` is where it was asked for, 0 for nowhere. `reader` is the language of the person's
    Discord, in which Tern writes to them. `parent` is the case that this letter follows up (0:
    none). `received` is the day it reached the controller, `due` the last day for the answer (None:
    the law sets none), both known from stage `waiting` on and not of what came back. `outcome` is
    the last that the person told, on the day `outcome_on`. `extended_on` is the day on which the
    company said that it needs more time, whatever came of it since. `work` is whose uploads it is
    about.
    """

    id: int
    user: int
    guild: int
    choice: LetterChoice
    state: LetterState
    created_at: int
    delivered_at: int | None = None
    dm_channel: int | None = None
    dm_message: int | None = None
    reader: str = "en"
    parent: int = 0
    work: Work = "own"
    stage: Stage = "written"
    means: Means | None = None
    sent: dt.date | None = None
    received: dt.date | None = None
    due: dt.date | None = None
    outcome: Outcome | None = None
    outcome_on: dt.date | None = None
    extended_on: dt.date | None = None


JobKind = Literal[
    "letter-delivery",
    "letter-unsent",
    "letter-due",
    "letter-later",
    "letter-window",
    "cards-seen",
    "card-arrived",
    "report-weekly",
    "digest",
    "milestones",
    "campaign",
    "erase-person",
    "erase-server",
    "servers-seen",
    "scrub",
    "watch-host",
    "change-found",
    "change-notice",
    "alerts",
]
"""What a job does when its time comes: see whether a letter arrived; ask whether it was sent; ask
what came of it, on the day that fits its times; ask the same on a day that the person chose; warn
that the time to complain runs out (a job of the first letter of a matter); look after a server's
cards (`case` is the server, `user` is 0); tell somebody that a member they asked about has a card
(`case` is the ask);
publish a server's statistics anew (`case` is the server, `user` is 0; 0: what came of letters, over
all servers); post what a server's moderators chose (likewise); erase a person, as entry
`case` of the list of erasures; erase a server that removed Tern (`case`); look for such servers;
clear the database's files of what was erased; read what policies a host has (`case` is the
host's number); tell who wants to hear of a change (`case`); tell a person of it (`case` is the
notice); post changes in a server (`case`) as its moderators chose.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """Work to be done at `at` (UTC seconds). One of a kind for each case: a new one replaces it."""

    kind: JobKind
    user: int
    case: int
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that is due. `attempts` counts the claims so far, this one included.

    `held`: its message could not be sent because direct messages are closed; it is shown at the
    person's next command.
    """

    id: int
    kind: JobKind
    user: int
    case: int
    at: int
    attempts: int = 0
    held: bool = False


Visibility = Literal["lists", "find", "numbers", "me"]
"""Who sees a card: lists and look-ups; only look-ups; nobody, but counted; nobody, not counted."""

Progress = Literal["thinking", "both", "moved"]
"""How far a move is: thought of, posting on both, done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A forwarding card: where a member of a server can be found now. Times are UTC seconds.

    `id` is random and says nothing of its owner; the store gives it. `reader` is the language of
    the owner's Discord. `until` is when the card ends (None: never); with `ask_again` its owner is
    asked then whether it still holds. `hidden_at` is when a moderator hid it, `verified_at` when an
    account of this name was last found.
    """

    id: int = field(default=0, compare=False)
    guild: int
    user: int
    platform: str
    handle: str
    origin: str | None
    visible: Visibility
    created_at: int
    updated_at: int
    reader: str = "en"
    progress: Progress | None = None
    note: str = ""
    until: int | None = None
    ask_again: bool = False
    hidden_at: int | None = None
    verified_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a person asked Tern to remember about them, everywhere."""

    user: int
    region: str
    updated_at: int
