"""What came of letters, over all servers: "confirmed in about 9 days", "sent to a form", silence.

Published week by week as the report of "no server" (0), by the rules of `bot.core.figures`: each
person counts once for a platform, with what they told last; a figure is "N or more" and shows no
one; and how long an answer took is read from shown figures only, those of people sorted by days.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from bot.core.figures import Figure, KeyedSecrets, settle
from bot.core.models import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.core.figure_store import ToldOutcome
    from bot.core.figures import Member, Path
    from bot.core.ports import Clock, Store

NO_SERVER: Final = 0

ENOUGH: Final = 20
"""People whose letters a platform's figures must stand on to be shown."""

ENOUGH_TIMED: Final = 10
"""People with a known number of days, for the number that is in the middle."""

BACK: Final = 365
"""Days that are looked back on."""

TOLD: Final = "told"
"""The first word of every cell: `(told, platform, outcome, days)`."""

_UP_TO: Final = (3, 7, 14, 31, 62, 92)
"""Days by which answers are sorted: so many at most."""

_LONGER: Final = "longer"

_WEEK: Final = 7 * 24 * 3600

_FRESH: Final = 3600
"""Seconds after which a process looks whether another has published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformOutcomes:
    """What came of letters to one platform. `people` and the figures of `by` are "N or more", the
    most frequent first; `days` is how long those waited, about, who got what they asked for (None:
    not known of enough). `published_at` is UTC seconds."""

    published_at: int
    people: int
    by: Mapping[Outcome, int]
    days: int | None


@dataclass(frozen=True, slots=True)
class _Edition:
    published_at: int
    figures: Mapping[Path, Figure]
    shown: Mapping[str, PlatformOutcomes] = field(repr=False)


class Outcomes:
    """Publishes what came of letters, and answers from memory."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._shown: Mapping[str, PlatformOutcomes] = {}
        self._looked_at = 0

    def of(self, platform: str) -> PlatformOutcomes | None:
        """From memory. None: too few people have told."""
        return self._shown.get(platform)

    async def refresh(self) -> None:
        """Looks, once an hour, at what was published last. To be called when nobody waits."""
        if self._now() - self._looked_at < _FRESH:
            return
        self._looked_at = self._now()
        found = await self._store.report(NO_SERVER)
        if found:
            self._shown = _read(*found).shown

    async def begin(self) -> None:
        """Plans the first publication; each plans the next."""
        now = self._now()
        await self._store.plan_report(NO_SERVER, now + _FRESH, now)

    async def renew(self) -> int:
        """What the weekly job does: publishes what is due. Seconds until the next time."""
        async with self._store.publishing(NO_SERVER) as publishing:
            found = await publishing.report()
            edition = _read(*found) if found else _Edition(0, {}, {})
            now = self._now()
            if now - edition.published_at >= _WEEK:
                since = self._clock.now().date() - timedelta(days=BACK)
                told = await publishing.told(since)
                secrets = KeyedSecrets(await publishing.key(), NO_SERVER)
                inside = await publishing.inside()
                edition, changed = await asyncio.to_thread(
                    _edit, secrets, told, inside, edition.figures, now
                )
                await publishing.publish(now, _write(edition.figures), changed, now + _WEEK)
        self._shown, self._looked_at = edition.shown, now
        return max(1, edition.published_at + _WEEK - now)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def sort_told(told: Iterable[ToldOutcome]) -> dict[Path, set[Member]]:
    """Each person once for a platform, with what they told last."""
    newest: dict[tuple[int, str], ToldOutcome] = {}
    for one in sorted(told, key=lambda one: (one.on, one.letter)):
        newest[one.user, one.platform] = one
    cells: dict[Path, set[Member]] = defaultdict(set)
    for one in newest.values():
        path: Path = (TOLD, one.platform, one.outcome)
        if one.outcome == "answered" and one.received is not None and one.received <= one.on:
            path = (*path, _days_cell((one.on - one.received).days))
        cells[path].add(one.user)
    return dict(cells)


def _days_cell(days: int) -> str:
    return next((str(most) for most in _UP_TO if days <= most), _LONGER)


def _edit(
    secrets: KeyedSecrets,
    told: Sequence[ToldOutcome],
    rows: Sequence[tuple[str, int]],
    before: Mapping[Path, Figure],
    now: int,
) -> tuple[_Edition, Mapping[str, Collection[int]]]:
    inside: dict[Path, set[int]] = defaultdict(set)
    for cell, user in rows:
        inside[tuple(cell.split("/"))].add(user)
    settled = settle(secrets, sort_told(told), before, inside)
    changed = {"/".join(cell): members for cell, members in settled.changed.items()}
    return _Edition(now, settled.figures, _shown(settled.figures, now)), changed


def _shown(figures: Mapping[Path, Figure], at: int) -> dict[str, PlatformOutcomes]:
    platforms: dict[str, dict[Path, int]] = defaultdict(dict)
    for cell, figure in figures.items():
        if figure.shown:
            platforms[cell[1]][cell[2:]] = figure.shown
    found = {platform: _platform(cells, at) for platform, cells in platforms.items()}
    return {platform: told for platform, told in found.items() if told.people >= ENOUGH}


def _platform(cells: Mapping[Path, int], at: int) -> PlatformOutcomes:
    by: Counter[Outcome] = Counter()
    timed: dict[str, int] = {}
    for cell, shown in cells.items():
        if cell and cell[0] in get_args(Outcome):
            by[cast(Outcome, cell[0])] += shown
        if len(cell) > 1:
            timed[cell[1]] = shown
    return PlatformOutcomes(
        published_at=at,
        people=sum(cells.values()),
        by=dict(by.most_common()),
        days=_middle(timed, by["answered"]),
    )


def _middle(timed: Mapping[str, int], people: int) -> int | None:
    """The number of days within which half of them had their answer, about: somewhere between the
    limits of the cell that the middle one is in, by how many come before. None where fewer than
    half of the people, or too few at all, are known by days, and for more than three months."""
    known = sum(timed.values())
    if known < ENOUGH_TIMED or 2 * known < people:
        return None
    before, least = 0, 0
    for most in _UP_TO:
        here = timed.get(str(most), 0)
        if here and 2 * (before + here) >= known:
            return max(1, round(least + (known / 2 - before) / here * (most - least)))
        before, least = before + here, most
    return None


def _read(published_at: int, content: str) -> _Edition:
    held: Any = json.loads(content)
    figures: dict[Path, Figure] = {
        tuple(cell.split("/")): Figure(*numbers) for cell, numbers in held["figures"].items()
    }
    return _Edition(published_at, figures, _shown(figures, published_at))


def _write(figures: Mapping[Path, Figure]) -> str:
    return json.dumps(
        {
            "figures": {
                "/".join(cell): [figure.shown, figure.basis, figure.changes]
                for cell, figure in figures.items()
            }
        },
        separators=(",", ":"),
    )
