"""The message that a letter comes with, and where it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord import ButtonStyle, ui

from bot import limits
from bot.views import letter_ways, notices, regions, words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    numbered,
    pages,
    plain,
    row,
    rule,
    text,
)
from bot.views.deadlines import time_limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.letters import Door
    from bot.core.models import Letter, LetterChoice, LetterFile
    from bot.core.records import Platform, Region
    from bot.errors import UserError
    from bot.i18n import Language

_CAUTIONS = 900
"""Characters of what can go wrong with a letter."""

_MOST_CAUTIONS = 2

_SHARED, _SHARED_LENGTH = 5, 60
"""How many lines that stand in every letter are repeated, and how much of each."""

_SPARE = 60
"""Characters that line breaks and headings between the parts may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A finished letter on its way to its writer. `bounced`: the recipient's e-mail address is
    known not to work. `notes` are what the writer has to know about this letter."""

    case: int
    letter: Letter
    files: Sequence[LetterFile]
    door: Door
    platform: Platform
    region: Region
    bounced: bool = False
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of one letter: `link` to its direct message, else shown where it was asked for,
    unless it is `lost` or there is a `problem`: what the person can put right, or a code."""

    platform: Platform
    link: str | None = None
    lost: bool = False
    problem: UserError | str | None = None


def message(parcel: Parcel, t: Language, *, in_chat: bool, closed: bool = False) -> Card:
    """What the files come with. Its first line says that nothing has been sent.

    `in_chat`: it is a direct message; else it stands where the person asked, and `closed` says
    whether that is because they take none.
    """
    first = _first(parcel, t)
    if not in_chat:
        first += "\n" + notices.not_in_chat(t, closed=closed)
    steps = "\n".join([heading(t("How to send it"), 3), numbered(_steps(parcel, t))])
    review = f"-# {_review(parcel.letter, t)}"
    known = "\n".join([*parcel.notes, *_expect(parcel, t)])
    room = limits.TEXT - sum(map(len, (first, steps, review, known))) - _SPARE
    cautions = _cautions(parcel, min(room, _CAUTIONS), t)
    return card(
        text(first),
        rule(),
        text(steps),
        *(attached(file.name) for file in parcel.files),
        rule(),
        text(known, cautions, review),
        *_buttons(parcel, t, in_chat=in_chat),
    )


def in_chat(
    link_to_message: str, choice: LetterChoice, platform: Platform, region: Region, t: Language
) -> Card:
    """After the direct message arrived."""
    if choice.kind == "complaint":
        unsent = t("Nothing has been sent to the authority. You send it; the message says how.")
    else:
        unsent = t("Nothing has been sent to the platform. You send it; the message says how.")
    return card(
        text(
            t(
                "Your letter ({kind}, {platform}, {region}) is in [our chat]({link}).",
                kind=_kind(choice, region, t),
                platform=platform.name,
                region=words.region_name(region, t),
                link=link_to_message,
            ),
            unsent,
        )
    )


def lost(platform: Platform, t: Language) -> Card:
    """Neither way worked. Only somebody whose answer arrives after all reads this."""
    return card(text(_lost(platform, t)))


def arrivals(
    found: Sequence[Arrival],
    choice: LetterChoice,
    region: Region,
    t: Language,
    *,
    shared: Sequence[str] = (),
    elsewhere: Sequence[str] = (),
) -> Card:
    """After several letters, of which `choice` is one: what arrived where, and what did not.

    `shared` are lines of the person's accounts that stand in every letter; `elsewhere` names
    platforms that lines of the form were about although no letter went there.
    """
    if choice.kind == "complaint":
        unsent = t("Nothing has been sent to the authority. You send the letters; each says how.")
    else:
        unsent = t("Nothing has been sent to any platform. You send the letters; each says how.")
    title = t(
        "Your letters ({kind}, {region})",
        kind=_kind(choice, region, t),
        region=words.region_name(region, t),
    )
    made = sum(one.problem is None and not one.lost for one in found)
    lines = [f"**{one.platform.name}**: {_arrival(one, t)}" for one in found]
    left_out = None
    if elsewhere:
        left_out = t(
            "What you typed about {platforms} stands in none of these letters, because none goes "
            "there.",
            platforms=t.enumerate(elsewhere),
        )
    return card(
        text(
            heading(title),
            bullets(lines),
            _in_all(shared, made, t) if shared and made > 1 else None,
            left_out,
            unsent,
        )
    )


