"""Regions as records name them, and the select that asks where a person lives."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.i18n import N_
from bot.views import words
from bot.views.card import cut, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.records import Region
    from bot.i18n import Language

ANYWHERE = "-"
"""Stands for "no region chosen" in custom ids."""

ANOTHER = "another"
"""The select's last option: a region that is not among the likeliest."""

_COUNTRY = re.compile(r"\s*[(（].*")
"""What stands behind a state's name, in any script."""

_GROUPS = MappingProxyType(
    {
        "eu": N_("EU and EEA"),
        "eea": N_("EU and EEA"),
        "us": N_("United States"),
        "everywhere": N_("Elsewhere"),
    }
)


def names(regions: Sequence[str], t: Language) -> str:
    """What a record means by these ids: "EU and EEA, Switzerland and United Kingdom"."""
    return t.enumerate(list(dict.fromkeys(_name(region, t) for region in regions)))


def state_name(region: Region, t: Language) -> str:
    """A state's name without its country behind it: "Texas"."""
    return _COUNTRY.sub("", t.said(region.name))


def _name(region: str, t: Language) -> str:
    if group := _GROUPS.get(region):
        return t(group)
    # A state's letters are some country's as well: us-ca is not Canada.
    code = "" if region.startswith("us-") else {"uk": "GB"}.get(region, region[-2:].upper())
    return t.territory(code) or region


def select(
    custom_id: str, likely: Sequence[Region], chosen: Region | None, t: Language
) -> ui.ActionRow[Any] | None:
    """Asks where the person lives: the `likely` regions, and "another"; None without any."""
    if not likely:
        return None
    options = [
        discord.SelectOption(label=cut(name, limits.CHOICE_NAME), value=region.id)
        for name, region in words.by_name(likely[: limits.SELECT_OPTIONS - 1], t)
    ]
    options.append(discord.SelectOption(label=t("Not in this list"), value=ANOTHER))
    placeholder = t("Another region") if chosen else t("Where do you live?")
    return row(ui.Select(custom_id=custom_id, placeholder=placeholder, options=options))
