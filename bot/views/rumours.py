"""`/policy check`: the verdict on a claim that goes round, what is true, what to do instead."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from bot.i18n import N_
from bot.views import records
from bot.views.card import Card, button, card, custom_id, heading, pages, row, rule, text
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import ui

    from bot.core.records import Platform, Statement
    from bot.core.rumours import RumourAnswer
    from bot.i18n import Language

Page = Literal["answer", "sources"]

_VERDICTS = MappingProxyType(
    {
        "false": N_("That is false"),
        "misleading": N_("That is misleading: a true core, a wrong conclusion"),
        "outdated": N_("That is outdated: it was true once"),
        "unproven": N_("That is unproven"),
    }
)

_OPENED = 3
"""Buttons that lead to platforms: a row has five, and two are taken."""


def answer(a: RumourAnswer, platforms: Sequence[Platform], t: Language) -> Card:
    """The verdict and what is true, for the person who asked."""
    post = button(t("Post here"), custom_id("rumour-post", a.rumour.id))
    return _answer(a, platforms, t, post)


def posted(a: RumourAnswer, platforms: Sequence[Platform], by: str, t: Language) -> Card:
    """The same for everyone to read, with the name of who posted it."""
    return _answer(a, platforms, t, by=by)


def sources(a: RumourAnswer, number: int, t: Language) -> Card:
    """Every text behind the answer; page `number` from 0."""
    return records.paged(
        text(heading(t("Sources")), _claim(a, t)),
        records.sources(a.rumour.sources, t),
        number,
        _dates(a, t),
        lambda other: _page_id("sources", a, other),
        row(button(t("Back to the answer"), _page_id("answer", a))),
        t=t,
    )


def unknown(t: Language) -> Card:
    """No rumour was recognised. Always the same words, whatever was checked."""
    return card(
        text(
            heading(t("Tern knows no such rumour")),
            t("That does not make the text true: Tern knows only the rumours in its records."),
            t("With `/policy ask` you can ask what is known, with sources and dates."),
        )
    )


def no_text(t: Language) -> Card:
    """A message of pictures, files or stickers only."""
    return card(
        text(
            heading(t("There is no text to check")),
            t("Tern does not read pictures. Type what it says into `/policy check`."),
        )
    )


def _answer(
    a: RumourAnswer,
    platforms: Sequence[Platform],
    t: Language,
    *more: ui.Button[Any],
    by: str | None = None,
) -> Card:
    opened = [
        button(platform.name, custom_id("policy-open", platform.id, ANYWHERE))
        for platform in platforms[:_OPENED]
    ]
    return card(
        *_body(a, t),
        rule(),
        text(*_dates(a, t), records.posted_by(by, t) if by else None),
        row(*opened, button(t("Sources"), _page_id("sources", a)), *more),
    )


def _body(a: RumourAnswer, t: Language) -> list[ui.Item[Any]]:
    """As much of it as fits into a message. A stale record gives no verdict."""
    if a.age == "stale":
        return [text(f"## {records.no_verdict(t)}", _claim(a, t))]
    lines = [
        heading(t("What is true"), 3),
        *_statements(a, a.rumour.truth, t),
        heading(t("What to do instead"), 3),
        *_statements(a, a.rumour.instead, t),
    ]
    if not a.rumour.instead:
        lines.pop()
    verdict = t(_VERDICTS[a.rumour.verdict])
    return [text(f"## {verdict}", _claim(a, t)), text(*pages(lines, records.BUDGET)[0])]


def _statements(a: RumourAnswer, statements: Sequence[Statement], t: Language) -> list[str]:
    lines = []
    for one in statements:
        cited = [a.rumour.sources[id_] for id_ in one.sources]
        lines.append(f"- {t.said(one.text)}\n-# {records.marks(cited, t)}")
    return lines


def _claim(a: RumourAnswer, t: Language) -> str:
    """The claim in the record's words: what was checked is never repeated."""
    return "-# " + t("The claim that goes round: {claim}", claim=t.said(a.rumour.claim))


def _dates(a: RumourAnswer, t: Language) -> list[str]:
    return records.dates(t.said(a.rumour.name), a.rumour.checked, a.age, t)


def _page_id(page: Page, a: RumourAnswer, number: int = 0) -> str:
    return custom_id("rumour-page", page, a.rumour.id, str(number))
