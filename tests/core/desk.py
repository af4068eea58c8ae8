"""Cases on a real store, with a clock to move, for the tests of a letter's life."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.catalogue.calendar import Calendar
from bot.core.cases import Cases
from bot.core.deadlines import Deadlines
from bot.core.models import Job, LetterChoice, LetterKind
from bot.core.ports import Store
from bot.core.standing import Standing
from tests.moving import MovingClock
from tests.shipped import catalogue
from tests.store.opened import opened

MARA, JUN = 1, 2
DAY = date(2026, 11, 23)


@dataclass
class Desk:
    """Cases on a real store, with a clock to move."""

    store: Store
    clock: MovingClock
    cases: Cases

    async def letter(
        self,
        region: str = "eu-de",
        kind: LetterKind = "objection",
        *,
        user: int = MARA,
        parent: int = 0,
        platform: str = "instagram",
    ) -> int:
        choice = LetterChoice(platform=platform, region=region, kind=kind, language="en")
        now = int(self.clock.now().timestamp())
        case = await self.store.open_letter(user, 0, choice, now, reader="en", parent=parent)
        await self.store.settle_letter(case, "delivered", now)
        return case

    async def waiting(self, region: str = "eu-de", kind: LetterKind = "objection") -> int:
        """A letter that was sent by e-mail and arrived today."""
        case = await self.letter(region, kind)
        today = self.cases.today(await self.cases.case_of(MARA, case))
        await self.cases.sent(MARA, case, "email", today)
        return case

    async def undo(self, case: int) -> Standing:
        """Takes back what stands there now."""
        known = await self.cases.case_of(MARA, case)
        return await self.cases.undo(MARA, case, known.stage, known.outcome)

    async def jobs(self) -> Sequence[Job]:
        """All of them, whenever they are due; they are free again at once."""
        far = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
        return await self.store.claim_jobs(far, -far, 100)

    async def kinds(self) -> Sequence[str]:
        """What is asked and warned of, sorted."""
        return sorted(job.kind for job in await self.jobs())

    async def asks_on(self, kind: str = "letter-due") -> datetime | None:
        found = [job.at for job in await self.jobs() if job.kind == kind]
        return datetime.fromtimestamp(found[0], UTC) if found else None


@asynccontextmanager
async def desk_in(folder: Path) -> AsyncIterator[Desk]:
    async with opened(f"sqlite:///{folder / 'tern.db'}") as store:
        clock = MovingClock(DAY)
        yield Desk(store, clock, Cases(catalogue(), store, Deadlines(Calendar()), clock))


def nine(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(zone))
