"""The watch: reads platforms' texts about once a day and notes what changed in them.

One request at a time goes to a host, spread over the day at random; what cannot be read is tried
again after pauses that grow. The first reading of a text is what later ones are compared with. What
changed is answered from memory, and a record may be outdated until somebody has checked the change.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from secrets import SystemRandom, randbelow
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from bot.core.changes import Change
from bot.core.comparing import compare, rank
from bot.core.monitor import Unmonitored
from bot.core.watch_failures import DAY, HOUR, LONGEST_PAUSE, failed, is_believed
from bot.core.watch_store import Reading, TextVersion
from bot.core.watch_texts import IDS, by_source, host_number, texts_of, together
from bot.core.watched import TextRead, Unchanged, Unread
from bot.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from bot.core.monitor import Monitor
    from bot.core.ports import Catalogue, Clock, Store
    from bot.core.records import Platform
    from bot.core.watched import Problem, TextReader, Watched

SPREAD: Final = 6 * HOUR
"""Seconds over which first looks are spread."""

AROUND: Final = 4 * HOUR
"""How much earlier or later than a day after the last reading the next one may come."""

FORGOTTEN: Final = 90 * DAY
"""Seconds for which a text is kept that no record names any more."""

LOOK_SECONDS: Final = 45
"""Seconds after which a look begins no further text. With the last one it ends before the worker
would cut it off."""

READ_SECONDS: Final = 60
"""How long one text may take, what is asked before it included."""

SOON: Final = 5
"""Seconds until the rest of a host's texts is read."""

AT_ONCE: Final = 4
"""How many hosts a process looks at: after a night that it slept all are due, and what people wait
for must not wait behind them."""

BUSY: Final = 30
"""Seconds until another host is looked at again where that many are, and up to twice as many."""

_FRESH: Final = 300
"""Seconds after which a process looks whether another has found changes."""

_log = logging.getLogger("tern")

What = Literal["first", "same", "changed"]
"""What came of a text that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A text that cannot be read now, and how the last look at it went."""

    text: Watched
    reading: Reading


