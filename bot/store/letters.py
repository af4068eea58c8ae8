"""Letters: which ones were made and what became of them; never what is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.core.models import LetterCase, LetterChoice, LetterState, NewJob, Work
from bot.store.engine import OnEngine, Row, random_id
from bot.store.jobs import put_jobs

_OPEN = """
INSERT INTO letters
    (id, user_id, guild_id, platform, kind, region, language, state, created_at, reader, work,
     parent_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'delivering', ?8, ?9, ?10, ?11)
"""

# A letter that was given up may turn out to have been shown.
_SETTLE = """
UPDATE letters SET state = ?2, delivered_at = ?3, dm_channel_id = ?4, dm_message_id = ?5
WHERE id = ?1 AND (state = 'delivering' OR (state = 'failed' AND ?2 = 'shown')) RETURNING 1
"""

_SETTLED = "DELETE FROM jobs WHERE case_id = ?1 AND kind = 'letter-delivery'"

_COLUMNS = """
SELECT id, user_id, guild_id, platform, kind, region, language, state, created_at, delivered_at,
       dm_channel_id, dm_message_id, reader, parent_id, work, stage, means, sent_on, received_on,
       due_on, outcome, outcome_on, extended_on
FROM letters
"""

_LETTER = _COLUMNS + "WHERE id = ?1"

_OF_PERSON = _COLUMNS + "WHERE user_id = ?1 ORDER BY created_at DESC, id DESC"

_UPDATE = """
UPDATE letters SET stage = ?2, means = ?3, sent_on = ?4, received_on = ?5, due_on = ?6,
       outcome = ?7, outcome_on = ?8, extended_on = ?9
WHERE id = ?1 RETURNING 1
"""

_READ_IN = "UPDATE letters SET reader = ?2 WHERE user_id = ?1 AND reader <> ?2"

_OUTDATED = """
DELETE FROM jobs WHERE case_id = ?1 AND kind NOT IN ('letter-delivery', 'letter-window')
"""

_UNWARNED = "DELETE FROM jobs WHERE case_id = ?1 AND kind = 'letter-window'"

_FORGET = "DELETE FROM letters WHERE id = ?1 AND user_id = ?2 RETURNING 1"

_FORGET_JOBS = "DELETE FROM jobs WHERE case_id = ?1"

_FORGET_PARENT = "UPDATE letters SET parent_id = 0 WHERE user_id = ?2 AND parent_id = ?1"


class Letters(OnEngine):
    async def open_letter(
        self,
        user: int,
        guild: int,
        choice: LetterChoice,
        now: int,
        *,
        reader: str,
        work: Work = "own",
        parent: int = 0,
        jobs: Sequence[NewJob] = (),
    ) -> int:
        """Stores a case as `delivering`, with its jobs (their `case` is filled in); its id."""
        case = random_id()
        which = (choice.platform, choice.kind, choice.region, choice.language)
        async with self._engine.transaction() as run:
            await run(_OPEN, case, user, guild, *which, now, reader, work, parent)
            await put_jobs(run, [replace(job, case=case) for job in jobs], now)
        return case

    async def settle_letter(
        self,
        case: int,
        state: LetterState,
        now: int,
        *,
        dm_channel: int | None = None,
        dm_message: int | None = None,
    ) -> bool:
        """Records how delivery ended and drops the job that would look. False if that was done, or
        the case erased, before; only `failed` can still become `shown`."""
        delivered_at = now if state in ("delivered", "shown") else None
        async with self._engine.transaction() as run:
            if not await run(_SETTLE, case, state, delivered_at, dm_channel, dm_message):
                return False
            await run(_SETTLED, case)
        return True

    async def letter(self, case: int) -> LetterCase | None:
        """The case, whoever's it is; None where there is none or it was forgotten."""
        for row in await self._engine.read(_LETTER, case):
            return _case(row)
        return None

    async def letters_of(self, user: int) -> Sequence[LetterCase]:
        """The person's letters, newest first."""
        return [_case(row) for row in await self._engine.read(_OF_PERSON, user)]

    async def update_letter(
        self, case: LetterCase, jobs: Sequence[NewJob], now: int, *, unwarned: int = 0
    ) -> bool:
        """Writes stage, means, days and outcome of the case, and replaces what asks about it by
        these jobs, in one transaction. What looks after its delivery stays, and so does each
        `letter-window` but that of the case `unwarned`. False where the case is gone."""
        days = map(_text, (case.sent, case.received, case.due))
        outcome = (case.outcome, _text(case.outcome_on), _text(case.extended_on))
        async with self._engine.transaction() as run:
            if not await run(_UPDATE, case.id, case.stage, case.means, *days, *outcome):
                return False
            await run(_OUTDATED, case.id)
            await run(_UNWARNED, unwarned)
            await put_jobs(run, jobs, now)
        return True

    async def letters_read_in(self, user: int, language: str) -> None:
        """Notes the language that the person reads now, for what asks about their letters."""
        await self._engine.write(_READ_IN, user, language)

    async def forget_letter(self, user: int, case: int) -> bool:
        """Deletes the case and its jobs, for good; letters that followed it no longer name it.
        False where this person has no such case."""
        async with self._engine.transaction() as run:
            if not await run(_FORGET, case, user):
                return False
            await run(_FORGET_JOBS, case)
            await run(_FORGET_PARENT, case, user)
        return True


def _case(row: Row) -> LetterCase:
    case, user, guild, platform, kind, region, language, *delivery = row[:12]
    state, created_at, delivered_at, dm_channel, dm_message = delivery
    reader, parent, work, stage, means, sent, received, due, *outcomes = row[12:]
    outcome, outcome_on, extended_on = outcomes
    return LetterCase(
        id=case,
        user=user,
        guild=guild,
        choice=LetterChoice(platform=platform, region=region, kind=kind, language=language),
        state=state,
        created_at=created_at,
        delivered_at=delivered_at,
        dm_channel=dm_channel,
        dm_message=dm_message,
        reader=reader,
        parent=parent,
        work=work,
        stage=stage,
        means=means,
        sent=_day(sent),
        received=_day(received),
        due=_day(due),
        outcome=outcome,
        outcome_on=_day(outcome_on),
        extended_on=_day(extended_on),
    )


def _text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
