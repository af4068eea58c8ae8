"""How a forwarding card looks wherever it is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.views import words
from bot.views.card import cut, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.models import Card
    from bot.core.moves import Moves
    from bot.core.ports import Catalogue
    from bot.i18n import Language

_LONGEST = 440
"""Characters of a card's lines, so that a page of them (eight) fits into a message."""

_LONGEST_NAME = 80


class CardLines:
    """Cards with the names and links that the catalogue gives them."""

    def __init__(self, catalogue: Catalogue, moves: Moves, t: Language) -> None:
        self._catalogue = catalogue
        self._moves = moves
        self._t = t

    def line(self, shown: Card, *, of: bool = False) -> str:
        """Where, instead of what, the note, how far, how old, whether checked. `of`: and whose."""
        whose = f"<@{shown.user}> · " if of else ""
        last = f"-# {self._state(shown)}"
        note = f"\n> {plain(shown.note)}" if shown.note else ""
        full = f"{whose}{self._where(shown, linked=True)}{note}\n{last}"
        if len(full) <= _LONGEST:
            return full
        # Whoever looks is warned first, and led second.
        where = f"{whose}{self._where(shown, linked=False)}"
        room = _LONGEST - len(where) - len(last) - len("\n> ") - len("\n")
        return f"{where}{_note_within(shown.note, room)}\n{last}"

    def name(self, shown: Card) -> str:
        """For a select: platform and handle."""
        return cut(f"{self.platform(shown.platform)}: {shown.handle}", _LONGEST_NAME)

    def platform(self, platform: str) -> str:
        return words.platform_name(platform, self._catalogue)

    def footnotes(self, shown: Iterable[Card]) -> list[str]:
        """What "checked" means, once below the cards."""
        t = self._t
        if not any(card.verified_at for card in shown):
            return ["-# " + t("Given by the members; not checked by Tern.")]
        return [
            "-# " + t("Given by the members. Checked: an account of this name was found."),
            "-# " + t("Whose account it is, Tern cannot tell."),
        ]

    def _where(self, shown: Card, *, linked: bool) -> str:
        handle = plain(cut(shown.handle, _LONGEST_NAME))
        address = self._moves.link(shown) if linked else None
        where = f"[{handle}](<{address}>)" if address else handle
        line = f"**{self.platform(shown.platform)}:** {where}"
        if shown.origin:
            line += " " + self._t("(instead of {platform})", platform=self.platform(shown.origin))
        return line

    def _state(self, shown: Card) -> str:
        t = self._t
        return " · ".join(
            part
            for part in (
                t(words.PROGRESS[shown.progress]) if shown.progress else None,
                t("as of {date}", date=t.when(day(shown.updated_at))),
                t("checked on {date}", date=t.when(day(shown.verified_at)))
                if shown.verified_at
                else t("not checked"),
            )
            if part
        )


def _note_within(note: str, room: int) -> str:
    """As much of the note as fits into `room` characters, as a line of its own; "" for none."""
    for length in range(len(note), 1, -1):
        shown = plain(cut(note, length))
        if len(shown) <= room:
            return f"\n> {shown}"
    return ""


def day(seconds: int) -> str:
    """The day, in UTC, as an ISO 8601 date."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
