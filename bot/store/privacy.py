"""One's own data: found in the live schema by a column's name, so that no table is forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.store.engine import OnEngine

_COLUMN = "user_id"


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
        found = {}
        for table, columns in (await self.user_tables()).items():
            names = ", ".join(f'"{column}"' for column in columns)
            rows = await self._engine.read(
                f'SELECT {names} FROM "{table}" WHERE {_COLUMN} = ?1',  # noqa: S608 - live schema
                user,
            )
            found[table] = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        return found

    async def erase(self, user: int) -> Mapping[str, int]:
        """Deletes every such row in one transaction; how many, table by table."""
        # Jobs last: who changes a letter at this moment makes jobs of it before its row is let go.
        tables = sorted(await self.user_tables(), key=lambda table: table == "jobs")
        deleted = {}
        async with self._engine.transaction() as run:
            for table in tables:
                rows = await run(
                    f'DELETE FROM "{table}" WHERE {_COLUMN} = ?1 RETURNING 1',  # noqa: S608
                    user,
                )
                deleted[table] = len(rows)
        await self._engine.scrub()
        return deleted


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
