# ruff: noqa: S608 - the texts are put together from constants; values are parameters
"""Moves: whether those who have cards are still there, who waits for whom, and what is over."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.card_store import Ask, Asked
from bot.core.models import Card
from bot.store.engine import OnEngine, Run
from bot.store.moves import COLUMNS, card_of, look_after, look_daily, random_id

_DAY = 24 * 3600
_HIDDEN_STAYS = 30 * _DAY
"""How long a hidden card that was taken away is remembered as hidden."""

_RENEW = """
UPDATE card_owners SET seen_at = ?3, checked_at = ?3, gone_at = NULL
WHERE guild_id = ?1 AND user_id = ?2 AND (seen_at < ?4 OR gone_at IS NOT NULL)
"""

_TO_CHECK = """
SELECT user_id FROM card_owners WHERE guild_id = ?1 AND checked_at < ?2
ORDER BY checked_at, user_id LIMIT ?3
"""

_HERE = """
UPDATE card_owners SET seen_at = ?3, checked_at = ?3, gone_at = NULL
WHERE guild_id = ?1 AND user_id = ?2
"""

_GONE = """
UPDATE card_owners SET checked_at = ?3, gone_at = COALESCE(gone_at, ?3)
WHERE guild_id = ?1 AND user_id = ?2
"""

_LEFT = """
SELECT user_id FROM card_owners WHERE guild_id = ?1 AND gone_at < ?2 AND checked_at - gone_at >= ?3
"""
# Who came back at the end of that time is not erased because Discord did not say so in time.

_OF_LEFT = tuple(
    f"DELETE FROM {table} WHERE guild_id = ?1 AND user_id = ?2"
    for table in ("cards", "removed_cards", "asks", "asked_about", "card_owners")
)

_ENDED = "DELETE FROM cards WHERE guild_id = ?1 AND until_at <= ?2 AND ask_again = 0"

_ASIDE = """
DELETE FROM removed_cards
WHERE guild_id = ?1 AND (removed_at < ?3 OR (removed_at < ?2 AND hidden_at IS NULL))
"""

_MEANINGLESS = (
    "DELETE FROM card_reports WHERE guild_id = ?1"
    " AND card_id NOT IN (SELECT id FROM cards WHERE guild_id = ?1)",
    "DELETE FROM card_owners WHERE guild_id = ?1 AND takes_asks = 1 AND user_id NOT IN"
    " (SELECT user_id FROM cards WHERE guild_id = ?1"
    " UNION SELECT user_id FROM removed_cards WHERE guild_id = ?1)",
)

_ASKS_OVER = (
    "DELETE FROM asks WHERE guild_id = ?1 AND asked_at < ?2",
    "DELETE FROM asked_about WHERE guild_id = ?1 AND asked_at < ?2",
)

_ANYTHING = """
SELECT 1 FROM card_owners WHERE guild_id = ?1
UNION ALL SELECT 1 FROM asks WHERE guild_id = ?1 LIMIT 1
"""

_TO_ASK_ABOUT = f"""
SELECT {COLUMNS} FROM cards WHERE guild_id = ?1 AND ask_again = 1 AND until_at <= ?2
    AND user_id NOT IN
        (SELECT user_id FROM card_owners WHERE guild_id = ?1 AND gone_at IS NOT NULL)
"""

_PROLONG = "UPDATE cards SET until_at = ?2, ask_again = ?3 WHERE id = ?1 RETURNING 1"

_TAKES = "SELECT takes_asks FROM card_owners WHERE guild_id = ?1 AND user_id = ?2"

_TAKE = """
UPDATE card_owners SET takes_asks = ?3 WHERE guild_id = ?1 AND user_id = ?2
"""

_OPEN = """
SELECT asks.id FROM asks JOIN asked_about ON asked_about.ask_id = asks.id
WHERE asks.user_id = ?1 AND asks.guild_id = ?2 AND asked_about.user_id = ?3 AND asks.asked_at >= ?4
"""

_HOW_MANY = "SELECT COUNT(*) FROM asks WHERE user_id = ?1 AND asked_at >= ?2"

_ASK = "INSERT INTO asks (id, guild_id, user_id, reader, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)"

_ABOUT = "INSERT INTO asked_about (guild_id, user_id, ask_id, asked_at) VALUES (?1, ?2, ?3, ?4)"

_WAITING = """
SELECT asks.id, asks.user_id FROM asked_about JOIN asks ON asks.id = asked_about.ask_id
WHERE asked_about.guild_id = ?1 AND asked_about.user_id = ?2 AND asks.asked_at >= ?3
"""

_TELL = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, 'card-arrived', ?2, ?3, ?4, ?4, ?4)
ON CONFLICT (case_id, kind) DO NOTHING RETURNING 1
"""

_ARRIVAL = """
SELECT asks.id, asks.guild_id, asks.user_id, asked_about.user_id, asks.reader, asks.asked_at
FROM asks JOIN asked_about ON asked_about.ask_id = asks.id WHERE asks.id = ?1
"""

