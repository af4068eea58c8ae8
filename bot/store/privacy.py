"""One's own data: found in the live schema by a column's name, so that no table is forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.store.engine import OnEngine
from bot.store.stats import marks_of

_COLUMN = "user_id"
_ASKED = "SELECT platform FROM answer_marks WHERE guild_id = ?1 AND mark = ?2 ORDER BY platform"


class Privacy(OnEngine):
    async def user_tables(self) -> Mapping[str, Sequence[str]]:
        """Tables that hold user ids, with all their columns, read from the live schema."""
        tables: dict[str, list[str]] = {}
        for table, column in await self._engine.read(self._engine.columns_sql):
            tables.setdefault(table, []).append(column)
        return {table: tables[table] for table in sorted(tables) if _COLUMN in tables[table]}

    async def export(self, user: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row that holds this user's id, table by table; also the tables that hold none.

        Values are those of JSON: numbers, text, None, and bytes as hexadecimal text.
        """
        found: dict[str, Sequence[Mapping[str, Any]]] = {}
        for table, columns in (await self.user_tables()).items():
            names = ", ".join(f'"{column}"' for column in columns)
            rows = await self._engine.read(
                f'SELECT {names} FROM "{table}" WHERE {_COLUMN} = ?1',  # noqa: S608 - live schema
                user,
            )
            found[table] = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        if asked := await self._asked(user):
            found["answer_marks"] = asked
        return found

    async def _asked(self, user: int) -> Sequence[Mapping[str, Any]]:
        """What the person asked about in weeks that are open: the one table without their id."""
        read = self._engine.read
        return [
            {"guild_id": guild, "platform": platform}
            for guild, mark in await marks_of(read, user)
            for (platform,) in await read(_ASKED, guild, mark)
        ]


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
