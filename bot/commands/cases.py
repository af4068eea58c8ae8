"""The life of a letter: the buttons under it, and `/optout list`.

Every handler writes first and then shows where the letter stands, in place of the pressed message
if that is the person's own. Files that the message has stay.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot import limits
from bot.commands.options import Interaction, chosen_of, quickly
from bot.commands.writing import reader_of
from bot.core.models import LetterFile
from bot.errors import UserError
from bot.replies import fields_of, language_of, parts_of, reply, think, uploads
from bot.views import case_forms as forms
from bot.views import cases as views
from bot.views import matters as lists
from bot.views.card import parse_custom_id
from bot.views.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import LetterCase, Means, Outcome
    from bot.core.standing import Standing
    from bot.router import Router
    from bot.views.card import Card

_CALENDAR = ".ics"

_OVER: frozenset[Outcome | None] = frozenset({"silence", "answered", "partly", "refused"})
"""After these nobody waits for the last day."""

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")

_DAY_WITH_DOTS = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")


# --- the list ---------------------------------------------------------------------------------


async def list_cases(interaction: Interaction) -> None:
    """`/optout list`."""
    await think(interaction)
    await _note_language(interaction)
    found = await interaction.client.services.cases.matters(interaction.user.id)
    await reply(interaction, lists.matters(found, 0, language_of(interaction)))


async def list_turned(interaction: Interaction, number: str) -> None:
    await _acknowledge(interaction)
    found = await interaction.client.services.cases.matters(interaction.user.id)
    await _turn(interaction, lists.matters(found, int(number), language_of(interaction)))


async def opened(interaction: Interaction, case: str) -> None:
    """One letter of the list."""
    await _acknowledge(interaction)
    shown = await interaction.client.services.cases.standing(interaction.user.id, int(case))
    await _turn(interaction, views.standing(shown, language_of(interaction)))


# --- sent -------------------------------------------------------------------------------------


async def sent_wanted(interaction: Interaction, case: str) -> None:
    """ "I sent it": asks how, and when it arrived."""
    known = await _quickly(interaction, int(case))
    by_post = known is not None and known.stage == "posted" and known.outcome != "bounced"
    form = forms.sent_form(int(case), language_of(interaction), by_post=by_post)
    await interaction.response.send_modal(form)


async def sent(interaction: Interaction, case: str) -> None:
    """The form of "I sent it"."""
    await _acknowledge(interaction)
    typed = _typed(interaction)
    cases = interaction.client.services.cases
    received = _day(interaction, typed["day"]) if typed["day"] else None
    shown = await cases.sent(
        interaction.user.id, int(case), cast("Means", typed["means"]), received
    )
    await _show(interaction, shown, calendar=True)


# --- what came of it --------------------------------------------------------------------------


async def outcome_chosen(interaction: Interaction, case: str) -> None:
    """ "What happened?": asks for the day where a time depends on it, or may depend on it."""
    outcome = _outcome(chosen_of(interaction))
    known = await _quickly(interaction, int(case))
    if interaction.client.services.cases.asks_day(known, outcome):
        today = _today(interaction, known)
        form = forms.day_form(int(case), outcome, today, language_of(interaction))
        await interaction.response.send_modal(form)
        return
    await _tell(interaction, int(case), outcome, None)


async def outcome_dated(interaction: Interaction, case: str, outcome: str) -> None:
    """The form with the day."""
    day = _day(interaction, _typed(interaction)["day"])
    await _tell(interaction, int(case), _outcome(outcome), day)


async def _tell(interaction: Interaction, case: int, outcome: Outcome, day: date | None) -> None:
    await _acknowledge(interaction)
    cases = interaction.client.services.cases
    shown = await cases.tell(interaction.user.id, case, outcome, day)
    await _show(interaction, shown, calendar=outcome == "extended")


async def undone(interaction: Interaction, case: str, stage: str, outcome: str) -> None:
    """ "Undo" of what stood above the button."""
    await _acknowledge(interaction)
    shown = await interaction.client.services.cases.undo(
        interaction.user.id, int(case), stage, None if outcome == "-" else outcome
    )
    await _show(interaction, shown, calendar=shown.case.outcome not in _OVER)


async def closed(interaction: Interaction, case: str) -> None:
    await _acknowledge(interaction)
    shown = await interaction.client.services.cases.close(interaction.user.id, int(case))
    await _show(interaction, shown)


# --- reminders --------------------------------------------------------------------------------


async def reminder_wanted(interaction: Interaction, case: str) -> None:
    """ "Remind me" and "Ask me later"."""
    known = await _quickly(interaction, int(case))
    await reply(interaction, lists.when(int(case), language_of(interaction), known))


async def reminder_set(interaction: Interaction, case: str, days: str) -> None:
    await _acknowledge(interaction)
    cases = interaction.client.services.cases
    day = await cases.remind(interaction.user.id, int(case), int(days))
    known = await cases.case_of(interaction.user.id, int(case))
    card = lists.will_ask(day, language_of(interaction), known)
    await interaction.edit_original_response(view=card)


async def reminders_stopped(interaction: Interaction, mark: str) -> None:  # noqa: ARG001
    """ "Stop all reminders". The mark only tells the messages of reminders apart; which letter the
    pressed card shows, another of its buttons says."""
    await _acknowledge(interaction)
    cases = interaction.client.services.cases
    count = await cases.stop(interaction.user.id)
    await reply(interaction, lists.stopped(count, language_of(interaction)))
    if case := _case_shown(interaction.message):
        with contextlib.suppress(UserError):
            await _show(interaction, await cases.standing(interaction.user.id, case))


# --- forgetting -------------------------------------------------------------------------------


async def forget_wanted(interaction: Interaction, case: str) -> None:
    await reply(interaction, lists.confirm_forget(int(case), language_of(interaction)))


async def forgotten(interaction: Interaction, case: str) -> None:
    await interaction.response.defer()
    count = await interaction.client.services.cases.forget(interaction.user.id, int(case))
    await interaction.edit_original_response(view=lists.forgotten(count, language_of(interaction)))


async def not_forgotten(interaction: Interaction) -> None:
    await interaction.response.edit_message(view=lists.kept(language_of(interaction)))


# --- how it is shown --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file that an edited message keeps, as discord.py sends it. Where components show a file,
    Discord names it there only and not among the message's attachments."""

    id: int
    name: str

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "filename": self.name}


