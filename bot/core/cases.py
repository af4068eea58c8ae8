"""Cases: the life of a letter from "I sent it" to the authority, and what Tern reminds of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core import steps
from bot.core.deadlines import morning
from bot.core.models import NewJob
from bot.core.standing import (
    REFUSALS,
    Standings,
    chains_of,
    is_followed,
    is_open,
    newest_sent,
)
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.core.deadlines import Deadlines
    from bot.core.models import Job, JobKind, LetterCase, LetterState, Means, Outcome
    from bot.core.ports import Catalogue, Clock, Store
    from bot.core.standing import Standing

ASK_DAYS = (3, 7, 30)
"""After how many days a person may have Tern ask: whether a letter was sent, or what came of it."""

_WARN_DAYS = 7
"""How long before the time to complain ends Tern says so."""

_PAST = timedelta(days=366)
"""How long before Tern wrote the letter it may have arrived: a copy may have been sent before."""

_REACHED: frozenset[LetterState] = frozenset({"delivered", "shown"})
"""States of letters that reached their person."""

_BOUNCES = 3
"""How many different people must have found an address undeliverable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A letter and what followed it, oldest first; never empty."""

    standings: tuple[Standing, ...]

    @property
    def newest(self) -> Standing:
        return self.standings[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What a job says to its person. `job.kind` is the occasion."""

    job: Job
    standing: Standing


