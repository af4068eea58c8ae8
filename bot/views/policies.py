"""`/policy show`: the answer, what is used, the timeline and the sources, a page each."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import ui

from bot.views import changes, records, regions, words
from bot.views.card import (
    Card,
    bullets,
    button,
    card,
    custom_id,
    heading,
    link,
    numbered,
    pages,
    row,
    rule,
    text,
)
from bot.views.regions import ANYWHERE
from bot.views.told import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.outcomes import PlatformOutcomes
    from bot.core.policies import Happening, PolicyAnswer
    from bot.core.records import OptOut, Platform, Region, Statement
    from bot.i18n import Language

Page = Literal["answer", "details", "timeline", "sources"]

_INSTEAD = 900
"""Characters of advice on the first page; all of it stands on the page of details."""


def answer(
    a: PolicyAnswer,
    likely: Sequence[Region],
    t: Language,
    outcomes: PlatformOutcomes | None = None,
) -> Card:
    """The first page, for somebody who lives in `a.region`, or for somebody whose region is not
    known: then what differs by region, and a select of the `likely` ones. `outcomes`: what came of
    letters, if enough people have told."""
    return card(
        _heading(a, t),
        *_body(a, t),
        *told(outcomes, t),
        rule(),
        text(*dates(a, t)),
        _pages_row(a, "answer", t),
        _links_row(a, t),
        _region_row(a, likely, t),
    )


def details(a: PolicyAnswer, number: int, t: Language) -> Card:
    """What exactly is used, what an opt-out does not cover, what to do besides; from page 0."""
    platform = a.platform
    if a.age == "stale":
        return _paged(a, "details", [records.no_verdict(t)], 0, t)
    uses = [
        f"**{t(words.USES[use.of])}:** {t(words.ANSWERS[use.used])}"
        + (f". {t.said(use.text)}" if use.text else "")
        for use in platform.training.uses
    ]
    facts = (
        (t("Others who get it for AI"), platform.training.third_parties),
        (t("Legal basis in Europe"), platform.training.legal_basis),
        (t("AI pictures"), platform.ai_art),
        (t("Scraping by others"), platform.scraping),
        (t("Taking your work along"), platform.import_tools),
        (t("Closing your account"), platform.closing),
    )
    parts = [
        (t("What is used"), uses),
        (t("What else is known"), [f"**{title}:** {t.said(s.text)}" for title, s in facts if s]),
        (t("What an opt-out does not cover"), _said(platform.not_covered, t)),
        (t("What to do besides"), _said(platform.besides, t)),
        (t("Know this before you rely on it"), _said(platform.cautions, t)),
        (t("Where sources disagree"), _said(platform.conflicts, t)),
    ]
    lines = [
        line for title, items in parts if items for line in (heading(title, 3), *map(_item, items))
    ]
    return _paged(a, "details", lines or [t("Nothing more is recorded.")], number, t)


def timeline(a: PolicyAnswer, number: int, t: Language) -> Card:
    """Dated events, oldest first, those of topics about the platform and changes that Tern saw by
    itself too; page `number` from 0."""
    return _timeline(a, number, t, _pages_row(a, "timeline", t, number))


def timeline_posted(a: PolicyAnswer, number: int, by: str, t: Language) -> Card:
    """A page of the timeline for everyone to read, with the name of who posted it."""
    return _timeline(a, number, t, row(button(t("Sources"), _page_id("sources", a))), by=by)


def sources(a: PolicyAnswer, number: int, t: Language) -> Card:
    """Every text behind this record, its own texts first; page `number` from 0."""
    return _paged(a, "sources", records.sources(a.platform.sources, t), number, t)


def _timeline(
    a: PolicyAnswer,
    number: int,
    t: Language,
    buttons: ui.ActionRow[Any] | None,
    by: str | None = None,
) -> Card:
    dated = [
        *((happening.event.date, _happening(happening, t)) for happening in a.timeline),
        *((change.found_on.isoformat(), changes.seen(change, t)) for change in a.changes),
    ]
    lines = [line for _, line in sorted(dated, key=itemgetter(0))]
    return records.paged(
        text(heading(a.platform.name), "-# " + t("What happened, oldest first")),
        lines or [t("No dated events are recorded.")],
        number,
        [*dates(a, t), *([records.posted_by(by, t)] if by else [])],
        lambda other: _page_id("timeline", a, other),
        buttons,
        t=t,
    )


def _happening(happening: Happening, t: Language) -> str:
    about = f"{t.said(happening.topic.name)}: " if happening.topic else ""
    marks = records.marks(happening.sources, t)
    return f"**{t.when(happening.event.date)}** {about}{t.said(happening.event.text)} {marks}"


def posted(a: PolicyAnswer, by: str, t: Language, outcomes: PlatformOutcomes | None = None) -> Card:
    """The answer for everyone to read, with the name of who posted it."""
    return card(
        _heading(a, t),
        *_body(a, t),
        *told(outcomes, t),
        rule(),
        text(*dates(a, t), records.posted_by(by, t)),
        row(
            button(t("What is used"), _page_id("details", a)),
            button(t("Sources"), _page_id("sources", a)),
        ),
        _links_row(a, t),
    )


def _heading(a: PolicyAnswer, t: Language) -> ui.TextDisplay[Any]:
    if a.region:
        where = t("Answer for: {region}", region=words.region_name(a.region, t))
    elif len(a.platform.opt_outs) > 1:
        where = t("Depends on where you live")
    else:
        where = t("The same for everyone, wherever they live")
    return text(f"## {a.platform.name}", f"-# {where}")


def _body(a: PolicyAnswer, t: Language) -> list[ui.Item[Any]]:
    """The verdict, whether one can say no, and what else decides about staying or going there.

    A stale record gives no verdict; its links stay.
    """
    if a.age == "stale":
        return [text(records.no_verdict(t))]
    body: list[ui.Item[Any]] = [
        text(
            *_status(a.platform, t),
            f"**{default(a, t)}**",
            t.said(a.platform.training.summary.text),
        )
    ]
    can = _opt_out(a.opt_out, t) if a.opt_out else _by_region(a.platform, t)
    if can:
        body += [rule(), text(heading(t("Can I say no?"), 3), *can)]
    if a.region is not None and a.platform.kind == "platform":
        body += _law_and_instead(a, a.region, t)
    if a.platform.kind == "alternative":
        body += [rule(), text(*_alternative(a.platform, t))]
    return body


def default(a: PolicyAnswer, t: Language) -> str:
    """The verdict in one sentence. "Unless you act" is no comfort where nothing can be done, and a
    promise too many where nobody anywhere can simply say no."""
    stands = a.platform.training.default
    offers = [a.opt_out] if a.opt_out else a.platform.opt_outs
    available = {offer.available for offer in offers}
    if stands == "on" and available == {"no"}:
        return t("Used for AI training.")
    if stands == "on" and available and "yes" not in available:
        return t("Used for AI training. What you can do about it is limited or uncertain.")
    return t(words.DEFAULTS[stands])


def _status(platform: Platform, t: Language) -> list[str]:
    """For a service that is closed, or of which nobody knows: that it is."""
    if platform.status.state == "active":
        return []
    state = words.status(platform.status, t)
    said = platform.status.text
    return [f"{state}. {t.said(said)}" if said else f"{state}."]


def _law_and_instead(a: PolicyAnswer, region: Region, t: Language) -> list[ui.Item[Any]]:
    """What the law says beside the platform's own offer; where neither helps, what does."""
    right = region.rights["object"]
    law = t.said(right.text) + words.basis(right, t)
    body: list[ui.Item[Any]] = [text(heading(t("Your law"), 3), law)]
    if a.opt_out is None or a.opt_out.available in ("no", "unknown"):
        instead = _said((*a.platform.besides, *region.besides), t)
        if instead:
            shown = bullets(pages(instead, _INSTEAD)[0])
            body.append(text(heading(t("What you can do instead"), 3), shown))
    return body


