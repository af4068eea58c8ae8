"""Changed terms in a server: the draft for its moderators, and what everyone reads.

Every message bears its mark in the button "How does Tern know?", by which it is found again when
its process died before it was noted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot import limits
from bot.views import changes, words
from bot.views.card import (
    Card,
    attached,
    button,
    card,
    custom_id,
    heading,
    link,
    row,
    rule,
    text,
)
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from discord import ui

    from bot.core.alerts import Alert, Decided
    from bot.core.ports import Catalogue
    from bot.i18n import Language

_SPARE = 200
"""Characters that line breaks between the parts may take."""


def alert(found: Alert, catalogue: Catalogue, mark: int, t: Language) -> Card:
    """The message as it is sent; its file is the change's."""
    if found.stage == "post":
        return _told(found, catalogue, [], None, mark, t)
    waits = t(
        "This is a draft for moderators. It is posted in {channel} if one of you wants that, and "
        "nowhere else.",
        channel=f"<#{found.channel}>",
    )
    buttons = row(
        _button(t("Post it"), "alert-post", found, mark, discord.ButtonStyle.primary),
        _button(t("Drop it"), "alert-drop", found, mark),
    )
    return _told(found, catalogue, [waits], buttons, mark, t)


def decided(found: Alert, what: Decided, catalogue: Catalogue, mark: int, t: Language) -> Card:
    """The draft, once a moderator pressed a button."""
    values = {
        "person": f"<@{what.by}>",
        "moment": f"<t:{what.at}:f>",
        "channel": f"<#{found.channel}>",
    }
    buttons = None
    if not what.in_time:
        line = t("This change is posted in {channel} already.", **values)
    elif what.what == "post":
        line = t("{person} chose on {moment} to have this posted in {channel}.", **values)
    else:
        line = t("{person} dropped this on {moment}. It is not posted.", **values)
        buttons = row(_button(t("Post after all"), "alert-post", found, mark))
    return _told(found, catalogue, [line], buttons, mark, t)


def about(t: Language) -> Card:
    """The answer to "How does Tern know?"."""
    return card(
        text(
            heading(t("How does Tern know?")),
            t(
                "Tern reads the pages on which platforms publish their terms about once a day, or "
                "a public archive's copies of them, and compares them sentence by sentence. "
                "The dates say when it read the old wording last and the new one first."
            ),
            t(
                "What a change touches is told by lists of words that Tern looks for in the "
                "sentences that differ, no more. A word can stand there and mean nothing, and a "
                "change can matter without any of them."
            ),
            t(
                "So read the page itself before you act on it. Tern's record is marked until "
                "somebody has checked it."
            ),
        )
    )


def _told(
    found: Alert,
    catalogue: Catalogue,
    first: list[str],
    buttons: ui.ActionRow[Any] | None,
    mark: int,
    t: Language,
) -> Card:
    change = found.change
    platform = words.platform_name(change.platform, catalogue)
    above = [
        heading(t("{platform}: a text changed", platform=platform)),
        changes.changed(change, platform, t),
        changes.shared(found.others, catalogue, t),
        changes.touches(change, t),
        changes.between(change, t),
        _checked(found, t),
    ]
    why = changes.why(change, t)
    whole = t("All sentences that differ are in the file.")
    used = sum(len(line) + 1 for line in (*first, *above, why, whole) if line)
    return card(
        text(*first) if first else None,
        rule() if first else None,
        text(*above),
        rule(),
        text(*changes.edits_lines(change, limits.TEXT - used - _SPARE, t)),
        rule(),
        text(why, "-# " + whole),
        attached(change.file),
        buttons,
        row(
            link(change.title, change.url),
            _record(change.platform, platform, catalogue, t),
            button(t("How does Tern know?"), custom_id("alert-about", str(mark))),
        ),
    )


def _checked(found: Alert, t: Language) -> str:
    at = found.change.checked_at
    if at is None:
        return changes.unchecked(t)
    day = datetime.fromtimestamp(at, UTC).date()
    return t("Checked on {date}.", date=t.when(day))


def _record(platform: str, name: str, catalogue: Catalogue, t: Language) -> ui.Button[Any] | None:
    if platform not in catalogue.platforms:
        return None
    record = custom_id("policy-open", platform, ANYWHERE)
    return button(t("Tern's record on {platform}", platform=name), record)


def _button(
    label: str,
    action: str,
    found: Alert,
    mark: int,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[Any]:
    return button(label, custom_id(action, str(found.change.id), str(mark)), style)
