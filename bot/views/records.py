"""What every record shows alike: dated events, sources, how old it is, pages that turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot import limits
from bot.views import words
from bot.views.card import Card, button, card, pages, plain, row, rule, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from discord import ui

    from bot.core.policies import Age
    from bot.core.records import Event, Source
    from bot.i18n import Language

BUDGET = limits.TEXT - 700
"""Characters of a page's lines; the rest is for headings, dates and labels."""

_MOST_MARKS = 3
"""Sources named beside one sentence; all of them stand on the page of sources."""


def events(timeline: Sequence[Event], t: Language) -> list[str]:
    """Dated events, oldest first."""
    lines = [f"**{t.when(event.date)}** {t.said(event.text)}" for event in timeline]
    return lines or [t("No dated events are recorded.")]


def sources(known: Mapping[str, Source], t: Language) -> list[str]:
    """Every text behind a record, its own texts first."""
    return [_source(source, t) for source in sorted(known.values(), key=_own_first)]


def marks(cited: Sequence[Source], t: Language) -> str:
    """Who says so and since when, each with its link, in brackets; its own texts first."""
    own_first = sorted(cited, key=_own_first)[:_MOST_MARKS]
    return f"({', '.join(_mark(source, t) for source in own_first)})" if own_first else ""


def posted_by(name: str, t: Language) -> str:
    """Under an answer for everyone to read: who wanted it there."""
    return "-# " + t("Posted by {name}.", name=plain(name))


def dates(
    texts: str, checked: date, age: Age, t: Language, *, changed: date | None = None
) -> list[str]:
    """How old the record is; `texts` says it of the texts it was written from. `changed`: since
    when these may say something else, as Tern saw and nobody has checked."""
    lines = [f"-# {texts} · " + t("record checked on {date}", date=t.when(checked))]
    if changed:
        lines.append("-# " + changed_since(changed, t))
    if age != "fresh":
        lines.append("-# " + (may_have_changed(t) if age == "ageing" else long_ago(t)))
    return lines


def changed_since(day: date, t: Language) -> str:
    """What stands wherever a record is shown whose texts Tern saw change."""
    return t(
        "May have changed since {date}: Tern saw other sentences in its terms, and nobody has "
        "checked them yet.",
        date=t.when(day),
    )


def may_have_changed(t: Language) -> str:
    """What an ageing answer says beside its date."""
    return t("That is over half a year ago: it may have changed.")


def long_ago(t: Language) -> str:
    """What a stale page says beside its date."""
    return t("Compared over a year ago: check the links before you rely on it.")


def no_verdict(t: Language) -> str:
    """What stands in place of a stale answer."""
    return t("Nobody has compared this record for over a year, so no verdict is shown.")


def paged(
    heading: ui.Item[Any],
    lines: Sequence[str],
    number: int,
    footer: Sequence[str],
    page_id: Callable[[int], str],
    *rows: ui.ActionRow[Any] | None,
    t: Language,
) -> Card:
    """Page `number` (from 0) of the lines; `page_id` makes the custom_id of another page."""
    split = pages(lines, BUDGET)
    number = min(max(number, 0), len(split) - 1)
    turn = None
    if len(split) > 1:
        turn = row(
            button(t("Earlier page"), page_id(number - 1), disabled=number == 0),
            button(t("Next page"), page_id(number + 1), disabled=number == len(split) - 1),
        )
    count = "-# " + t("Page {n} of {m}", n=number + 1, m=len(split)) if turn else None
    return card(heading, text(*split[number]), rule(), text(*footer, count), turn, *rows)


def _mark(source: Source, t: Language) -> str:
    kind = t(words.SOURCE_KINDS[source.kind])
    dated = t.when(source.date) if source.date else t("undated")
    return f"[{kind}, {dated}](<{source.url}>)"


def _own_first(source: Source) -> tuple[bool, str]:
    return source.kind != "platform", source.title


def _source(source: Source, t: Language) -> str:
    dated = t.when(source.date) if source.date else t("undated")
    kind = t(words.SOURCE_KINDS[source.kind])
    read = t("read on {date}", date=t.when(source.read))
    via = f" ({source.via})" if source.via else ""
    title = source.title.replace("[", "(").replace("]", ")")
    return f"- [{title}](<{source.url}>): {kind}, {dated}, {read}{via}"
