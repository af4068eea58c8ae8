"""People: what somebody asked Tern to remember about them."""

from __future__ import annotations

from bot.core.models import Person
from bot.store.engine import OnEngine

_PERSON = "SELECT user_id, region, updated_at FROM people WHERE user_id = ?1"

_REMEMBER_REGION = """
INSERT INTO people (user_id, region, updated_at) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id) DO UPDATE SET region = excluded.region, updated_at = excluded.updated_at
"""


class People(OnEngine):
    async def person(self, user: int) -> Person | None:
        for user_id, region, updated_at in await self._engine.read(_PERSON, user):
            return Person(user=user_id, region=region, updated_at=updated_at)
        return None

    async def remember_region(self, user: int, region: str, now: int) -> None:
        await self._engine.write(_REMEMBER_REGION, user, region, now)
