"""Cards that members report, and what moderators do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.card_store import Reported
    from bot.core.models import Card
    from bot.core.ports import Clock, Store


class Reports:
    """Takes reports and settles them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def report(self, guild: int, card: int, user: int) -> bool:
        """Tells the moderators of a card; False where this person has told them of it as it stands.
        Who reported stays unknown to them. Raises `UserError` for a card that is gone."""
        if await self._store.card(guild, card) is None:
            raise UserError("This card is gone.")
        return await self._store.report_card(guild, card, user, self._now())

    async def open(self, guild: int) -> Sequence[Reported]:
        """Reported cards, the most reported first, then those that are hidden."""
        return await self._store.reported_cards(guild)

    async def hide(self, guild: int, card: int) -> Card | None:
        """Hides it from everyone but its owner, until a moderator shows it again, and closes its
        reports. None where it was hidden before: then its owner knows. Raises `UserError` for a
        card that is gone."""
        before = _there(await self._store.card(guild, card))
        hidden = _there(await self._store.hide_card(guild, card, before.hidden_at or self._now()))
        return None if before.hidden_at else hidden

    async def show(self, guild: int, card: int) -> Card:
        """Undoes `hide`."""
        return _there(await self._store.hide_card(guild, card, None))

    async def dismiss(self, guild: int, card: int) -> None:
        """Closes the reports and leaves the card as it is. Who reported it can do so again only
        once it has changed."""
        await self._store.dismiss_reports(guild, card)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _there(card: Card | None) -> Card:
    if card is None:
        raise UserError("This card is gone.")
    return card
