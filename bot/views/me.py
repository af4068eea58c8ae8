"""One's own data."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord

from bot.i18n import N_
from bot.views import words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    heading,
    row,
    rule,
    text,
)
from bot.views.notices import not_in_chat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.records import Region
    from bot.i18n import Language

EXPORT_NAME = "tern-my-data.json"

WHY = MappingProxyType(
    {
        "people": N_("where you live, because you asked Tern to remember it"),
        "letters": N_(
            "which letters you made and when, and what you told Tern of them: how and when they "
            "were sent, when they arrived, what came of them; so that Tern can list them, count "
            "the times of the law, and delete its messages"
        ),
        "jobs": N_("when Tern looks after a letter or reminds you of it"),
        "bounces": N_(
            "that your letter to a company's address came back, so that others can be warned "
            "of the address"
        ),
        "cards": N_("your forwarding cards, so that others in a server can find you"),
    }
)
"""Why a table holds rows about a person. A test finds tables that are missing here."""


def held(tables: Mapping[str, Sequence[Mapping[str, Any]]], t: Language) -> Card:
    """What is stored about the person, table by table."""
    if not tables:
        return card(
            text(
                t("Tern holds nothing on you."),
                "-# " + t("Reading answers leaves no trace of who asked."),
            )
        )
    return card(
        text(heading(t("What Tern holds on you")), _entries(tables, t)),
        rule(),
        text(
            t("Never stored: what you type into a letter."),
            "-# " + t("`/me export` gives you all of it, `/me delete` erases it."),
        ),
    )


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


def confirm_delete(tables: Mapping[str, Sequence[Mapping[str, Any]]], t: Language) -> Card:
    """Asks before erasing. What is in the chat can be deleted though nothing else is held."""
    return card(
        text(
            heading(t("Erase everything Tern holds on you?")),
            _entries(tables, t)
            if tables
            else t("Tern holds nothing on you. It can delete its messages from our chat."),
            t("Tern's messages in our chat are deleted: letters, reminders, exports, all others."),
            t("This cannot be undone. Save what you need first: your letters, `/me export`."),
        ),
        row(
            button(t("Erase everything"), custom_id("me-delete"), discord.ButtonStyle.danger),
            button(t("Keep it"), custom_id("me-keep")),
        ),
    )


def erasing(t: Language) -> Card:
    """While messages are being deleted, which Discord lets nobody do fast."""
    return card(text(t("Tern is deleting its messages. This can take up to two minutes.")))


def erased(rows: int, messages: int, t: Language, *, kept: int = 0, whole: bool = True) -> Card:
    """What was erased, how many messages Discord `kept`, and whether the `whole` chat was looked
    through."""
    deleted = left = older = None
    if messages:
        deleted = t.plural(
            "{n} message deleted from our chat.", "{n} messages deleted from our chat.", messages
        )
    if kept:
        left = t.plural(
            "{n} message could not be deleted.", "{n} messages could not be deleted.", kept
        )
    if not whole:
        older = t("Tern could not look through all of our chat; older messages may still be there.")
    again = t("“Delete this from our chat” under a message still works; so does `/me delete`.")
    return card(
        text(
            t.plural("{n} entry erased.", "{n} entries erased.", rows),
            deleted,
            left,
            older,
            again if kept or not whole else None,
        )
    )


def kept(t: Language) -> Card:
    return card(text(t("Nothing was erased.")))


def region_remembered(region: Region, t: Language) -> Card:
    return card(
        text(
            t("Tern remembers: you live in {region}.", region=words.region_name(region, t)),
            "-# " + t("`/me delete` makes it forget."),
        )
    )


def _entries(tables: Mapping[str, Sequence[Mapping[str, Any]]], t: Language) -> str:
    return bullets(
        t.plural("{n} entry: {why}", "{n} entries: {why}", len(rows), why=t(WHY[table]))
        for table, rows in tables.items()
    )
