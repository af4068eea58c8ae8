# ruff: noqa: S608 - the texts are put together from constants; values are parameters
"""Moves: the forwarding cards of a server's members, their own and as others see them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.core.card_store import Window
from bot.core.models import Card
from bot.store.engine import OnEngine, Row, Run, Value

_BESIDES = "reader, progress, note, until_at, ask_again, hidden_at, verified_at"
COLUMNS = (
    "guild_id, user_id, platform, handle, origin, visible, created_at, updated_at, id, " + _BESIDES
)
OF_CARDS = ", ".join(f"cards.{column}" for column in COLUMNS.split(", "))

_CREATE = f"""
INSERT INTO cards ({COLUMNS})
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
    (SELECT hidden_at FROM removed_cards
        WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3),
    ?15)
ON CONFLICT (guild_id, user_id, platform) DO NOTHING RETURNING 1
"""
# What a moderator hid stays hidden, also when its owner takes it away and publishes it anew.

_REPLACE = """
UPDATE cards
SET handle = ?4, origin = ?5, visible = ?6, updated_at = ?7, reader = ?8,
    verified_at = CASE WHEN handle = ?4 THEN verified_at END,
    until_at = CASE WHEN until_at > ?7 OR ask_again = 1 THEN until_at END
WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3
"""

_MINE = "WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3"

_SET_PROGRESS = f"UPDATE cards SET progress = ?4, updated_at = ?5 {_MINE} RETURNING {COLUMNS}"
_SET_NOTE = f"UPDATE cards SET note = ?4, updated_at = ?5 {_MINE} RETURNING {COLUMNS}"
_SET_ENDING = f"UPDATE cards SET until_at = ?4, ask_again = ?5 {_MINE} RETURNING {COLUMNS}"
_SET_VERIFIED = f"""
UPDATE cards SET verified_at = ?5 {_MINE} AND handle = ?4 RETURNING {COLUMNS}
"""

_FORGET_SETTLED = f"""
DELETE FROM card_reports WHERE settled = 1 AND card_id IN (
    SELECT id FROM cards {_MINE} AND (handle <> ?4 OR note <> ?5))
"""

_OWNER_SEEN = """
INSERT INTO card_owners (guild_id, user_id, seen_at, checked_at) VALUES (?1, ?2, ?3, ?3)
ON CONFLICT (guild_id, user_id) DO UPDATE
SET seen_at = CASE WHEN card_owners.seen_at > excluded.seen_at
        THEN card_owners.seen_at ELSE excluded.seen_at END,
    gone_at = NULL
"""

_LOOK_AFTER = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, 'cards-seen', 0, ?2, ?3, ?3, ?3)
ON CONFLICT (case_id, kind) DO NOTHING
"""

_OF_MEMBER = f"SELECT {COLUMNS} FROM cards WHERE guild_id = ?1 AND user_id = ?2"

_REMOVE = f"""
DELETE FROM cards WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3 RETURNING {COLUMNS}
"""

_PUT_ASIDE = f"""
INSERT INTO removed_cards ({COLUMNS}, removed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
"""

_TAKE_BACK = f"""
DELETE FROM removed_cards WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3
    AND removed_at >= ?4 RETURNING {COLUMNS}
"""

_DROP_ASIDE = """
DELETE FROM removed_cards WHERE guild_id = ?1 AND user_id = ?2 AND platform = ?3
"""

_RESTORE = f"""
INSERT INTO cards ({COLUMNS})
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (guild_id, user_id, platform) DO NOTHING RETURNING 1
"""

_SHOWN = """
FROM cards JOIN card_owners
    ON card_owners.guild_id = cards.guild_id AND card_owners.user_id = cards.user_id
WHERE cards.guild_id = ?1
    AND card_owners.gone_at IS NULL AND card_owners.seen_at >= ?3
    AND cards.hidden_at IS NULL
    AND (cards.until_at IS NULL OR cards.until_at > ?2 OR cards.ask_again = 1)
    AND NOT EXISTS (SELECT 1 FROM guild_settings WHERE guild_id = ?1 AND cards = 0)
"""
"""The one place that says which cards others may see at all: ?1 server, ?2 now, ?3 seen since."""

_LOOK_UP = f"""
SELECT {OF_CARDS} {_SHOWN} AND cards.user_id = ?4 AND cards.visible IN ('lists', 'find')
"""

_LISTED = f"{_SHOWN} AND cards.visible = 'lists'"

_NEWEST = "ORDER BY cards.updated_at DESC, cards.id"
_PAGE = f"SELECT {OF_CARDS} {_LISTED} {_NEWEST} LIMIT ?4 OFFSET ?5"
_PAGE_OF = f"SELECT {OF_CARDS} {_LISTED} AND cards.platform = ?6 {_NEWEST} LIMIT ?4 OFFSET ?5"
_PLATFORMS = f"SELECT DISTINCT cards.platform {_LISTED}"
_HANDLES = f"SELECT cards.handle {_LISTED} AND cards.platform = ?4 AND cards.user_id <> ?5"

_DAY = 24 * 3600


