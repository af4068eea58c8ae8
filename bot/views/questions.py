"""`/policy ask`: the facts that fit a question, each with what it is about, sources and date."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.core.records import (
    Authority,
    Law,
    Operator,
    Period,
    Platform,
    Region,
    Right,
    Rumour,
    Topic,
)
from bot.i18n import N_
from bot.views import records, regions, words
from bot.views.card import (
    Card,
    button,
    card,
    custom_id,
    cut,
    heading,
    link,
    numbered,
    pages,
    row,
    rule,
    text,
)
from bot.views.deadlines import time_limit
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from discord import ui

    from bot.core.facts import Fact
    from bot.core.questions import DatedFact, QuestionAnswer
    from bot.i18n import Language

_TITLES = MappingProxyType(
    {
        "training": N_("AI training"),
        "third_parties": N_("Passed on to others"),
        "legal_basis": N_("Legal basis"),
        "opt_outs": N_("Can I say no?"),
        "limits": N_("Its limits"),
        "operators": N_("Who is responsible"),
        "not_covered": N_("What an opt-out does not cover"),
        "besides": N_("What to do besides"),
        "cautions": N_("Know this before you rely on it"),
        "conflicts": N_("Where sources disagree"),
        "ai_art": N_("AI pictures"),
        "scraping": N_("Scraping by others"),
        "import_tools": N_("Moving there"),
        "business": N_("Who pays for it"),
        "closing": N_("Closing an account"),
        "status": N_("Status"),
        "timeline": N_("What happened"),
        "authorities": N_("Supervisory authority"),
        "answer": N_("Time for an answer"),
        "laws": N_("Law"),
        "does": N_("What it does"),
        "obeyed": N_("Who obeys it"),
        "cost": N_("What it costs"),
        "broken_by": N_("What broke it"),
        "steps": N_("How to use it"),
        "summary": N_("In short"),
        "stands": N_("Where it stands"),
        "facts": N_("What is known"),
        "truth": N_("What is true"),
        "instead": N_("What to do instead"),
    }
)
"""What a fact is about, by its aspect."""

_RIGHTS = MappingProxyType(
    {
        "object": N_("Right to object"),
        "erasure": N_("Right to erasure"),
        "access": N_("Right of access"),
        "restrict": N_("Right to restriction"),
        "withdraw_consent": N_("Withdrawing consent"),
        "opt_out_of_sale": N_("Opting out of sale"),
        "tdm_reservation": N_("Reservation against text and data mining"),
        "complaint": N_("Complaint"),
    }
)

_ARRIVED = N_("confirmation that it arrived")

_SECOND = MappingProxyType(
    {
        "reminder": N_("follow-up"),
        "complaint": N_("complaint to the company"),
        "appeal": N_("appeal to the company"),
    }
)
"""What the second letter to a company is, by the region's law."""

_FACT = 850
"""Characters of a fact; four of them fit, with their sources."""

_OPENED = 3
"""Buttons that lead to platforms."""


def answer(found: QuestionAnswer, t: Language) -> Card:
    """The facts, the best one first, for the person who asked."""
    ids = ".".join(one.fact.id for one in found.facts)
    return _facts(found, t, button(t("Post here"), custom_id("facts-post", ids)))


def posted(found: QuestionAnswer, by: str, t: Language) -> Card:
    """The facts for everyone to read, with the name of who posted them."""
    return _facts(found, t, by=by)


def nothing(found: QuestionAnswer, data_date: date, t: Language) -> Card:
    """Nothing fits: said so, with what can be asked and what may have been meant."""
    return card(
        text(
            heading(t("Tern knows nothing on that")),
            t(
                "Tern answers with facts it holds, and with nothing where none fits. It knows what "
                "platforms do with works, what the law gives where you live, protection tools, "
                "lawsuits and rumours about AI training."
            ),
            t("Name the platform and what you want to know, for example:"),
            "- " + t("Does Instagram use private messages?"),
            "- " + t("How do I object on LinkedIn in Germany?"),
            "- " + t("Who obeys noai?"),
        ),
        text(t("Did you mean one of these platforms?")) if found.near else None,
        _platforms_row(found.near),
        rule(),
        text("-# " + t("Records as of {date}.", date=t.when(data_date))),
    )


