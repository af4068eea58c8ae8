# ruff: noqa: S608 - the texts are put together from constants; values are parameters
"""Moves: cards that members report and moderators hide."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.card_store import Reported
from bot.core.models import Card
from bot.store.engine import OnEngine
from bot.store.moves import COLUMNS, OF_CARDS, card_of

_CARD = f"SELECT {COLUMNS} FROM cards WHERE guild_id = ?1 AND id = ?2"

_REPORT = """
INSERT INTO card_reports (card_id, user_id, guild_id, reported_at)
SELECT id, CAST(?3 AS BIGINT), guild_id, CAST(?4 AS BIGINT)
FROM cards WHERE guild_id = ?1 AND id = ?2
ON CONFLICT (card_id, user_id) DO NOTHING RETURNING 1
"""

_REPORTED = f"""
SELECT {OF_CARDS}, open_reports.n
FROM cards LEFT JOIN (
    SELECT card_id, COUNT(*) AS n FROM card_reports WHERE guild_id = ?1 AND settled = 0
    GROUP BY card_id
) AS open_reports ON open_reports.card_id = cards.id
WHERE cards.guild_id = ?1 AND cards.visible IN ('lists', 'find')
    AND (open_reports.n IS NOT NULL OR cards.hidden_at IS NOT NULL)
    AND cards.user_id NOT IN
        (SELECT user_id FROM card_owners WHERE guild_id = ?1 AND gone_at IS NOT NULL)
"""
# A card that its owner shows to nobody, or that nobody sees because they left, is for no moderator
# either.

_SETTLE = "UPDATE card_reports SET settled = 1 WHERE guild_id = ?1 AND card_id = ?2"

_HIDE = f"""
UPDATE cards SET hidden_at = ?3 WHERE guild_id = ?1 AND id = ?2 RETURNING {COLUMNS}
"""


class CardReports(OnEngine):
    """The part of `bot.core.card_store.CardStore` that is for moderators."""

    async def card(self, guild: int, card: int) -> Card | None:
        rows = await self._engine.read(_CARD, guild, card)
        return card_of(rows[0]) if rows else None

    async def report_card(self, guild: int, card: int, user: int, now: int) -> bool:
        return bool(await self._engine.write(_REPORT, guild, card, user, now))

    async def reported_cards(self, guild: int) -> Sequence[Reported]:
        rows = await self._engine.read(_REPORTED, guild)
        found = [Reported(card=card_of(row[:-1]), reports=row[-1] or 0) for row in rows]
        return sorted(found, key=lambda one: (-one.reports, one.card.id))

    async def dismiss_reports(self, guild: int, card: int) -> None:
        await self._engine.write(_SETTLE, guild, card)

    async def hide_card(self, guild: int, card: int, hidden_at: int | None) -> Card | None:
        async with self._engine.transaction() as run:
            rows = await run(_HIDE, guild, card, hidden_at)
            await run(_SETTLE, guild, card)
        return card_of(rows[0]) if rows else None
