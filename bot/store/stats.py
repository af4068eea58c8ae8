"""Statistics: what may be counted, the published reports and the servers' secrets for them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, TypeVar

from bot.core.figure_store import CountedCard, CountedLetter, ToldOutcome
from bot.store.engine import OnEngine, Row, Run
from bot.store.moves import random_id

_T = TypeVar("_T")

_CARDS = """
SELECT cards.user_id, cards.visible, cards.platform, cards.origin
FROM cards LEFT JOIN card_owners
    ON card_owners.guild_id = cards.guild_id AND card_owners.user_id = cards.user_id
WHERE cards.guild_id = ?1 AND cards.visible IN ('lists', 'find', 'numbers')
    AND card_owners.gone_at IS NULL
"""
# A moderator hides a card from others, which does not undo the move: one who reads statistics
# should not be able to take a single person out of them.

_LETTERS = """
SELECT user_id, platform, kind,
    CASE WHEN outcome IS NOT NULL THEN outcome
        WHEN stage = 'written' THEN 'unsent' ELSE 'waiting' END,
    region, created_at
FROM letters
WHERE guild_id = ?1 AND created_at > ?2 AND state IN ('delivered', 'shown')
"""

# A complaint goes to an authority: what came of it is not the platform's doing.
_TOLD = """
SELECT id, user_id, platform, outcome, received_on, outcome_on FROM letters
WHERE outcome_on >= ?1 AND outcome IS NOT NULL AND kind <> 'complaint'
    AND state IN ('delivered', 'shown')
"""

_REPORT = "SELECT published_at, content FROM reports WHERE guild_id = ?1"
_HAS_REPORT = "SELECT 1 FROM reports WHERE guild_id = ?1"

_PUBLISH = """
INSERT INTO reports (guild_id, published_at, content) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id) DO UPDATE
SET published_at = excluded.published_at, content = excluded.content
"""

_AGAIN = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, 'report-weekly', 0, ?2, ?3, ?3, ?4)
ON CONFLICT (case_id, kind) DO NOTHING
"""

_KEY = "SELECT key FROM guild_keys WHERE guild_id = ?1"

_CREATE_KEY = """
INSERT INTO guild_keys (guild_id, key) VALUES (?1, ?2) ON CONFLICT (guild_id) DO NOTHING
"""

_INSIDE = "SELECT cell, user_id FROM cell_people WHERE guild_id = ?1"
_AT_ONCE = 500

# Also takes hold of the row until the mark is written: a week cannot close in between.
_WEEK_KEY = """
INSERT INTO answer_keys (guild_id, key) VALUES (?1, ?2)
ON CONFLICT (guild_id) DO UPDATE SET guild_id = excluded.guild_id RETURNING key
"""

_MARK = """
INSERT INTO answer_marks (guild_id, platform, mark) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id, platform, mark) DO NOTHING
"""

_IS_MARKED = "SELECT 1 FROM answer_marks WHERE guild_id = ?1 AND platform = ?2 AND mark = ?3"

_ROLE = "SELECT moderator_role FROM guild_settings WHERE guild_id = ?1"

_NAME_ROLE = """
INSERT INTO guild_settings (guild_id, moderator_role, updated_at) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id) DO UPDATE
SET moderator_role = excluded.moderator_role, updated_at = excluded.updated_at
"""


class Stats(OnEngine):
    """The `FigureStore` of `bot.core.figure_store`."""

    @asynccontextmanager
    async def publishing(self, guild: int) -> AsyncIterator[Publishing]:
        async with self._engine.transaction() as run:
            await run(self._engine.lock_sql)
            publishing = Publishing(run, guild)
            yield publishing
        if publishing.has_closed_week:
            await self._engine.empty_journal()  # the destroyed key still stood there

    async def report(self, guild: int) -> tuple[int, str] | None:
        return _report(await self._engine.read(_REPORT, guild))

    async def plan_report(self, guild: int, at: int, now: int) -> None:
        await self._engine.write(_AGAIN, random_id(), guild, at, now)

    async def guild_key(self, guild: int) -> bytes:
        async with self._engine.transaction() as run:
            return await _key(run, guild)

    async def mark_asked(self, guild: int, platform: str, user: int) -> None:
        for (key,) in await self._engine.read(
            "SELECT key FROM answer_keys WHERE guild_id = ?1", guild
        ):
            if await self._engine.read(_IS_MARKED, guild, platform, _mark(key, user)):
                return
        async with self._engine.transaction() as run:
            if not await run(_HAS_REPORT, guild):
                return  # erased a moment ago: no report would ever close the week
            ((key,),) = await run(_WEEK_KEY, guild, secrets.token_bytes(32))
            await run(_MARK, guild, platform, _mark(key, user))

    async def moderator_role(self, guild: int) -> int | None:
        for (role,) in await self._engine.read(_ROLE, guild):
            return None if role is None else int(role)
        return None

    async def name_moderators(self, guild: int, role: int | None, now: int) -> None:
        await self._engine.write(_NAME_ROLE, guild, role, now)


