"""Bounces: addresses of platforms that people found undeliverable."""

from __future__ import annotations

from bot.store.engine import OnEngine

_REPORT = """
INSERT INTO bounces (user_id, platform, address, reported_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (platform, address, user_id) DO UPDATE SET reported_at = excluded.reported_at
"""

_WITHDRAW = "DELETE FROM bounces WHERE user_id = ?1 AND platform = ?2"

# One row a person and address: counting rows counts people.
_COUNT = """
SELECT COUNT(*) FROM bounces WHERE platform = ?1 AND address = ?2 AND reported_at >= ?3
"""


class Bounces(OnEngine):
    async def report_bounce(self, user: int, platform: str, address: str, now: int) -> None:
        """Notes that this person's letter to the address came back; the last time counts."""
        await self._engine.write(_REPORT, user, platform, address, now)

    async def withdraw_bounces(self, user: int, platform: str) -> None:
        """Takes back what this person reported of the platform's addresses, whichever they are in
        its record by now."""
        await self._engine.write(_WITHDRAW, user, platform)

    async def bounces(self, platform: str, address: str, since: int) -> int:
        """How many different people found the address undeliverable since then."""
        ((count,),) = await self._engine.read(_COUNT, platform, address, since)
        return int(count)