async def _acknowledge(interaction: Interaction) -> None:
    """The pressed message may change a little later."""
    await interaction.response.defer()
    await _note_language(interaction)


async def _note_language(interaction: Interaction) -> None:
    """For the reminders to come."""
    cases = interaction.client.services.cases
    await cases.read_in(interaction.user.id, reader_of(interaction))


async def _turn(interaction: Interaction, card: Card) -> None:
    """In place of the pressed message, unless that is a letter's own."""
    message = interaction.message
    if message is not None and message.flags.ephemeral and not _files(message):
        await interaction.edit_original_response(view=card)
    else:
        await reply(interaction, card)


async def _show(interaction: Interaction, shown: Standing, *, calendar: bool = False) -> None:
    """Where the letter stands now, in place of the pressed message. `calendar`: there may be
    another last day, so its calendar file is made anew; without one, or when they did what was
    asked for, it goes."""
    try:
        await _put(interaction, shown, interaction.message, calendar=calendar)
    except discord.HTTPException as refused:
        if refused.code != limits.INVALID_FORM:
            raise
        # Pressed twice in a moment: the other answer has changed the message's files since.
        as_it_is = await interaction.original_response()
        await _put(interaction, shown, as_it_is, calendar=calendar)


async def _put(
    interaction: Interaction, shown: Standing, message: discord.Message | None, *, calendar: bool
) -> None:
    files = _files(message) if message else []
    new: Sequence[LetterFile] = ()
    if calendar or shown.case.due is None or shown.settled or shown.case.stage == "done":
        files = [file for file in files if not file.name.endswith(_CALENDAR)]
        new = await _calendar_files(interaction, shown)
    names = [*(file.name for file in files), *(file.name for file in new)]
    card = views.standing(
        shown,
        language_of(interaction),
        files=names,
        kept=_buttons_kept(message) if message and files else (),
        in_chat=message is not None and not message.flags.ephemeral,
        own=message is not None
        and bool(_files(message))
        and shown.case.dm_message in (None, message.id),
    )
    kept = cast("list[discord.Attachment]", files)
    await interaction.edit_original_response(view=card, attachments=[*kept, *uploads(new)])


