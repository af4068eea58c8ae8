"""The one style of every answer, and what all views need: escaping, custom ids, pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.core.text import shorter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_VERSION = "v1"


class Card(ui.LayoutView):
    """An answer that is sent and forgotten.

    It counts as finished from the start, so discord.py keeps no copy to listen on: buttons are
    answered by whichever process gets the press, from their custom_id alone.
    """

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self._components: list[dict[str, Any]] | None = None

    def is_finished(self) -> bool:
        return True

    def to_components(self) -> list[dict[str, Any]]:
        """As discord.py sends it; made once, since a card does not change."""
        if self._components is None:
            self._components = super().to_components()  # type: ignore[no-untyped-call]
        return self._components


class Form(ui.Modal):
    """A modal that is sent and forgotten; its submit is answered from its custom_id alone.

    discord.py would drop the submit of a modal whose process has died.
    """

    def is_finished(self) -> bool:
        return True


def card(*items: ui.Item[Any] | None) -> Card:
    """A calm card: one container with everything that is not None, buttons last."""
    return Card(ui.Container(*(item for item in items if item is not None)))


def heading(words: str, level: int = 2) -> str:
    """A line that Discord shows as a heading; levels 1 to 3."""
    return "#" * level + " " + words


def text(*paragraphs: str | None) -> ui.TextDisplay[Any]:
    """Paragraphs one below the other; None is left out."""
    return ui.TextDisplay("\n".join(p for p in paragraphs if p is not None))


def attached(name: str) -> ui.File[Any]:
    """Shows an uploaded file; in this kind of message a file is only seen where it is placed."""
    return ui.File(f"attachment://{name}")


def rule() -> ui.Separator[Any]:
    """A quiet line between parts."""
    return ui.Separator(spacing=discord.SeparatorSpacing.small)


def button(
    label: str,
    custom_id: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> ui.Button[Any]:
    return ui.Button(
        label=cut(label, limits.BUTTON_LABEL), custom_id=custom_id, style=style, disabled=disabled
    )


def link(label: str, url: str) -> ui.Button[Any]:
    return ui.Button(label=cut(label, limits.BUTTON_LABEL), url=url)


def row(*buttons: ui.Button[Any] | ui.Select[Any] | None) -> ui.ActionRow[Any] | None:
    """An action row, or None when nothing is in it."""
    present = [item for item in buttons if item is not None]
    return ui.ActionRow(*present) if present else None


def custom_id(action: str, *arguments: str) -> str:
    """`action:v1:argument:…`, what a button, select or modal says about itself."""
    made = ":".join((action, _VERSION, *arguments))
    if len(made) > limits.CUSTOM_ID:
        raise ValueError(f"custom_id longer than {limits.CUSTOM_ID}: {action}")
    return made


def parse_custom_id(made: str) -> tuple[str, tuple[str, ...]] | None:
    """Action and arguments; None for what this version did not make."""
    action, version, *arguments = made.split(":") if ":" in made else (made, "")
    return (action, tuple(arguments)) if version == _VERSION else None


_MARKUP = re.compile(r"([\\*_~|`\[\]()<>#:@/-])")
"""Signs that Discord reads as Markdown, mentions, timestamps, emoji or links."""

_NUMBER = re.compile(r"^(\s*\d+)\.", re.MULTILINE)
"""What makes a line one of a numbered list."""


def plain(typed: str) -> str:
    """What a person typed, shown as typed: no sign in it means anything to Discord."""
    return _NUMBER.sub(r"\1\\.", _MARKUP.sub(r"\\\1", typed))


cut = shorter


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def pages(lines: Sequence[str], budget: int) -> list[list[str]]:
    """Lines in order, as many to a page as fit into `budget` characters; at least one page."""
    found: list[list[str]] = [[]]
    used = 0
    for line in lines:
        if found[-1] and used + len(line) + 1 > budget:
            found.append([])
            used = 0
        found[-1].append(cut(line, budget))
        used += len(line) + 1
    return found