class Moves(OnEngine):
    """The part of `bot.core.card_store.CardStore` that holds and shows cards."""

    async def put_card(self, card: Card) -> bool:
        key = (card.guild, card.user, card.platform)
        text = (card.handle, card.origin, card.visible)
        besides = (card.reader, card.progress, card.note, card.until, int(card.ask_again))
        async with self._engine.transaction() as run:
            created = await run(
                _CREATE,
                *(*key, *text, card.created_at, card.updated_at),
                *(random_id(), *besides, card.verified_at),
            )
            if not created:
                ((note,),) = await run(f"SELECT note FROM cards {_MINE}", *key)
                await run(_FORGET_SETTLED, *key, card.handle, note)
                await run(_REPLACE, *key, *text, card.updated_at, card.reader)
            await run(_DROP_ASIDE, *key)
            await look_after(run, card.guild, card.user, card.updated_at)
        return bool(created)

    async def cards_of(self, guild: int, user: int) -> Sequence[Card]:
        """The member's cards in a server, by platform id."""
        return by_platform(await self._engine.read(_OF_MEMBER, guild, user))

    async def set_progress(
        self, guild: int, user: int, platform: str, progress: str | None, now: int
    ) -> Card | None:
        return await self._set(_SET_PROGRESS, guild, user, platform, progress, now)

    async def set_note(
        self, guild: int, user: int, platform: str, note: str, now: int
    ) -> Card | None:
        key = (guild, user, platform)
        async with self._engine.transaction() as run:
            for (handle,) in await run(f"SELECT handle FROM cards {_MINE}", *key):
                await run(_FORGET_SETTLED, *key, handle, note)
            rows = await run(_SET_NOTE, *key, note, now)
        return card_of(rows[0]) if rows else None

    async def set_ending(
        self, guild: int, user: int, platform: str, until: int | None, *, ask_again: bool
    ) -> Card | None:
        return await self._set(_SET_ENDING, guild, user, platform, until, int(ask_again))

    async def set_verified(
        self, guild: int, user: int, platform: str, handle: str, at: int | None
    ) -> Card | None:
        return await self._set(_SET_VERIFIED, guild, user, platform, handle, at)

    async def _set(self, sql: str, *values: Value) -> Card | None:
        rows = await self._engine.write(sql, *values)
        return card_of(rows[0]) if rows else None

    async def remove_card(self, guild: int, user: int, platform: str, now: int) -> bool:
        key = (guild, user, platform)
        async with self._engine.transaction() as run:
            removed = await run(_REMOVE, *key)
            for row in removed:
                await run(_DROP_ASIDE, *key)
                await run(_PUT_ASIDE, *row, now)
        return bool(removed)

    async def restore_card(self, guild: int, user: int, platform: str, now: int) -> bool:
        async with self._engine.transaction() as run:
            for row in await run(_TAKE_BACK, guild, user, platform, now - _DAY):
                await look_after(run, guild, user, now)
                return bool(await run(_RESTORE, *row))
        return False

    async def shown_cards(self, guild: int, user: int, window: Window) -> Sequence[Card]:
        return by_platform(await self._engine.read(_LOOK_UP, *_at(guild, window), user))

    async def listed_cards(
        self, guild: int, platform: str | None, window: Window, *, limit: int, offset: int
    ) -> Sequence[Card]:
        at = _at(guild, window)
        if platform is None:
            rows = await self._engine.read(_PAGE, *at, limit, offset)
        else:
            rows = await self._engine.read(_PAGE_OF, *at, limit, offset, platform)
        return [card_of(row) for row in rows]

    async def listed_platforms(self, guild: int, window: Window) -> Sequence[str]:
        rows = await self._engine.read(_PLATFORMS, *_at(guild, window))
        return sorted(platform for (platform,) in rows)

    async def listed_handles(
        self, guild: int, platform: str, besides: int, window: Window
    ) -> Sequence[str]:
        rows = await self._engine.read(_HANDLES, *_at(guild, window), platform, besides)
        return sorted(handle for (handle,) in rows)


async def look_after(run: Run, guild: int, user: int, now: int) -> None:
    """Notes the member as seen, and that somebody has to look whether they stay."""
    await run(_OWNER_SEEN, guild, user, now)
    await look_daily(run, guild, now)


async def look_daily(run: Run, guild: int, now: int) -> None:
    """Has the job that looks after a server come every day, if it does not yet."""
    await run(_LOOK_AFTER, random_id(), guild, now + _DAY)


def random_id() -> int:
    """Tells nobody how many there are: from 2**32, above the numbered cards of old, to 2**63 - 1
    (at most 19 digits)."""
    return 2**32 + secrets.randbelow(2**63 - 2**32)


def by_platform(rows: Sequence[Row]) -> Sequence[Card]:
    """Not by the database: PostgreSQL sorts text as the server's language does."""
    return sorted(map(card_of, rows), key=lambda card: card.platform)


def card_of(row: Row) -> Card:
    """A card, from the columns in the order of `COLUMNS`."""
    guild, user, platform, handle, origin, visible, created_at, updated_at, id_, *besides = row
    reader, progress, note, until, ask_again, hidden_at, verified_at = besides
    return Card(
        id=id_,
        guild=guild,
        user=user,
        platform=platform,
        handle=handle,
        origin=origin,
        visible=visible,
        created_at=created_at,
        updated_at=updated_at,
        reader=reader,
        progress=progress,
        note=note,
        until=until,
        ask_again=bool(ask_again),
        hidden_at=hidden_at,
        verified_at=verified_at,
    )


def _at(guild: int, window: Window) -> tuple[Value, ...]:
    return (guild, window.now, window.seen_since)
