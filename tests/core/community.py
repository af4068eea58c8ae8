"""A server with statistics on a real store, for the tests of what is posted there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from bot.core.campaigns import Campaigns
from bot.core.digests import Digests
from bot.core.milestones import Milestones
from bot.core.models import Card, Job, LetterChoice
from bot.core.outcomes import Outcomes
from bot.core.ports import Store
from bot.core.postings import Place, Postings
from bot.core.stats import Stats
from tests.moving import MovingClock
from tests.store.opened import opened

GUILD = 77
PLACE = Place(guild=GUILD, channel=5, language="en-GB")
MONDAY = date(2026, 11, 23)


@dataclass
class Community:
    store: Store
    clock: MovingClock

    def __post_init__(self) -> None:
        self.stats = Stats(self.store, self.clock)
        self.postings = Postings(self.store, self.clock)
        self.digests = Digests(self.stats, self.postings, self.clock)
        self.milestones = Milestones(self.stats, self.postings)
        self.campaigns = Campaigns(self.stats, self.postings, self.clock)
        self.outcomes = Outcomes(self.store, self.clock)

    def now(self) -> int:
        return int(self.clock.now().timestamp())

    async def arrive(self, *users: int, platform: str = "cara") -> None:
        for user in users:
            card = Card(
                guild=GUILD,
                user=user,
                platform=platform,
                handle="x",
                origin=None,
                visible="lists",
                created_at=self.now(),
                updated_at=self.now(),
            )
            await self.store.put_card(card)

    async def write(self, *users: int, platform: str = "deviantart", kind: str = "access") -> None:
        for user in users:
            await self.letter(user, platform, kind)

    async def letter(
        self, user: int, platform: str = "deviantart", kind: str = "access", guild: int = GUILD
    ) -> int:
        choice = LetterChoice(platform=platform, region="uk", kind=kind, language="en")  # type: ignore[arg-type]
        case = await self.store.open_letter(user, guild, choice, self.now(), reader="en")
        await self.store.settle_letter(case, "delivered", self.now())
        return case

    async def jobs(self) -> list[Job]:
        """All of them, whenever they are due; they are free again at once."""
        far = 10**11
        return list(await self.store.claim_jobs(far, -far, 100))


@asynccontextmanager
async def community_on(url: str) -> AsyncIterator[Community]:
    async with opened(url) as store:
        yield Community(store, MovingClock(MONDAY))
