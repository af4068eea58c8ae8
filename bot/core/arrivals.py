""" "Tell me when they arrive": who waits for whose card, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.card_store import Ask
from bot.core.presence import RETURN_WITHIN
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Card
    from bot.core.moves import Moves
    from bot.core.ports import Clock, Store

_DAY = 24 * 3600

ASK_LASTS: Final = 90 * _DAY
"""Seconds until an ask expires."""

MOST_ASKS: Final = 25
"""Open asks of one person, in all servers together."""

ANSWER_WITHIN: Final = 30 * _DAY
"""Seconds a card stays after its owner was asked whether it still holds."""

ASK_AGAIN_AFTER: Final = 365 * _DAY
"""Seconds until the owner of a card is asked, where they allow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What an ask is answered with: the cards that member lets everyone look up."""

    ask: Ask
    cards: Sequence[Card]


class Arrivals:
    """Keeps asks, answers them, and looks after what is over."""

    def __init__(self, moves: Moves, store: Store, clock: Clock) -> None:
        self._moves = moves
        self._store = store
        self._clock = clock

    async def ask(self, guild: int, user: int, about: int, reader: str) -> None:
        """Remembers that `user` wants to be told of `about`. Raises `UserError`."""
        await self._moves.require_on(guild)
        if user == about:
            raise UserError("That is you.")
        now = self._now()
        ask = Ask(id=0, guild=guild, user=user, about=about, reader=reader, asked_at=now)
        kept = await self._store.ask_arrival(ask, expired=now - ASK_LASTS, most=MOST_ASKS)
        if kept == "refused":
            raise UserError("This member does not want others to be told.")
        if kept == "full":
            raise UserError("You wait for {n} members already, the most there can be.", n=MOST_ASKS)
        if kept == "kept":
            await self.announce(guild, about)  # published between the look-up and the press

    async def announce(self, guild: int, user: int) -> int:
        """To be called when a member's card may have become visible: plans the answers to those
        who wait; how many."""
        if not await self._store.shown_cards(guild, user, self._moves.window()):
            return 0
        now = self._now()
        return await self._store.plan_arrivals(guild, user, now, expired=now - ASK_LASTS)

    async def arrival(self, ask: int) -> Arrival | None:
        """What to tell; None where there is nothing to tell any more. Then the ask stays open until
        it expires, unless one of the two was erased."""
        found = await self._store.arrival(ask)
        if found is None or found.asked_at < self._now() - ASK_LASTS:
            return None
        cards = await self._store.shown_cards(found.guild, found.about, self._moves.window())
        return Arrival(ask=found, cards=cards) if cards else None

    async def told(self, ask: int) -> None:
        await self._store.close_ask(ask)

    async def stop(self, user: int) -> int:
        """Drops all that this person asked; how many."""
        return await self._store.close_asks_of(user)

    async def takes_asks(self, guild: int, user: int) -> bool:
        return await self._store.takes_asks(guild, user)

    async def take_asks(self, guild: int, user: int, takes: bool) -> None:
        """Whether others may ask to be told of this member. Refusing drops the open ones."""
        await self._store.take_asks(guild, user, takes, self._now())

    async def to_ask_again(self, guild: int) -> Sequence[Card]:
        """Cards whose owners want to be asked now whether they still hold."""
        return await self._store.cards_to_ask_about(guild, self._now())

    async def asked_again(self, card: Card) -> None:
        """The owner was asked: the card ends unless they say that it holds."""
        await self._store.prolong_card(card.id, self._now() + ANSWER_WITHIN, ask_again=False)

    async def holds(self, guild: int, user: int, platform: str) -> Card:
        """The owner says that it holds. Raises `UserError` where the card is gone."""
        card = await self._moves.own_on(guild, user, platform)
        await self._store.prolong_card(card.id, self._now() + ASK_AGAIN_AFTER, ask_again=True)
        return card

    async def sweep(self, guild: int) -> bool:
        """Erases what is over in this server; True while there is anything left to look after."""
        now = self._now()
        return await self._store.sweep_cards(
            guild, now, gone_before=now - RETURN_WITHIN, asked_before=now - ASK_LASTS
        )

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
