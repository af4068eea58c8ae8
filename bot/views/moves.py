"""Forwarding cards."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.views import words
from bot.views.card import Card, card, heading, plain, rule, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Card as ForwardingCard
    from bot.core.moves import Moves, Published
    from bot.core.ports import Catalogue
    from bot.i18n import Language


class MoveViews:
    """Cards with the names and links the catalogue gives them."""

    def __init__(self, catalogue: Catalogue, moves: Moves, t: Language) -> None:
        self._catalogue = catalogue
        self._moves = moves
        self._t = t

    def published(self, published: Published) -> Card:
        """To its owner, after `/migrate to`."""
        t = self._t
        shown = published.card
        title = t("Your card is published") if published.is_new else t("Your card is changed")
        return card(
            text(heading(title), self._line(shown)),
            rule(),
            text(
                t(words.VISIBLE[shown.visible]),
                t("Invisible control characters were removed from the name.")
                if published.removed
                else None,
                "-# "
                + t(
                    "It holds for this server only. `/migrate to` changes it, `/migrate remove` "
                    "takes it away."
                ),
            ),
        )

    def own(self, cards: Sequence[ForwardingCard]) -> Card:
        """To the owner: all cards in this server."""
        t = self._t
        if not cards:
            return card(
                text(
                    t("You have no card in this server."),
                    t("`/migrate to` tells the others here where to find you."),
                )
            )
        lines = [f"{self._line(c)}\n-# {t(words.VISIBLE[c.visible])}" for c in cards]
        return card(text(heading(t("Your cards in this server")), *lines))

    def found(self, name: str, cards: Sequence[ForwardingCard]) -> Card:
        """To somebody who looked another member up."""
        t = self._t
        if not cards:
            return card(
                text(
                    t("{name} has no card here that others may see.", name=plain(name)),
                    "-# " + t("Members publish one with `/migrate to`, if they like."),
                )
            )
        return card(
            text(heading(t("Where to find {name}", name=plain(name))), *map(self._line, cards)),
            rule(),
            text("-# " + t("Given by the member; not checked by Tern.")),
        )

    def removed(self, platform: str) -> Card:
        t = self._t
        return card(text(t("Your card for {platform} is gone.", platform=platform)))

    def _line(self, shown: ForwardingCard) -> str:
        t = self._t
        handle = plain(shown.handle)
        address = self._moves.link(shown)
        where = f"[{handle}](<{address}>)" if address else handle
        line = f"**{words.platform_name(shown.platform, self._catalogue)}:** {where}"
        if shown.origin:
            line += " " + t(
                "(instead of {platform})",
                platform=words.platform_name(shown.origin, self._catalogue),
            )
        return f"{line} · {t.when(_day(shown.updated_at))}"


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
