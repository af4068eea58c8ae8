"""What a letter's template is filled with: the person's words and what the records say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.deadlines import today
from bot.core.regions import most_specific
from bot.core.text import is_blank

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping, Sequence

    from bot.core.models import LetterCase, LetterKind, Outcome, Writer
    from bot.core.ports import Templates
    from bot.core.records import Authority, Operator, Period, Platform, Region, RightName

RIGHT_BEHIND: Mapping[LetterKind, RightName] = {
    "objection": "object",
    "erasure": "erasure",
    "access": "access",
    "request": "opt_out_of_sale",
    "reservation": "tdm_reservation",
    "complaint": "complaint",
}
"""The right whose article a letter of a kind may cite."""

_UNANSWERED: Container[Outcome | None] = frozenset({"silence", "extended"})
"""What may come of a letter to which there is no answer."""

_ATTENTION = ("attn", "attention")
"""How a line of an address begins that already says whose desk the letter goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a follow-up or a complaint looks back on: the earlier letters, oldest first, and the
    authority to which a complaint goes (None: the first of the region)."""

    earlier: tuple[LetterCase, ...] = ()
    authority: Authority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier letter as a later one tells of it.

    `due` is the last day that the law set for the answer; where no law sets one, `asked` is the day
    by which the letter had asked for it. `notice` is when the company wrote that it needs longer,
    as long as that is all it wrote.
    """

    date: dt.date
    named: str
    outcome: Outcome | None = None
    due: dt.date | None = None
    asked: dt.date | None = None
    notice: dt.date | None = None

    @property
    def late(self) -> bool:
        """Whether the notice came only after the law's time for the answer."""
        return self.notice is not None and self.due is not None and self.notice > self.due


def typed(writer: Writer) -> dict[str, Any]:
    """What the person typed."""
    return {
        "name": writer.name.strip(),
        "contact": writer.contact.strip(),
        "account": writer.account.strip(),
        "works": "" if is_blank(writer.works) else writer.works.strip(),
        "reason": "" if is_blank(writer.reason) else writer.reason.strip(),
        "work": writer.work,
    }


def of_law(region: Region, kind: LetterKind) -> dict[str, Any]:
    """The act and the article as the region's record has them, and the time it sets for an answer.

    `given`: the region has the right behind the letter; `partly`: it is not settled or holds in
    part only. `section` is empty where no article was read.
    """
    act = region.laws[0].name if region.laws else ""
    right = region.rights.get(RIGHT_BEHIND[kind]) if kind in RIGHT_BEHIND else None
    basis = right.basis[0] if right and right.basis else ""
    return {
        "territory": region.territory,
        "act": act,
        "section": basis if basis != act else "",
        "given": is_given(region, kind),
        "partly": right is not None and right.available == "partly",
        "period": period_of(region, kind),
        "follow_up": region.follow_up,
    }


def is_given(region: Region, kind: LetterKind) -> bool:
    """Whether the region's law gives what this kind of letter claims."""
    right = region.rights.get(RIGHT_BEHIND[kind]) if kind in RIGHT_BEHIND else None
    return right is not None and right.available in ("yes", "partly")


def period_of(region: Region, kind: LetterKind) -> Period | None:
    """The time that the region's law sets for the answer to such a letter."""
    if kind == "reservation" or kind == "complaint":
        return None
    return region.periods.get(kind)


def addressed(service: Platform, home: Region, others: Iterable[Platform]) -> dict[str, Any]:
    """Who is written to, and which other services of theirs the letter covers by name."""
    recipient = most_specific(service.operators, home)
    if recipient is None:
        return {"operator": "", "address": (), "attention": False, "siblings": ()}
    return {
        "operator": recipient.name,
        "address": recipient.address,
        "attention": not any(line.casefold().startswith(_ATTENTION) for line in recipient.address),
        "siblings": tuple(sorted(_siblings(service, recipient, home, others))),
    }


def to_authority(authority: Authority | None, language: str) -> dict[str, Any]:
    """Whom a complaint goes to; `foreign`: the authority works in none but other languages."""
    if authority is None:
        return {"authority": "", "authority_address": (), "foreign": False}
    return {
        "authority": authority.name,
        "authority_address": authority.address,
        "foreign": language not in authority.languages,
    }


def told(story: Story, home: Region, templates: Templates, language: str) -> dict[str, Any]:
    """The earlier letters by date and name, and of the last one what came of it, and when."""
    earlier = [_told(case, home, templates, language) for case in story.earlier]
    last = earlier[-1] if earlier else None
    return {
        "earlier": earlier,
        "outcome": last.outcome if last else None,
        "due": last.due if last else None,
        "asked": last.asked if last else None,
        "notice": last.notice if last else None,
        "late": last.late if last else False,
    }


def _told(case: LetterCase, home: Region, templates: Templates, language: str) -> Earlier:
    groups, kind = home.groups, case.choice.kind
    known = language in templates.languages(kind, groups)
    template = templates.find(kind if known else "request", groups, language)
    by_law = period_of(home, kind) is not None
    made = datetime.fromtimestamp(case.created_at, UTC)
    return Earlier(
        date=case.sent or case.received or today(made, home.timezone),
        named=template.named(of_law(home, kind)),
        outcome=case.outcome,
        due=case.due if by_law else None,
        # After such a notice the case waits for a later day than the letter had named.
        asked=None if by_law or case.extended_on else case.due,
        notice=case.extended_on if case.outcome in _UNANSWERED else None,
    )


def _siblings(
    service: Platform, recipient: Operator, home: Region, others: Iterable[Platform]
) -> Sequence[str]:
    if service.family is None:
        return ()
    return [
        other.name
        for other in others
        if other.family == service.family
        and other.id != service.id
        and (operator := most_specific(other.operators, home)) is not None
        and operator.name == recipient.name
    ]
