"""A watch on a real store, with a reader that finds what a test puts there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.core.models import Job
from bot.core.records import Document, Platform
from bot.core.watch import Watch
from bot.core.watch_store import Reading, TextVersion
from bot.core.watch_texts import host_number
from bot.core.watched import TextRead, Unchanged, Unread, Watched
from bot.store.store import SqlStore
from tests.moving import MovingClock
from tests.records import SampleCatalogue, sample_platform
from tests.store.opened import opened

HOUR, DAY = 3600, 86400
MONDAY = date(2026, 11, 23)

TERMS = Document(title="Terms of Use", url="https://help.example.org/terms")
PRIVACY = Document(title="Privacy Policy", url="https://www.example.org/privacy")
COOKIES = Document(title="Cookies", url="https://www.example.org/cookies")
BLOG = Document(title="A post", url="https://www.example.org/blog", watched=False)
WWW, HELP = host_number("www.example.org"), host_number("help.example.org")

BEFORE = ("These are our terms.", "We keep your posts for a year.", "You can write to us.")
AFTER = ("These are our terms.", "We use your posts to train AI models.", "You can write to us.")
NOISE = ("These  are our Terms.", "We keep your posts for a year.", "You can write to us.")


class Scripted:
    """A reader that finds at an address what is put there; a list is taken from in turn."""

    def __init__(self) -> None:
        self.at: dict[str, Any] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.newest: list[TextVersion | None] = []
        self.at_once = self.most_at_once = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.came = asyncio.Condition()

    async def until(self, count: int) -> None:
        """Until so many are reading at once."""
        async with self.came:
            await self.came.wait_for(lambda: self.at_once == count)

    async def read(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> Unchanged | TextRead | Unread:
        self.asked.append((watched.document.url, last.etag if last else None))
        self.newest.append(newest)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.came:
            self.came.notify_all()
        await self.gate.wait()
        self.at_once -= 1
        found = self.at.get(watched.document.url, BEFORE)
        if isinstance(found, list):
            found = found.pop(0)
        if isinstance(found, Exception):
            raise found
        return TextRead(sentences=found) if isinstance(found, tuple) else found


@dataclass
class Desk:
    """A watch with what is around it."""

    store: SqlStore
    platforms: Iterable[Platform]
    clock: MovingClock = field(default_factory=lambda: MovingClock(MONDAY))
    reader: Scripted = field(default_factory=Scripted)
    chance: float = 0.5

    def __post_init__(self) -> None:
        self.watch = self.another()

    def another(self, reader: Any = ...) -> Watch:
        """As another process has it."""
        catalogue: Any = SampleCatalogue(self.platforms)
        reader = self.reader if reader is ... else reader
        return Watch(catalogue, self.store, self.clock, reader, chance=lambda: self.chance)

    def now(self) -> int:
        return int(self.clock.now().timestamp())

    async def day(self, host: int = WWW) -> None:
        """A look at the host, a day and a little later."""
        self.clock.on(days=1, hours=1)
        await self.watch.look(host)

    async def reading(self, url: str = PRIVACY.url) -> Reading:
        (text,) = [id_ for id_, text in self.watch.texts.items() if text.document.url == url]
        return next(one for one in await self.store.readings() if one.text == text)

    async def jobs(self) -> list[Job]:
        far = 10**11
        return list(await self.store.claim_jobs(far, -far, 100))


def platform(*documents: Document, **more: Any) -> Platform:
    return sample_platform(home="https://www.example.org", documents=documents, sources={}, **more)


@asynccontextmanager
async def watched(url: str, *platforms: Platform) -> AsyncIterator[Desk]:
    async with opened(url) as store:
        assert isinstance(store, SqlStore)
        yield Desk(store, platforms)
