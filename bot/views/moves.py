"""Forwarding cards, as their owners see them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import limits
from bot.core.moves import ENDINGS, LONGEST_NOTE
from bot.i18n import N_
from bot.views import words
from bot.views.card import Card, Form, button, card, custom_id, cut, heading, plain, row, rule, text
from bot.views.card_lines import CardLines, day
from bot.views.records import paged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Card as ForwardingCard
    from bot.core.moves import Moves, Published
    from bot.core.ports import Catalogue
    from bot.i18n import Language

UNSAID = "-"
"""The option with which one takes back how far one is."""

_ENDINGS = MappingProxyType(
    {
        "never": N_("Until I take it away"),
        "ask": N_("Ask me in a year whether it still holds"),
        "90": N_("For three months from now"),
        "180": N_("For half a year from now"),
        "365": N_("For a year from now"),
    }
)

_PROGRESS = MappingProxyType(
    {
        "thinking": N_("I am thinking of moving"),
        "both": N_("I post on both"),
        "moved": N_("I have moved"),
        UNSAID: N_("I would rather not say"),
    }
)


class MoveViews:
    """To the owner of a card."""

    def __init__(self, catalogue: Catalogue, moves: Moves, t: Language) -> None:
        self._lines = CardLines(catalogue, moves, t)
        self._moves = moves
        self._t = t

    def published(self, published: Published) -> Card:
        """After `/migrate to`."""
        t = self._t
        title = t("Your card is published") if published.is_new else t("Your card is changed")
        return self._editor(title, published.card, removed=published.removed)

    def changed(self, shown: ForwardingCard, *, removed: bool = False) -> Card:
        """After a select or the form of the note."""
        return self._editor(self._t("Your card is changed"), shown, removed=removed)

    def editor(self, shown: ForwardingCard) -> Card:
        """The card with all that can be changed."""
        return self._editor(self._t("Your card"), shown)

    def verified(self, shown: ForwardingCard, found: bool | None) -> Card:
        """After "Check my name"."""
        t = self._t
        service = self._service(shown)
        said = {
            True: t("An account of this name is on {service}.", service=service),
            False: t("{service} knows no account of this name.", service=service),
            None: t(
                "{service} gave no answer that Tern can use: nothing has changed.", service=service
            ),
        }[found]
        moved = None
        if found is None and "@" in shown.handle:
            moved = "-# " + t(
                "Some servers keep their accounts at another address and send Tern there. It does "
                "not follow, so a right name can stay “not checked”."
            )
        return self._editor(t("Your card"), shown, said, moved)

    def own(self, cards: Sequence[ForwardingCard], page: int, *, takes_asks: bool) -> Card:
        """All of one's cards in this server."""
        t = self._t
        asks = button(
            t("Let nobody ask to be told of me") if takes_asks else t("Let others ask again"),
            custom_id("card-asks", "off" if takes_asks else "on"),
        )
        told = (
            t("Members may ask Tern to tell them once when you publish a card they can see.")
            if takes_asks
            else t("Nobody can ask to be told when you publish a card.")
        )
        if not cards:
            return card(
                text(
                    t("You have no card in this server."),
                    t("`/migrate to` tells the others here where to find you."),
                    "-# " + told,
                ),
                row(asks),
            )
        lines = [f"{self._lines.line(one)}\n{self._who_sees(one)}" for one in cards]
        options = [
            discord.SelectOption(
                label=cut(self._lines.name(one), limits.CHOICE_NAME), value=one.platform
            )
            for one in cards[: limits.SELECT_OPTIONS]
        ]
        pick: ui.Select[Any] = ui.Select(
            custom_id=custom_id("card-edit"), placeholder=t("Change a card"), options=options
        )
        return paged(
            text(heading(t("Your cards in this server"))),
            lines,
            page,
            ["-# " + told],
            lambda number: custom_id("cards", str(number)),
            row(pick),
            row(asks),
            t=t,
        )

    def removed(self, platform: str) -> Card:
        """After a card was taken away, for a day with the way back."""
        t = self._t
        name = self._lines.platform(platform)
        return card(
            text(
                t("Your card for {platform} is gone.", platform=name),
                "-# " + t("Tern keeps it for a day, so that you can put it back."),
            ),
            row(button(t("Put it back"), custom_id("card-undo", platform))),
        )

    def note_form(self, platform: str, note: str) -> Form:
        """The form of the content note."""
        t = self._t
        form = Form(
            title=cut(t("Content note"), limits.MODAL_TITLE),
            custom_id=custom_id("card-noted", platform),
        )
        form.add_item(
            ui.Label(
                text=cut(t("What to know before looking"), limits.LABEL),
                description=cut(
                    t("Shown with your card to whoever may see it. Empty: no note."),
                    limits.LABEL_DESCRIPTION,
                ),
                component=ui.TextInput(
                    custom_id="note", required=False, max_length=LONGEST_NOTE, default=note or None
                ),
            )
        )
        return form

    def _editor(
        self, title: str, shown: ForwardingCard, *said: str | None, removed: bool = False
    ) -> Card:
        t = self._t
        platform = shown.platform
        check = None
        if self._moves.can_verify(platform):
            check = button(t("Check my name"), custom_id("card-check", platform))
        return card(
            text(heading(title), *said, self._lines.line(shown)),
            rule(),
            text(
                self._who_sees(shown, small=False),
                t("Invisible control characters were removed.") if removed else None,
                "-# "
                + t(
                    "It holds for this server only. `/migrate to` changes it, `/migrate remove` "
                    "takes it away."
                ),
                "-# " + t("A check asks {service} for this name.", service=self._service(shown))
                if check
                else None,
            ),
            row(self._progress(shown)),
            row(self._ending(shown)),
            row(
                button(t("Content note"), custom_id("card-note", platform)),
                check,
                button(t("Take it away"), custom_id("card-remove", platform)),
            ),
        )

    def _service(self, shown: ForwardingCard) -> str:
        """Whom a check asks: the account's own server, where accounts have one."""
        _, at, server = shown.handle.rpartition("@")
        return plain(server) if at else self._lines.platform(shown.platform)

    def _who_sees(self, shown: ForwardingCard, *, small: bool = True) -> str:
        t = self._t
        mark = "-# " if small else ""
        lines = [t(words.VISIBLE[shown.visible])]
        if shown.hidden_at:
            date = t.when(day(shown.hidden_at))
            lines = [t("A moderator hid it on {date}: nobody but you sees it.", date=date)]
        if shown.until and shown.ask_again:
            lines.append(
                t("Tern asks you on {date} whether it holds.", date=t.when(day(shown.until)))
            )
        elif shown.until:
            lines.append(t("It ends on {date}.", date=t.when(day(shown.until))))
        return "\n".join(mark + line for line in lines)

    def _progress(self, shown: ForwardingCard) -> ui.Select[Any]:
        t = self._t
        options = [
            discord.SelectOption(label=t(label), value=value, default=value == shown.progress)
            for value, label in _PROGRESS.items()
        ]
        return ui.Select(
            custom_id=custom_id("card-progress", shown.platform),
            placeholder=t("How far are you?"),
            options=options,
        )

    def _ending(self, shown: ForwardingCard) -> ui.Select[Any]:
        t = self._t
        options = [
            discord.SelectOption(label=t(_ENDINGS[ending]), value=ending) for ending in ENDINGS
        ]
        return ui.Select(
            custom_id=custom_id("card-ending", shown.platform),
            placeholder=t("Until when does it hold?"),
            options=options,
        )
