"""What platforms do with people's work, how to say no, and whom a letter goes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.records.common import Answer, Document, Event, Sentence, Source, Statement, When

UseOf = Literal[
    "public_posts",
    "images",
    "captions",
    "comments",
    "private_posts",
    "messages",
    "ai_chats",
    "minors",
    "people_without_account",
]
"""What may be taken for AI training, in the order in which answers list it."""

Method = Literal["form", "setting", "email", "letter", "robots", "registry", "none"]
"""How a person opts out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Whether one kind of content is used for AI training."""

    of: UseOf
    used: Answer
    text: Sentence | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """What the platform does with people's work for AI.

    `default`: `on` = used unless the person acts; `off` = not used unless the person acts;
    `contract` = excluded by the platform's terms; `never` = the platform says that it does not
    train; `unknown` = no statement found.
    `third_parties` answers a separate question: may others get the content for training from the
    platform; what strangers scrape is in `cautions`.
    """

    default: Literal["on", "off", "contract", "never", "unknown"]
    summary: Statement
    uses: tuple[Use, ...] = ()
    third_parties: Statement | None = None
    legal_basis: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of a platform's own web form, as a source names it, and which part of a letter it
    takes. `limit` is the number of characters it holds, only where a source gives one. `email` is
    what of the contact is an e-mail address."""

    label: str
    takes: Literal["name", "contact", "email", "account", "works", "reason", "letter"]
    limit: int | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """Whether and how people in some regions can say no.

    `regions` are region ids, base ids (`eu` covers the EEA), the groups regions name in `within`
    (`us`), or `everywhere`. The most specific entry wins, see `core.regions.most_specific`.
    """

    regions: tuple[str, ...]
    available: Answer
    method: Method
    answer: Statement
    url: str | None = None
    steps: tuple[Sentence, ...] = ()
    limits: tuple[Statement, ...] = ()
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """The data controller (or operator) for people in some regions, to whom letters go.

    `address` is one line an entry, as on an envelope, without the name. `language` is the language
    the recipient is written to in by default. `territory` is the ISO 3166-1 code of the country in
    which it has to act, whose public holidays may count (None: not known).
    """

    regions: tuple[str, ...]
    name: str
    address: tuple[str, ...] = ()
    email: str | None = None
    form: str | None = None
    language: str = "en"
    territory: str | None = None
    note: Sentence | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a handle looks here and where it leads.

    `pattern` is a regular expression for the normalised handle (fullmatch). `url` holds `{handle}`,
    or `{user}` and `{server}` for fediverse services. `example` must match `pattern`. `also` are
    other addresses that people paste, with the same fields; `feed` is where feed readers find what
    is new on the profile.
    """

    pattern: str
    url: str
    example: str
    also: tuple[str, ...] = ()
    feed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Whether the service is there. `since` says since when, where that is known."""

    state: Literal["active", "closed", "unknown"]
    text: Sentence | None = None
    since: When | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A place where people post (`kind: platform`) or might move to (`kind: alternative`).

    `as_of` is the date of the newest text of the platform's own that was read (None: none was);
    `checked` the day somebody last compared. The last six statements stand where they are known.
    """

    id: str
    name: str
    kind: Literal["platform", "alternative"]
    home: str
    checked: date
    training: Training
    status: Status
    sources: dict[str, Source]
    as_of: When | None = None
    aliases: tuple[str, ...] = ()
    family: str | None = None
    opt_outs: tuple[OptOut, ...] = ()
    operators: tuple[Operator, ...] = ()
    not_covered: tuple[Statement, ...] = ()
    besides: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()
    documents: tuple[Document, ...] = ()
    profile: Profile | None = None
    ai_art: Statement | None = None
    scraping: Statement | None = None
    import_tools: Statement | None = None
    business: Statement | None = None
    protocol: str | None = None
    closing: Statement | None = None
