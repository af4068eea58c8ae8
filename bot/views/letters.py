"""Letters: the form, the message they come with, and where they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.views import words
from bot.views.card import Card, Form, button, card, custom_id, cut, link, numbered, row, rule, text
from bot.views.me import attached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.letters import Door, LetterForm
    from bot.core.models import Letter, LetterFile
    from bot.core.records import Platform, Region
    from bot.i18n import Language

_SHORT = 200
"""Characters of the fields that stand in one line of the letter."""

_ACCOUNT = 1000
"""Characters for handles and links."""


def letter_id(asked: LetterForm) -> str:
    """What the form says about itself, so that any process can answer it: the letter, and the kind
    that was wanted where another took its place."""
    choice = asked.choice
    wanted = (asked.instead_of,) if asked.instead_of else ()
    return custom_id(
        "letter", choice.platform, choice.region, choice.kind, choice.language, *wanted
    )


def form(asked: LetterForm, platform: Platform, t: Language) -> Form:
    """The modal. Nothing in it is filled in or ticked beforehand."""
    title = t("Letter to {platform}", platform=platform.name)
    modal = Form(title=cut(title, limits.MODAL_TITLE), custom_id=letter_id(asked))
    modal.add_item(
        _field(
            "name",
            t("Your name"),
            t("A pseudonym will do. What you type passes through Discord; Tern stores none of it."),
            _SHORT,
        )
    )
    modal.add_item(
        _field("contact", t("Where they can answer you"), t("An e-mail or postal address."), 500)
    )
    modal.add_item(
        _field(
            "account",
            t("Your account"),
            t("Names of your accounts there, links to your profile and works, one a line."),
            _ACCOUNT,
            long=True,
        )
    )
    if asked.grounds:
        modal.add_item(_grounds(asked, t))
    modal.add_item(
        _field(
            "reason",
            t("Your own reason"),
            t(words.REASONS[asked.reason]),
            limits.MODAL_INPUT,
            long=True,
            required=asked.reason == "required",
        )
    )
    return modal


def _field(
    name: str,
    label: str,
    description: str,
    longest: int,
    *,
    long: bool = False,
    required: bool = True,
) -> ui.Label[Any]:
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=name, style=style, required=required, max_length=longest
    )
    return ui.Label(
        text=cut(label, limits.LABEL),
        description=cut(description, limits.LABEL_DESCRIPTION),
        component=field,
    )


def _grounds(asked: LetterForm, t: Language) -> ui.Label[Any]:
    options = [
        discord.CheckboxGroupOption(label=cut(label, 100), value=ground)
        for ground, label in list(asked.grounds.items())[: limits.CHECKBOXES]
    ]
    return ui.Label(
        text=cut(t("What is true for you"), limits.LABEL),
        description=cut(t("Tick only what is true. Each becomes a sentence."), 100),
        component=ui.CheckboxGroup(
            custom_id="grounds",
            options=options,
            required=False,
            min_values=0,
            max_values=len(options),
        ),
    )


def where(platform: Platform, regions: Sequence[Region], t: Language) -> Card:
    """Asks where the person lives, because the letter depends on it."""
    options = [
        discord.SelectOption(label=cut(words.region_name(region, t), 100), value=region.id)
        for region in regions[: limits.SELECT_OPTIONS]
    ]
    return card(
        text(
            t("Which letter you can write depends on where you live."),
            "-# "
            + t("Not in the list? Use `/optout letter` with the option `region`; it completes."),
        ),
        row(
            ui.Select(
                custom_id=custom_id("letter-region", platform.id),
                placeholder=t("Where do you live?"),
                options=options,
            )
        ),
    )


def message(
    letter: Letter,
    files: Sequence[LetterFile],
    door: Door,
    platform: Platform,
    notes: Sequence[str],
    *,
    in_chat: bool,
    t: Language,
) -> Card:
    """What the files come with. Its first line says that nothing has been sent."""
    kind = t(words.KINDS[letter.choice.kind])
    return card(
        text(
            f"## {t('Nothing has been sent. You send it.')}",
            t(
                "Your letter ({kind}, {platform}) is ready, in {language}.",
                kind=kind,
                platform=platform.name,
                language=t.language(letter.choice.language),
            ),
        ),
        rule(),
        text(f"### {t('How to send it')}", numbered(_steps(door, platform, t))),
        *(attached(file.name) for file in files),
        rule(),
        text(*_expect(door, t), *notes, f"-# {_review(letter, t)}"),
        row(
            link(t("Open the form"), door.opt_out.url)
            if door.opt_out and door.opt_out.url
            else None,
            button(t("Delete this from our chat"), custom_id("message-delete"))
            if in_chat
            else None,
        ),
    )


def notes_for(
    asked: LetterForm, files: Sequence[LetterFile], region: Region, *, removed: bool, t: Language
) -> list[str]:
    """What the person has to know about this letter: each only where it applies."""
    notes = _standing(asked, region, t)
    if removed:
        notes.append(
            t("Invisible control characters were removed from what you typed; please read it over.")
        )
    missing = [character for file in files for character in file.missing]
    if missing:
        notes.append(
            t(
                "The PDF shows a box instead of these characters, because no font has them: "
                "{characters}. The text file has them.",
                characters=" ".join(missing),
            )
        )
    return notes


def _standing(asked: LetterForm, region: Region, t: Language) -> list[str]:
    """For a plain request: that it is one, and why."""
    if asked.choice.kind != "request":
        return []
    name = words.region_name(region, t)
    plain_request = t("This is a plain request: it asks, and claims no right.")
    if asked.lacking == "words":
        return [
            t(
                "Tern has no words yet for the {kind} that the law of {region} gives.",
                kind=t(words.KINDS[asked.instead_of or "objection"]),
                region=name,
            )
            + " "
            + plain_request
        ]
    return [plain_request, region.rights["object"].text]


def in_chat(link_to_message: str, t: Language) -> Card:
    """After the direct message arrived."""
    return card(
        text(
            t("Your letter is in [our chat]({link}).", link=link_to_message),
            t("Nothing has been sent to the platform. You send it; the message says how."),
        )
    )


def closed_note(t: Language) -> str:
    """Above the files where no direct message was possible."""
    return t(
        "You take no direct messages from Tern, so the files are here. Save them now: this message "
        "is gone when Discord is restarted, and Tern keeps no copy."
    )


def _steps(door: Door, platform: Platform, t: Language) -> list[str]:
    steps = [t("Read the letter. Change what is not right; it is yours.")]
    if door.opt_out and door.opt_out.url and door.opt_out.method == "form":
        steps.append(
            t("Open the form below and paste the text from the text file. Forms are quickest.")
        )
    recipient = door.recipient
    if recipient is None:
        steps.append(
            t(
                "Tern has not read who the data controller for you is. Copy the name and address "
                "from {platform}'s privacy policy into the letter, and send it there.",
                platform=platform.name,
            )
        )
    elif recipient.email:
        steps.append(t("Or send it by e-mail to {address}.", address=f"`{recipient.email}`"))
    if recipient and recipient.address:
        steps.append(t("Or print the PDF and post it; the address stands on it."))
    steps.append(t("Keep proof: the date, a screenshot, the ticket number or the receipt."))
    return steps


def _expect(door: Door, t: Language) -> list[str]:
    if door.answer is None:
        return [t("No law sets a time limit for the answer; the letter asks for one.")]
    n = door.answer.length
    match door.answer.unit:
        case "months":
            period = t.plural("{n} month", "{n} months", n)
        case "days":
            period = t.plural("{n} day", "{n} days", n)
        case _:
            period = t.plural("{n} working day", "{n} working days", n)
    return [
        t(
            "They have {period} from the day they receive it ({basis}).",
            period=period,
            basis=door.answer.basis,
        )
    ]


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
