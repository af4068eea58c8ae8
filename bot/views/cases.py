"""The life of a letter: where it stands, what can be told, what can come next."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.i18n import N_
from bot.views import letter_forms, matters, words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    row,
    rule,
    text,
)
from bot.views.case_forms import MEANS
from bot.views.deadlines import arithmetic
from bot.views.outcomes import advice, named, offered, other_ways, undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.cases import Reminder
    from bot.core.deadlines import Deadline
    from bot.core.models import JobKind, LetterCase, LetterKind
    from bot.core.standing import Standing
    from bot.i18n import Language

_EARLIER = 4
"""How many other letters of a matter can be opened from one of them."""

_WHY: MappingProxyType[JobKind, str] = MappingProxyType(
    {
        "letter-unsent": N_("You asked Tern to remind you of this letter: has it been sent?"),
        "letter-due": N_(
            "You told Tern that this letter was sent. Now it is time to ask: what came of it?"
        ),
        "letter-later": N_("You asked Tern to ask you again about this letter: what came of it?"),
        "letter-window": N_(
            "You told Tern that this letter was sent. The time to complain about it ends soon."
        ),
        "letter-delivery": N_(
            "Tern cannot tell whether this letter reached you: it is not in our chat, and nothing "
            "of it was kept. If you have it, press “I sent it” or “Remind me”. If not, please make "
            "it again."
        ),
    }
)
"""Why Tern writes, by what set the job."""

_LABELS: MappingProxyType[str, str] = MappingProxyType(
    {
        "reminder": N_("Write the follow-up"),
        "complaint": N_("Complain to the company"),
        "appeal": N_("Appeal to the company"),
    }
)
"""What the second letter to the company is, by the region's law."""


# --- one letter -------------------------------------------------------------------------------


def standing(
    shown: Standing,
    t: Language,
    *,
    files: Sequence[str] = (),
    kept: Sequence[ui.Button[Any]] = (),
    in_chat: bool = False,
    own: bool = False,
) -> Card:
    """Where a letter stands, its dates with their arithmetic, and everything that can be done.

    `files` are names of attachments to show, `kept` buttons of the message that stay. `own`: this
    takes the place of the letter's own message, and of what that said on how to send it.
    """
    how = _ways(shown, t) if own else [matters.where(shown.case, t)]
    return card(
        text(heading(_title(shown, t)), *_status(shown, t), *how, _reminders(shown, t)),
        *_parts(shown, t),
        *(attached(name) for name in files),
        *_actions(shown, t, in_chat=in_chat),
        row(*kept) if kept else None,
    )


def reminder(said: Reminder, t: Language, *, mark: str, held: bool = False) -> Card:
    """The direct message that a job sends; `held`: shown here because there was none to be had.

    `mark` stands in the custom_id of "Stop these", for finding the message again.
    """
    shown = said.standing
    why = [t(_WHY[said.job.kind])]
    if held:
        why.append("-# " + t("You take no direct messages from Tern, so this waited for you here."))
    if said.job.kind == "letter-delivery":
        return card(
            text(*why, heading(_title(shown, t)), matters.where(shown.case, t)),
            row(letter_forms.again(shown.case, t), *_unsent(shown, t)),
        )
    return card(
        text(
            *why,
            heading(_title(shown, t)),
            *_status(shown, t),
            matters.where(shown.case, t),
            _reminders(shown, t),
        ),
        *_parts(shown, t),
        *_actions(shown, t, in_chat=not held, mark=mark),
    )


def _title(shown: Standing, t: Language) -> str:
    kind = _capital(t(words.KINDS[shown.case.choice.kind]))
    return t("{platform}: {kind}", platform=_platform(shown), kind=kind)