def _opt_out(opt_out: OptOut, t: Language) -> list[str]:
    lines = [t.said(opt_out.answer.text)]
    if opt_out.steps:
        lines.append(numbered(map(t.said, opt_out.steps)))
    lines += [f"-# {limit}" for limit in _said(opt_out.limits, t)]
    return lines


def _alternative(platform: Platform, t: Language) -> list[str]:
    facts = (
        (t("AI pictures"), platform.ai_art),
        (t("Scraping by others"), platform.scraping),
        (t("Who pays for it"), platform.business),
    )
    return [f"**{title}:** {t.said(fact.text)}" for title, fact in facts if fact]


def _by_region(platform: Platform, t: Language) -> list[str]:
    """What differs by region, or the one answer there is."""
    if len(platform.opt_outs) == 1:
        return _opt_out(platform.opt_outs[0], t)
    lines = [
        f"**{regions.names(o.regions, t)}:** {t.said(o.answer.text)}" for o in platform.opt_outs
    ]
    return [bullets(pages(lines, records.BUDGET)[0])] if lines else []


def dates(a: PolicyAnswer, t: Language) -> list[str]:
    """How old the answer is."""
    platform = a.platform
    terms = (
        t("As its terms stood on {date}", date=t.when(platform.as_of))
        if platform.as_of
        else t("No text of its own was read")
    )
    return records.dates(terms, platform.checked, a.age, t, changed=a.changed)


