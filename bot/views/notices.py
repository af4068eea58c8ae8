"""Short answers: done, refused, failed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.core.records import Region
from bot.errors import LanguageCode, UserError
from bot.views import words
from bot.views.card import Card, card, plain, text

if TYPE_CHECKING:
    from bot.i18n import Language


def notice(*paragraphs: str | None) -> Card:
    """A few sentences."""
    return card(text(*paragraphs))


def refusal(error: UserError, t: Language) -> Card:
    """What the person can put right."""
    return notice(why(error, t))


def why(error: UserError, t: Language) -> str:
    """The error's sentence. Values may quote what was typed, so they are escaped."""
    values = {name: _shown(value, t) for name, value in error.values.items()}
    return t(error.message, **values)


def _shown(value: object, t: Language) -> str:
    """A moment as Discord's clients tell it, in the reader's words: "in 12 minutes"."""
    match value:
        case datetime():
            return f"<t:{int(value.timestamp())}:R>"
        case date():
            return t.when(value)
        case Region():
            return words.region_name(value, t)
        case LanguageCode():
            return t.language(value)
        case tuple():
            return t.enumerate([_shown(one, t) for one in value])
        case _:
            return plain(str(value))


def failure(code: str, t: Language) -> Card:
    """Something that is not the person's doing."""
    return notice(
        t("Something went wrong in Tern. What you asked for may or may not be done."),
        t("If you report it to whoever runs this bot, please name the code **{code}**.", code=code),
    )


def disturbed(t: Language) -> Card:
    """Discord's doing, which passes."""
    return notice(
        t("Discord did not take what Tern sent. What you asked for may or may not be done."),
        t("Please try again in a minute."),
    )


def unstored(t: Language) -> Card:
    """The database's doing, which passes."""
    return notice(
        t("Tern cannot use its database now. What you asked for may or may not be done."),
        t("Please try again in a few minutes."),
    )


def not_in_chat(t: Language, *, closed: bool) -> str:
    """Above the files where no direct message was possible."""
    why = (
        t("You take no direct messages from Tern, so the files are here.")
        if closed
        else t("Discord did not take the direct message, so the files are here.")
    )
    return (
        why
        + " "
        + t("Save them now: this message is gone when Discord is restarted; Tern keeps no copy.")
    )
