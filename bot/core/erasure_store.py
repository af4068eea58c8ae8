"""What erasing needs of the store, and of the list that is kept apart from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

Subject = Literal["person", "server"]
"""Whose data an erasure is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """An entry of the list. `id` is random; `mark` is a keyed hash of whom it is about; `at` is
    when it was, or is to be, done (UTC seconds). `undone`: taken back before it was done. `done`:
    no row was left, and no message in a person's chat."""

    id: int
    of: Subject
    mark: str
    at: int
    undone: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An erasure that a person asked for: its number in the list, and when it is done (UTC
    seconds). Once it has `begun`, it cannot be taken back."""

    id: int
    at: int
    begun: bool


class ErasureList(Protocol):
    """The erasures of all times, kept apart from the database, so that one that was restored from
    a backup can be cleansed again. It holds no ids of people and of servers, only keyed hashes.

    What `add`, `finish` or `withdraw` was asked is on the disk when they return. Raises `OSError`.
    """

    async def entries(self) -> Sequence[Erasure]:
        """Every erasure once, in the order in which they were added."""
        ...

    async def withdrawn(self) -> Collection[int]:
        """What was taken back, also of erasures that stand in another list."""
        ...

    async def add(self, erasure: int, of: Subject, whose: int, at: int) -> None: ...

    async def finish(self, erasure: int) -> None:
        """The erasure was done."""
        ...

    async def withdraw(self, erasure: int) -> None:
        """The erasure was taken back: nobody is to do it again."""
        ...

    async def marks(self, of: Subject, ids: Iterable[int]) -> Mapping[str, int]:
        """Which id each mark stands for."""
        ...


class ErasureStore(Protocol):
    """A part of `bot.core.ports.Store`. Times are UTC seconds."""

    # persons
    async def erase(self, user: int, *, erasure: int = 0, scrub: bool = True) -> Mapping[str, int]:
        """Deletes every row with this person's id in one transaction; how many, table by table.

        `erasure` is noted as done in the same transaction (0: none). Without `scrub` the rows are
        gone and their bytes are left in the database's files until somebody calls `scrub`, which
        otherwise is done at once; a job sees to it should that fail.
        """
        ...

    async def plan_erasure(self, erasure: int, user: int, at: int, now: int) -> bool:
        """Notes the erasure as known and stores the job that will do it. False where this person
        has one already."""
        ...

    async def planned_erasure(self, user: int) -> Planned | None: ...

    def withdrawing(self, user: int) -> AbstractAsyncContextManager[Sequence[int]]:
        """Drops the person's planned erasure unless it has begun; gives the ids of what is
        dropped, and drops it only if the block is left without an exception."""
        ...

    async def people_ids(self) -> Collection[int]:
        """Everybody of whom there is a row."""
        ...

    # servers
    async def erase_server(
        self, guild: int, *, erasure: int = 0, scrub: bool = True
    ) -> Mapping[str, int]:
        """Deletes every row of this server; letters stay with their persons and forget the server.
        Otherwise like `erase`."""
        ...

    async def server_ids(self) -> Collection[int]:
        """Every server of which there is a row."""
        ...

    async def plan_server_erasure(self, guild: int, at: int, now: int) -> None:
        """Stores the job that will do it, unless there is one."""
        ...

    async def keep_server(self, guild: int) -> None:
        """Drops that job."""
        ...

    async def leaving_servers(self) -> Collection[int]:
        """Servers whose erasure is planned."""
        ...

    async def plan_sweep(self, at: int, now: int) -> None:
        """Stores the job that looks for servers that removed Tern, unless there is one."""
        ...

    # what was erased
    async def known_erasures(self) -> Collection[int]:
        """The erasures that this database has taken in."""
        ...

    async def pending_erasures(self) -> Collection[int]:
        """Those of persons whose job is still to be done."""
        ...

    async def note_erasures(self, erasures: Iterable[int]) -> None: ...

    async def scrub(self, job: int | None = None) -> bool:
        """Clears what deleted rows left behind in the database's files, as this job or, where there
        is none, a new one asks. False where something was in the way; the job will try again."""
        ...