def _in_all(lines: Sequence[str], letters: int, t: Language) -> str:
    quoted = [f"“{plain(cut(line, _SHARED_LENGTH))}”" for line in lines[:_SHARED]]
    if len(lines) > _SHARED:
        quoted.append("…")
    return t.plural(
        "{lines} stands in each of the {letters} letters; change it if that is not you everywhere.",
        "{lines} stand in each of the {letters} letters; change what is not you everywhere.",
        len(lines),
        lines=t.enumerate(quoted),
        letters=t.number(letters),
    )


def _arrival(one: Arrival, t: Language) -> str:
    if isinstance(one.problem, str):
        return t("not made. Something went wrong; the code is **{code}**.", code=one.problem)
    if one.problem is not None:
        return t("not made. {why}", why=notices.why(one.problem, t))
    if one.lost:
        return t(
            "lost: Discord took neither a direct message nor an answer here. Tern has kept nothing "
            "of it; please make it again."
        )
    if one.link is not None:
        return t("in [our chat]({link})", link=one.link)
    return t("here, in a message of its own")


def _lost(platform: Platform, t: Language) -> str:
    return t(
        "Your letter to {platform} could not be delivered: Discord took neither a direct message "
        "nor an answer here. Tern has kept nothing of it. Please make it again.",
        platform=platform.name,
    )


# ---------------------------------------------------------------- the parts of the message


def _first(parcel: Parcel, t: Language) -> str:
    choice = parcel.letter.choice
    ready = t(
        "Your letter ({kind}, {platform}, {region}) is ready, in {language}.",
        kind=_kind(choice, parcel.region, t),
        platform=parcel.platform.name,
        region=words.region_name(parcel.region, t),
        language=t.language(choice.language),
    )
    reading = parcel.letter.beside
    if reading is not None:
        ready += " " + t(
            "One of the files shows it side by side with {language}, for you to read; do not send "
            "that one.",
            language=t.language(reading.language),
        )
    return heading(t("Nothing has been sent. You send it.")) + "\n" + ready


def _steps(parcel: Parcel, t: Language) -> list[str]:
    steps = [t("Read the letter. Change what is not right; it is yours.")]
    door = parcel.door
    if door.recipient is None:
        steps.append(
            t(
                "Tern has not read who the data controller for you is. Press “Editable file” to "
                "put the name in, and the address; {platform}'s privacy policy has them.",
                platform=parcel.platform.name,
            )
        )
    steps.append(_send(parcel, t))
    kind = parcel.letter.choice.kind
    if kind == "complaint":
        steps.append(t("Attach copies of your letters and of what they answered."))
    if kind == "follow-up":
        steps.append(t("Attach copies of your earlier letters."))
    steps.append(t("Keep proof: the date, a screenshot, the ticket number or the receipt."))
    if kind == "complaint":
        steps.append(t("Press “I sent it” below, so that your list is right."))
    else:
        steps.append(t("Press “I sent it” below, and Tern counts the days for you."))
    return steps


def _send(parcel: Parcel, t: Language) -> str:
    ways = letter_ways.ways(parcel, t)
    if letter_ways.authority_unread(parcel):
        return _to_an_authority(parcel.region, t)
    if not ways:
        return t("Send it by the contact that {platform} names.", platform=parcel.platform.name)
    if len(ways) == 1:
        lead = t("Send it this way:")
    else:
        lead = t("Send it by one of these ways, the quickest first:")
    if parcel.door.authority:
        lead = t("Send it to {authority}:", authority=parcel.door.authority.name)
    return "\n".join([lead, *(f"   - {way}" for way in ways)])


