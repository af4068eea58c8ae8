"""Statistics for moderators that expose no one.

A server's statistics are a published report: made when first asked for, made anew at most once a
week, and read by everybody in between. A figure counts different people, never events, and stands
as "N or more":

* from the count of people a secret offset of 0 to 4 is taken, which never changes for that figure
  (a keyed hash of server and figure, whose key never leaves the database);
* the rest is rounded down to a multiple of 5 and not shown at all below 5;
* a shown figure changes only when the count behind it moved by at least 5 since it last changed.

So one person's coming or going changes nothing that anybody can see. What this does not keep
secret, and docs/privacy.md says so: anything from a person who controls several accounts in the
server.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports import Clock, Store

STEP: Final = 5
"""Figures are multiples of this, and the smallest that is shown."""

REPORT_LASTS: Final = 7 * 24 * 3600
"""Seconds until a published report may be made anew."""

Days = Literal[30, 90, 365]
WINDOWS: Final[tuple[Days, ...]] = (30, 90, 365)
"""How far back letters are counted. A few fixed windows: free ones could be set off against each
other until one day's single person stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What moderators see: people by platform they moved to, and by platform they wrote to.

    Only figures that may be shown are in the mappings. `published_at` is UTC seconds.
    """

    days: Days
    published_at: int
    moved: Mapping[str, int]
    wrote: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        return not self.moved and not self.wrote


@dataclass(frozen=True, slots=True)
class Figure:
    """`shown` is what readers see, `basis` the count when it last changed. `basis` stays inside."""

    shown: int
    basis: int


class Stats:
    """Publishes reports and reads them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def overview(self, guild: int, days: Days) -> Overview:
        """The server's current report, made now if there is none or the last is a week old."""
        now = int(self._clock.now().timestamp())
        report = await self._store.report(guild)
        if report is None or now - report[0] >= REPORT_LASTS:
            figures = await self._publish(guild, now, _read(report[1]) if report else {})
            published_at = now
        else:
            published_at, figures = report[0], _read(report[1])
        return Overview(
            days=days,
            published_at=published_at,
            moved=_shown(figures, "moved/"),
            wrote=_shown(figures, f"wrote/{days}/"),
        )

    async def _publish(
        self, guild: int, now: int, before: Mapping[str, Figure]
    ) -> Mapping[str, Figure]:
        people: dict[str, set[int]] = defaultdict(set)
        for platform, _origin, user in await self._store.countable_cards(guild):
            people[f"moved/{platform}"].add(user)
        for days in WINDOWS:
            since = now - days * 24 * 3600
            for platform, _kind, _region, user in await self._store.countable_letters(guild, since):
                people[f"wrote/{days}/{platform}"].add(user)
        key = await self._store.guild_key(guild)
        figures = {
            cell: figure(key, guild, cell, len(people.get(cell, ())), before.get(cell))
            for cell in sorted({*people, *before})
        }
        await self._store.publish_report(guild, now, _write(figures))
        return figures


def figure(key: bytes, guild: int, cell: str, count: int, before: Figure | None) -> Figure:
    """What to show for `count` people, given what was shown last."""
    if before is not None and abs(count - before.basis) < STEP:
        return before
    digest = hmac.digest(key, f"{guild}/{cell}".encode(), hashlib.sha256)
    offset = int.from_bytes(digest, "big") % STEP
    return Figure(shown=max(0, count - offset) // STEP * STEP, basis=count)


def _shown(figures: Mapping[str, Figure], prefix: str) -> dict[str, int]:
    return {
        cell.removeprefix(prefix): figure.shown
        for cell, figure in figures.items()
        if cell.startswith(prefix) and figure.shown
    }


def _read(content: str) -> dict[str, Figure]:
    return {cell: Figure(*pair) for cell, pair in json.loads(content).items()}


def _write(figures: Mapping[str, Figure]) -> str:
    return json.dumps({cell: [figure.shown, figure.basis] for cell, figure in figures.items()})
