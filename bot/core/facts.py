"""Everything the catalogue says, fact by fact: what a free question is answered with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from bot.core.records import Authority, Law, Operator, Period, Right, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.ports import Catalogue
    from bot.core.records import (
        Answer,
        PeriodOf,
        Platform,
        Region,
        Rumour,
        Source,
        Tool,
        Topic,
        When,
    )

    Record = Platform | Region | Tool | Topic | Rumour
    Part = Right | Law | Period | Operator | Authority

Noun = Literal["platform", "region", "tool", "topic", "rumour"]

_NAMED: Mapping[Noun, tuple[str, ...]] = MappingProxyType(
    {
        "platform": (
            "not_covered",
            "besides",
            "cautions",
            "conflicts",
            "ai_art",
            "scraping",
            "import_tools",
            "business",
            "closing",
        ),
        "region": ("cautions", "besides"),
        "tool": ("does", "obeyed", "cost", "limits", "broken_by", "conflicts"),
        "topic": ("summary", "stands", "facts", "conflicts"),
        "rumour": ("truth", "instead"),
    }
)
"""Fields of records that hold a statement or several. A fact's aspect is the field's name."""

_LETTERS: Mapping[PeriodOf, str] = MappingProxyType(
    {
        "objection": "an objection",
        "erasure": "a request for deletion",
        "access": "a request for access",
        "request": "a request",
    }
)
"""What a company has a time to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a record says.

    `aspect` is the field of the record it comes from; `part` which use or right it is about. `id`
    changes with the words, so that a button never shows other words than those a person saw.
    `regions` says where it holds, empty for everywhere: as `OptOut.regions` has them, and for what
    several regions share, all of these. `of` is the part of the record that it was made of, where
    its text is not a sentence of the record but put together in English.
    """

    id: str
    noun: Noun
    record: Record
    aspect: str
    text: str
    sources: tuple[Source, ...]
    part: str | None = None
    answer: Answer | None = None
    date: When | None = None
    regions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    url: str | None = None
    of: Part | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the record that it is made of."""
        match self.of:
            case None | Period():
                return (self.text,)
            case Right() as right:
                return (right.text, *right.basis)
            case Law() as law:
                return (law.name,)
            case Operator() | Authority() as addressee:
                return (addressee.note,) if addressee.note else ()

    @property
    def path(self) -> str:
        """Where it stands: `instagram/uses/messages`."""
        return "/".join(filter(None, (self.record.id, self.aspect, self.part)))


def all_facts(catalogue: Catalogue) -> Iterator[Fact]:
    """Every fact once, in a fixed order. What a region takes from its base is the base's."""
    for platform in catalogue.platforms.values():
        yield from _platform(platform)
    yield from _regions(catalogue.regions.values())
    for tool in catalogue.tools.values():
        yield from _named("tool", tool)
        yield from _dated("tool", tool)
        if tool.steps:
            text = " ".join(tool.steps)
            yield _fact("tool", tool, "steps", text, (), steps=tool.steps, url=tool.home)
    for topic in catalogue.topics.values():
        yield from _named("topic", topic)
        yield from _dated("topic", topic)
    for rumour in catalogue.rumours.values():
        yield from _named("rumour", rumour)


def _platform(platform: Platform) -> Iterator[Fact]:
    training = platform.training
    yield _fact("platform", platform, "training", training.summary.text, training.summary.sources)
    for use in training.uses:
        yield _fact(
            "platform", platform, "uses", use.text or "", use.sources, part=use.of, answer=use.used
        )
    for aspect in ("third_parties", "legal_basis"):
        if statement := getattr(training, aspect):
            yield _fact("platform", platform, aspect, statement.text, statement.sources)
    yield from _opt_outs(platform)
    for operator in platform.operators:
        yield _operator(platform, operator)
    yield from _named("platform", platform)
    yield from _dated("platform", platform)


def _opt_outs(platform: Platform) -> Iterator[Fact]:
    limits: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for opt_out in platform.opt_outs:
        yield _fact(
            "platform",
            platform,
            "opt_outs",
            opt_out.answer.text,
            opt_out.answer.sources,
            answer=opt_out.available,
            regions=opt_out.regions,
            steps=opt_out.steps,
            url=opt_out.url,
        )
        for limit in opt_out.limits:
            limits.setdefault((limit.text, limit.sources), []).extend(opt_out.regions)
    for (text, sources), regions in limits.items():
        yield _fact("platform", platform, "limits", text, sources, regions=tuple(regions))