class Watch:
    """Reads what is due, and knows what changed. Without a reader it is off: what was found before
    is known, nothing is read."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store,
        clock: Clock,
        reader: TextReader | None,
        monitor: Monitor | None = None,
        chance: Callable[[], float] | None = None,
        turn: asyncio.Lock | None = None,
    ) -> None:
        """`chance` gives numbers from 0 to 1, by themselves at random. `turn` is held while a text
        is worked on beside the event loop; the reader's, so that one is at a time."""
        self._store = store
        self._clock = clock
        self._reader = reader
        self._monitor = monitor or Unmonitored()
        self._chance = chance or SystemRandom().random
        self.texts: Mapping[int, Watched] = MappingProxyType(
            {text.id: text for text in texts_of(catalogue.platforms.values())}
        )
        """Every text that is watched, by its id, in the order of the records."""

        self._hosts: dict[int, list[Watched]] = defaultdict(list)
        for text in self.texts.values():
            self._hosts[host_number(text.host)].append(text)
        self._changes: Mapping[str, Sequence[Change]] = {}
        self._looked_at = self._planned_at = self._looking = 0
        self._turn = turn or asyncio.Lock()

    @property
    def is_on(self) -> bool:
        """Whether this Tern reads texts."""
        return self._reader is not None

    # what changed

    def changes_of(self, platform: str) -> Sequence[Change]:
        """From memory, newest first, without their edits."""
        return self._changes.get(platform, ())

    def changed_since(self, platform: Platform) -> date | None:
        """Since when the record may be outdated: the day on which the earliest change was found
        that nobody has checked, of those found on the day the record was, or later: nobody knows
        which came first on that day. From memory."""
        days = (
            change.found_on for change in self.changes_of(platform.id) if change.checked_at is None
        )
        return min((day for day in days if day >= platform.checked), default=None)

    async def changes(self) -> Sequence[Change]:
        """As they are stored, newest first, without their edits."""
        return await self._store.changes()

    async def change(self, id_: int) -> Change | None:
        """The change with its edits."""
        return await self._store.change(id_)

    async def check(self, id_: int) -> bool:
        """Somebody has compared the record with the change. False where there is no such change."""
        found = await self._store.check_change(id_, self._now())
        await self._remember()
        return found

    async def refresh(self) -> None:
        """Looks, every few minutes, at what was found. To be called when nobody waits."""
        if self._now() - self._looked_at >= _FRESH:
            await self._remember()

    async def _remember(self) -> None:
        self._looked_at = self._now()
        found: dict[str, list[Change]] = defaultdict(list)
        for change in await self._store.changes():
            found[change.platform].append(change)
        self._changes = found

    # reading

    async def problems(self) -> Sequence[Trouble]:
        """What cannot be read now, the longest-standing first."""
        troubles = [
            Trouble(text=self.texts[reading.text], reading=reading)
            for reading in await self._store.readings()
            if reading.problem and reading.text in self.texts
        ]
        return sorted(troubles, key=lambda trouble: trouble.reading.problem_since or 0)

    async def begin(self) -> None:
        """Plans the first look at each host, where none is planned, and forgets texts that no
        record has named for long."""
        if self._reader is None:
            return
        await self._plan(self._hosts)
        readings = await self._store.readings()
        long_ago = self._now() - FORGOTTEN
        gone = (one.text for one in readings if one.tried_at < long_ago)
        await self._store.forget_texts([text for text in gone if text not in self.texts])

    async def _plan(self, hosts: Iterable[int]) -> None:
        now = self._planned_at = self._now()
        firsts = [(host, now + int(SPREAD * self._chance())) for host in hosts]
        await self._store.plan_watch(firsts, now)

    async def look(self, host: int) -> int | None:
        """Reads what is due of this host, one text after the other. Seconds until the next look;
        None: there is no such host any more, or the watch is off."""
        texts = self._hosts.get(host)
        if not texts or self._reader is None:
            return None
        if self._looking >= AT_ONCE:
            return int(BUSY * (1 + self._chance()))
        self._looking += 1
        try:
            seconds = await self._look(self._reader, texts)
        finally:
            self._looking -= 1
        if self._now() - self._planned_at >= HOUR:
            # A process with the watch off, or with other records, ends the looks it knows not of.
            await self._plan(other for other in self._hosts if other != host)
        return seconds

    async def _look(self, reader: TextReader, texts: Sequence[Watched]) -> int:
        loop = asyncio.get_running_loop()
        end = loop.time() + LOOK_SECONDS
        readings = {reading.text: reading for reading in await self._store.readings()}
        for same in together(texts, readings):
            if min(_due(readings, text) for text in same) > self._now():
                continue
            if loop.time() > end:
                return SOON
            asked_for = await self._read(reader, same, readings)
            if asked_for:  # of the host, not only of this text
                return min(asked_for, LONGEST_PAUSE)
        return max(SOON, min(_due(readings, text) for text in texts) - self._now())

    async def read(self, text: Watched) -> What | Problem | None:
        """Reads one text at once, due or not, with those of other platforms that stand at the same
        place. None: the watch is off."""
        if self._reader is None:
            return None
        readings = {reading.text: reading for reading in await self._store.readings()}
        before = await self._store.newest_version(text.id)
        places = by_source(self._hosts[host_number(text.host)])
        here = next(same for same in places if text in same)
        for same in together(here, readings):
            await self._read(self._reader, same, readings)
        if problem := readings[text.id].problem:
            return problem  # type: ignore[return-value]  # only words of `Problem` are stored
        after = await self._store.newest_version(text.id)
        if before is None or after is None:
            return "first"
        return "same" if after.read_at == before.read_at else "changed"

    async def _read(
        self, reader: TextReader, same: Sequence[Watched], readings: dict[int, Reading]
    ) -> int:
        """Reads the place once and notes it for each of its texts, in `readings` too. The seconds
        for which the host wants to be left alone."""
        newest = {text.id: await self._store.newest_version(text.id) for text in same}
        first = same[0]
        last = readings.get(first.id) if newest[first.id] else None
        try:
            result = await _ask(reader, first, last, newest[first.id])
            for text in same:
                before = readings.get(text.id)
                readings[text.id] = await self._note(text, result, before, newest[text.id])
        except DatabaseError:
            raise
        except Exception:
            # Whoever called logs it; the host's other texts come first the next time.
            for text in same:
                broken = self._failed(text, readings.get(text.id), "unreachable", None)
                await self._store.put_reading(broken)
            raise
        for text in same:
            await self._store.put_reading(readings[text.id])
        if isinstance(result, Unread) and _is_of_host(first, result):
            return result.retry_after or 0
        return 0

    async def _note(
        self,
        text: Watched,
        result: Unchanged | TextRead | Unread,
        last: Reading | None,
        newest: TextVersion | None,
    ) -> Reading:
        """Stores what was read of a text; how the look went."""
        match result:
            case Unread(problem=problem, retry_after=retry_after):
                return self._failed(text, last, problem, retry_after)
            case Unchanged():
                if newest is None:  # what it would be the same as is not there
                    return self._failed(text, last, "empty", None)
                await self._store.version_seen(text.id, self._now())
                self._monitor.text_read("same")
            case TextRead(doubt=doubt):
                if doubt and not is_believed(doubt, last, self._now()):
                    return self._failed(text, last, doubt, None)
                came = await self._compare(text, result, newest, last)
                if came == "earlier":
                    return self._failed(text, last, came, None)
                self._monitor.text_read(came or "same")
                if came is None:  # what the server said is not of the newest version
                    said = (last.etag, last.modified) if last else (None, None)
                    result = replace(result, etag=said[0], modified=said[1])
        now = self._now()
        kept = last if isinstance(result, Unchanged) else None
        return Reading(
            text=text.id,
            platform=text.platform,
            etag=result.etag or (kept.etag if kept else None),
            modified=result.modified or (kept.modified if kept else None),
            read_at=now,
            tried_at=now,
            next_at=now + DAY + int(AROUND * (2 * self._chance() - 1)),
        )

    def _failed(
        self, text: Watched, last: Reading | None, problem: Problem, retry_after: int | None
    ) -> Reading:
        self._monitor.text_read("problem")
        if last is None or last.problem != problem:
            _log.warning("the watch cannot read a text of %s: %s", text.host, problem)
        return failed(text, last, problem, retry_after, self._now())

    async def _compare(
        self, text: Watched, read: TextRead, newest: TextVersion | None, last: Reading | None
    ) -> What | Literal["earlier"] | None:
        """What came of it; None: nothing yet, for another process was quicker, or the clock went
        back."""
        now = self._now()
        version = TextVersion(text=text.id, read_at=now, seen_at=now, sentences=read.sentences)
        if newest is None:
            await self._store.put_version(version, None)
            return "first"
        if read.sentences == newest.sentences:
            change = None
        elif read.upgrade or (read.doubt and await self._is_only(newest)):
            return "same" if await self._store.put_version(version, None) else None
        else:
            change = await self._differing(text, newest, version)
        if change is None:
            await self._store.version_seen(text.id, now)
            return "same"
        if not is_believed("earlier", last, now) and await self._is_earlier(version):
            return "earlier"
        if not await self._store.put_version(version, change):
            return None
        await self._remember()
        return "changed"

    async def _is_only(self, newest: TextVersion) -> bool:
        """Whether it is the first version and was read once: it may have been the other page."""
        is_once = newest.seen_at == newest.read_at
        return is_once and len(await self._store.versions(newest.text)) == 1

    async def _is_earlier(self, version: TextVersion) -> bool:
        """Whether it is the wording of a version that is kept: put back, or given in turns with the
        newest."""
        for before in (await self._store.versions(version.text))[1:]:
            async with self._turn:
                if not await asyncio.to_thread(compare, before.sentences, version.sentences):
                    return True
        return False

    async def _differing(self, text: Watched, old: TextVersion, new: TextVersion) -> Change | None:
        """Beside the event loop, one at a time: it would have to wait for each."""
        async with self._turn:
            return await asyncio.to_thread(_change, text, old, new)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


async def _ask(
    reader: TextReader, text: Watched, last: Reading | None, newest: TextVersion | None
) -> Unchanged | TextRead | Unread:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await reader.read(text, last, newest)
    except TimeoutError:
        return Unread(problem="unreachable")


def _is_of_host(text: Watched, unread: Unread) -> bool:
    """Whether the host that all texts of a look share said so: where the archive does not have a
    text, its platform's server was asked."""
    return text.document.archive is None or unread.problem == "archive"


def _due(readings: Mapping[int, Reading], text: Watched) -> int:
    reading = readings.get(text.id)
    return reading.next_at if reading else 0


def _change(text: Watched, old: TextVersion, new: TextVersion) -> Change | None:
    document = text.document
    edits = compare(old.sentences, new.sentences)
    if not edits:
        return None
    return Change(
        id=1 + randbelow(IDS),
        platform=text.platform,
        title=document.title,
        url=document.url,
        language=document.language,
        seen_at=old.seen_at,
        found_at=new.read_at,
        edits=edits,
        because=rank(edits, document.language),
    )
