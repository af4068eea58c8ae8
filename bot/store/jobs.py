"""Jobs: work for later, taken by one process at a time and kept until it is done."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from bot.core.models import Job, NewJob
from bot.store.engine import Engine, OnEngine, Row, Run, random_id

HOLDERS_KNOWN = 30
"""Seconds for which it is remembered who has something held. What other processes hold is seen so
much later; every command would have to ask the database otherwise."""

# A replaced job gets the new one's id, so that whoever still works on the old one changes nothing.
_PUT = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)
ON CONFLICT (case_id, kind) DO UPDATE
SET id = excluded.id, user_id = excluded.user_id, due_at = excluded.due_at,
    free_at = excluded.free_at, attempts = 0, held = 0, created_at = excluded.created_at
"""

# Changes nothing, but makes whoever erases the case at this moment wait or come first.
_TAKE_CASE = "UPDATE letters SET stage = stage WHERE id = ?1 RETURNING 1"

# MATERIALIZED: PostgreSQL might otherwise run the inner SELECT, and so its LIMIT, more than once.
_CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM jobs WHERE held = 0 AND free_at <= ?1 ORDER BY free_at LIMIT ?3 {skip_locked}
)
UPDATE jobs SET free_at = ?2, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
RETURNING id, kind, user_id, case_id, due_at, attempts, held
"""

# What is due since 0 has no time (see erasures.py): whoever claims finds it, and it is never late.
_NEXT = "SELECT MIN(free_at) FROM jobs WHERE held = 0 AND free_at > 0"

_FINISH = "DELETE FROM jobs WHERE id = ?1"

_POSTPONE = "UPDATE jobs SET due_at = ?2, free_at = ?2, held = 0 WHERE id = ?1"

# Not 0: an erasure that has begun can no longer be withdrawn.
_ANEW = "UPDATE jobs SET due_at = ?2, free_at = ?2, held = 0, attempts = 1 WHERE id = ?1"

# A claimed job is free later than it was due; one that was postponed is not.
_RELEASE = "UPDATE jobs SET free_at = due_at WHERE id = ?1 AND held = 0 AND free_at > due_at"

_HOLD = "UPDATE jobs SET held = 1 WHERE id = ?1"

_HOLDERS = "SELECT DISTINCT user_id FROM jobs WHERE held = 1"

_HELD = """
SELECT id, kind, user_id, case_id, due_at, attempts, held
FROM jobs WHERE user_id = ?1 AND held = 1 ORDER BY due_at, id
"""

_AHEAD = """
SELECT case_id, MIN(due_at) FROM jobs
WHERE user_id = ?1 AND held = 0 AND due_at > ?2
    AND kind IN ('letter-unsent', 'letter-due', 'letter-later', 'letter-window')
GROUP BY case_id
"""

_DROP = """
DELETE FROM jobs
WHERE user_id = ?1 AND kind IN ('letter-unsent', 'letter-due', 'letter-later', 'letter-window')
RETURNING 1
"""


class Jobs(OnEngine):
    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._holders: frozenset[int] = frozenset()
        self._holders_until = 0.0
        self._look = self._seen = 0

    async def add_job(self, job: NewJob, now: int) -> None:
        """Stores the job; one of its kind for the same case gives way. Nothing happens where the
        case is gone."""
        async with self._engine.transaction() as run:
            if await run(_TAKE_CASE, job.case):
                await put_jobs(run, [job], now)

    async def claim_jobs(self, now: int, lease: int, limit: int) -> Sequence[Job]:
        """Due jobs that nobody works on, the oldest first; they are this process's for `lease`
        seconds. A job whose lease ran out is due again."""
        sql = _CLAIM.format(skip_locked=self._engine.skip_locked_sql)
        rows = await self._engine.write(sql, now, now + lease, limit)
        return sorted(map(_job, rows), key=lambda job: (job.at, job.id))

    async def next_job(self) -> int | None:
        """When the next job can be claimed: when it is due or its lease runs out. None: there is
        none, or all are held or always due."""
        ((at,),) = await self._engine.read(_NEXT)
        return None if at is None else int(at)

    async def finish_job(self, job: int) -> None:
        """Deletes it: its message was delivered."""
        await self._engine.write(_FINISH, job)

    async def postpone_job(self, job: int, at: int, *, anew: bool = False) -> None:
        """Gives it back, due again at that time. `anew`: of the attempts so far only one counts."""
        await self._engine.write(_ANEW if anew else _POSTPONE, job, at)

    async def release_job(self, job: int) -> None:
        """Gives back what was claimed and neither finished nor postponed: it is due at once. The
        attempt counts."""
        await self._engine.write(_RELEASE, job)

    async def hold_job(self, job: int) -> None:
        """Keeps it until the person's next command."""
        await self._engine.write(_HOLD, job)
        self._holders_until = 0

    async def held_jobs(self, user: int) -> Sequence[Job]:
        """What waits for the person's next command, the oldest first. What another process held is
        there after at most `HOLDERS_KNOWN` seconds."""
        if time.monotonic() >= self._holders_until:
            await self._look_for_holders()
        if user not in self._holders:
            return []
        return [_job(row) for row in await self._engine.read(_HELD, user)]

    async def _look_for_holders(self) -> None:
        # Before it is read: what is held meanwhile sets it back.
        self._holders_until = time.monotonic() + HOLDERS_KNOWN
        self._look += 1
        look = self._look
        try:
            rows = await self._engine.read(_HOLDERS)
        except BaseException:
            self._holders_until = 0
            raise
        if look > self._seen:  # one that began later may have ended before
            self._seen, self._holders = look, frozenset(int(user) for (user,) in rows)

    async def reminders_of(self, user: int, now: int) -> Mapping[int, int]:
        """When the person is next reminded after now, by the case that the reminder hangs on."""
        rows = await self._engine.read(_AHEAD, user, now)
        return {int(case): int(at) for case, at in rows}

    async def drop_jobs(self, user: int) -> int:
        """Deletes every reminder of the person, not what looks after a delivery; how many."""
        return len(await self._engine.write(_DROP, user))


async def put_jobs(run: Run, jobs: Iterable[NewJob], now: int) -> None:
    """Stores jobs, each in place of the one of its kind that its case has."""
    for job in jobs:
        await run(_PUT, random_id(), job.kind, job.user, job.case, job.at, now)


def _job(row: Row) -> Job:
    id_, kind, user, case, at, attempts, held = row
    return Job(id=id_, kind=kind, user=user, case=case, at=at, attempts=attempts, held=bool(held))
