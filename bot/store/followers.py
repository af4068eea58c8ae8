"""Who is told of changes in terms: servers by alerts, people by notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.core.changes import Change
from bot.core.models import NewJob
from bot.core.watch_store import AlertState, Follow, Notice
from bot.store.engine import OnEngine, Row, Run, random_id
from bot.store.jobs import put_jobs

NOTICES_KEPT = 90 * 24 * 3600
"""Seconds for which it is kept that somebody was told of a change. Nobody is told of one so old."""

NOTICES_A_SECOND = 2
"""How many are due within a second: who opens chats too fast is stopped (docs, opcodes and status
codes: JSON error code 40003)."""

_ALERTS = "SELECT change_id, state FROM alerts WHERE guild_id = ?1"

# `<> NULL` is never true: then only what stands nowhere is set.
_SET_ALERT = """
INSERT INTO alerts (guild_id, change_id, state, updated_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (guild_id, change_id) DO UPDATE
SET state = excluded.state, updated_at = excluded.updated_at WHERE alerts.state <> ?5
RETURNING 1
"""

# One that is being worked on stays that process's until its lease ends, so that no two post at
# once; under another id, so that its end does not take the new work away.
_WAKE = """
UPDATE jobs SET id = id - 1, due_at = ?1,
    free_at = CASE WHEN free_at > due_at AND free_at > ?1 THEN free_at ELSE ?1 END
WHERE kind = 'alerts'
"""

_WAKE_ONE = f"{_WAKE} AND case_id = ?2"

_FOLLOWS = """
SELECT user_id, platform, which, reader, asked_at FROM follows WHERE user_id = ?1 ORDER BY platform
"""

_PUT_FOLLOW = """
INSERT INTO follows (user_id, platform, which, reader, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (user_id, platform) DO UPDATE
SET which = excluded.which, reader = excluded.reader, asked_at = excluded.asked_at
"""

_OF_PLATFORM = "user_id = ?1 AND (CAST(?2 AS TEXT) IS NULL OR platform = ?2)"

_DROP_FOLLOWS = f"DELETE FROM follows WHERE {_OF_PLATFORM} RETURNING 1"  # noqa: S608

_DROP_NOTICES = """
DELETE FROM change_notices WHERE user_id = ?1 AND ended_at IS NULL
    AND change_id IN (SELECT id FROM changes WHERE CAST(?2 AS TEXT) IS NULL OR platform = ?2)
RETURNING id
"""

_DROP_JOB = "DELETE FROM jobs WHERE kind = 'change-notice' AND case_id = ?1 AND user_id = ?2"

_FOLLOWERS = "SELECT user_id FROM follows WHERE platform = ?1 AND (which = 'all' OR ?2 = 1)"

# Platforms of one company share texts; what changed in such a text is a change of each of them.
_SAME = """
told.platform <> mine.platform AND told.url = mine.url AND told.edits = mine.edits
AND mine.found_at BETWEEN told.found_at - 3600 AND told.found_at + 3600
"""

_MAKE_NOTICE = f"""
INSERT INTO change_notices (id, user_id, change_id, made_at)
SELECT ?1, ?2, ?3, ?4
WHERE NOT EXISTS (
    SELECT 1 FROM change_notices
    JOIN changes AS told ON told.id = change_notices.change_id
    JOIN changes AS mine ON mine.id = ?3
    WHERE change_notices.user_id = ?2 AND {_SAME}
)
ON CONFLICT (user_id, change_id) DO NOTHING RETURNING 1
"""  # noqa: S608

# What was to be told of the platform that is followed no more is told of another with that text.
_PASS_ON = f"""
UPDATE change_notices SET change_id = others.id
FROM (
    SELECT told.id AS told_id, mine.id AS id FROM change_notices AS due
    JOIN changes AS told ON told.id = due.change_id
    JOIN changes AS mine ON {_SAME}
    JOIN follows ON follows.platform = mine.platform AND follows.user_id = ?1
    WHERE due.user_id = ?1 AND due.ended_at IS NULL AND told.platform = ?2
        AND (follows.which = 'all' OR mine.because <> '{{}}')
) AS others
WHERE change_notices.user_id = ?1 AND change_notices.change_id = others.told_id
    AND change_notices.ended_at IS NULL
RETURNING 1
"""  # noqa: S608

_DROP_OLD = "DELETE FROM change_notices WHERE made_at < ?1"

_DROP_OLD_JOBS = "DELETE FROM jobs WHERE kind = 'change-notice' AND created_at < ?1"

_NOTICE = """
SELECT change_notices.user_id, change_notices.change_id, follows.platform, follows.which,
       follows.reader, follows.asked_at
FROM change_notices
JOIN changes ON changes.id = change_notices.change_id
LEFT JOIN follows
    ON follows.user_id = change_notices.user_id AND follows.platform = changes.platform
WHERE change_notices.id = ?1 AND change_notices.ended_at IS NULL
"""


class Followers(OnEngine):
    """The part of `bot.core.watch_store` that is about who wants to hear."""

    async def alerts(self, guild: int) -> dict[int, AlertState]:
        rows = await self._engine.read(_ALERTS, guild)
        return {change: cast(AlertState, state) for change, state in rows}

    async def set_alert(
        self, guild: int, change: int, state: AlertState, now: int, *, unless: AlertState | None
    ) -> bool:
        return bool(await self._engine.write(_SET_ALERT, guild, change, state, now, unless))

    async def wake_alerts(self, now: int) -> None:
        await self._engine.write(_WAKE, now)

    async def wake_alert(self, guild: int, now: int) -> None:
        await self._engine.write(_WAKE_ONE, now, guild)

    async def follows_of(self, user: int) -> Sequence[Follow]:
        return [_follow(row) for row in await self._engine.read(_FOLLOWS, user)]

    async def put_follow(self, follow: Follow) -> None:
        await self._engine.write(
            _PUT_FOLLOW, follow.user, follow.platform, follow.which, follow.reader, follow.asked_at
        )

    async def drop_follows(self, user: int, platform: str | None = None) -> int:
        async with self._engine.transaction() as run:
            # Notices that are being made come before, or not at all.
            await run(self._engine.lock_sql)
            dropped = await run(_DROP_FOLLOWS, user, platform)
            if platform:
                await run(_PASS_ON, user, platform)
            for (notice,) in await run(_DROP_NOTICES, user, platform):
                await run(_DROP_JOB, notice, user)
        return len(dropped)

    async def make_notices(self, change: Change, now: int) -> int:
        made: list[NewJob] = []
        async with self._engine.transaction() as run:
            await run(self._engine.lock_sql)
            await _forget(run, now)
            for (user,) in await run(_FOLLOWERS, change.platform, int(bool(change.topics))):
                notice = random_id()
                if await run(_MAKE_NOTICE, notice, user, change.id, now):
                    at = now + len(made) // NOTICES_A_SECOND
                    made.append(NewJob(kind="change-notice", user=user, case=notice, at=at))
            await put_jobs(run, made, now)
        return len(made)

    async def forget_notices(self, now: int) -> None:
        async with self._engine.transaction() as run:
            await _forget(run, now)

    async def notice(self, id_: int) -> Notice | None:
        for user, change, *row in await self._engine.read(_NOTICE, id_):
            follow = _follow((user, *row)) if row[0] else None
            return Notice(id=id_, user=user, change=change, follow=follow)
        return None

    async def end_notice(self, id_: int) -> None:
        sql = f"UPDATE change_notices SET ended_at = {self._engine.now_sql} WHERE id = ?1"  # noqa: S608
        await self._engine.write(sql, id_)


async def _forget(run: Run, now: int) -> None:
    """What is too old, with what waited for somebody who did not come back."""
    await run(_DROP_OLD, now - NOTICES_KEPT)
    await run(_DROP_OLD_JOBS, now - NOTICES_KEPT)


def _follow(row: Row) -> Follow:
    user, platform, which, reader, asked_at = row
    return Follow(user=user, platform=platform, which=which, reader=reader, asked_at=asked_at)
