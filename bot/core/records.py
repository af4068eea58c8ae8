"""The records of the catalogue, as they stand in memory: frozen, typed, free of I/O.

Every record is read from one YAML file under `data/` and carries its own sources. A `Statement`
names the sources somebody read; a statement without one cannot be constructed by the catalogue.
Sentences in records are English; the interface translates around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

When = str
"""A date as exactly as it is known: `2026`, `2026-07` or `2026-07-23`."""

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

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day, a month or a year."""

    date: When
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy text of the platform."""

    title: str
    url: str


# ---------------------------------------------------------------- platforms

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
    text: str | None = None
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
    steps: tuple[str, ...] = ()
    limits: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """The data controller (or operator) for people in some regions, to whom letters go.

    `address` is one line an entry, as on an envelope, without the name. `language` is the language
    the recipient is written to in by default.
    """

    regions: tuple[str, ...]
    name: str
    address: tuple[str, ...] = ()
    email: str | None = None
    form: str | None = None
    language: str = "en"
    note: str | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a handle looks here and where it leads.

    `pattern` is a regular expression for the normalised handle (fullmatch). `url` holds `{handle}`,
    or `{user}` and `{server}` for fediverse services. `example` must match `pattern`.
    """

    pattern: str
    url: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Whether the service is there. `since` says since when, where that is known."""

    state: Literal["active", "closed", "unknown"]
    text: str | None = None
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


# ---------------------------------------------------------------- regions

RightName = Literal[
    "object",
    "erasure",
    "access",
    "restrict",
    "withdraw_consent",
    "opt_out_of_sale",
    "tdm_reservation",
    "complaint",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """`short` is what sentences call it (GDPR), `citation` what a lawyer would look up."""

    name: str
    short: str
    citation: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What the law of a region gives. `basis` lists articles, ready to be printed."""

    available: Answer
    text: str
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A statutory time limit, from receipt. Only periods whose law was read are recorded."""

    length: int
    unit: Literal["days", "working_days", "months"]
    extension: int = 0
    basis: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A supervisory authority. `address` is one line an entry, without the name."""

    name: str
    website: str
    languages: tuple[str, ...]
    address: tuple[str, ...] = ()
    email: str | None = None
    form: str | None = None
    phone: str | None = None
    note: str | None = None
    sources: tuple[str, ...]


Family = Literal["objection", "request", "plain"]
"""Letters: a statutory objection, another statutory request, a plain request without a statute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A jurisdiction. Bases (`choosable: false`) are inherited from and cannot be chosen.

    `territory` is the ISO 3166-1 code Babel knows the country's name by. `within` names what
    platform records may call a group of regions; the id of the base is always part of it.
    """

    id: str
    name: str
    checked: date
    family: Family
    languages: tuple[str, ...]
    rights: dict[RightName, Right]
    sources: dict[str, Source]
    choosable: bool = True
    territory: str | None = None
    base: str | None = None
    within: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    answer: Period | None = None
    authorities: tuple[Authority, ...] = ()
    paper: Literal["a4", "us-letter"] = "a4"
    cautions: tuple[Statement, ...] = ()
    besides: tuple[Statement, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """What covers this region in a platform's record, most specific first."""
        base = (self.base,) if self.base else ()
        return (self.id, *base, *self.within, "everywhere")


# ---------------------------------------------------------------- tools


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
    text: str
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
    steps: tuple[str, ...] = ()
    crawlers: tuple[Crawler, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Statement, ...] = ()
    documents: tuple[Document, ...] = ()


# ---------------------------------------------------------------- topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A lawsuit, a law, what authorities did, or an event, told with dates.

    `platforms` and `regions` are ids of records it concerns. `stands` says where the matter stood
    when it was last checked.
    """

    id: str
    name: str
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


# ---------------------------------------------------------------- rumours


@dataclass(frozen=True, slots=True, kw_only=True)
class Rumour:
    """A claim that goes round, how it is worded, and what is true.

    `wordings` are realistic texts in any language, `keys` the claim in key words (`core.rumours`).
    `verdict`: `false`, `misleading` (a true core, a wrong end), `outdated` (true once), `unproven`.
    """

    id: str
    name: str
    verdict: Literal["false", "misleading", "outdated", "unproven"]
    checked: date
    claim: str
    wordings: tuple[str, ...]
    truth: tuple[Statement, ...]
    sources: dict[str, Source]
    instead: tuple[Statement, ...] = ()
    platforms: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
