"""A server's choices, and reported cards for its moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.views.card import Card, bullets, button, card, custom_id, heading, row, rule, text
from bot.views.card_lines import CardLines, day
from bot.views.posting_settings import KINDS, posting_line
from bot.views.words import region_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.card_store import Reported
    from bot.core.moves import Moves
    from bot.core.ports import Catalogue
    from bot.core.records import Region
    from bot.core.settings import GuildSettings
    from bot.i18n import Language


def shown(settings: GuildSettings, catalogue: Catalogue, t: Language) -> Card:
    """All choices of this server."""
    cards = (
        t("Forwarding cards, directory and follow files: on")
        if settings.cards
        else t("Forwarding cards, directory and follow files: off")
    )
    reports = t.plural("{n} reported card", "{n} reported cards", settings.reports)
    region = catalogue.regions.get(settings.region or "")
    role = f"<@&{settings.moderators}>"
    others = [
        t("Answers are for: {region}", region=region_name(region, t))
        if region
        else t("Answers are for no region until a member names one"),
        t("Statistics and settings: who may manage the server, and {role}", role=role)
        if settings.moderators
        else t("Statistics and settings: who may manage the server"),
    ]
    posts = [posting_line(kind, settings.postings.get(kind), catalogue, t) for kind in KINDS]
    return card(
        text(heading(t("Settings of this server")), bullets([cards, reports, *others, *posts])),
        row(button(t("Look at reported and hidden cards"), custom_id("reports", "0"))),
    )


def cards_switched(on: bool, t: Language) -> Card:
    """After `/settings cards`."""
    if on:
        return card(text(t("Forwarding cards, the directory and follow files are on.")))
    return card(
        text(
            t("Forwarding cards, the directory and follow files are off."),
            "-# " + t("Cards are kept: members see and remove their own, nobody sees another's."),
        )
    )


def region_chosen(region: Region | None, t: Language) -> Card:
    """After `/settings region`."""
    if region is None:
        return card(text(t("Answers are for no region until a member names one.")))
    return card(
        text(
            t("Answers in this server are for: {region}.", region=region_name(region, t)),
            "-# "
            + t(
                "What a member says of where they live wins. Letters go by that alone: Tern asks "
                "each writer."
            ),
        )
    )


def moderators_named(role: int | None, t: Language) -> Card:
    """After `/settings moderators`."""
    if role is None:
        return card(text(t("Statistics and settings are for those who may manage the server.")))
    return card(
        text(
            t("{role} may see statistics and use `/settings`.", role=f"<@&{role}>"),
            "-# "
            + t(
                "Discord hides these commands from others until you allow the role there too: "
                "Server Settings, Integrations, Tern, then `/stats` and `/settings`."
            ),
        )
    )


def reports(
    found: Sequence[Reported], number: int, catalogue: Catalogue, moves: Moves, t: Language
) -> Card:
    """One reported or hidden card at a time, with what a moderator can do."""
    if not found:
        return card(text(t("No card is reported or hidden.")))
    number = min(max(number, 0), len(found) - 1)
    one = found[number]
    lines = CardLines(catalogue, moves, t)
    id_, at = str(one.card.id), str(number)
    state = (
        t("Hidden since {date}.", date=t.when(day(one.card.hidden_at)))
        if one.card.hidden_at
        else t("Shown to those whom its owner allows.")
    )
    told = t.plural("Reported by {n} member.", "Reported by {n} members.", one.reports)
    act = (
        button(t("Show it again"), custom_id("report-act", "show", id_, at))
        if one.card.hidden_at
        else button(
            t("Hide it"), custom_id("report-act", "hide", id_, at), discord.ButtonStyle.danger
        )
    )
    dismiss = None
    if one.reports:
        dismiss = button(t("Close the reports"), custom_id("report-act", "dismiss", id_, at))
    turn = None
    if len(found) > 1:
        turn = row(
            button(t("Back"), custom_id("reports", str(number - 1)), disabled=number == 0),
            button(
                t("Next"),
                custom_id("reports", str(number + 1)),
                disabled=number == len(found) - 1,
            ),
        )
    return card(
        text(heading(t("Card {n} of {m}", n=number + 1, m=len(found)))),
        text(lines.line(one.card, of=True), told if one.reports else None, state),
        rule(),
        text("-# " + t("Hiding tells its owner. You see who published it, not who reported it.")),
        row(act, dismiss),
        turn,
    )