async def _calendar_files(interaction: Interaction, shown: Standing) -> Sequence[LetterFile]:
    """The last day for the answer, for the person's own calendar."""
    case = shown.case
    if case.due is None or case.stage != "waiting" or shown.settled:
        return ()
    services = interaction.client.services
    t = language_of(interaction)
    title, description = views.calendar_entry(shown, t)
    return [
        await services.typesetter.calendar_file(
            title=title,
            day=case.due,
            description=description,
            uid=str(case.id),
            now=services.clock.now(),
        )
    ]


def _files(message: discord.Message) -> list[_Kept]:
    """The files that the message shows."""
    return [
        _Kept(part.media.attachment_id, part.name or "")
        for part in parts_of(message)
        if isinstance(part, discord.FileComponent) and part.media.attachment_id is not None
    ]


def _buttons_kept(message: discord.Message) -> list[ui.Button[Any]]:
    """What can be done with the files: buttons of the letter's own, and the link to its form."""
    return [
        ui.Button(label=part.label, style=part.style, custom_id=part.custom_id, url=part.url)
        for part in parts_of(message)
        if isinstance(part, discord.Button)
        and (part.url or (part.custom_id or "").startswith(("letter-editable", "letter-pieces")))
    ][:5]


# --- what was typed ---------------------------------------------------------------------------


async def _quickly(interaction: Interaction, case: int) -> LetterCase | None:
    """The case, if the database answers at once: no form can come after "thinking"."""
    return await quickly(interaction.client.services.cases.case_of(interaction.user.id, case))


def _today(interaction: Interaction, case: LetterCase | None) -> date:
    services = interaction.client.services
    return services.cases.today(case) if case else services.clock.now().date()


def _typed(interaction: Interaction) -> dict[str, str]:
    """What a form's fields hold, by custom_id; empty where nothing was put in."""
    return {name: (value or "").strip() for name, value in fields_of(interaction).items()}


def _outcome(chosen: str) -> Outcome:
    for outcome in OUTCOMES:
        if outcome == chosen:
            return outcome
    raise UserError("This belongs to an older version of Tern. Please use the command again.")


def _case_shown(message: discord.Message | None) -> int | None:
    """Which letter's standing the message is; None for any other message."""
    for part in parts_of(message) if message else ():
        made = parse_custom_id(getattr(part, "custom_id", None) or "")
        if made and made[0] == "case-forget":
            return int(made[1][0])
    return None


def _day(interaction: Interaction, typed: str) -> date:
    """Raises `UserError` for what is no day."""
    found = _DAY.fullmatch(typed) or _DAY_WITH_DOTS.fullmatch(typed)
    if found is None:
        raise UserError(
            "Write the day as {example} (year-month-day) or {other} (day, month, year).",
            example="2026-11-23",
            other="23.11.2026",
        )
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day(interaction, year, month, day) from None


def _no_such_day(interaction: Interaction, year: int, month: int, day: int) -> UserError:
    if not 1 <= month <= 12 or year < 1:
        return UserError("There is no such month: {month}/{year}.", month=month, year=year)
    name = language_of(interaction).when(f"{year:04}-{month:02}")
    return UserError("There is no {day} {month}.", day=day, month=name)


def add_routes(router: Router) -> None:
    for action, handler in (
        ("case-list", list_turned),
        ("case-open", opened),
        ("case-sent", sent_wanted),
        ("case-way", sent),
        ("case-outcome", outcome_chosen),
        ("case-told", outcome_dated),
        ("case-undo", undone),
        ("case-close", closed),
        ("case-remind", reminder_wanted),
        ("case-ask", reminder_set),
        ("case-stop", reminders_stopped),
        ("case-forget", forget_wanted),
        ("case-erase", forgotten),
        ("case-keep", not_forgotten),
    ):
        router.add(action, handler)