def _to_an_authority(region: Region, t: Language) -> str:
    """Where a complaint goes whose authority no record names."""
    if "us" in region.within:
        whom = t(
            "Send it to the attorney general of your state ({state}); Tern has not read an "
            "address.",
            state=regions.state_name(region, t),
        )
    else:
        whom = t("Send it to your supervisory authority; Tern has not read an address.")
    return whom + " " + t("Look on their website for a form or an address for complaints.")


def _expect(parcel: Parcel, t: Language) -> list[str]:
    """How long they have, what the platform has besides, what is special about the recipient."""
    door = parcel.door
    lines = [_time_limit(parcel, t)]
    if setting := letter_ways.beside(parcel, t):
        lines.append(setting)
    if door.authority:
        lines += _about_authority(parcel, t)
    elif door.recipient and door.recipient.note and parcel.letter.choice.kind != "complaint":
        lines.append(t.said(door.recipient.note))
    return lines


def _about_authority(parcel: Parcel, t: Language) -> list[str]:
    authority, language = parcel.door.authority, parcel.letter.choice.language
    if authority is None:
        return []
    lines = [t.said(authority.note)] if authority.note else []
    if language not in authority.languages:
        lines.append(
            t(
                "The authority works in {languages}. The complaint is in {language}; the authority "
                "may ask you for a translation.",
                languages=t.enumerate([t.language(code) for code in authority.languages]),
                language=t.language(language),
            )
        )
    return lines


def _time_limit(parcel: Parcel, t: Language) -> str:
    limit = parcel.door.answer
    if parcel.letter.choice.kind == "complaint":
        return t("Tern counts no time for the authority's answer: complaints can take long.")
    if limit is None:
        return t(
            "Tern knows of no fixed time limit for this; the letter names one and asks for it."
        )
    return time_limit(limit, t)


def _cautions(parcel: Parcel, room: int, t: Language) -> str | None:
    """What can go wrong with a letter that claims a right, as far as the message holds it."""
    kind, region = parcel.letter.choice.kind, parcel.region
    claims = kind in ("objection", "erasure") or (kind == "request" and region.family == "request")
    found = [t.said(caution.text) for caution in region.cautions[:_MOST_CAUTIONS]]
    if not (claims and found):
        return None
    title = heading(t("Know this"), 3)
    kept = pages(found, room - len(title))[0] if room > _CAUTIONS // 4 else []
    return "\n".join([title, bullets(kept)]) if kept else None


def _buttons(parcel: Parcel, t: Language, *, in_chat: bool) -> list[ui.ActionRow[ui.LayoutView]]:
    case = str(parcel.case)
    found = [
        row(
            button(t("I sent it"), custom_id("case-sent", case), ButtonStyle.primary),
            button(t("Remind me"), custom_id("case-remind", case)),
            letter_ways.open_page(parcel, t),
        ),
        row(
            button(t("Text for the form"), custom_id("letter-pieces", case))
            if letter_ways.form_page(parcel) or letter_ways.authority_unread(parcel)
            else None,
            button(t("Editable file"), custom_id("letter-editable", case)),
            button(t("Delete this from our chat"), custom_id("message-delete"))
            if in_chat
            else None,
        ),
    ]
    return [one for one in found if one is not None]


def _kind(choice: LetterChoice, region: Region, t: Language) -> str:
    """A request that a law gives is no plain one."""
    if choice.kind == "request" and region.family == "request":
        return t("request")
    return t(words.KINDS[choice.kind])


def _review(letter: Letter, t: Language) -> str:
    if letter.reviewed is None:
        reviewed = t("No lawyer has reviewed this template yet.")
    else:
        reviewed = t(
            "Template reviewed on {date} by {name}.",
            date=t.when(letter.reviewed),
            name=letter.reviewed_by or "?",
        )
    return t("This is not legal advice.") + " " + reviewed
