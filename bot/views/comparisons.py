"""`/policy compare`: a block for each question, and in it a line for each platform.

No table: a screen reader reads lines, and a telephone shows no wide ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.views import policies, records, regions, words
from bot.views.card import Card, button, card, custom_id, cut, link, row, rule, text
from bot.views.policies import dates
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.policies import Comparison, PolicyAnswer
    from bot.core.records import Answer, Region, Statement
    from bot.i18n import Language

_LINE = 210
"""Characters of a statement in a line; the platform's own answer has the whole of it."""


def answer(c: Comparison, likely: Sequence[Region], t: Language) -> Card:
    """Side by side for somebody who lives in `c.region`, or what differs by region."""
    ids = _ids(c)
    region = c.region.id if c.region else ANYWHERE
    return card(
        *_body(c, t),
        _answers_row(c, button(t("Post here"), custom_id("compare-post", ids, region))),
        _links_row(c),
        regions.select(custom_id("compare-region", ids), likely, c.region, t),
    )


def posted(c: Comparison, by: str, t: Language) -> Card:
    """The comparison for everyone to read, with the name of who posted it."""
    return card(*_body(c, t, records.posted_by(by, t)), _answers_row(c), _links_row(c))


def _body(c: Comparison, t: Language, *footer: str) -> list[ui.Item[Any]]:
    blocks: list[str | None] = [
        _block(t("AI training"), c, lambda a: policies.default(a, t)),
        _block(t("Can I say no?"), c, lambda a: _opt_out(a, t)),
        _block(t("What is used"), c, lambda a: _uses(a, t)),
        _block(t("Passed on to others"), c, lambda a: _said(_third_parties(a), t)),
        _block(t("Scraping by others"), c, lambda a: _said(a.platform.scraping, t)),
        _block(t("Status"), c, lambda a: _status(a, t)),
    ]
    stale = [a.platform.name for a in c.answers if a.age == "stale"]
    if stale:
        blocks.append(f"### {t.enumerate(stale)}\n{records.no_verdict(t)}")
    return [
        _heading(c, t),
        text(*blocks),
        rule(),
        text(*_dated(c, t), *footer),
    ]


def _heading(c: Comparison, t: Language) -> ui.TextDisplay[Any]:
    where = (
        t("Answer for: {region}", region=words.region_name(c.region, t))
        if c.region
        else t("Depends on where you live")
    )
    return text(f"## {t.enumerate([a.platform.name for a in c.answers])}", f"-# {where}")


def _block(title: str, c: Comparison, says: Callable[[PolicyAnswer], str]) -> str | None:
    """A question with its answers. A stale record answers none; None where no other is left."""
    lines = [f"**{a.platform.name}:** {says(a)}" for a in c.answers if a.age != "stale"]
    return "\n".join((f"### {title}", *lines)) if lines else None


def _opt_out(a: PolicyAnswer, t: Language) -> str:
    if a.opt_out:
        return cut(t.said(a.opt_out.answer.text), _LINE)
    found: dict[Answer, list[str]] = {}
    for opt_out in a.platform.opt_outs:
        found.setdefault(opt_out.available, []).extend(opt_out.regions)
    if list(found.values()) == [["everywhere"]]:
        return cut(t.said(a.platform.opt_outs[0].answer.text), _LINE)
    parts = [f"{t(words.ANSWERS[can])} ({regions.names(where, t)})" for can, where in found.items()]
    return cut("; ".join(parts), _LINE) or t(words.ANSWERS["unknown"])


def _uses(a: PolicyAnswer, t: Language) -> str:
    """What is used and what is not; what no statement was found on is not listed one by one."""
    found: dict[Answer, list[str]] = {"yes": [], "partly": [], "no": []}
    for use in a.platform.training.uses:
        found.get(use.used, []).append(t(words.USES[use.of]))
    parts = [f"{t(words.ANSWERS[used])}: {t.enumerate(of)}" for used, of in found.items() if of]
    return "; ".join(parts) or t(words.ANSWERS["unknown"])


def _third_parties(a: PolicyAnswer) -> Statement | None:
    return a.platform.training.third_parties


def _said(statement: Statement | None, t: Language) -> str:
    return cut(t.said(statement.text), _LINE) if statement else t(words.ANSWERS["unknown"])


def _status(a: PolicyAnswer, t: Language) -> str:
    return words.status(a.platform.status, t)


def _dated(c: Comparison, t: Language) -> list[str]:
    return [
        line.replace("-# ", f"-# {a.platform.name}: ", 1) for a in c.answers for line in dates(a, t)
    ]


def _answers_row(c: Comparison, *more: ui.Button[Any]) -> ui.ActionRow[Any] | None:
    region = c.region.id if c.region else ANYWHERE
    opened = [
        button(a.platform.name, custom_id("policy-open", a.platform.id, region)) for a in c.answers
    ]
    return row(*opened, *more)


def _links_row(c: Comparison) -> ui.ActionRow[Any] | None:
    """The platforms' own pages."""
    pages = [
        (a.platform.name, a.platform.documents[0].url if a.platform.documents else a.platform.home)
        for a in c.answers
    ]
    return row(*(link(f"{name} ↗", url) for name, url in pages))


def _ids(c: Comparison) -> str:
    return ".".join(a.platform.id for a in c.answers)
