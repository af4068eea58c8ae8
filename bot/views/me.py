"""One's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot import limits
from bot.views import words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    heading,
    pages,
    row,
    rule,
    text,
)
from bot.views.kept import KEPT
from bot.views.notices import not_in_chat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import ui

    from bot.core.erasure_store import Planned
    from bot.core.records import Region
    from bot.i18n import Language

    Rows = Sequence[Mapping[str, Any]]
    Tables = Mapping[str, Rows]

EXPORT_NAME = "tern-my-data.json"

_ROOM = limits.TEXT - 600
"""Characters of one message about tables; the rest is for what stands above and below."""


def held(tables: Tables, planned: Planned | None, t: Language) -> Sequence[Card]:
    """What is stored about the person, table by table, why, and when it is erased; in as many
    messages as it takes."""
    if not tables:
        nothing = t("Tern holds nothing on you.")
        return [card(text(nothing, "-# " + t("Reading answers leaves no trace of who asked.")))]
    lines = [f"{_why(*one, t)}\n-# {_what(*one, t)}" for one in tables.items()]
    *before, last = ["\n".join(page) for page in pages(lines, _ROOM)]
    title = heading(t("What Tern holds on you"))
    return [
        *(card(text(title, page)) for page in before),
        card(
            text(title, last),
            rule(),
            text(
                t("Never stored: what you type into a letter."),
                "-# " + t("`/me export` gives you all of it, `/me delete` erases it."),
            ),
            *((rule(), *_erasure(planned, t)) if planned else ()),
        ),
    ]


def exported(link: str, t: Language) -> Card:
    """The export went into the direct messages."""
    return card(text(t("Everything Tern holds on you is in [our chat]({link}).", link=link)))


def exported_here(t: Language, *, closed: bool) -> Card:
    """The export is attached here, because no direct message was possible."""
    return card(text(not_in_chat(t, closed=closed)), attached(EXPORT_NAME))


def export_message(mark: str, t: Language) -> Card:
    """The direct message with the file. By `mark` it is known again before a second try."""
    return card(
        text(t("You asked for everything that Tern holds on you. It is in this file, as JSON.")),
        attached(EXPORT_NAME),
        row(button(t("Delete this from our chat"), custom_id("message-delete", mark))),
    )


def confirm_delete(tables: Tables, t: Language) -> Card:
    """Asks before erasing. What is in the chat can be deleted though nothing else is held."""
    return card(
        text(
            heading(t("Erase everything Tern holds on you?")),
            bullets(_why(*one, t) for one in tables.items())
            if tables
            else t("Tern holds nothing on you. It can delete its messages from our chat."),
            t("Tern's messages in our chat are deleted: letters, reminders, exports, all others."),
            t("Save what you need first: your letters, `/me export`."),
        ),
        row(
            button(t("Erase everything"), custom_id("me-delete"), discord.ButtonStyle.danger),
            button(t("Keep it"), custom_id("me-keep")),
        ),
    )


def confirm_again(t: Language) -> Card:
    """Asks a second time, and says what can be undone and what cannot."""
    return card(
        text(
            heading(t("Are you sure?")),
            t("It is done in 24 hours. Until then nothing changes, and you can undo this."),
            t("After that nobody can undo it."),
        ),
        row(
            button(t("Yes, erase it"), custom_id("me-delete-sure"), discord.ButtonStyle.danger),
            button(t("Keep it"), custom_id("me-keep")),
        ),
    )


def erasure_planned(planned: Planned, t: Language) -> Card:
    """What the person confirmed."""
    return card(*_erasure(planned, t))


def erasure_undone(t: Language) -> Card:
    return card(text(t("The erasure is undone. Everything stays as it is.")))


def kept(t: Language) -> Card:
    return card(text(t("Nothing was erased.")))


def region_remembered(region: Region, t: Language) -> Card:
    return card(
        text(
            t("Tern remembers: you live in {region}.", region=words.region_name(region, t)),
            "-# " + t("`/me delete` makes it forget."),
        )
    )


def _erasure(planned: Planned, t: Language) -> Sequence[ui.Item[Any] | None]:
    if planned.begun:
        return [text(t("Tern is erasing what it holds on you. This cannot be undone any more."))]
    when = f"<t:{planned.at}:F>"
    return [
        text(
            t("Everything Tern holds on you is erased on {when}.", when=when),
            "-# " + t("Tern will not write to you about it. `/me show` says what is held."),
        ),
        row(button(t("Undo the erasure"), custom_id("me-undo"))),
    ]


def _why(table: str, rows: Rows, t: Language) -> str:
    return t.plural("{n} entry: {why}", "{n} entries: {why}", len(rows), why=t(KEPT[table].why))


def _what(table: str, rows: Rows, t: Language) -> str:
    """What the columns hold that are not empty in every row."""
    used = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    names = dict.fromkeys(t(KEPT[table].columns[name]) for name in used)
    return t("Stored: {what}.", what=t.enumerate(list(names)))
