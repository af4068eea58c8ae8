"""Moves: the forwarding cards of a server's members."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.models import Card
from bot.store.engine import OnEngine, Row

_CREATE = """
INSERT INTO cards
    (guild_id, user_id, platform, handle, origin, visible, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (guild_id, user_id, platform) DO NOTHING RETURNING 1
"""

_REPLACE = """
UPDATE cards SET handle = ?4, origin = ?5, visible = ?6, updated_at = ?7
WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3
"""

_OF_MEMBER = """
SELECT guild_id, user_id, platform, handle, origin, visible, created_at, updated_at
FROM cards WHERE guild_id = ?1 AND user_id = ?2
"""

_REMOVE = """
DELETE FROM cards WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3 RETURNING 1
"""


class Moves(OnEngine):
    async def put_card(self, card: Card) -> bool:
        """Creates the card, or replaces all of the one there but its `created_at`. True when it is
        new."""
        key = (card.guild, card.user, card.platform)
        text = (card.handle, card.origin, card.visible)
        async with self._engine.transaction() as run:
            created = await run(_CREATE, *key, *text, card.created_at, card.updated_at)
            if not created:
                await run(_REPLACE, *key, *text, card.updated_at)
        return bool(created)

    async def cards_of(self, guild: int, user: int) -> Sequence[Card]:
        """The member's cards in a server, by platform id."""
        cards = [_card(row) for row in await self._engine.read(_OF_MEMBER, guild, user)]
        # Not by the database: PostgreSQL sorts text as the server's language does.
        return sorted(cards, key=lambda card: card.platform)

    async def remove_card(self, guild: int, user: int, platform: str) -> bool:
        """True when there was one."""
        return bool(await self._engine.write(_REMOVE, guild, user, platform))


def _card(row: Row) -> Card:
    guild, user, platform, handle, origin, visible, created_at, updated_at = row
    return Card(
        guild=guild,
        user=user,
        platform=platform,
        handle=handle,
        origin=origin,
        visible=visible,
        created_at=created_at,
        updated_at=updated_at,
    )