def _platform(shown: Standing) -> str:
    return shown.platform.name if shown.platform else shown.case.choice.platform


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _status(shown: Standing, t: Language) -> list[str]:
    """What the person told, in one or two lines."""
    case = shown.case
    lines = []
    if shown.outdated:
        lines.append(t("That had changed already, so nothing was taken back. It stands like this:"))
    if case.stage == "done":
        lines.append(t("Closed by you. Tern asks no more."))
    if case.sent is None:
        lines.append(t("Not sent yet, as far as Tern knows. You send it."))
        return lines
    way = t(MEANS[case.means]) if case.means else ""
    if case.outcome == "bounced":
        lines.append(t("Sent {way} on {day}.", way=way, day=t.when(case.sent)))
    elif case.received is None and case.choice.kind == "complaint":
        lines.append(
            t("Sent {way} on {day}; not known to have arrived.", way=way, day=t.when(case.sent))
        )
    elif case.received is None:
        lines.append(
            t(
                "Sent {way} on {day}. The time for the answer starts when it arrives: tell Tern "
                "the day.",
                way=way,
                day=t.when(case.sent),
            )
        )
    else:
        lines.append(t("Sent {way}; it arrived on {day}.", way=way, day=t.when(case.received)))
    if shown.predates and case.outcome is None and case.stage != "done":
        lines.append(
            t(
                "That is before the day of this letter ({day}). If you sent an earlier copy, fine; "
                "if not, press “Undo”.",
                day=t.when(shown.written),
            )
        )
    return lines + _told(case, t)


def _ways(shown: Standing, t: Language) -> list[str]:
    """How a letter goes out that is not sent yet."""
    ways = other_ways(shown, t) if shown.case.sent is None and shown.case.stage != "done" else []
    return [t("Ways to send it:"), bullets(ways)] if ways else []


def _reminders(shown: Standing, t: Language) -> str | None:
    if shown.case.stage == "done":
        return None
    if shown.reminds_on is None:
        return "-# " + t("Reminders: none")
    return "-# " + t("Reminders: next on {day}, at 09:00", day=t.when(shown.reminds_on))


def _told(case: LetterCase, t: Language) -> list[str]:
    """What came of it, and before that the extension, on which the last day rests."""
    told = [(case.outcome, case.outcome_on)]
    if case.outcome != "extended":
        told.insert(0, ("extended", case.extended_on))
    return [
        t("{day}: {outcome}", day=t.when(day), outcome=named(outcome, case, t))
        for outcome, day in told
        if outcome is not None and day is not None
    ]


def _parts(shown: Standing, t: Language) -> list[ui.Item[Any] | None]:
    """The dates, then what fits what happened, then the other letters of the matter."""
    found: list[ui.Item[Any] | None] = []
    for lines in (_dates(shown, t), advice(shown, t), _others(shown, t)):
        if lines:
            found += [rule(), text(*lines)]
    return found


def _dates(shown: Standing, t: Language) -> list[str]:
    case = shown.case
    if case.received is None or case.stage == "done" or case.choice.kind == "complaint":
        return []
    lines = []
    if case.outcome in (None, "silence", "extended", "identity", "form", "proof"):
        lines += _answer_by(shown, t)
    if case.outcome in (None, "extended") and shown.overdue:
        lines.append(t("This day has passed: choose what happened."))
    if case.outcome is None and shown.acknowledge is not None:
        acknowledge = shown.acknowledge
        lines.append(
            t(
                "By {day} they have to confirm that it arrived ({basis}).",
                day=t.when(acknowledge.day),
                basis=t.said(acknowledge.basis),
            )
        )
    if shown.complain_by is not None and not shown.settled:
        day = t.when(shown.complain_by.day)
        label = (
            t("The time to complain ended on **{day}**.", day=day)
            if shown.complain_by.day < shown.today
            else t("Last day to complain: **{day}**", day=day)
        )
        lines += _counted(label, shown.complain_by, t)
    return lines


def _answer_by(shown: Standing, t: Language) -> list[str]:
    case = shown.case
    if shown.answer is not None:
        label = t("Last day for the answer: **{day}**", day=t.when(shown.answer.day))
        return _counted(label, shown.answer, t)
    if case.due is None:
        return [t("No time is set for this letter, so Tern asks only if you want it to.")]
    if case.extended_on is not None:
        return [t("You wait for their answer until **{day}**.", day=t.when(case.due))]
    if case.choice.kind == "follow-up" and shown.region.follow_up == "complaint":
        return [
            t("Give them until **{day}**.", day=t.when(case.due)),
            "-# " + t("The authority wants the company to have that long; no law sets a time."),
        ]
    return [
        t("The letter asks for an answer by **{day}**.", day=t.when(case.due)),
        "-# " + t("That is what it asks for. Tern has read no law that sets a time for it."),
    ]


def _counted(label: str, deadline: Deadline, t: Language) -> list[str]:
    return [label, *(f"-# {line}" for line in arithmetic(deadline, t))]


