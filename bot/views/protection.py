"""`/protect`: what a tool does and who obeys it; the files for one's own website."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.views import records, words
from bot.views.card import (
    Card,
    attached,
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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import ui

    from bot.core.protection import ToolAnswer
    from bot.core.records import Statement
    from bot.core.websites import Site
    from bot.i18n import Language

Page = Literal["answer", "timeline", "sources"]

_LINKS = 4
"""The tool's own pages under an answer; all of them stand with the sources."""


def answer(a: ToolAnswer, number: int, t: Language) -> Card:
    """What it does, who obeys it, what it costs, what broke it; page `number` from 0."""
    return _paged(a, "answer", _lines(a, t), number, t)


def timeline(a: ToolAnswer, number: int, t: Language) -> Card:
    """Dated events, oldest first; page `number` from 0."""
    return _paged(a, "timeline", records.events(a.tool.timeline, t), number, t)


def sources(a: ToolAnswer, number: int, t: Language) -> Card:
    """The tool's own pages, and every text behind this record; page `number` from 0."""
    own = [f"- [{one.title}](<{one.url}>)" for one in a.tool.documents]
    lines = records.sources(a.tool.sources, t)
    if own:
        own_title, sources_title = t("Its own pages"), t("Sources")
        lines = [f"**{own_title}**", *own, f"**{sources_title}**", *lines]
    return _paged(a, "sources", lines, number, t)


def posted(a: ToolAnswer, by: str, t: Language) -> Card:
    """The answer for everyone to read, with the name of who posted it."""
    split = pages(_lines(a, t), records.BUDGET)
    more = button(t("Next page"), _page_id("answer", a, 1)) if len(split) > 1 else None
    return card(
        _heading(a, t),
        text(*split[0]),
        rule(),
        text(*_dates(a, t), records.posted_by(by, t)),
        row(more, button(t("Sources"), _page_id("sources", a))),
        _links_row(a),
    )


def website(site: Site, file: str, t: Language) -> Card:
    """What is in the ZIP, where each goes, and what to expect of it."""
    name = site.host.name if site.host else None
    title = t("Files for {name}", name=name) if name else t("Files for a website")
    in_dns = site.host.ascii if site.host and site.host.ascii != name else None
    return card(
        text(heading(title), f"-# {in_dns}" if in_dns else None),
        text(
            t("`README.html` in the ZIP tells how to test each file and who obeys it."),
            bullets(_places(site.host.ascii if site.host else "…", t)),
        ),
        attached(file),
        text(heading(t("What to expect"), 3), bullets(_expectations(site, t))),
        rule(),
        text(
            "-# " + t("Crawlers as checked on {date}.", date=t.when(site.robots.checked)),
            None if site.age == "fresh" else "-# " + records.may_have_changed(t),
            "-# " + t("Tern has not opened the website and keeps no address."),
        ),
    )


def website_file(t: Language) -> str:
    """What a screen reader says of the ZIP."""
    return t("A ZIP with robots.txt, tdmrep.json, meta tags, a rights sentence and a page of help")


def _places(host: str, t: Language) -> list[str]:
    return [
        t("`robots.txt` goes to `{address}`", address=f"https://{host}/robots.txt"),
        t("`tdmrep.json` to `{address}`", address=f"https://{host}/.well-known/tdmrep.json"),
        t("the meta tags between `<head>` and `</head>` of every page"),
        t("the sentence where visitors read it: at the foot of every page, or in the imprint"),
    ]


def _expectations(site: Site, t: Language) -> list[str]:
    crawlers = site.robots.crawlers
    obey = t(
        "By the list that Tern follows, {obeying} of the {n} crawlers in robots.txt obey it; the "
        "others do not, or it is not known.",
        obeying=t.number(sum(crawler.respects == "yes" for crawler in crawlers)),
        n=t.number(len(crawlers)),
    )
    return [
        records.no_verdict(t) if site.age == "stale" else obey,
        t("Search engines are not named in it. Crawlers of AI searches are: those may miss you."),
        t("Nothing reaches what was copied before, or what you post on platforms."),
    ]


def _heading(a: ToolAnswer, t: Language) -> ui.TextDisplay[Any]:
    kind = t(words.TOOLS[a.tool.kind])
    return text(f"## {a.tool.name}", f"-# {kind} · {words.status(a.tool.status, t)}")


def _lines(a: ToolAnswer, t: Language) -> list[str]:
    """A stale record gives no verdict; its links stay."""
    if a.age == "stale":
        return [records.no_verdict(t)]
    tool = a.tool
    parts = (
        (t("Who obeys it"), _bullets(tool.obeyed, t)),
        (t("What broke it"), _bullets(tool.broken_by, t)),
        (t("Its limits"), _bullets(tool.limits, t)),
        (t("What it costs"), [t.said(tool.cost.text)] if tool.cost else []),
        (t("How to use it"), numbered(map(t.said, tool.steps)).splitlines()),
        (t("Where sources disagree"), _bullets(tool.conflicts, t)),
    )
    lines = [t.said(tool.does.text)]
    if tool.status.text:
        lines.append(t.said(tool.status.text))
    for title, (first, *rest) in ((title, items) for title, items in parts if items):
        # A heading stands on the page of what it is the heading of.
        lines += [f"### {title}\n{first}", *rest]
    return lines


def _bullets(statements: Sequence[Statement], t: Language) -> list[str]:
    return [f"- {t.said(statement.text)}" for statement in statements]


def _dates(a: ToolAnswer, t: Language) -> list[str]:
    as_of = a.tool.as_of
    texts = (
        t("As its own texts stood on {date}", date=t.when(as_of))
        if as_of
        else t("No text of its own was read")
    )
    return records.dates(texts, a.tool.checked, a.age, t)


def _paged(a: ToolAnswer, page: Page, lines: Sequence[str], number: int, t: Language) -> Card:
    return records.paged(
        _heading(a, t),
        lines,
        number,
        _dates(a, t),
        lambda other: _page_id(page, a, other),
        _pages_row(a, page, t),
        _links_row(a) if page == "answer" else None,
        t=t,
    )


def _pages_row(a: ToolAnswer, current: Page, t: Language) -> ui.ActionRow[Any] | None:
    labels: Mapping[Page, str] = {
        "answer": t("Back to the answer"),
        "timeline": t("Timeline"),
        "sources": t("Sources"),
    }
    shown = [button(label, _page_id(page, a)) for page, label in labels.items() if page != current]
    if current == "answer":
        shown.append(button(t("Post here"), custom_id("tool-post", a.tool.id)))
    return row(*shown)


def _links_row(a: ToolAnswer) -> ui.ActionRow[Any] | None:
    own = {one.url: one.title for one in a.tool.documents} or {a.tool.home: a.tool.name}
    return row(*(link(title, url) for url, title in list(own.items())[:_LINKS]))


def _page_id(page: Page, a: ToolAnswer, number: int = 0) -> str:
    return custom_id("tool-page", page, a.tool.id, str(number))
