"""What the law of a place gives, and how long everybody has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.records.common import Answer, Sentence, Source, Statement

_CODE = 2
"""Characters of a country's code."""

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

    name: Sentence
    short: Sentence
    citation: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What the law of a region gives. `basis` lists articles, ready to be printed."""

    available: Answer
    text: Sentence
    basis: tuple[Sentence, ...] = ()
    sources: tuple[str, ...] = ()


PeriodOf = Literal["objection", "erasure", "access", "request", "follow-up", "acknowledgement"]
"""What a region's law gives the controller a time for: an answer to a kind of letter, or the mere
acknowledgement that one arrived. Where the second letter is a complaint to the controller (UK), it
is that complaint which has to be acknowledged, else the request (California)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A statutory time limit, from receipt. Only periods whose law was read are recorded.

    `extension` is what the controller may add by a notice in time, in `extension_unit` (the unit of
    the period where it is None).
    """

    length: int
    unit: Literal["days", "working_days", "months"]
    extension: int = 0
    extension_unit: Literal["days", "working_days", "months"] | None = None
    basis: Sentence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time within which a person has to complain; afterwards the right is lost.

    It runs from the day after the request was received, after the answer came, or after the time
    for the answer had run out (`deadline`). The earliest of several windows decides.
    """

    after: Literal["request", "answer", "deadline"]
    length: int
    unit: Literal["days", "working_days", "months"]
    basis: Sentence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the law of a region counts a period, as far as somebody read it.

    The day of receipt itself never counts. `rolls`: a period that would end on such a day ends on
    the next day that is none of these. `holidays`: whose public holidays count, those of the
    country where the controller has to act or those of the region itself (`none`: holidays are not
    looked at). `states`: where it is named, the holidays of a controller in any other country do
    not count. `weekend` are the days that are no working days; `closed` names stretches of the
    year, such as `12-25/01-15`, whose days are none either.
    """

    rolls: tuple[Literal["saturday", "sunday", "holiday"], ...] = ()
    holidays: Literal["controller", "region", "none"] = "none"
    states: tuple[str, ...] = ()
    weekend: tuple[Literal["friday", "saturday", "sunday"], ...] = ("saturday", "sunday")
    closed: tuple[str, ...] = ()
    basis: Sentence | None = None
    sources: tuple[str, ...] = ()


FollowUp = Literal["reminder", "complaint", "appeal"]
"""What the second letter to the controller is in law: a mere reminder, the complaint to the
controller that the law or the authority wants first (UK, AU, NZ), or an appeal (US states)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A supervisory authority. `address` is one line an entry, without the name.

    `area` is the part of the region whose people it is for (None: all of it). `complaints`: whether
    complaints about companies go to it; there are some for other matters.
    """

    name: str
    area: str | None = None
    website: str
    languages: tuple[str, ...]
    address: tuple[str, ...] = ()
    email: str | None = None
    form: str | None = None
    phone: str | None = None
    note: Sentence | None = None
    complaints: bool = True
    sources: tuple[str, ...]


Reply = Literal["partly", "refused", "identity", "proof", "extended"]
"""A company's reply that the law has something to say to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(Statement):
    """What can go wrong. `on` names the replies on which a person should be reminded of it."""

    on: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The time that this region's letters of a kind ask for where no law sets one."""

    length: int
    unit: Literal["days", "working_days"]


Family = Literal["objection", "request", "plain"]
"""Letters: a statutory objection, another statutory request, a plain request without a statute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A jurisdiction. Bases (`choosable: false`) are inherited from and cannot be chosen.

    `territory` is the ISO 3166-1 code Babel knows the country's name by. `within` names what
    platform records may call a group of regions; the id of the base is always part of it.
    `asks` says what its letters ask for where that is not 30 days, a follow-up's two weeks, or the
    30 days of a complaint to the company. `timezone` is the IANA name of the one that most people
    there live in.
    """

    id: str
    name: Sentence
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
    periods: dict[PeriodOf, Period] = field(default_factory=dict)
    asks: dict[PeriodOf, Asking] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    counting: Counting = Counting()
    follow_up: FollowUp = "reminder"
    timezone: str = "UTC"
    authorities: tuple[Authority, ...] = ()
    paper: Literal["a4", "us-letter"] = "a4"
    cautions: tuple[Caution, ...] = ()
    besides: tuple[Statement, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """What covers this region in a platform's record, most specific first."""
        base = (self.base,) if self.base else ()
        return (self.id, *base, *self.within, "everywhere")

    @property
    def country(self) -> str | None:
        """The country (ISO 3166-1) that this region is or is a part of, as `within` says."""
        return self.territory or next(
            (group.upper() for group in self.within if len(group) == _CODE), None
        )

    @property
    def complaints_to(self) -> tuple[Authority, ...]:
        """The authorities to which a complaint about a company can go."""
        return tuple(one for one in self.authorities if one.complaints)
