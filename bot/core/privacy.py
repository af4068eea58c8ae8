"""One's own data: what is stored, and all of it as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.models import Person
    from bot.core.ports import Clock, Store
    from bot.core.records import Region


class Privacy:
    """What Tern holds on a person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def person(self, user: int) -> Person | None:
        return await self._store.person(user)

    async def remember_region(self, user: int, region: Region) -> None:
        """Stores where the person lives, because they asked for it."""
        await self._store.remember_region(user, region.id, int(self._clock.now().timestamp()))

    async def held(self, user: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row with this person's id, by table; tables without one are left out."""
        tables = await self._store.export(user)
        return {table: rows for table, rows in tables.items() if rows}

    async def export(self, user: int) -> bytes:
        """All of it as indented JSON. Raises `UserError` where there is nothing."""
        tables = await self.held(user)
        if not tables:
            raise UserError("Tern holds nothing on you.")
        document = {
            "user_id": str(user),
            "exported_at": self._clock.now().isoformat(timespec="seconds"),
            "tables": tables,
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()