_COUNT_FILE = """
INSERT INTO follow_files (user_id, day, made) VALUES (?1, ?2, 1)
ON CONFLICT (user_id) DO UPDATE
SET made = CASE WHEN follow_files.day = excluded.day THEN follow_files.made + 1 ELSE 1 END,
    day = excluded.day
WHERE follow_files.day <> excluded.day OR follow_files.made < ?3
RETURNING 1
"""


class CardOwners(OnEngine):
    """The part of `bot.core.card_store.CardStore` that knows who is there and who waits."""

    async def renew_member(self, guild: int, user: int, now: int, before: int) -> None:
        await self._engine.write(_RENEW, guild, user, now, before)

    async def members_to_check(self, guild: int, before: int, limit: int) -> Sequence[int]:
        return [user for (user,) in await self._engine.read(_TO_CHECK, guild, before, limit)]

    async def note_members(
        self, guild: int, here: Sequence[int], gone: Sequence[int], now: int
    ) -> None:
        async with self._engine.transaction() as run:
            for user in here:
                await run(_HERE, guild, user, now)
            for user in gone:
                await run(_GONE, guild, user, now)

    async def sweep_cards(
        self, guild: int, now: int, *, gone_before: int, asked_before: int
    ) -> bool:
        async with self._engine.transaction() as run:
            for (user,) in await run(_LEFT, guild, gone_before, now - gone_before):
                for statement in _OF_LEFT:
                    await run(statement, guild, user)
            await run(_ENDED, guild, now)
            await run(_ASIDE, guild, now - _DAY, now - _HIDDEN_STAYS)
            for statement in _MEANINGLESS:
                await run(statement, guild)
            for statement in _ASKS_OVER:
                await run(statement, guild, asked_before)
            return bool(await run(_ANYTHING, guild))

    async def cards_to_ask_about(self, guild: int, now: int) -> Sequence[Card]:
        return [card_of(row) for row in await self._engine.read(_TO_ASK_ABOUT, guild, now)]

    async def prolong_card(self, card: int, until: int, *, ask_again: bool) -> bool:
        return bool(await self._engine.write(_PROLONG, card, until, int(ask_again)))

    async def takes_asks(self, guild: int, user: int) -> bool:
        return (0,) not in await self._engine.read(_TAKES, guild, user)

    async def take_asks(self, guild: int, user: int, takes: bool, now: int) -> None:
        async with self._engine.transaction() as run:
            await look_after(run, guild, user, now)
            await run(_TAKE, guild, user, int(takes))
            if not takes:
                for ask, _ in await run(_WAITING, guild, user, 0):
                    await _close(run, ask)

    async def ask_arrival(self, ask: Ask, *, expired: int, most: int) -> Asked:
        async with self._engine.transaction() as run:
            await run(self._engine.lock_sql)  # pressed twice at once, it is still one ask
            if (0,) in await run(_TAKES, ask.guild, ask.about):
                return "refused"
            if await run(_OPEN, ask.user, ask.guild, ask.about, expired):
                return "already"
            ((open_asks,),) = await run(_HOW_MANY, ask.user, expired)
            if open_asks >= most:
                return "full"
            id_ = random_id()
            await run(_ASK, id_, ask.guild, ask.user, ask.reader, ask.asked_at)
            await run(_ABOUT, ask.guild, ask.about, id_, ask.asked_at)
            await look_daily(run, ask.guild, ask.asked_at)
        return "kept"

    async def plan_arrivals(self, guild: int, user: int, now: int, *, expired: int) -> int:
        planned = 0
        async with self._engine.transaction() as run:
            for ask, asker in await run(_WAITING, guild, user, expired):
                planned += len(await run(_TELL, random_id(), asker, ask, now))
        return planned

    async def arrival(self, ask: int) -> Ask | None:
        for id_, guild, user, about, reader, asked_at in await self._engine.read(_ARRIVAL, ask):
            return Ask(
                id=id_, guild=guild, user=user, about=about, reader=reader, asked_at=asked_at
            )
        return None

    async def close_ask(self, ask: int) -> None:
        async with self._engine.transaction() as run:
            await _close(run, ask)

    async def close_asks_of(self, user: int) -> int:
        async with self._engine.transaction() as run:
            asks = await run("SELECT id FROM asks WHERE user_id = ?1", user)
            for (ask,) in asks:
                await _close(run, ask)
        return len(asks)

    async def count_file(self, user: int, day: int, most: int) -> bool:
        return bool(await self._engine.write(_COUNT_FILE, user, day, most))


async def _close(run: Run, ask: int) -> None:
    await run("DELETE FROM asks WHERE id = ?1", ask)
    await run("DELETE FROM asked_about WHERE ask_id = ?1", ask)
    await run("DELETE FROM jobs WHERE kind = 'card-arrived' AND case_id = ?1", ask)
