"""Statistics: what may be counted, the published reports and the servers' secrets for them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.store.engine import OnEngine

_COUNTABLE_CARDS = """
SELECT platform, origin, user_id FROM cards
WHERE guild_id = ?1 AND visible IN ('lists', 'find', 'numbers')
"""

_COUNTABLE_LETTERS = """
SELECT platform, kind, region, user_id FROM letters
WHERE guild_id = ?1 AND created_at >= ?2 AND state IN ('delivered', 'shown')
"""

_REPORT = "SELECT published_at, content FROM reports WHERE guild_id = ?1"

_PUBLISH = """
INSERT INTO reports (guild_id, published_at, content) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id) DO UPDATE
SET published_at = excluded.published_at, content = excluded.content
"""

_KEY = "SELECT key FROM guild_keys WHERE guild_id = ?1"

_CREATE_KEY = """
INSERT INTO guild_keys (guild_id, key) VALUES (?1, ?2) ON CONFLICT (guild_id) DO NOTHING
"""


class Stats(OnEngine):
    async def countable_cards(self, guild: int) -> Sequence[tuple[str, str | None, int]]:
        """(platform, origin, user) of every card that may be counted."""
        rows = await self._engine.read(_COUNTABLE_CARDS, guild)
        return [(platform, origin, user) for platform, origin, user in rows]

    async def countable_letters(
        self, guild: int, since: int
    ) -> Sequence[tuple[str, str, str, int]]:
        """(platform, kind, region, user) of letters that arrived, made since then."""
        rows = await self._engine.read(_COUNTABLE_LETTERS, guild, since)
        return [(platform, kind, region, user) for platform, kind, region, user in rows]

    async def report(self, guild: int) -> tuple[int, str] | None:
        """The last published report: when, and its JSON."""
        for published_at, content in await self._engine.read(_REPORT, guild):
            return published_at, content
        return None

    async def publish_report(self, guild: int, now: int, content: str) -> None:
        await self._engine.write(_PUBLISH, guild, now, content)

    async def guild_key(self, guild: int) -> bytes:
        """The server's secret for statistics: 32 random bytes, made on first use, never shown."""
        rows = await self._engine.read(_KEY, guild)
        if not rows:
            await self._engine.write(_CREATE_KEY, guild, secrets.token_bytes(32))
            # Read again: somebody else may have been first.
            rows = await self._engine.read(_KEY, guild)
        key: bytes = rows[0][0]
        return key
