"""What is asked about a letter that has been sent: how and when, and when the answer came."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.i18n import N_
from bot.views.card import Form, custom_id, cut
from bot.views.outcomes import OUTCOMES

if TYPE_CHECKING:
    from datetime import date

    from bot.core.models import Outcome
    from bot.i18n import Language

MEANS = MappingProxyType(
    {"form": N_("by a web form"), "email": N_("by e-mail"), "post": N_("by post")}
)


def sent_form(case: int, t: Language, *, by_post: bool = False) -> Form:
    """How the letter was sent, and when it arrived. `by_post`: that it was posted is known, so the
    day is all that is missing."""
    form = Form(
        title=cut(t("It arrived") if by_post else t("I sent it"), limits.MODAL_TITLE),
        custom_id=custom_id("case-way", str(case)),
    )
    ways = [
        discord.RadioGroupOption(
            label=cut(t(label), limits.CHOICE_NAME),
            value=value,
            default=by_post and value == "post",
        )
        for value, label in MEANS.items()
    ]
    form.add_item(
        ui.Label(
            text=cut(t("How did you send it?"), limits.LABEL),
            component=ui.RadioGroup(custom_id="means", options=ways),
        )
    )
    description = (
        t("The time for the answer starts with that day.")
        if by_post
        else t("Left empty: today for a form or an e-mail; not known yet for post.")
    )
    form.add_item(_day_field(t("The day it arrived"), description, t, required=by_post))
    return form


def day_form(case: int, outcome: Outcome, today: date, t: Language) -> Form:
    """When their message came, because a time runs from it."""
    form = Form(
        title=cut(t(OUTCOMES[outcome]), limits.MODAL_TITLE),
        custom_id=custom_id("case-told", str(case), outcome),
    )
    description = t("A time of the law depends on that day.")
    form.add_item(_day_field(t("When did their message come?"), description, t, today))
    return form


def _day_field(
    label: str, description: str, t: Language, day: date | None = None, *, required: bool = True
) -> ui.Label[Any]:
    """A field for a day; `day` is filled in."""
    return ui.Label(
        text=cut(label, limits.LABEL),
        description=cut(description, limits.LABEL_DESCRIPTION),
        component=ui.TextInput(
            custom_id="day",
            default=day.isoformat() if day else None,
            placeholder=cut(t("such as 2026-11-23 or 23.11.2026"), limits.CHOICE_NAME),
            required=required,
            max_length=20,
        ),
    )
