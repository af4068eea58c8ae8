"""Letters: the form, the message they come with, and where they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.views import words
from bot.views.card import (
    Card,
    Form,
    attached,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    link,
    numbered,
    pages,
    row,
    rule,
    text,
)

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

_NAMED = 30
"""How many characters without a font are named."""

_CAUTIONS = 900
"""Characters of what can go wrong with a letter."""


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
    kind = t(words.KINDS[asked.choice.kind])
    title = t("{platform}: {kind}", platform=platform.name, kind=kind)
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
        discord.CheckboxGroupOption(label=cut(label, limits.CHOICE_NAME), value=ground)
        for ground, label in list(asked.grounds.items())[: limits.CHECKBOXES]
    ]
    return ui.Label(
        text=cut(t("What is true for you"), limits.LABEL),
        description=cut(
            t("Tick only what is true. Each becomes a sentence."), limits.LABEL_DESCRIPTION
        ),
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
        discord.SelectOption(label=cut(name, limits.CHOICE_NAME), value=region.id)
        for name, region in words.by_name(regions[: limits.SELECT_OPTIONS], t)
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
    place: tuple[Platform, Region],
    notes: Sequence[str],
    *,
    in_chat: bool,
    t: Language,
) -> Card:
    """What the files come with. Its first line says that nothing has been sent."""
    platform, region = place
    kind = t(words.KINDS[letter.choice.kind])
    return card(
        text(
            heading(t("Nothing has been sent. You send it.")),
            t(
                "Your letter ({kind}, {platform}) is ready, in {language}.",
                kind=kind,
                platform=platform.name,
                language=t.language(letter.choice.language),
            ),
        ),
        rule(),
        text(heading(t("How to send it"), 3), numbered(_steps(door, platform, t))),
        *(attached(file.name) for file in files),
        rule(),
        text(*notes, *_expect(door, region, t), f"-# {_review(letter, t)}"),
        row(
            link(t("Open the page for this"), door.opt_out.url)
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
                characters=_named(missing),
            )
        )
    return notes


def _named(characters: Sequence[str]) -> str:
    """The first few: a message has to hold them."""
    shown = " ".join(characters[:_NAMED])
    return shown if len(characters) <= _NAMED else shown + " …"


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


def _steps(door: Door, platform: Platform, t: Language) -> list[str]:
    ways = _ways(door, t)
    steps = [t("Read the letter. Change what is not right; it is yours.")]
    if door.recipient is None:
        steps.append(
            t(
                "Tern has not read who the data controller for you is. Copy the name and address "
                "from {platform}'s privacy policy into the letter.",
                platform=platform.name,
            )
        )
    if ways:
        steps.append(t("Send it by one of these ways:") + "\n" + _indented(ways))
    else:
        steps.append(t("Send it by the contact that {platform} names.", platform=platform.name))
    steps.append(t("Keep proof: the date, a screenshot, the ticket number or the receipt."))
    return steps


def _ways(door: Door, t: Language) -> list[str]:
    """How the letter can get there, the quickest first."""
    ways = []
    if door.opt_out and door.opt_out.url and door.opt_out.method == "form":
        ways.append(t("the form below, with the text of the text file; forms are quickest"))
    recipient = door.recipient
    if recipient is None:
        return ways
    if recipient.form and (door.opt_out is None or recipient.form != door.opt_out.url):
        ways.append(t("the company's contact form: {address}", address=f"<{recipient.form}>"))
    if recipient.email:
        ways.append(t("e-mail to {address}", address=f"`{recipient.email}`"))
    if recipient.address:
        ways.append(t("post: print the PDF, the address stands on it"))
    return ways


def _indented(lines: Sequence[str]) -> str:
    return "\n".join(f"   - {line}" for line in lines)


def _expect(door: Door, region: Region, t: Language) -> list[str]:
    """How long they have, who they are as far as that is doubtful, and what can go wrong."""
    lines = [_time_limit(door, t)]
    if door.recipient and door.recipient.note:
        lines.append(door.recipient.note)
    if region.cautions:
        cautions = pages([caution.text for caution in region.cautions], _CAUTIONS)[0]
        lines += [heading(t("Know this"), 3), bullets(cautions)]
    return lines


def _time_limit(door: Door, t: Language) -> str:
    if door.answer is None:
        return t(
            "Tern knows of no fixed time limit for this; the letter names one and asks for it."
        )
    limit = t(
        "They have {period} from the day they receive it ({basis}).",
        period=_period(door.answer.length, door.answer.unit, t),
        basis=door.answer.basis,
    )
    if not door.answer.extension:
        return limit
    longer = _period(door.answer.extension, door.answer.unit, t)
    return limit + " " + t("They may extend it by {period} if they say why.", period=longer)


def _period(n: int, unit: str, t: Language) -> str:
    match unit:
        case "months":
            return t.plural("{n} month", "{n} months", n)
        case "days":
            return t.plural("{n} day", "{n} days", n)
        case _:
            return t.plural("{n} working day", "{n} working days", n)


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
