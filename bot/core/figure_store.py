"""What statistics need of the store: what may be counted, and the published reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.models import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCard:
    """What is counted of a card that may be counted."""

    user: int
    visible: str
    platform: str
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLetter:
    """What is counted of a letter that arrived. `outcome` is what its writer told last; where they
    told nothing, `waiting` for a letter known to be sent and `unsent` for any other."""

    user: int
    platform: str
    kind: str
    outcome: str
    region: str
    made_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOutcome:
    """What the writer of a letter told last of it, on that day. `received` is the day it reached
    its addressee, None where that is not known; `letter` is its id."""

    letter: int
    user: int
    platform: str
    outcome: Outcome
    received: date | None
    on: date


class Publishing(Protocol):
    """The making of one server's report. Meanwhile no other report is made and nobody is erased."""

    async def key(self) -> bytes:
        """The server's secret for statistics."""
        ...

    async def report(self) -> tuple[int, str] | None:
        """The last published report: when, and its JSON."""
        ...

    async def cards(self) -> Iterable[CountedCard]:
        """Of members who have not left, unless the owner wants not to be counted. To be gone
        through once, on any thread."""
        ...

    async def letters(self, since: int) -> Iterable[CountedLetter]:
        """Those made after that time; as `cards`."""
        ...

    async def told(self, since: date) -> Sequence[ToldOutcome]:
        """What came of letters to platforms, in all servers and in none, told since that day."""
        ...

    async def close_week(self) -> Sequence[tuple[str, bytes]]:
        """(platform, mark) of everybody who asked about one; the marks and the key that they were
        made with are destroyed."""
        ...

    async def inside(self) -> Sequence[tuple[str, int]]:
        """(cell, user) as last published, without who was erased since."""
        ...

    async def publish(
        self, now: int, content: str, changed: Mapping[str, Collection[int]], again: int
    ) -> None:
        """Writes the report, and for each changed cell who is in it; the next is due at `again`."""
        ...


class FigureStore(Protocol):
    """Times are UTC seconds."""

    def publishing(self, guild: int) -> AbstractAsyncContextManager[Publishing]:
        """All or nothing: what the block does is on the disk when it is left without an error."""
        ...

    async def report(self, guild: int) -> tuple[int, str] | None:
        """The last published report: when, and its JSON."""
        ...

    async def plan_report(self, guild: int, at: int, now: int) -> None:
        """Stores the job that publishes it, unless there is one."""
        ...

    async def guild_key(self, guild: int) -> bytes:
        """The server's secret for statistics: 32 random bytes, made on first use, never shown."""
        ...

    async def mark_asked(self, guild: int, platform: str, user: int) -> None:
        """Notes that somebody asked about a platform, by a mark: a hash of their id under a key
        that the server has until its week closes. Twice is once. In a server without a report
        nothing is noted: its week would never close."""
        ...

    async def moderator_role(self, guild: int) -> int | None:
        """The role that may see statistics."""
        ...

    async def name_moderators(self, guild: int, role: int | None, now: int) -> None:
        """Lets a role see statistics; None: no role."""
        ...
