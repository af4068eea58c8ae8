"""Direct messages about forwarding cards. Each says why it comes and how to stop such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.card import Card, button, card, custom_id, heading, plain, row, rule, text
from bot.views.card_lines import CardLines, day

if TYPE_CHECKING:
    from bot.core.arrivals import Arrival
    from bot.core.models import Card as ForwardingCard
    from bot.core.moves import Moves
    from bot.core.ports import Catalogue
    from bot.i18n import Language


class CardMessages:
    """In the language of whoever gets them. `server` is the name of the server. What may be sent
    a second time bears the mark by which the first is found (see `bot.delivery.send`)."""

    def __init__(self, catalogue: Catalogue, moves: Moves, server: str, t: Language) -> None:
        self._lines = CardLines(catalogue, moves, t)
        self._server = plain(server)
        self._t = t

    def arrived(self, arrival: Arrival) -> Card:
        """To somebody who asked to be told."""
        t = self._t
        ask = arrival.ask
        return card(
            text(
                heading(t("Somebody you asked about has a card")),
                f"<@{ask.about}> · {self._server}",
                *(self._lines.line(one) for one in arrival.cards[:5]),
            ),
            rule(),
            text(
                *self._lines.footnotes(arrival.cards[:5]),
                "-# "
                + t(
                    "You asked for this on {date}. Tern tells you once of each member you asked "
                    "about.",
                    date=t.when(day(ask.asked_at)),
                ),
            ),
            row(button(t("Stop these"), custom_id("arrive-stop", str(ask.id)))),
        )

    def hidden(self, shown: ForwardingCard) -> Card:
        """To the owner of a card that a moderator hid."""
        t = self._t
        return card(
            text(
                heading(t("A moderator has hidden your card")),
                f"{self._server}\n{self._lines.line(shown)}",
                t("Nobody but you sees it now."),
                t("With `/migrate list` in that server you can change it or take it away."),
                t("If you think that is a mistake, ask the moderators of the server."),
            ),
            rule(),
            text("-# " + t("Tern writes this because the card is yours. Nothing follows.")),
        )

    def asks_again(self, shown: ForwardingCard, ends: str, mark: str) -> Card:
        """To an owner who allowed to be asked after a year."""
        t = self._t
        where = (str(shown.guild), shown.platform, mark)
        return card(
            text(
                heading(t("Does your card still hold?")),
                f"{self._server}\n{self._lines.line(shown)}",
                t("Without an answer it ends on {date}.", date=t.when(ends)),
            ),
            rule(),
            text("-# " + t("You asked to be asked after a year. “Take it away” stops these.")),
            row(
                button(t("It still holds"), custom_id("card-holds", *where)),
                button(t("Take it away"), custom_id("card-ends", *where)),
            ),
        )
