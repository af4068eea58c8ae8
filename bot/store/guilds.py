"""Servers: what their moderators chose."""

from __future__ import annotations

from bot.store.engine import OnEngine

_CARDS = "SELECT cards FROM guild_settings WHERE guild_id = ?1"

_SWITCH_CARDS = """
INSERT INTO guild_settings (guild_id, cards, updated_at) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id) DO UPDATE SET cards = excluded.cards, updated_at = excluded.updated_at
"""


class Guilds(OnEngine):
    async def cards_on(self, guild: int) -> bool:
        return (0,) not in await self._engine.read(_CARDS, guild)

    async def switch_cards(self, guild: int, on: bool, now: int) -> None:
        await self._engine.write(_SWITCH_CARDS, guild, int(on), now)