def _facts(
    found: QuestionAnswer, t: Language, *more: ui.Button[Any], by: str | None = None
) -> Card:
    """As many of the facts as fit into a message."""
    shown = pages([_fact(one, t) for one in found.facts], records.BUDGET)[0]
    named = {
        record.id: record
        for one in found.facts[: len(shown)]
        if isinstance(record := one.fact.record, Platform)
    }
    return card(
        text(heading(t("What Tern knows on that"))),
        *map(text, shown),
        rule(),
        text(
            "-# " + t("Found by words, not by understanding: read whether it answers you."),
            records.posted_by(by, t) if by else None,
        ),
        _platforms_row([*named.values()], *more),
        _links_row(found, t),
    )


def _fact(one: DatedFact, t: Language) -> str:
    """A heading that says what and whom it is about, the words, the sources, the dates."""
    fact = one.fact
    heading = f"### {_about(fact, t)}: {_title(fact, t)}"
    checked = t("record checked on {date}", date=t.when(fact.record.checked))
    marks = records.marks(fact.sources, t)
    changed = ["-# " + records.changed_since(one.changed, t)] if one.changed else []
    if one.age == "stale":
        return "\n".join((heading, records.no_verdict(t), f"-# {checked} {marks}", *changed))
    lines = [heading, cut(_words(fact, t), _FACT)]
    if fact.steps and fact.aspect == "opt_outs":
        lines.append(cut(numbered(map(t.said, fact.steps)), _FACT))
    lines += [f"-# {marks} {checked}".replace("-#  ", "-# "), *changed]
    if one.age == "ageing":
        lines.append("-# " + records.may_have_changed(t))
    return "\n".join(lines)


def _about(fact: Fact, t: Language) -> str:
    """What the record is called."""
    match fact.record:
        case Region() as region:
            return words.region_name(region, t)
        case Topic() | Rumour() as record:
            return t.said(record.name)
        case record:
            return record.name


def _words(fact: Fact, t: Language) -> str:
    if fact.aspect == "uses" and fact.answer:
        answer = f"**{t(words.ANSWERS[fact.answer])}**"
        return f"{answer}. {t.said(fact.text)}" if fact.text else answer
    if fact.aspect == "steps":
        return numbered(map(t.said, fact.steps))
    said = _said(fact, t)
    if fact.noun == "platform" and fact.regions:
        return f"**{regions.names(fact.regions, t)}:** {said}"
    return f"**{t.when(fact.date)}** {said}" if fact.date else said


def _said(fact: Fact, t: Language) -> str:
    match fact.of:
        case None:
            return t.said(fact.text)
        case Right() as right:
            return t.said(right.text) + words.basis(right, t)
        case Law() as law:
            return f"{t.said(law.name)} ({law.citation})"
        case Period() as period:
            return _time(fact, period, t)
        case Operator() as operator:
            address = ", ".join(filter(None, (operator.name, *operator.address, operator.email)))
            return f"{address}. {t.said(operator.note)}" if operator.note else f"{address}."
        case Authority():
            return fact.text


def _time(fact: Fact, period: Period, t: Language) -> str:
    """How long a company has, and for which letters."""
    region = fact.record
    if not isinstance(region, Region):
        return fact.text
    names = {**words.KINDS, "acknowledgement": _ARRIVED, "follow-up": _SECOND[region.follow_up]}
    letters = [t(names[kind]) for kind, other in region.periods.items() if other == period]
    return f"**{t.enumerate(letters)}:** {time_limit(period, t)}"


def _title(fact: Fact, t: Language) -> str:
    if fact.aspect == "uses":
        return t("{what}, used for AI training?", what=t(words.USES[str(fact.part)]))
    if fact.aspect == "rights":
        return t(_RIGHTS[str(fact.part)])
    return t(_TITLES[fact.aspect])


def _platforms_row(
    platforms: Sequence[Platform], *more: ui.Button[Any]
) -> ui.ActionRow[Any] | None:
    opened = [
        button(platform.name, custom_id("policy-open", platform.id, ANYWHERE))
        for platform in platforms[:_OPENED]
    ]
    return row(*opened, *more)


def _links_row(found: QuestionAnswer, t: Language) -> ui.ActionRow[Any] | None:
    """The page on which to act, where the best fact is about one."""
    best = found.facts[0].fact
    return row(link(_about(best, t), best.url)) if best.url else None
