"""All of a person's letters, and the short answers around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.core.cases import ASK_DAYS
from bot.views import words
from bot.views.card import Card, button, card, custom_id, heading, row, text
from bot.views.outcomes import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.core.cases import Matter
    from bot.core.models import LetterCase
    from bot.core.standing import Standing
    from bot.i18n import Language

_ON_A_PAGE = 5
"""How many matters one page shows."""


def matters(found: Sequence[Matter], number: int, t: Language) -> Card:
    """Page `number` (from 0) of the list."""
    if not found:
        return card(
            text(
                t("You have no letters."),
                t("`/optout letter` writes one; then this shows where it stands."),
            )
        )
    last = (len(found) - 1) // _ON_A_PAGE
    number = min(max(number, 0), last)
    shown = found[number * _ON_A_PAGE : (number + 1) * _ON_A_PAGE]
    turn = None
    if last:
        turn = row(
            button(t("Earlier page"), custom_id("case-list", str(number - 1)), disabled=not number),
            button(
                t("Next page"), custom_id("case-list", str(number + 1)), disabled=number == last
            ),
        )
    count = t("Page {n} of {m}", n=number + 1, m=last + 1) if turn else None
    return card(
        text(heading(t("Your letters")), f"-# {count}" if count else None),
        *(_matter(matter, t) for matter in shown),
        turn,
        row(button(t("Stop all reminders"), custom_id("case-stop", "-"))),
    )


def _matter(matter: Matter, t: Language) -> ui.Section[ui.LayoutView]:
    newest = matter.newest
    name = newest.platform.name if newest.platform else newest.case.choice.platform
    kinds = " → ".join(t(words.KINDS[one.case.choice.kind]) for one in matter.standings)
    open_it = button(t("Open"), custom_id("case-open", str(newest.case.id)))
    region = words.region_name(newest.region, t)
    written = t("written {day}", day=t.when(newest.written))
    return ui.Section(
        text(f"**{name}** · {kinds}", f"-# {region} · {written}", *_lines(matter, t)),
        accessory=open_it,
    )


def _lines(matter: Matter, t: Language) -> list[str]:
    """Where the newest letter stands; before it is sent, where the one before stands too."""
    lines = [_stand(matter.newest, t)]
    if matter.newest.case.sent is None and len(matter.standings) > 1:
        lines.append(t("The letter before: {stand}", stand=_stand(matter.standings[-2], t)))
    window = matter.newest.complain_by
    if window is not None and window.day >= matter.newest.today and _is_open(matter.newest):
        lines.append(t("Last day to complain: **{day}**", day=t.when(window.day)))
    if link := where(matter.newest.case, t):
        lines.append(link)
    return lines


def where(case: LetterCase, t: Language) -> str | None:
    """A link to the letter's message in the chat with Tern; None where it was shown elsewhere."""
    if case.dm_channel is None or case.dm_message is None:
        return None
    address = f"https://discord.com/channels/@me/{case.dm_channel}/{case.dm_message}"
    return "-# " + t("The letter is [here]({address}).", address=address)


def _is_open(shown: Standing) -> bool:
    return shown.case.stage != "done" and not shown.settled


def _stand(shown: Standing, t: Language) -> str:
    case = shown.case
    if case.stage == "done":
        return t("closed")
    if case.sent is None:
        return t("not sent yet, as far as Tern knows")
    if case.outcome is not None and case.outcome_on is not None:
        told = named(case.outcome, case, t)
        stand = t("{day}: {outcome}", day=t.when(case.outcome_on), outcome=told)
        if case.outcome == "extended" and case.due is not None:
            return f"{stand} · {_due(shown, case.due, t)}"
        return stand
    if case.choice.kind == "complaint":
        return t("sent on {day}", day=t.when(case.sent))
    if case.received is None:
        return t("sent on {day}, not known to have arrived", day=t.when(case.sent))
    if case.due is None:
        return t("arrived on {day}", day=t.when(case.received))
    return _due(shown, case.due, t)


def _due(shown: Standing, due: date, t: Language) -> str:
    day = t.when(due)
    if shown.overdue:
        return t("the last day for the answer was {day}", day=day)
    if shown.asked is not None:
        return t("an answer is asked for by **{day}**", day=day)
    return t("last day for the answer: **{day}**", day=day)


def when(case: int, t: Language, known: LetterCase | None = None) -> Card:
    """In how many days Tern shall ask. `known`: the case, if it could be read in time."""
    return card(
        text(
            t("When shall Tern ask you? It writes to you at 09:00 where you live."),
            where(known, t) if known else None,
        ),
        row(
            *(
                button(
                    t.plural("In {n} day", "In {n} days", each),
                    custom_id("case-ask", str(case), str(each)),
                )
                for each in ASK_DAYS
            )
        ),
    )


def will_ask(day: date, t: Language, known: LetterCase) -> Card:
    """A reminder is set."""
    return card(
        text(
            t("Tern asks you on {day} at 09:00 where you live.", day=t.when(day)),
            "-# " + t("By direct message; if you take none, at your next command."),
            where(known, t),
        )
    )


def confirm_forget(case: int, t: Language) -> Card:
    return card(
        text(
            heading(t("Forget this letter?")),
            t(
                "Tern erases what it knows of this letter and of those that followed it: dates, "
                "reminders, what you told."
            ),
            t("The files in our chat stay; each message has its own Delete."),
            t("This cannot be undone."),
        ),
        row(
            button(t("Forget it"), custom_id("case-erase", str(case)), discord.ButtonStyle.danger),
            button(t("Keep it"), custom_id("case-keep")),
        ),
    )


def forgotten(count: int, t: Language) -> Card:
    return card(text(t.plural("{n} letter forgotten.", "{n} letters forgotten.", count)))


def kept(t: Language) -> Card:
    return card(text(t("Nothing was forgotten.")))


def stopped(count: int, t: Language) -> Card:
    """No reminder is left."""
    return card(
        text(
            t.plural("{n} reminder stopped.", "{n} reminders stopped.", count)
            if count
            else t("There was no reminder to stop."),
            "-# "
            + t(
                "Tern does not write to you again until you tell it of a letter or ask it to. "
                "`/optout list` shows your letters at any time."
            ),
        )
    )
