"""A server whose people move, write, ask, leave and erase themselves, week by week, and the reports
that a reader of its statistics gets to see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bot.core.models import Card
from bot.core.published import ASKED, MOVED, UNSAID, WINDOWS, WROTE, Report
from bot.core.stats import Stats
from bot.documents.figures import FigureWriter
from bot.store import open_store
from tests.moving import MovingClock

GUILD = 77
DAY = 24 * 3600
WEEK = 7 * DAY

Event = tuple[Any, ...]
"""`(what, user, …)`: `move` platform origin visible; `take` platform; `write` platform kind region
outcome; `ask` platform; `leave`; `erase`."""

History = Sequence[Sequence[Event]]
"""The events of each week; a report is made after each."""

_LETTER = """
INSERT INTO letters (id, user_id, guild_id, platform, kind, region, language, state, stage, outcome,
    created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'en', ?7, ?8, ?9, ?10)
"""
_KEY = """
INSERT INTO guild_keys (guild_id, key) VALUES (?1, ?2)
ON CONFLICT (guild_id) DO UPDATE SET key = excluded.key
"""


@dataclass
class Server:
    """A server on a real store, with a clock that the test moves."""

    store: Any
    clock: MovingClock = field(default_factory=MovingClock)
    guild: int = GUILD
    letters: int = 0

    def __post_init__(self) -> None:
        self.stats = Stats(self.store, self.clock)

    @property
    def now(self) -> int:
        return int(self.clock.now().timestamp())

    async def know(self, key: bytes) -> None:
        """Gives the server this secret, so that two of them can be compared."""
        await self.store._engine.write(_KEY, self.guild, key)

    async def do(self, event: Event) -> None:
        what, user, *more = event
        await getattr(self, f"_{what}")(user, *more)

    async def report(self) -> Report:
        return await self.stats.report(self.guild)

    async def _move(
        self, user: int, platform: str, origin: str | None = None, visible: Any = "lists"
    ) -> None:
        await self.store.put_card(
            Card(
                guild=self.guild,
                user=user,
                platform=platform,
                handle="x",
                origin=origin,
                visible=visible,
                created_at=self.now,
                updated_at=self.now,
            )
        )

    async def _take(self, user: int, platform: str) -> None:
        await self.store.remove_card(self.guild, user, platform, self.now)

    async def _write(
        self,
        user: int,
        platform: str,
        kind: str = "objection",
        region: str = "eu-de",
        outcome: str | None = None,
    ) -> None:
        self.letters += 1
        await self.store._engine.write(
            _LETTER,
            *(user * 10_000 + self.letters, user, self.guild, platform, kind, region, "delivered"),
            *("waiting", outcome, self.now),
        )

    async def _ask(self, user: int, platform: str) -> None:
        await self.stats.asked(self.guild, user, platform)

    async def _leave(self, user: int) -> None:
        await self.store.note_members(self.guild, [], [user], self.now)

    async def _erase(self, user: int) -> None:
        await self.store.erase(user)


@asynccontextmanager
async def server(folder: Path, name: str = "tern") -> AsyncIterator[Server]:
    store = await open_store(f"sqlite:///{folder / name}.db")
    try:
        yield Server(store)
    finally:
        await store.close()


@dataclass(frozen=True)
class Seen:
    """What a reader gets to see after a week: the report, in every form it comes in."""

    report: Report
    table: bytes


async def watch(folder: Path, name: str, key: bytes, history: History) -> list[Seen]:
    """Plays the history; the reports in their order. The first is made before anything happens."""
    seen = []
    async with server(folder, name) as here:
        await here.know(key)
        await here.report()
        for week in history:
            for event in week:
                await here.do(event)
            here.clock.on(days=7)
            report = await here.report()
            assert await here.report() == report
            seen.append(Seen(report, FigureWriter().write(report).content))
    return seen


def watched(folder: Path, name: str, key: bytes, history: History) -> list[Seen]:
    return asyncio.run(watch(folder, name, key, history))


# ---------------------------------------------------------------- what is really so


class Truth:
    """Who belongs where, kept apart from the code under test."""

    def __init__(self) -> None:
        self.cards: dict[tuple[int, str], tuple[str | None, str]] = {}
        self.gone: set[int] = set()
        self.letters: list[tuple[int, int, tuple[str, ...]]] = []
        self.asks: set[tuple[int, str]] = set()

    def do(self, week: int, event: Event) -> None:
        match event:
            case ("move", user, platform, origin, visible):
                self.cards[user, platform] = (origin, visible)
                self.gone.discard(user)
            case ("take", user, platform):
                self.cards.pop((user, platform), None)
            case ("write", user, platform, kind, region, outcome):
                path = (platform, kind, outcome or "waiting", region)
                self.letters.append((week, user, path))
            case ("ask", user, platform):
                self.asks.add((user, platform))
            case ("leave", user):
                if any(owner == user for owner, _ in self.cards):
                    self.gone.add(user)
            case ("erase", user):
                self.cards = {key: card for key, card in self.cards.items() if key[0] != user}
                self.letters = [letter for letter in self.letters if letter[1] != user]
                self.asks = {ask for ask in self.asks if ask[0] != user}
                self.gone.discard(user)

    def people(self, week: int) -> dict[tuple[str, ...], set[int]]:
        """Who is in each narrowest cell at the end of the week."""
        cells: dict[tuple[str, ...], set[int]] = {}
        for (user, platform), (origin, visible) in self.cards.items():
            if visible != "me" and user not in self.gone:
                cell = (MOVED, visible, platform, origin or UNSAID)
                cells.setdefault(cell, set()).add(user)
        newest: dict[tuple[int, tuple[str, ...]], int] = {}
        for made, user, path in self.letters:
            newest[user, path] = made
        for (user, path), made in newest.items():
            age = (week + 1 - made) * 7
            window = next((days for days in WINDOWS if age < days), None)
            if window:
                cells.setdefault((WROTE, str(window), *path), set()).add(user)
        for user, platform in self.asks:
            cells.setdefault((ASKED, "week", platform), set()).add(user)
        return cells


def in_shown_cells(
    people: Mapping[tuple[str, ...], Collection[int]], report: Report
) -> dict[tuple[str, ...], set[int]]:
    """Who stands behind each cell, given which narrower ones the report shows."""
    found: dict[tuple[str, ...], set[int]] = {}
    for cell, members in people.items():
        for end in range(len(cell), 1, -1):
            found.setdefault(cell[:end], set()).update(members)
            if cell[:end] in report.cells:
                break
    return found


# ---------------------------------------------------------------- histories

PLATFORMS = ("cara", "bluesky", "mastodon")
ORIGINS = ("instagram", "deviantart", None)


def random_history(random: Random, weeks: int = 6, busy: int = 14) -> list[list[Event]]:
    """People come in crowds and one by one, change their minds, leave, and erase themselves."""
    crowd = random.choice((4, 12, 30))
    return [
        [random_event(random, crowd, new=week == 0 or random.random() < 0.4)
         for _ in range(random.randint(0, busy) + (2 * crowd if week == 0 else 0))]
        for week in range(weeks)
    ]  # fmt: skip


def random_event(random: Random, crowd: int, *, new: bool) -> Event:
    user = random.randint(1, crowd * (2 if new else 1))
    platform = random.choice((*PLATFORMS, "cara", "cara"))
    what = random.choices(("move", "take", "write", "ask", "leave", "erase"), (9, 2, 6, 4, 1, 1))[0]
    match what:
        case "move":
            visible = random.choice(("lists", "lists", "find", "numbers", "me"))
            return (what, user, platform, random.choice((*ORIGINS, "instagram")), visible)
        case "write":
            kind = random.choice(("objection", "objection", "erasure"))
            outcome = random.choice((None, None, "silence", "form"))
            return (what, user, "instagram", kind, random.choice(("eu-de", "uk")), outcome)
        case "leave" | "erase":
            return (what, user)
        case _:
            return (what, user, platform)


def without(history: History, user: int) -> list[list[Event]]:
    """The same, had this person never been here."""
    return [[event for event in week if event[1] != user] for week in history]
