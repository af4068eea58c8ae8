"""Erasing: a person who asks for it, a day later; a server that removed Tern, a month later; and
all of them again in a database that was restored from a backup.

Every erasure is first written into a list that is kept apart from the database (see
docs/decisions/0005-erasures-are-listed-apart.md).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.erasure_store import Erasure, ErasureList, Planned, Subject
    from bot.core.ports import Clock, Store

HOUR: Final = 3600
DAY: Final = 24 * HOUR

UNDO_WITHIN: Final = DAY
"""Seconds from a person's confirmation to the erasure."""

DELIVERY_LASTS: Final = HOUR // 4
"""Seconds for which a letter may be on its way into the chat: as long as Discord takes answers."""

SERVER_STAYS: Final = 30 * DAY
"""Seconds from a server's removal of Tern, or from when it was noticed, to the erasure."""

SWEEP_EVERY: Final = DAY
"""Seconds between two looks for servers that removed Tern while it was off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What was erased again in a restored database, and how many rows that were."""

    people: int = 0
    servers: int = 0
    rows: int = 0

    def __add__(self, other: Replayed) -> Replayed:
        return Replayed(
            people=self.people + other.people,
            servers=self.servers + other.servers,
            rows=self.rows + other.rows,
        )


class Erasures:
    """Plans erasures, takes them back, does them."""

    def __init__(self, store: Store, listed: ErasureList, clock: Clock) -> None:
        self._store = store
        self._listed = listed
        self._clock = clock

    # a person

    async def plan(self, user: int) -> Planned:
        """Plans the erasure of all that Tern holds on the person; what was planned before stays."""
        if found := await self.planned(user):
            return found
        now = self._now()
        # Listed first: a backup from before this moment is not to bring the person back.
        erasure = await self._list("person", user, now + UNDO_WITHIN)
        try:
            await self._store.plan_erasure(erasure, user, now + UNDO_WITHIN, now)
        except BaseException:
            # Nobody was told of it, so no later start may find it in the list and do it.
            await self._listed.withdraw(erasure)
            raise
        found = await self._store.planned_erasure(user)
        if found is None:
            raise RuntimeError("an erasure was done in the moment it was planned")
        if found.id != erasure:
            await self._listed.withdraw(erasure)  # a second press was quicker
        return found

    async def planned(self, user: int) -> Planned | None:
        """What this person asked for and is not done yet."""
        found = await self._store.planned_erasure(user)
        if found is None or not await self.is_withdrawn(found.id):
            return found
        # The database does not know that: it was restored, or lost in the moment of the undoing.
        async with self._store.withdrawing(user):
            return None

    async def undo(self, user: int) -> None:
        """Takes the person's erasure back. Raises `UserError` where there is none, and where it has
        begun."""
        async with self._store.withdrawing(user) as erasures:
            for erasure in erasures:
                await self._listed.withdraw(erasure)
        if erasures:
            return
        if await self.planned(user):
            raise UserError("Erasing has begun and cannot be undone any more.")
        raise UserError("There is no erasure to undo.")

    async def is_withdrawn(self, erasure: int) -> bool:
        """Whether the person took it back, as a database from before that does not know."""
        return erasure in await self._listed.withdrawn()

    async def is_in_delivery(self, user: int) -> bool:
        """Whether a letter of the person's may be arriving in the chat at this moment."""
        since = self._now() - DELIVERY_LASTS
        letters = await self._store.letters_of(user)
        return any(one.state == "delivering" and one.created_at > since for one in letters)

    async def erase(self, user: int, erasure: int | None = None) -> int:
        """Erases the person now: an erasure that was planned, or a new one (None). How many rows.

        The rows of its own job are among them.
        """
        if erasure is None or all(e.id != erasure for e in await self._listed.entries()):
            erasure = await self._list("person", user, self._now(), erasure)
        rows = sum((await self._store.erase(user, erasure=erasure)).values())
        await self._listed.finish(erasure)
        return rows

    # servers

    async def server_left(self, guild: int) -> None:
        """The server removed Tern: it is erased after a while."""
        now = self._now()
        await self._store.plan_server_erasure(guild, now + SERVER_STAYS, now)

    async def servers_are_here(self, here: Collection[int]) -> None:
        """Tern is in these servers, whatever was planned."""
        for guild in await self._store.leaving_servers():
            if guild in here:
                await self._store.keep_server(guild)

    async def compare_servers(self, here: Collection[int]) -> None:
        """Plans the erasure of every server that has rows and is not among those where Tern is,
        and drops what was planned for one that is."""
        for guild in await self._store.server_ids():
            if guild not in here:
                await self.server_left(guild)
        await self.servers_are_here(here)

    async def erase_server(self, guild: int) -> int:
        """Erases the server now; how many rows. Letters stay with those who made them."""
        erasure = await self._list("server", guild, self._now())
        return sum((await self._store.erase_server(guild, erasure=erasure)).values())

    async def begin_sweeps(self) -> None:
        """Plans the first look for servers that removed Tern; each plans the next."""
        now = self._now()
        await self._store.plan_sweep(now + SWEEP_EVERY, now)

    # a restored database

    async def scrub(self, job: int) -> bool:
        """What the job is for: clears the database's files of what was deleted; False: something
        was in the way."""
        return await self._store.scrub(job)

    async def replay(self, *lists: ErasureList) -> Replayed:
        """Does again what these lists say was erased and this database does not know of, or has
        still to do: it was restored from a backup. What is not due yet is planned again; what was
        taken back, in whichever list that stands, is left."""
        withdrawn = {erasure for listed in lists for erasure in await listed.withdrawn()}
        return sum([await self._replay(listed, withdrawn) for listed in lists], Replayed())

    async def _replay(self, listed: ErasureList, withdrawn: Collection[int]) -> Replayed:
        entries = [entry for entry in await listed.entries() if entry.id not in withdrawn]
        known = await self._store.known_erasures() if entries else ()
        pending = await self._store.pending_erasures() if entries else ()
        missing = [
            entry
            for entry in entries
            if entry.id not in known or (entry.done and entry.id in pending)
        ]
        if not missing:
            return Replayed()
        people = await self._again("person", missing, listed)
        servers = await self._again("server", missing, listed)
        await self._store.note_erasures([entry.id for entry in missing])
        if people or servers:
            await self._store.scrub()
        return Replayed(people=len(people), servers=len(servers), rows=sum(people + servers))

    async def _again(
        self, of: Subject, entries: Sequence[Erasure], listed: ErasureList
    ) -> list[int]:
        """How many rows went, erasure by erasure."""
        entries = [entry for entry in entries if entry.of == of]
        if not entries:
            return []
        store, now, rows = self._store, self._now(), []
        ids = await (store.people_ids() if of == "person" else store.server_ids())
        whose = await listed.marks(of, ids)
        for entry in entries:
            id_ = whose.get(entry.mark)
            if id_ is None:
                continue
            if of == "server" or entry.at <= now:
                erase = store.erase if of == "person" else store.erase_server
                deleted = await erase(id_, erasure=entry.id, scrub=False)
                rows.append(sum(deleted.values()))
            if of == "person" and not entry.done:
                # Nobody has emptied the chat. Where it was done, what is there now came later.
                await store.plan_erasure(entry.id, id_, max(entry.at, now), now)
        return rows

    async def _list(self, of: Subject, whose: int, at: int, erasure: int | None = None) -> int:
        erasure = erasure or 1 + secrets.randbelow(2**63 - 1)
        await self._listed.add(erasure, of, whose, at)
        return erasure

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