def _operator(platform: Platform, operator: Operator) -> Fact:
    address = ", ".join(filter(None, (operator.name, *operator.address, operator.email)))
    text = f"{address}. {operator.note}" if operator.note else f"{address}."
    return _fact(
        "platform",
        platform,
        "operators",
        text,
        operator.sources,
        regions=operator.regions,
        url=operator.form,
        of=operator,
    )


def _regions(regions: Iterable[Region]) -> Iterator[Fact]:
    """Bases first, so that they own what they hand down."""
    found: dict[tuple[str, str | None, str], tuple[Region, Statement | Part]] = {}
    where: dict[tuple[str, str | None, str], list[str]] = {}
    for region in sorted(regions, key=lambda region: region.choosable):
        for aspect, part, text, of in _of_region(region):
            key = (aspect, part, text)
            found.setdefault(key, (region, of))
            holds = where.setdefault(key, [])
            if region.choosable:
                holds.append(region.id)
    for (aspect, part, text), (region, of) in found.items():
        yield _fact(
            "region",
            region,
            aspect,
            text,
            of.sources,
            part=part,
            answer=of.available if isinstance(of, Right) else None,
            regions=tuple(where[aspect, part, text]),
            of=None if isinstance(of, Statement) else of,
        )


def _of_region(region: Region) -> Iterator[tuple[str, str | None, str, Statement | Part]]:
    """Aspect, part, text, and what says so."""
    for name, right in region.rights.items():
        basis = f" ({', '.join(right.basis)})" if right.basis else ""
        yield "rights", name, right.text + basis, right
    for authority in region.authorities:
        said = (authority.name, *authority.address, authority.email, authority.website)
        yield "authorities", None, ", ".join(filter(None, said)), authority
    for period in dict.fromkeys(region.periods.values()):
        yield "answer", None, _deadline(region, period), period
    for law in region.laws:
        yield "laws", None, f"{law.name} ({law.citation})", law
    for aspect in _NAMED["region"]:
        for statement in getattr(region, aspect):
            yield aspect, None, statement.text, statement


def _deadline(region: Region, period: Period) -> str:
    """What a company has this time for; kinds of letters with the same time share a sentence."""
    kinds = [kind for kind, other in region.periods.items() if other == period]
    letters = [_what(kind, region) for kind in kinds if kind != "acknowledgement"]
    done = []
    if letters:
        done.append(
            f"to answer {' or '.join(filter(None, (', '.join(letters[:-1]), letters[-1])))}"
        )
    if "acknowledgement" in kinds:
        arrived = "complaint" if region.follow_up == "complaint" else "request"
        done.append(f"to confirm that a {arrived} arrived")
    longer = ""
    if period.extension:
        more = _time(period.extension, period.extension_unit or period.unit)
        longer = f", or {more} more where the law allows it"
    time = _time(period.length, period.unit)
    return f"A company has {time} {' and '.join(done)}{longer} ({period.basis})."


def _what(kind: PeriodOf, region: Region) -> str:
    if kind == "follow-up":
        return f"{'a' if region.follow_up != 'appeal' else 'an'} {region.follow_up}"
    return _LETTERS[kind]


def _time(length: int, unit: str) -> str:
    words = unit.replace("_", " ")
    return f"{length} {words.removesuffix('s') if length == 1 else words}"


def _named(noun: Noun, record: Any) -> Iterator[Fact]:
    for aspect in _NAMED[noun]:
        value = getattr(record, aspect)
        for statement in value if isinstance(value, tuple) else filter(None, (value,)):
            yield _fact(noun, record, aspect, statement.text, statement.sources)


def _dated(noun: Noun, record: Any) -> Iterator[Fact]:
    status = getattr(record, "status", None)
    if status and status.text:
        yield _fact(noun, record, "status", status.text, status.sources, date=status.since)
    for event in record.timeline:
        yield _fact(noun, record, "timeline", event.text, event.sources, date=event.date)


def _fact(
    noun: Noun, record: Record, aspect: str, text: str, sources: tuple[str, ...], **more: Any
) -> Fact:
    said = "\0".join((noun, record.id, aspect, str(more.get("part")), text))
    return Fact(
        id=hashlib.blake2b(said.encode(), digest_size=5).hexdigest(),
        noun=noun,
        record=record,
        aspect=aspect,
        text=text,
        sources=tuple(record.sources[source] for source in sources),
        **more,
    )
