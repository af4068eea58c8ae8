"""`/policy follow`: what one follows, and the message that a platform changed its terms."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.i18n import N_
from bot.views import changes, words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    link,
    plain,
    row,
    rule,
    text,
)
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.follows import ChangeNotice
    from bot.core.ports import Catalogue
    from bot.core.records import Document, Platform
    from bot.core.watch_store import Follow, Which
    from bot.i18n import Language

WHICH: Mapping[Which, str] = MappingProxyType(
    {
        "ai": N_("What concerns AI, licences, sharing, saying no or deletion"),
        "all": N_("Every change"),
    }
)
"""Which changes somebody wants to hear of."""

_ON_A_PAGE = 20
"""Platforms on one page of the list."""

_TEXTS = 8
"""Texts that are named."""

_SPARE = 200
"""Characters that line breaks and labels between a notice's parts may take."""


def following(
    platform: Platform, follows: Sequence[Follow], read: Sequence[Document], t: Language
) -> Card:
    """After `/policy follow`: what comes now, of which changes, and how it stops. `read` are the
    platform's texts that are compared."""
    mine = next(follow for follow in follows if follow.platform == platform.id)
    titles = [plain(document.title) for document in read[:_TEXTS]]
    return card(
        text(
            heading(t("You follow {platform}", platform=platform.name)),
            t("Tern sends you a direct message when one of these texts changes:"),
            bullets(titles),
            t("Each is read about once a day. What a change means has to be read by people."),
        ),
        row(
            ui.Select(
                custom_id=custom_id("follow-which", platform.id),
                placeholder=t("Which changes"),
                options=[
                    discord.SelectOption(
                        label=cut(t(label), limits.CHOICE_NAME),
                        value=which,
                        default=which == mine.which,
                    )
                    for which, label in WHICH.items()
                ],
            )
        ),
        text(
            "-# "
            + t(
                "Where you take no direct messages from Tern, it is shown at your next command. "
                "Stored: your id, the platform, this choice, your language and the day."
            )
        ),
        row(
            button(t("Stop this"), custom_id("follow-stop", platform.id)),
            button(t("All that I follow"), custom_id("follow-list", "0")),
        ),
    )


def overview(
    follows: Sequence[Follow],
    number: int,
    catalogue: Catalogue,
    t: Language,
    *,
    first: str | None = None,
) -> Card:
    """Page `number` (from 0) of what a person follows; `first` is said above it."""
    if not follows:
        return card(
            text(
                first,
                t("You follow no platform."),
                t("`/policy follow` sends you a direct message when a platform's terms change."),
            )
        )
    last = (len(follows) - 1) // _ON_A_PAGE
    number = min(max(number, 0), last)
    shown = follows[number * _ON_A_PAGE : (number + 1) * _ON_A_PAGE]
    named = [(follow, words.platform_name(follow.platform, catalogue)) for follow in shown]
    turn = None
    if last:
        turn = row(
            button(
                t("Earlier page"), custom_id("follow-list", str(number - 1)), disabled=not number
            ),
            button(
                t("Next page"), custom_id("follow-list", str(number + 1)), disabled=number == last
            ),
        )
    return card(
        text(
            first,
            heading(t("All that you follow")),
            bullets(f"**{name}:** {t(WHICH[follow.which])}" for follow, name in named),
            "-# " + t("Page {n} of {m}", n=number + 1, m=last + 1) if last else None,
        ),
        row(
            ui.Select(
                custom_id=custom_id("follow-drop"),
                placeholder=t("Stop one of these"),
                options=[
                    discord.SelectOption(label=cut(name, limits.CHOICE_NAME), value=follow.platform)
                    for follow, name in named
                ],
            )
        ),
        turn,
        row(button(t("Stop all"), custom_id("follow-stop-all"))),
    )


def stopped(
    platform: str, was: bool, left: Sequence[Follow], catalogue: Catalogue, t: Language
) -> Card:
    """After one was stopped; `was`: it was followed until then."""
    name = words.platform_name(platform, catalogue)
    first = (
        t("You no longer follow {platform}.", platform=name)
        if was
        else t("You did not follow {platform}.", platform=name)
    )
    return overview(left, 0, catalogue, t, first=first)


def stopped_all(count: int, t: Language) -> Card:
    """After all were stopped."""
    return card(
        text(
            t.plural(
                "Stopped. You followed {n} platform.", "Stopped. You followed {n} platforms.", count
            )
            if count
            else t("You follow no platform."),
            t("No message comes any more, also none that was already due."),
        )
    )


def notice(
    said: ChangeNotice, catalogue: Catalogue, t: Language, *, mark: str, held: bool = False
) -> Card:
    """The direct message that a platform changed its terms; `held`: shown here because there was
    none to be had. The change's file goes with it. `mark` stands in the custom_id of "Stop these",
    for finding it again."""
    change = said.change
    platform = words.platform_name(change.platform, catalogue)
    asked = datetime.fromtimestamp(said.follow.asked_at, UTC).date()
    above = [
        heading(changes.changed(change, platform, t)),
        changes.shared(said.others, catalogue, t),
        changes.touches(change, t),
        changes.between(change, t),
        changes.standing(change, t),
    ]
    whole = "-# " + t("All sentences that differ are in the file.")
    below = [changes.why(change, t), whole, *_why(asked.isoformat(), platform, t, held=held)]
    room = limits.TEXT - sum(len(line) + 1 for line in (*above, *below) if line) - _SPARE
    return card(
        text(*above),
        rule(),
        text(*changes.edits_lines(change, room, t)),
        rule(),
        text(*below),
        attached(change.file),
        _actions(said, platform, catalogue, t, mark=mark, held=held),
    )


def _why(asked: str, platform: str, t: Language, *, held: bool) -> list[str]:
    """Why Tern writes at all."""
    lines = [
        "-# "
        + t(
            "You asked for this with `/policy follow` on {date}: messages when {platform} changes "
            "its terms.",
            date=t.when(asked),
            platform=platform,
        )
    ]
    if held:
        lines.append(
            "-# " + t("You take no direct messages from Tern, so this waited for you here.")
        )
    return lines


def _actions(
    said: ChangeNotice, platform: str, catalogue: Catalogue, t: Language, *, mark: str, held: bool
) -> ui.ActionRow[Any] | None:
    change = said.change
    known = change.platform in catalogue.platforms
    record = custom_id("policy-open", change.platform, ANYWHERE)
    return row(
        link(change.title, change.url),
        button(t("Tern's record on {platform}", platform=platform), record) if known else None,
        button(t("Stop these"), custom_id("follow-stop", change.platform, mark)),
        None if held else button(t("Delete this from our chat"), custom_id("message-delete")),
    )