def _others(shown: Standing, t: Language) -> list[str]:
    others = [case for case in shown.chain if case.id != shown.case.id]
    if not others:
        return []
    return [t("In the same matter:"), bullets(_line_of(case, t) for case in others)]


def _line_of(case: LetterCase, t: Language) -> str:
    kind = _capital(t(words.KINDS[case.choice.kind]))
    if case.sent is None:
        return t("{kind}: not sent yet", kind=kind)
    return t("{kind}: sent on {day}", kind=kind, day=t.when(case.sent))


# --- what can be done -------------------------------------------------------------------------


def _actions(
    shown: Standing, t: Language, *, in_chat: bool, mark: str = "-"
) -> list[ui.ActionRow[Any] | None]:
    case, id_ = shown.case, str(shown.case.id)
    return [
        _outcomes(shown, t) if case.sent is not None else None,
        row(*(_next_letter(shown, kind, t) for kind in shown.letters)) if shown.letters else None,
        row(*_telling(shown, t)),
        row(
            button(t("Forget this letter"), custom_id("case-forget", id_)),
            button(t("Stop all reminders"), custom_id("case-stop", mark)),
            button(t("Delete this from our chat"), custom_id("message-delete"))
            if in_chat
            else button(t("All my letters"), custom_id("case-list", "0")),
        ),
        None if in_chat else row(*_open_others(shown, t)),
    ]


def _outcomes(shown: Standing, t: Language) -> ui.ActionRow[Any] | None:
    options = [
        discord.SelectOption(
            label=cut(named(outcome, shown.case, t), limits.CHOICE_NAME), value=outcome
        )
        for outcome in offered(shown)
    ]
    return row(
        ui.Select(
            custom_id=custom_id("case-outcome", str(shown.case.id)),
            placeholder=t("What happened?"),
            options=options,
        )
    )


def _next_letter(shown: Standing, kind: LetterKind, t: Language) -> ui.Button[Any]:
    case = shown.case
    label = (
        t("Complain to the authority")
        if kind == "complaint"
        else t(_LABELS[shown.region.follow_up])
    )
    style = discord.ButtonStyle.secondary
    if kind == shown.letters[0]:
        style = discord.ButtonStyle.primary
    made = custom_id(
        "letter-next",
        str(case.id),
        case.choice.platform,
        case.choice.region,
        kind,
        case.work,
    )
    return button(label, made, style)


def _telling(shown: Standing, t: Language) -> list[ui.Button[Any]]:
    """What the person can tell besides the outcome, and how long Tern may wait."""
    case, id_ = shown.case, str(shown.case.id)
    back = button(undo(case, t), custom_id("case-undo", id_, case.stage, case.outcome or "-"))
    close = button(t("Close"), custom_id("case-close", id_))
    if case.stage == "done":
        return [back]
    if case.sent is None:
        return [*_unsent(shown, t), close]
    found = []
    if case.outcome == "bounced":
        found.append(button(t("I sent it another way"), custom_id("case-sent", id_)))
    elif case.received is None:
        found.append(button(t("It arrived"), custom_id("case-sent", id_)))
    later = button(t("Ask me later"), custom_id("case-remind", id_))
    # What was told too early was not recorded, so there is nothing of it to take back.
    return [*found, later, close] if shown.early else [*found, later, back, close]


def _unsent(shown: Standing, t: Language) -> list[ui.Button[Any]]:
    """What can be told of a letter that is still to be sent."""
    id_ = str(shown.case.id)
    return [
        button(t("I sent it"), custom_id("case-sent", id_), discord.ButtonStyle.primary),
        button(t("Remind me"), custom_id("case-remind", id_)),
    ]


def _open_others(shown: Standing, t: Language) -> list[ui.Button[Any]]:
    others = [case for case in shown.chain if case.id != shown.case.id]
    return [
        button(
            t("Open: {letter}", letter=t(words.KINDS[case.choice.kind])),
            custom_id("case-open", str(case.id)),
        )
        for case in others[-_EARLIER:]
    ]


def calendar_entry(shown: Standing, t: Language) -> tuple[str, str]:
    """Title and description of the last day, for a calendar."""
    title = t("Last day for the answer: {letter}", letter=_title(shown, t))
    if shown.answer is not None:
        lines = arithmetic(shown.answer, t)
    else:
        lines = [t("The letter asks for an answer by this day; no law sets it.")]
    return title, "\n".join([*lines, t("`/optout list` in Discord shows what you can do.")])
