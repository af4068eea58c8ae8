"""Forwarding cards, as others see them: a member's, and a server's directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.views.card import Card, button, card, custom_id, cut, heading, plain, row, rule, text
from bot.views.card_lines import CardLines
from bot.views.records import paged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Card as ForwardingCard
    from bot.core.moves import Directory, Moves
    from bot.core.ports import Catalogue
    from bot.i18n import Language

ALL = "-"
"""Stands for "every platform" in custom ids and options."""


class DirectoryViews:
    """To `viewer`, who is offered to report every card but their own."""

    def __init__(self, catalogue: Catalogue, moves: Moves, viewer: int, t: Language) -> None:
        self._lines = CardLines(catalogue, moves, t)
        self._viewer = viewer
        self._t = t

    def found(
        self, name: str, member: int, cards: Sequence[ForwardingCard], page: int, *, waits: bool
    ) -> Card:
        """Where a member is. `waits`: the viewer may ask to be told when there is a card."""
        t = self._t
        if not cards:
            ask = button(t("Tell me when they arrive"), custom_id("arrive", str(member)))
            return card(
                text(
                    t("{name} has no card here that others may see.", name=plain(name)),
                    "-# " + t("Members publish one with `/migrate to`, if they like."),
                ),
                row(ask) if waits else None,
            )
        return paged(
            text(heading(t("Where to find {name}", name=plain(name)))),
            [self._lines.line(one) for one in cards],
            page,
            self._lines.footnotes(cards),
            lambda number: custom_id("found", str(member), str(number)),
            self._report(cards),
            t=t,
        )

    def directory(self, shown: Directory) -> Card:
        """One page of who is where."""
        t = self._t
        title = t("Who is where")
        if shown.platform:
            title = t("Who is on {platform}", platform=self._lines.platform(shown.platform))
        if not shown.cards:
            return card(
                text(
                    heading(title),
                    t("No card is listed here."),
                    "-# " + t("Members list theirs with `/migrate to`, if they like."),
                ),
                self._turn(shown),
                self._filter(shown),
            )
        lines = [self._lines.line(one, of=True) for one in shown.cards]
        turn = self._turn(shown)
        count = "-# " + t("Page {n}", n=shown.page + 1) if turn else None
        return card(
            text(heading(title), *lines),
            rule(),
            text(*self._lines.footnotes(shown.cards), count),
            turn,
            self._filter(shown),
            self._report(shown.cards),
        )

    def _turn(self, shown: Directory) -> ui.ActionRow[Any] | None:
        t = self._t
        if shown.page == 0 and not shown.has_next:
            return None
        of = shown.platform or ALL
        return row(
            button(
                t("Earlier page"),
                custom_id("directory", of, str(max(0, shown.page - 1)), "back"),
                disabled=shown.page == 0,
            ),
            button(
                t("Next page"),
                custom_id("directory", of, str(shown.page + 1), "on"),
                disabled=not shown.has_next,
            ),
        )

    def _filter(self, shown: Directory) -> ui.ActionRow[Any] | None:
        t = self._t
        if not shown.platforms:
            return None
        named = sorted((self._lines.platform(one), one) for one in shown.platforms)
        options = [
            discord.SelectOption(label=t("Every platform"), value=ALL, default=not shown.platform)
        ]
        options += [
            discord.SelectOption(label=name, value=one, default=one == shown.platform)
            for name, one in named[: limits.SELECT_OPTIONS - 1]
        ]
        return row(ui.Select(custom_id=custom_id("directory-of"), options=options))

    def _report(self, cards: Sequence[ForwardingCard]) -> ui.ActionRow[Any] | None:
        options = [
            discord.SelectOption(
                label=cut(self._lines.name(one), limits.CHOICE_NAME), value=str(one.id)
            )
            for one in cards
            if one.user != self._viewer
        ]
        if not options:
            return None
        placeholder = self._t("Report a card to the moderators")
        return row(
            ui.Select(
                custom_id=custom_id("card-report"),
                placeholder=placeholder,
                options=options[: limits.SELECT_OPTIONS],
            )
        )


def waiting(name: str, t: Language) -> Card:
    """After "Tell me when they arrive"."""
    return card(
        text(
            t("Tern will tell you once, by direct message, when {name} has a card.", name=name),
            "-# " + t("It forgets that after 90 days. They are not told who asked."),
        )
    )


def reported(is_new: bool, t: Language) -> Card:
    """After a report."""
    return card(
        text(
            t("The moderators of this server will find your report.")
            if is_new
            else t("You have reported this card as it stands."),
            "-# " + t("They see the card and how many reported it, not who."),
        )
    )
