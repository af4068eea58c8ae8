"""What Tern asks before it writes a letter: where somebody lives, which authority, and the form."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.core.text import is_blank
from bot.i18n import N_
from bot.views import regions, words
from bot.views.card import Card, Form, button, card, custom_id, cut, row, text
from bot.views.copyable import blocks, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.letters import LetterForm
    from bot.core.models import LetterCase, Work, Writer
    from bot.core.records import Authority, Platform, Region
    from bot.i18n import Language

_SHORT = 200
"""Characters of the fields that stand in one line of the letter."""

_LINES = 1000
"""Characters for handles, links and works."""

_SHORT_NAME = re.compile(r"\([^()]+\)$")
"""An authority's short name, behind its name."""

_SENTENCE = re.compile(r".+?(?:\. |。)")

_AFTER = frozenset({"follow-up", "complaint"})
"""Letters whose reason is what happened since another one."""

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("Your name"),
        "contact": N_("Where they can answer you"),
        "account": N_("Your account"),
        "works": N_("Your works"),
        "reason": N_("Your own reason"),
    }
)

_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("Or the name on your account. What you type passes through Discord; Tern keeps "
                   "none of it."),
        "contact": N_("An e-mail or postal address. It stands in the letter."),
        "account": N_("Your names there, links to your profile, one a line."),
        "works": N_("Titles or links, one a line, or what they have in common."),
    }
)  # fmt: skip

_WHAT_HAPPENED = N_("What happened")
_WHAT_HAPPENED_HINT = N_(
    "What you asked for and when, and what they answered, or that they did not."
)
_MORE = N_("Anything to add?")
_MORE_HINT = N_("Tern already writes what you sent and when, and what came of it.")
_OTHERS = N_("Where others posted it")
_OTHERS_HINT = N_("Links to the posts, or names of accounts that posted your work, one a line.")
_SEVERAL_HINT = N_(
    "One a line. “{platform}: @name” goes into that letter only, a line without a name into all."
)


def form(
    asked: LetterForm,
    made: str,
    recipients: Sequence[Platform],
    languages: Sequence[str],
    work: Work,
    t: Language,
) -> Form:
    """The modal for letters to these platforms, which go out in these languages. Nothing in it is
    filled in or ticked beforehand."""
    names = t.enumerate([platform.name for platform in recipients])
    kind = t(words.KINDS[asked.choice.kind])
    title = t("{platform}: {kind}", platform=names, kind=kind)
    modal = Form(title=cut(title, limits.MODAL_TITLE), custom_id=made)
    for name in asked.fields:
        if name == "grounds":
            modal.add_item(_grounds(asked, t))
        elif name == "reason":
            modal.add_item(_reason(asked, languages, t))
        elif name == "account":
            modal.add_item(_account(recipients, work, t))
        else:
            modal.add_item(
                _field(
                    name, t(_LABELS[name]), t(_HINTS[name]), _LINES if name == "works" else _SHORT
                )
            )
    return modal


def again(case: LetterCase, t: Language) -> ui.Button[Any]:
    """Opens the form of the same letter once more; one that followed another follows it again."""
    choice = case.choice
    if case.parent and choice.kind in _AFTER:
        made = custom_id(
            "letter-next", str(case.parent), choice.platform, choice.region, choice.kind, case.work
        )
    else:
        made = custom_id(
            "letter-form", choice.platform, choice.region, choice.kind, choice.language, case.work
        )
    return button(t("Make it again"), made)


def where(made: str, likely: Sequence[Region], t: Language) -> Card:
    """Asks where the person lives, because the letter depends on it."""
    return card(
        text(t("Which letter you can write depends on where you live.")),
        regions.select(made, likely, None, t),
    )


def which_authority(made: str, authorities: Sequence[Authority], t: Language) -> Card:
    """Asks to which of these a complaint goes; each is known by its number among them."""
    options = [
        discord.SelectOption(
            label=cut(_label(authority), limits.CHOICE_NAME),
            value=str(number),
            description=cut(_first_sentence(t.said(authority.note)), limits.CHOICE_NAME)
            if authority.note
            else None,
        )
        for number, authority in enumerate(authorities[: limits.SELECT_OPTIONS])
    ]
    return card(
        text(
            t("Several authorities are there for complaints where you live."),
            t("Choose yours; under each name stands for whom it is, as far as Tern knows."),
        ),
        row(
            ui.Select(custom_id=made, placeholder=t("Which authority?"), options=options),
        ),
    )


def _label(authority: Authority) -> str:
    """What people know it by: where they live, and its short name, "Bavaria (BayLDA)"."""
    if authority.area is None:
        return authority.name
    short = _SHORT_NAME.search(authority.name)
    return f"{authority.area} {short[0]}" if short else authority.area


def _first_sentence(note: str) -> str:
    first = _SENTENCE.match(note)
    return first[0].rstrip() if first else note


def given_back(why: str, writer: Writer, again: str | None, t: Language) -> Sequence[Card]:
    """What was typed into a form that became no letter, to copy; `why` it became none is markup.
    `again` opens the form once more. As many messages as it takes."""
    typed = {name: str(getattr(writer, name)) for name in _LABELS}
    shown = [
        one
        for name, words_ in typed.items()
        if not is_blank(words_)
        for one in blocks(t(_LABELS[name]), words_, t)
    ]
    if shown:
        why += "\n" + t("Here is what you typed, for you to copy; Tern keeps none of it.")
    found = messages([why, *shown])
    opens = row(button(t("Open the form again"), again)) if again else None
    return [
        card(*map(text, parts), opens if number == len(found) else None)
        for number, parts in enumerate(found, start=1)
    ]


def _field(
    name: str,
    label: str,
    description: str,
    longest: int,
    *,
    required: bool = True,
    placeholder: str | None = None,
) -> ui.Label[Any]:
    style = discord.TextStyle.short if longest == _SHORT else discord.TextStyle.paragraph
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        style=style,
        required=required,
        max_length=longest,
        placeholder=cut(placeholder, limits.PLACEHOLDER) if placeholder else None,
    )
    return ui.Label(
        text=cut(label, limits.LABEL),
        description=cut(description, limits.LABEL_DESCRIPTION),
        component=field,
    )


def _account(recipients: Sequence[Platform], work: Work, t: Language) -> ui.Label[Any]:
    """Where the work is. For several platforms the description says how to keep them apart."""
    label, hint = t(_LABELS["account"]), t(_HINTS["account"])
    if work == "others":
        label, hint = t(_OTHERS), t(_OTHERS_HINT)
    if len(recipients) > 1:
        shortest = min((platform.name for platform in recipients), key=len)
        hint = t(_SEVERAL_HINT, platform=shortest)
    return _field("account", label, hint, _LINES)


def _reason(asked: LetterForm, languages: Sequence[str], t: Language) -> ui.Label[Any]:
    label, hint = t(_LABELS["reason"]), t(words.REASONS[asked.reason])
    if asked.choice.kind in _AFTER:
        label, hint = t(_WHAT_HAPPENED), t(_WHAT_HAPPENED_HINT)
        if asked.reason != "required":
            label, hint = t(_MORE), t(_MORE_HINT)
    named = t.enumerate([t.language(code) for code in languages])
    return _field(
        "reason",
        label,
        hint,
        limits.MODAL_INPUT,
        required=asked.reason == "required",
        placeholder=t("Goes out in {language}; your words stay as you write them.", language=named),
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
