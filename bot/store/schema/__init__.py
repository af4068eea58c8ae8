"""The schema: numbered files, each applied with its record in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from bot.errors import StartupError
from bot.store.engine import Engine, Run

_TABLE = "schema_version"
_CREATE = f"""
CREATE TABLE IF NOT EXISTS {_TABLE} (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at BIGINT NOT NULL
)"""
_APPLIED = f"SELECT number, applied_at FROM {_TABLE}"  # noqa: S608 - a constant of this file


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One schema file, `<number>_<name>.sql`."""

    number: int
    name: str
    sql: str

    def statements(self) -> Sequence[str]:
        """The file's statements, each ending at the end of a line."""
        found, text = [], ""
        for line in self.sql.splitlines(keepends=True):
            text += line
            if sqlite3.complete_statement(text):
                found.append(text)
                text = ""
        if text.strip():
            raise ValueError(f"schema file {self.number:04}: the last statement has no end")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStatus:
    """A schema step and when it was applied, in UTC seconds; None: not yet."""

    number: int
    name: str
    applied_at: int | None


def known_steps() -> Sequence[Step]:
    """The steps that come with this version of Tern, in order."""
    files = [f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")]
    steps = []
    for file in sorted(files, key=lambda f: f.name):
        number, name = file.name.removesuffix(".sql").split("_", 1)
        steps.append(Step(number=int(number), name=name, sql=file.read_text("utf-8")))
    return steps


def known_tables(steps: Sequence[Step]) -> frozenset[str]:
    """Every table that the steps make, or made and dropped again, and the record of the steps."""
    made = (re.findall(r"^CREATE TABLE (\w+)", step.sql, re.MULTILINE) for step in steps)
    return frozenset({_TABLE}.union(*made))


async def status(engine: Engine, steps: Sequence[Step]) -> Sequence[StepStatus]:
    """Every step with its date. Changes nothing, not even in an empty database."""
    tables = {table for table, _ in await engine.read(engine.columns_sql)}
    applied: dict[int, int] = {}
    if _TABLE in tables:
        applied = dict(await engine.read(_APPLIED))
    return [
        StepStatus(number=step.number, name=step.name, applied_at=applied.get(step.number))
        for step in steps
    ]


async def apply(engine: Engine, steps: Sequence[Step]) -> Sequence[Step]:
    """Applies what is pending and returns it. Several processes may do so at once.

    Raises `StartupError` when the database knows a step that `steps` does not: it was written by a
    newer version, whose rows this one could damage.
    """
    done = []
    while step := await _apply_next(engine, steps):
        done.append(step)
    return done


async def _apply_next(engine: Engine, steps: Sequence[Step]) -> Step | None:
    async with engine.transaction() as run:
        await run(engine.lock_sql)
        step = await _next_pending(run, steps)
        if step is None:
            return None
        for statement in step.statements():
            await run(statement)
        await run(
            f"INSERT INTO {_TABLE} (number, name, applied_at)"  # noqa: S608 - constants only
            f" VALUES (?1, ?2, {engine.now_sql})",
            step.number,
            step.name,
        )
        return step


async def _next_pending(run: Run, steps: Sequence[Step]) -> Step | None:
    await run(_CREATE)
    applied = {number for number, _ in await run(_APPLIED)}
    if unknown := applied - {step.number for step in steps}:
        raise StartupError(
            f"The database was written by a newer version of Tern (schema {max(unknown)}, this"
            f" version knows up to {max((s.number for s in steps), default=0)}): run that version."
        )
    return next((step for step in steps if step.number not in applied), None)