def _pages_row(
    a: PolicyAnswer, current: Page, t: Language, number: int = 0
) -> ui.ActionRow[Any] | None:
    labels: Mapping[Page, str] = {
        "answer": t("Back to the answer"),
        "details": t("What is used"),
        "timeline": t("Timeline"),
        "sources": t("Sources"),
    }
    region = a.region.id if a.region else ANYWHERE
    shown = [button(label, _page_id(page, a)) for page, label in labels.items() if page != current]
    if current == "answer" and a.platform.kind == "platform":
        letter = custom_id("letter-form", a.platform.id, region)
        shown.insert(0, button(t("Write my letter"), letter, discord.ButtonStyle.primary))
    if current == "answer":
        shown.append(button(t("Post here"), custom_id("policy-post", a.platform.id, region)))
    if current == "timeline":
        post = custom_id("timeline-post", a.platform.id, str(number))
        shown.append(button(t("Post here"), post))
    return row(*shown)


def _links_row(a: PolicyAnswer, t: Language) -> ui.ActionRow[Any] | None:
    form = a.opt_out.url if a.opt_out else None
    document = a.platform.documents[0] if a.platform.documents else None
    elsewhere = None
    if a.region is not None and a.platform.kind == "platform":
        elsewhere = button(t("Another region"), custom_id("policy-where", a.platform.id))
    return row(
        link(t("Open the page for this"), form) if form else None,
        link(document.title, document.url) if document else link(a.platform.name, a.platform.home),
        elsewhere,
    )


def _region_row(a: PolicyAnswer, likely: Sequence[Region], t: Language) -> ui.ActionRow[Any] | None:
    if a.region is not None or a.platform.kind == "alternative":
        return None
    return regions.select(custom_id("policy-region", a.platform.id), likely, None, t)


def where(platform: Platform, likely: Sequence[Region], t: Language) -> Card:
    """Asks which other region the answer is wanted for."""
    return card(
        text(t("For which region do you want the answer on {platform}?", platform=platform.name)),
        regions.select(custom_id("policy-region", platform.id), likely, None, t),
    )


def _paged(a: PolicyAnswer, page: Page, lines: Sequence[str], number: int, t: Language) -> Card:
    return records.paged(
        _heading(a, t),
        lines,
        number,
        dates(a, t),
        lambda other: _page_id(page, a, other),
        _pages_row(a, page, t),
        t=t,
    )


def _page_id(page: Page, a: PolicyAnswer, number: int = 0) -> str:
    region = a.region.id if a.region else ANYWHERE
    return custom_id("policy-page", page, a.platform.id, region, str(number))


def _said(statements: Sequence[Statement], t: Language) -> list[str]:
    return [t.said(statement.text) for statement in statements]


def _item(line: str) -> str:
    return f"- {line}"