class Publishing:
    """The port of this name, inside one transaction."""

    def __init__(self, run: Run, guild: int) -> None:
        self._run = run
        self._guild = guild
        self.has_closed_week = False

    async def key(self) -> bytes:
        return await _key(self._run, self._guild)

    async def report(self) -> tuple[int, str] | None:
        return _report(await self._run(_REPORT, self._guild))

    async def cards(self) -> Iterable[CountedCard]:
        rows = await self._run(_CARDS, self._guild)
        return (
            CountedCard(user=user, visible=visible, platform=platform, origin=origin)
            for user, visible, platform, origin in rows
        )

    async def letters(self, since: int) -> Iterable[CountedLetter]:
        rows = await self._run(_LETTERS, self._guild, since)
        return (
            CountedLetter(
                user=user,
                platform=platform,
                kind=kind,
                outcome=outcome,
                region=region,
                made_at=made_at,
            )
            for user, platform, kind, outcome, region, made_at in rows
        )

    async def told(self, since: date) -> Sequence[ToldOutcome]:
        return [
            ToldOutcome(
                letter=letter,
                user=user,
                platform=platform,
                outcome=outcome,
                received=date.fromisoformat(received) if received else None,
                on=date.fromisoformat(on),
            )
            for letter, user, platform, outcome, received, on in await self._run(
                _TOLD, since.isoformat()
            )
        ]

    async def close_week(self) -> Sequence[tuple[str, bytes]]:
        keys = await self._run(
            "DELETE FROM answer_keys WHERE guild_id = ?1 RETURNING 1", self._guild
        )
        self.has_closed_week = bool(keys)
        rows = await self._run(
            "DELETE FROM answer_marks WHERE guild_id = ?1 RETURNING platform, mark", self._guild
        )
        return [(platform, mark) for platform, mark in rows]

    async def inside(self) -> Sequence[tuple[str, int]]:
        rows: Sequence[Any] = await self._run(_INSIDE, self._guild)
        return rows

    async def publish(
        self, now: int, content: str, changed: Mapping[str, Collection[int]], again: int
    ) -> None:
        for cells in _portions(list(changed)):
            await self._run(_empty_cells(len(cells)), self._guild, *cells)
        rows = [(cell, user) for cell, users in changed.items() for user in users]
        for portion in _portions(rows):
            values = (value for row in portion for value in row)
            await self._run(_fill_cells(len(portion)), self._guild, *values)
        await self._run(_PUBLISH, self._guild, now, content)
        await self._run(_AGAIN, random_id(), self._guild, again, now)


async def marks_of(run: Run, user: int) -> Sequence[tuple[int, bytes]]:
    """(server, mark) of a person in every week that is still open."""
    rows = await run("SELECT guild_id, key FROM answer_keys")
    return [(guild, _mark(key, user)) for guild, key in rows]


async def forget_marks(run: Run, user: int) -> int:
    """Deletes what would count the person as having asked; how many marks."""
    deleted = 0
    for guild, mark in await marks_of(run, user):
        deleted += len(
            await run(
                "DELETE FROM answer_marks WHERE guild_id = ?1 AND mark = ?2 RETURNING 1",
                guild,
                mark,
            )
        )
    return deleted


def _mark(key: bytes, user: int) -> bytes:
    return hmac.digest(key, str(user).encode(), hashlib.sha256)


def _portions(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Few enough for the parameters of one statement."""
    return (items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))


def _empty_cells(count: int) -> str:
    cells = ", ".join(f"?{number}" for number in range(2, count + 2))
    return f"DELETE FROM cell_people WHERE guild_id = ?1 AND cell IN ({cells})"  # noqa: S608


def _fill_cells(count: int) -> str:
    rows = ", ".join(f"(?1, ?{2 * number}, ?{2 * number + 1})" for number in range(1, count + 1))
    return f"INSERT INTO cell_people (guild_id, cell, user_id) VALUES {rows}"  # noqa: S608


def _report(rows: Sequence[Row]) -> tuple[int, str] | None:
    return (rows[0][0], rows[0][1]) if rows else None


async def _key(run: Run, guild: int) -> bytes:
    await run(_CREATE_KEY, guild, secrets.token_bytes(32))
    ((key,),) = await run(_KEY, guild)
    return bytes(key)
