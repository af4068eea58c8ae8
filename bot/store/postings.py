"""Postings: what servers have Tern post, and how far it got."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.core.models import NewJob
from bot.core.postings import Place, Posting, PostKind
from bot.store.engine import OnEngine, Row, random_id
from bot.store.jobs import put_jobs

_PUT = """
INSERT INTO postings (guild_id, kind, id, channel_id, language, choices, done)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (guild_id, kind) DO UPDATE
SET id = excluded.id, channel_id = excluded.channel_id, language = excluded.language,
    choices = excluded.choices, done = excluded.done, tried_mark = 0, tried_at = 0,
    stopped = NULL, stopped_at = NULL, told = 0
"""

_CHANGE = """
UPDATE postings
SET done = ?4, tried_mark = ?5, tried_at = ?6, stopped = ?7, stopped_at = ?8, told = ?9
WHERE guild_id = ?1 AND kind = ?2 AND id = ?3 AND (stopped IS NULL OR stopped = ?7) RETURNING 1
"""

_DROP_JOB = "DELETE FROM jobs WHERE case_id = ?1 AND kind = ?2"

_OF_SERVER = """
SELECT id, kind, guild_id, channel_id, language, choices, done, tried_mark, tried_at, stopped,
       stopped_at, told
FROM postings WHERE guild_id = ?1 ORDER BY kind
"""

_REGION = "SELECT region FROM guild_settings WHERE guild_id = ?1"

_CHOOSE_REGION = """
INSERT INTO guild_settings (guild_id, region, updated_at) VALUES (?1, ?2, ?3)
ON CONFLICT (guild_id) DO UPDATE SET region = excluded.region, updated_at = excluded.updated_at
"""


class Postings(OnEngine):
    """The `PostingStore` of `bot.core.postings`."""

    async def put_posting(self, posting: Posting, at: int, now: int) -> Posting:
        stored = replace(posting, id=random_id())
        place = stored.place
        async with self._engine.transaction() as run:
            await run(
                _PUT,
                place.guild,
                stored.kind,
                stored.id,
                place.channel,
                place.language,
                json.dumps(dict(stored.choices)),
                json.dumps(dict(stored.done)),
            )
            job = NewJob(kind=stored.kind, user=0, case=place.guild, at=at)
            await put_jobs(run, [job], now)
        return stored

    async def change_posting(self, posting: Posting) -> bool:
        guild = posting.place.guild
        async with self._engine.transaction() as run:
            changed = await run(
                _CHANGE,
                guild,
                posting.kind,
                posting.id,
                json.dumps(dict(posting.done)),
                posting.tried,
                posting.tried_at,
                posting.stopped,
                posting.stopped_at,
                int(posting.told),
            )
            if changed and posting.stopped:
                await run(_DROP_JOB, guild, posting.kind)
        return bool(changed)

    async def posting(self, guild: int, kind: PostKind) -> Posting | None:
        return next((p for p in await self.postings(guild) if p.kind == kind), None)

    async def postings(self, guild: int) -> Sequence[Posting]:
        return [_posting(row) for row in await self._engine.read(_OF_SERVER, guild)]

    async def guild_region(self, guild: int) -> str | None:
        for (region,) in await self._engine.read(_REGION, guild):
            return None if region is None else str(region)
        return None

    async def choose_region(self, guild: int, region: str | None, now: int) -> None:
        await self._engine.write(_CHOOSE_REGION, guild, region, now)


def _posting(row: Row) -> Posting:
    id_, kind, guild, channel, language, choices, done, tried, tried_at, *end = row
    stopped, stopped_at, told = end
    return Posting(
        id=id_,
        kind=kind,
        place=Place(guild=guild, channel=channel, language=language),
        choices=json.loads(choices),
        done=json.loads(done),
        tried=tried,
        tried_at=tried_at,
        stopped=stopped,
        stopped_at=stopped_at,
        told=bool(told),
    )
