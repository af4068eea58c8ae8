"""`/settings check`: what is open, to whom, where; which switch closes it, and what it does not do.

Switches have the names that Discord's own settings give them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot import limits
from bot.core.server_check import MANAGE_ROLES, MANAGE_SERVER, MANAGE_WEBHOOKS
from bot.i18n import N_
from bot.views.card import (
    Card,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    numbered,
    row,
    rule,
    text,
)
from bot.views.server_check_words import DOES_NOT, OPEN, PREVENTS, SWITCH, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.server_check import Finding, Holder, ServerCheck
    from bot.i18n import Language

_HOLDERS: Final = 8
_CHANNELS: Final = 8
"""How many are named on one page; the others are counted."""

_RIGHTS = MappingProxyType(
    {
        MANAGE_SERVER: N_("Manage Server"),
        MANAGE_ROLES: N_("Manage Roles"),
        MANAGE_WEBHOOKS: N_("Manage Webhooks"),
    }
)

_NO_SWITCH = (
    N_(
        "Whoever sees a picture can save it, take a screenshot, or forward the message to other "
        "servers and chats, where its author's name is missing. Discord tells nobody."
    ),
    N_(
        "Programs that act as a member, and altered versions of Discord, look like that member "
        "from outside. Discord's rules forbid them; no setting of a server stops them."
    ),
    N_("An app that a member uses gets what that member hands it, in this server or elsewhere."),
    N_(
        "The verification level and the media filter decide who may write and which media are "
        "blocked, not who may look."
    ),
)

_UNSEEN = (
    N_("Who has which role. If a role is given to everyone who joins, read it here as everyone."),
    N_(
        "Which apps read messages: Server Settings, Integrations lists those that were added, and "
        "each app's profile says under Data Access what it receives. Those without a role of their "
        "own see what everyone sees."
    ),
    N_(
        "Which invites and webhooks exist: Server Settings, Invites; Server Settings, Integrations."
    ),
    N_("Private threads, and what was copied before today."),
)


def page(checked: ServerCheck, number: int, t: Language) -> Card:
    """Page 0 is the overview; every other is about one finding. A page that is no more there is the
    last one."""
    number = min(max(number, 0), len(checked.findings))
    if number == 0:
        return _overview(checked, t)
    found = checked.findings[number - 1]
    counted = t("{n} of {m}", n=number, m=len(checked.findings))
    holders = _holders(found, t)
    return card(
        text(heading(t(TITLES[found.kind])), f"-# {counted}"),
        text(
            t(OPEN[found.kind]),
            t("Invites are paused now: until that ends, nobody joins by one.")
            if checked.paused and found.kind in ("invites", "custom-link")
            else None,
            bullets(holders) if holders else None,
        ),
        text(heading(t("Which switch closes it"), 3), t(SWITCH[found.kind])),
        text(heading(t("What that prevents"), 3), t(PREVENTS[found.kind])),
        text(heading(t("What it does not prevent"), 3), t(DOES_NOT[found.kind])),
        _choose(checked, t),
        _turn(number, len(checked.findings), t),
    )


def _overview(checked: ServerCheck, t: Language) -> Card:
    looked = t(
        "Looked at: {roles} and {channels}, as Discord describes them to every app in this server. "
        "Tern asked for no more, and keeps nothing of it.",
        roles=t.plural("{n} role", "{n} roles", checked.roles),
        channels=t.plural("{n} channel", "{n} channels", checked.channels),
    )
    return card(
        text(heading(t("What lets pictures out of this server"))),
        text(*_found(checked.findings, t)),
        text(heading(t("What no switch prevents"), 3), bullets([t(one) for one in _NO_SWITCH])),
        text(heading(t("What Tern cannot see"), 3), bullets([t(one) for one in _UNSEEN])),
        rule(),
        text(f"-# {looked}"),
        _choose(checked, t),
        _turn(0, len(checked.findings), t),
    )


def _found(findings: Sequence[Finding], t: Language) -> list[str]:
    if not findings:
        return [
            t(
                "Nothing found: of what Tern looks at, nothing is open to everyone, to some roles "
                "or to apps. What no switch prevents remains."
            )
        ]
    reaches = {
        "all": t("open to everyone, or from outside"),
        "some": t("open to some roles or members"),
        "apps": t("open to apps"),
    }
    lines = []
    for found in findings:
        title, reach = t(TITLES[found.kind]), reaches[found.reach]
        lines.append(f"**{title}**: {reach}")
    return [
        t("What stands here is open. Whether it should be is for you to decide."),
        numbered(lines),
    ]


def _holders(found: Finding, t: Language) -> list[str]:
    if found.channels:
        return [_places(found.channels, t)]
    lines = [_holder(holder, t) for holder in found.holders[:_HOLDERS]]
    if more := len(found.holders[_HOLDERS:]):
        lines.append(t.plural("{n} other", "{n} others", more))
    return lines


def _holder(holder: Holder, t: Language) -> str:
    """Who, by what, and where."""
    match holder.who:
        case "everyone":
            who = t("everyone (the role `@everyone`)")
        case "people":
            who = t.plural(
                "{n} member or app that channels allow it by name",
                "{n} members or apps that channels allow it by name",
                holder.people,
            )
        case _:
            who = f"<@&{holder.id}>"
    if holder.rights:
        names = [t(name) for bit, name in _RIGHTS.items() if holder.rights & bit]
        return t("{who}: {rights}", who=who, rights=t.enumerate(names))
    if not holder.channels:
        return who
    places = _places(holder.channels, t)
    if holder.whole:
        return t("{who}, by the role itself. Now in {places}", who=who, places=places)
    return t("{who}, in {places}", who=who, places=places)


def _places(channels: Sequence[int], t: Language) -> str:
    named = [f"<#{id_}>" for id_ in channels[:_CHANNELS]]
    if more := len(channels[_CHANNELS:]):
        named.append(t.plural("{n} more channel", "{n} more channels", more))
    return t.enumerate(named)


def _choose(checked: ServerCheck, t: Language) -> ui.ActionRow[Any] | None:
    if not checked.findings:
        return None
    options = [
        discord.SelectOption(label=cut(t(TITLES[found.kind]), limits.CHOICE_NAME), value=found.kind)
        for found in checked.findings
    ]
    placeholder = cut(t("Choose what to read about"), limits.PLACEHOLDER)
    return row(
        ui.Select(
            custom_id=custom_id("server-check-pick"), placeholder=placeholder, options=options
        )
    )


def _turn(number: int, last: int, t: Language) -> ui.ActionRow[Any] | None:
    if not last:
        return None
    before, after = max(number - 1, 0), min(number + 1, last)
    return row(
        button(t("Back"), custom_id("server-check", str(before)), disabled=number == before),
        button(t("Next"), custom_id("server-check", str(after)), disabled=number == after),
    )