class Cases:
    """Each method that takes a person's id and a case's raises `UserError` where that person has
    no such case. Days are those of the region; "today" is its today."""

    def __init__(
        self, catalogue: Catalogue, store: Store, deadlines: Deadlines, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._clock = clock
        self._standings = Standings(catalogue, deadlines, clock)

    # --- to look ------------------------------------------------------------------------------

    async def case_of(self, user: int, case: int) -> LetterCase:
        """The person's case."""
        found = await self._store.letter(case)
        if found is None or found.user != user:
            raise UserError("Tern no longer knows this letter. It was forgotten or erased.")
        return found

    async def standing(self, user: int, case: int) -> Standing:
        """Where the person's case stands."""
        return await self._standing(await self.case_of(user, case))

    async def matters(self, user: int) -> Sequence[Matter]:
        """All of the person's letters that were made, each with its follow-ups as one matter; the
        one with the newest letter first."""
        return [
            Matter(standings=tuple(self._standings.of(case, chain) for case in chain))
            for chain in chains_of(_made(await self._store.letters_of(user)))
        ]

    def today(self, case: LetterCase) -> date:
        """The day it is where the person lives."""
        return self._standings.today(case)

    def asks_day(self, case: LetterCase | None, outcome: Outcome) -> bool:
        """Whether the day of their message decides on a time, so that it has to be asked. Of a case
        that could not be read (None) it may."""
        if outcome == "extended":
            return case is None or self._standings.extends(case)
        if outcome not in REFUSALS:
            return False
        if case is None:
            return True
        windows = self._standings.region(case).windows
        return case.choice.kind != "complaint" and any(one.after == "answer" for one in windows)

    # --- what the person tells ----------------------------------------------------------------

    async def sent(self, user: int, case: int, means: Means, received: date | None) -> Standing:
        """The letter is on its way: the time for the answer starts with the day it arrived.

        None is today, as a form and an e-mail arrive at once; by post it is not known yet, and no
        time starts. Raises `UserError` for an impossible day, and where something else than that it
        came back was told of a letter that arrived.
        """
        known = await self._pressed(user, case)
        if known.received is not None and known.outcome is not None:
            raise UserError(
                "You told Tern what came of this letter. Press “Undo” first if that was wrong."
            )
        now = self._standings.today(known)
        if received is None and means != "post":
            received = now
        if received is not None:
            _check_day(received, now, earliest=self._standings.written(known) - _PAST)
        return await self._write(steps.sent(known, means, received, now))

    async def tell(
        self, user: int, case: int, outcome: Outcome, day: date | None = None
    ) -> Standing:
        """What came of the letter, on that day (None: today).

        Silence before the last day is no silence yet: it is not recorded, Tern asks on the morning
        after that day, and the standing says so (`early`). Raises `UserError` for a letter that was
        not sent and for an impossible day.
        """
        known = await self._pressed(user, case)
        if known.sent is None:
            raise UserError("Press “I sent it” first: Tern does not know yet that it was sent.")
        now = self._standings.today(known)
        if day is not None:
            earliest = known.received or self._standings.written(known) - _PAST
            _check_day(day, now, earliest=earliest)
        extends = self._standings.extends(known)
        told = self._counted(steps.told(known, outcome, day or now, extends=extends))
        if outcome == "silence" and told.choice.kind != "complaint":
            if told.received is None:
                raise UserError("Say first when the letter arrived: the time runs from that day.")
            if told.due is not None and now <= told.due:
                return await self._too_early(known)
        await self._note_bounce(known, told)
        return await self._write(told)

    async def undo(self, user: int, case: int, stage: str | None, outcome: str | None) -> Standing:
        """Takes the last thing back that the person told: that it is closed, what came of it, that
        it arrived by post, that it was sent.

        `stage` and `outcome` are what the person saw when they pressed. Where the case is past that
        nothing is taken back, and the standing says so (`outdated`).
        """
        known = await self.case_of(user, case)
        if (known.stage, known.outcome) != (stage, outcome):
            return replace(await self._standing(known), outdated=True)
        back = steps.taken_back(known)
        await self._note_bounce(known, back)
        return await self._write(back)

    async def close(self, user: int, case: int) -> Standing:
        """The person is done with it; no reminder comes any more."""
        known = await self._pressed(user, case)
        return await self._write(replace(known, stage="done"))

    async def remind(self, user: int, case: int, days: int) -> date:
        """Asks after so many days, at 09:00: whether the letter was sent, or once more what came of
        it, besides the question that its times set. That day."""
        known = await self._pressed(user, case)
        if days not in ASK_DAYS:
            raise UserError("Tern can remind you in a few days, a week or a month.")
        if known.stage == "done":
            raise UserError("This letter is closed. Press “Undo” to open it again.")
        shown = await self._standing(known)
        day = shown.today + timedelta(days=days)
        kind: JobKind = "letter-unsent"
        if known.stage != "written":
            # One question a morning is enough.
            kind = "letter-due" if day == shown.asks_on else "letter-later"
        await self._store.add_job(self._job(kind, known, day), self._now())
        return day

    async def forget(self, user: int, case: int) -> int:
        """Deletes every record of the matter that the case belongs to, and the person's reports of
        its platform's addresses; how many letters."""
        known = await self.case_of(user, case)
        chain = _chain_of(known, await self._store.letters_of(user))
        for platform in {each.choice.platform for each in chain}:
            await self._store.withdraw_bounces(user, platform)
        gone = [await self._store.forget_letter(user, each.id) for each in chain]
        return sum(gone)

    async def read_in(self, user: int, language: str) -> None:
        """Reminders come in the language that the person last used, by its ISO 639 code."""
        await self._store.letters_read_in(user, language)

    async def stop(self, user: int) -> int:
        """Drops every reminder of the person's; how many there were."""
        return await self._store.drop_jobs(user)

    # --- what Tern says by itself -------------------------------------------------------------

    async def reminder(self, job: Job) -> Reminder | None:
        """What the job has to say, or None where things have gone on without it."""
        case = await self._store.letter(job.case)
        if case is None or case.user != job.user:
            return None
        chain = await self._chain(case)
        if job.kind == "letter-window":
            last = self._last_to_complain(chain)
            if last is None or last < self.today(case):
                return None
            case = newest_sent(chain) or case
        elif not _still_asks(job.kind, case, chain):
            return None
        return Reminder(job=job, standing=await self._of(case, chain))

    async def held(self, user: int) -> Sequence[Reminder]:
        """What could not be said by direct message, the oldest first; what is outdated is dropped.
        One keyed read where there is nothing."""
        found = []
        for job in await self._store.held_jobs(user):
            if not job.kind.startswith("letter-"):
                continue  # told of elsewhere
            reminder = await self.reminder(job)
            if reminder is None:
                await self._store.finish_job(job.id)
            else:
                found.append(reminder)
        return found

    async def told(self, job: Job) -> None:
        """The person has seen what was held. A letter that never arrived counts as failed now."""
        if job.kind == "letter-delivery":
            await self._store.settle_letter(job.case, "failed", self._now())
        await self._store.finish_job(job.id)

    # --- addresses that bounce ----------------------------------------------------------------

    async def address_bounces(self, platform: str, address: str) -> bool:
        """Whether three different people found the address undeliverable since somebody last
        compared the platform's record."""
        record = self._catalogue.platforms.get(platform)
        if record is None:
            return False
        since = datetime.combine(record.checked, datetime.min.time(), UTC)
        found = await self._store.bounces(platform, address, int(since.timestamp()))
        return found >= _BOUNCES

    async def _note_bounce(self, before: LetterCase, after: LetterCase) -> None:
        """Reports the e-mail address that a letter came back from, or takes that report back."""
        user, platform = before.user, before.choice.platform
        recipient = self._standings.recipient(before)
        address = recipient.email if recipient else None
        if before.means != "email" or before.choice.kind == "complaint" or not address:
            return
        if after.outcome == "bounced":
            await self._store.report_bounce(user, platform, address, self._now())
        elif before.outcome == "bounced":
            await self._store.withdraw_bounces(user, platform)

    # --- how it is read and written -----------------------------------------------------------

    async def _pressed(self, user: int, case: int) -> LetterCase:
        """The person's case. That they press something under its letter proves that it reached
        them, whatever was noted of that."""
        known = await self.case_of(user, case)
        if known.state not in _REACHED:
            await self._store.settle_letter(case, "shown", self._now())
        return known

    async def _write(self, case: LetterCase) -> Standing:
        """Stores the case with the reminders that fit it now."""
        case = self._counted(case)
        before = await self._chain(case)
        chain = [case if each.id == case.id else each for each in before]
        shown = self._standings.of(case, chain)
        jobs = self._question(shown)
        warning, unwarned = self._warning(before, chain, shown.today)
        stored = await self._store.update_letter(
            case, [*jobs, *warning], self._now(), unwarned=unwarned
        )
        if not stored:
            raise UserError("Tern no longer knows this letter. It was forgotten or erased.")
        return await self._of(case, chain)

    async def _too_early(self, case: LetterCase) -> Standing:
        for job in self._question(await self._standing(case)):
            await self._store.add_job(job, self._now())
        return replace(await self._standing(case), early=True)

    def _counted(self, case: LetterCase) -> LetterCase:
        return replace(case, due=self._standings.due(case))

    def _question(self, shown: Standing) -> Sequence[NewJob]:
        """When Tern asks what came of this letter, if that lies ahead."""
        if shown.asks_on is None:
            return ()
        return (self._job("letter-due", shown.case, shown.asks_on),)

    def _warning(
        self, before: Sequence[LetterCase], chain: Sequence[LetterCase], today: date
    ) -> tuple[Sequence[NewJob], int]:
        """When Tern warns that the time to complain ends, once for the whole matter; and the case
        whose warning is dropped, as nothing is left to warn of (0: none)."""
        first, tomorrow = chain[0], today + timedelta(days=1)
        last = self._last_to_complain(chain)
        if last is None or last < tomorrow:
            return (), first.id
        day = last - timedelta(days=_WARN_DAYS)
        if day < tomorrow and last == self._last_to_complain(before):
            return (), 0
        return (self._job("letter-window", first, max(day, tomorrow)),), 0

    def _last_to_complain(self, chain: Sequence[LetterCase]) -> date | None:
        window = self._standings.window(chain) if is_open(chain) else None
        return window.day if window else None

    async def _standing(self, case: LetterCase) -> Standing:
        """As the matter has it, which was read last: the case may have changed meanwhile."""
        chain = await self._chain(case)
        return await self._of(next(each for each in chain if each.id == case.id), chain)

    async def _of(self, case: LetterCase, chain: Sequence[LetterCase]) -> Standing:
        shown = replace(
            self._standings.of(case, chain), reminds_on=await self._reminds_on(case, chain)
        )
        address = shown.recipient.email if shown.recipient else None
        if case.outcome != "bounced" or not address:
            return shown
        bounces = await self.address_bounces(case.choice.platform, address)
        return replace(shown, undeliverable=bounces)

    async def _reminds_on(self, case: LetterCase, chain: Sequence[LetterCase]) -> date | None:
        ahead = await self._store.reminders_of(case.user, self._now())
        at = min((ahead[each.id] for each in chain if each.id in ahead), default=None)
        return None if at is None else self._standings.day(case, at)

    async def _chain(self, case: LetterCase) -> Sequence[LetterCase]:
        """The whole matter of the case, oldest first."""
        letters = await self._store.letters_of(case.user)
        return _chain_of(case, _made(letters, case.id))

    def _job(self, kind: JobKind, case: LetterCase, day: date) -> NewJob:
        """A job for that day, at 09:00 where the person lives."""
        at = morning(day, self._standings.region(case).timezone)
        return NewJob(kind=kind, user=case.user, case=case.id, at=at)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _made(letters: Iterable[LetterCase], besides: int = 0) -> Sequence[LetterCase]:
    """Those that reached their person, and the case `besides`."""
    return [case for case in letters if case.state in _REACHED or case.id == besides]


def _chain_of(case: LetterCase, letters: Sequence[LetterCase]) -> Sequence[LetterCase]:
    """The matter of the case among these letters, oldest first."""
    ours = (chain for chain in chains_of(letters) if any(each.id == case.id for each in chain))
    return next(ours, (case,))


def _still_asks(kind: JobKind, case: LetterCase, chain: Sequence[LetterCase]) -> bool:
    """Whether what a job was made for is still open."""
    if kind == "letter-delivery":
        return case.state == "delivering"
    if case.stage == "done" or (kind == "letter-unsent") != (case.stage == "written"):
        return False
    return kind != "letter-due" or not is_followed(case, chain)


def _check_day(day: date, today: date, *, earliest: date) -> None:
    """Raises `UserError` for a day that lies ahead or too far back."""
    if day > today:
        raise UserError(
            "{day} lies in the future. It is {today} where you live.", day=day, today=today
        )
    if day < earliest:
        raise UserError("{day} is too long ago for this letter.", day=day)
