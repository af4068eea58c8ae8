# ruff: noqa: S608 - names of tables come from the live schema, values are parameters
"""Erasures: planned, taken back, done, and known to have been done.

Rows are found in the live schema by the name of a column, `user_id` or `guild_id`, so that no table
is forgotten.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.core.erasure_store import Planned
from bot.store.engine import OnEngine, Run, random_id
from bot.store.stats import forget_marks

_OF_PERSONS = ("letters",)
"""Tables whose rows belong to persons, although they name the server they were made in."""

_KNOW = "INSERT INTO erasures (id) VALUES (?1) ON CONFLICT (id) DO NOTHING"

_JOB = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) ON CONFLICT (case_id, kind) DO NOTHING
"""

# Always due, so that it needs no clock; with a new id, so that who did the last one leaves it.
_TO_SCRUB = """
INSERT INTO jobs (id, kind, user_id, case_id, due_at, free_at, created_at)
VALUES (?1, 'scrub', 0, 0, 0, 0, 0)
ON CONFLICT (case_id, kind) DO UPDATE SET id = excluded.id, free_at = 0, attempts = 0
"""

_PLANNED = """
SELECT case_id, due_at, attempts FROM jobs
WHERE user_id = ?1 AND kind = 'erase-person' ORDER BY due_at
"""

_PENDING = "SELECT case_id FROM jobs WHERE kind = 'erase-person'"

_WITHDRAW = """
DELETE FROM jobs WHERE user_id = ?1 AND kind = 'erase-person' AND attempts = 0 RETURNING case_id
"""

_LEAVING = "SELECT case_id FROM jobs WHERE kind = 'erase-server'"
_KEEP = "DELETE FROM jobs WHERE kind = 'erase-server' AND case_id = ?1"

_JOBS_OF_SERVER = (
    "DELETE FROM jobs WHERE kind = 'card-arrived'"
    " AND case_id IN (SELECT id FROM asks WHERE guild_id = ?1)",
    "DELETE FROM jobs WHERE case_id = ?1 AND user_id = 0",
)


class Erasures(OnEngine):
    """The `ErasureStore` of `bot.core.erasure_store`."""

    async def erase(self, user: int, *, erasure: int = 0, scrub: bool = True) -> Mapping[str, int]:
        # Jobs last: who changes a letter at this moment makes jobs of it before its row is let go.
        tables = sorted(await self._with("user_id"), key=lambda table: table == "jobs")
        deleted = {}
        async with self._engine.transaction() as run:
            # A report that is being made ends before, or begins after.
            await run(self._engine.lock_sql)
            for table in tables:
                rows = await run(f'DELETE FROM "{table}" WHERE user_id = ?1 RETURNING 1', user)
                deleted[table] = len(rows)
            if marks := await forget_marks(run, user):
                deleted["answer_marks"] = marks
            job = await _note(run, erasure)
        if scrub:
            await self._scrub(job)
        return deleted

    async def plan_erasure(self, erasure: int, user: int, at: int, now: int) -> bool:
        async with self._engine.transaction() as run:
            await run(self._engine.lock_sql)
            await run(_KNOW, erasure)
            if await run(_PLANNED, user):
                return False
            await run(_JOB, random_id(), "erase-person", user, erasure, at, now)
        return True

    async def planned_erasure(self, user: int) -> Planned | None:
        for erasure, at, attempts in await self._engine.read(_PLANNED, user):
            return Planned(id=erasure, at=at, begun=attempts > 0)
        return None

    @asynccontextmanager
    async def withdrawing(self, user: int) -> AsyncIterator[Sequence[int]]:
        async with self._engine.transaction() as run:
            yield [erasure for (erasure,) in await run(_WITHDRAW, user)]

    async def people_ids(self) -> Collection[int]:
        return await self._all("user_id")

    async def erase_server(
        self, guild: int, *, erasure: int = 0, scrub: bool = True
    ) -> Mapping[str, int]:
        tables = await self._with("guild_id")
        deleted = {}
        async with self._engine.transaction() as run:
            await run(self._engine.lock_sql)
            for statement in _JOBS_OF_SERVER:
                await run(statement, guild)
            for table in tables:
                change = f'UPDATE "{table}" SET guild_id = 0'
                if table not in _OF_PERSONS:
                    change = f'DELETE FROM "{table}"'
                deleted[table] = len(await run(f"{change} WHERE guild_id = ?1 RETURNING 1", guild))
            job = await _note(run, erasure)
        if scrub:
            await self._scrub(job)
        return deleted

    async def server_ids(self) -> Collection[int]:
        return await self._all("guild_id")

    async def plan_server_erasure(self, guild: int, at: int, now: int) -> None:
        await self._engine.write(_JOB, random_id(), "erase-server", 0, guild, at, now)

    async def keep_server(self, guild: int) -> None:
        await self._engine.write(_KEEP, guild)

    async def leaving_servers(self) -> Collection[int]:
        return {guild for (guild,) in await self._engine.read(_LEAVING)}

    async def plan_sweep(self, at: int, now: int) -> None:
        await self._engine.write(_JOB, random_id(), "servers-seen", 0, 0, at, now)

    async def known_erasures(self) -> Collection[int]:
        return {id_ for (id_,) in await self._engine.read("SELECT id FROM erasures")}

    async def pending_erasures(self) -> Collection[int]:
        return {erasure for (erasure,) in await self._engine.read(_PENDING)}

    async def note_erasures(self, erasures: Iterable[int]) -> None:
        async with self._engine.transaction() as run:
            for erasure in erasures:
                await run(_KNOW, erasure)

    async def scrub(self, job: int | None = None) -> bool:
        # Who does a job makes no other: it would be claimed at once and make the next, for ever.
        if job is None:
            job = random_id()
            await self._engine.write(_TO_SCRUB, job)
        return await self._scrub(job)

    async def _scrub(self, job: int) -> bool:
        """Does what the job is for. It stays where that fails, where this process dies, and where
        rows were deleted meanwhile."""
        done = await self._engine.scrub()
        if done:
            await self._engine.write("DELETE FROM jobs WHERE id = ?1", job)
        return done

    async def _with(self, wanted: str) -> Sequence[str]:
        columns = await self._engine.read(self._engine.columns_sql)
        return [table for table, column in columns if column == wanted]

    async def _all(self, column: str) -> Collection[int]:
        """Every id but 0, which stands for nobody and for no server."""
        found: set[int] = set()
        for table in await self._with(column):
            rows = await self._engine.read(f'SELECT DISTINCT {column} FROM "{table}"')
            found.update(id_ for (id_,) in rows)
        return found - {0}


async def _note(run: Run, erasure: int) -> int:
    """Notes what is done and what is left to do; the id of the job for that."""
    if erasure:
        await run(_KNOW, erasure)
    job = random_id()
    await run(_TO_SCRUB, job)
    return job
