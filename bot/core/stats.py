"""Statistics for moderators that expose no one.

A server's statistics are a published report: made when first asked for, then weekly. Everybody
reads the last one. `bot.core.figures` says how a figure comes about, `bot.core.published` what
readers see. What this does not keep secret, and docs/privacy.md says so: anything from a person who
controls several accounts in the server.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.core.figures import Figure, KeyedSecrets, settle
from bot.core.published import ASKED, DAY, MOVED, UNSAID, WINDOWS, WROTE, Report, Week, cards_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.core.figure_store import CountedCard, CountedLetter
    from bot.core.figures import Member, Path, Secrets
    from bot.core.ports import Clock, Store

WEEK: Final = 7 * DAY
"""Seconds from one report to the next."""

WEEKS_KEPT: Final = 53
"""Reports that a chart can look back on: a year."""

_LOOK_AGAIN: Final = 60
"""Seconds for which it is remembered that a server has no report."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A report with what is needed to make the next one."""

    report: Report
    figures: Mapping[Path, Figure]


class Stats:
    """Publishes reports and reads them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._counting: dict[int, int] = {}
        """Until when it is known, by server, that asking is counted; negative: that it is not."""

    async def report(self, guild: int) -> Report:
        """The server's current report, made now if there is none or the last is a week old."""
        last = await self.last(guild)
        return last if last and not self._is_due(last) else await self._publish(guild)

    async def last(self, guild: int) -> Report | None:
        """The last report, however old. None: nobody has ever asked for one."""
        found = await self._store.report(guild)
        return _read(*found).report if found else None

    async def renew(self, guild: int) -> int:
        """What the weekly job does: makes the report that is due. Seconds until the next one."""
        report = await self.report(guild)
        return max(1, report.published_at + WEEK - self._now())

    async def asked(self, guild: int, user: int, platform: str) -> None:
        """Counts that somebody asked about a platform, in servers that have statistics."""
        if await self._counts(guild):
            await self._store.mark_asked(guild, platform, user)

    async def may_read(self, guild: int, roles: Collection[int]) -> bool:
        """Whether one of these roles was named to see statistics."""
        return await self._store.moderator_role(guild) in roles

    async def _counts(self, guild: int) -> bool:
        """A week that is over takes no more marks; its report is about to be made."""
        now, until = self._now(), self._counting.get(guild, 0)
        if now >= abs(until):
            found = await self._store.report(guild)
            ends = found[0] + WEEK if found else 0
            until = ends if ends > now else -(now + _LOOK_AGAIN)
            self._counting[guild] = until
        return until > 0

    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    def _is_due(self, report: Report) -> bool:
        return self._now() - report.published_at >= WEEK

    async def _publish(self, guild: int) -> Report:
        async with self._store.publishing(guild) as publishing:
            found = await publishing.report()
            last = _read(*found) if found else None
            if last and not self._is_due(last.report):
                return last.report  # somebody else has just made it
            now = self._now()
            counted = _Counted(
                cards=await publishing.cards(),
                letters=await publishing.letters(now - WINDOWS[-1] * DAY),
                marks=await publishing.close_week(),
                inside=await publishing.inside(),
            )
            secrets = KeyedSecrets(await publishing.key(), guild)
            # A large server has many people to compare; others are answered meanwhile.
            made, changed = await asyncio.to_thread(_edit, secrets, counted, last, now)
            await publishing.publish(now, _write(made), changed, now + WEEK)
        self._counting[guild] = now + WEEK
        return made.report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What a report is made from."""

    cards: Iterable[CountedCard]
    letters: Iterable[CountedLetter]
    marks: Sequence[tuple[str, bytes]]
    inside: Sequence[tuple[str, int]]


def _edit(
    secrets: Secrets, counted: _Counted, last: Edition | None, now: int
) -> tuple[Edition, dict[str, Sequence[int]]]:
    people = {
        **sort_cards(counted.cards),
        **sort_letters(counted.letters, now),
        **sort_marks(counted.marks),
    }
    inside = _by_cell(counted.inside)
    before = last.figures if last else {}
    settled = settle(secrets, people, before, inside, traceless=(ASKED,))
    cells = {cell: figure.shown for cell, figure in settled.figures.items() if figure.shown}
    weeks = (*(last.report.weeks if last else ()), Week(now, cards_of(cells)))
    report = Report(now, cells, weeks[-WEEKS_KEPT:])
    changed: dict[str, Sequence[int]] = {
        "/".join(cell): sorted(members) for cell, members in settled.changed.items()
    }
    return Edition(report, settled.figures), changed


def sort_cards(cards: Iterable[CountedCard]) -> dict[Path, set[Member]]:
    """Cards that some can look up and others cannot stand in cells of their own: who knows all of
    the one kind can take them from no figure that holds the other."""
    cells: dict[Path, set[Member]] = defaultdict(set)
    for card in cards:
        cells[MOVED, card.visible, card.platform, card.origin or UNSAID].add(card.user)
    return dict(cells)


def sort_letters(letters: Iterable[CountedLetter], now: int) -> dict[Path, set[Member]]:
    """Of letters that look the same, a person's newest counts."""
    newest: dict[tuple[int, Path], int] = {}
    for letter in letters:
        path: Path = (letter.platform, letter.kind, letter.outcome, letter.region)
        key = (letter.user, path)
        newest[key] = max(letter.made_at, newest.get(key, letter.made_at))
    cells: dict[Path, set[Member]] = defaultdict(set)
    for (user, path), made_at in newest.items():
        window = next((w for w in WINDOWS if now - made_at < w * DAY), None)
        if window is not None:
            cells[(WROTE, str(window), *path)].add(user)
    return dict(cells)


def sort_marks(marks: Iterable[tuple[str, bytes]]) -> dict[Path, set[Member]]:
    cells: dict[Path, set[Member]] = defaultdict(set)
    for platform, mark in marks:
        cells[ASKED, "week", platform].add(mark)
    return dict(cells)


def _by_cell(rows: Sequence[tuple[str, int]]) -> dict[Path, set[int]]:
    cells: dict[Path, set[int]] = defaultdict(set)
    for cell, user in rows:
        cells[_path(cell)].add(user)
    return dict(cells)


def _path(cell: str) -> Path:
    return tuple(cell.split("/")) if cell else ()


def _read(published_at: int, content: str) -> Edition:
    held: Any = json.loads(content)
    figures = {_path(cell): Figure(*numbers) for cell, numbers in held["figures"].items()}
    weeks = tuple(
        Week(at, {_path(cell): shown for cell, shown in cells.items()})
        for at, cells in held["weeks"]
    )
    cells = {cell: figure.shown for cell, figure in figures.items() if figure.shown}
    return Edition(Report(published_at, cells, weeks), figures)


def _write(edition: Edition) -> str:
    return json.dumps(
        {
            "figures": {
                "/".join(cell): [figure.shown, figure.basis, figure.changes]
                for cell, figure in edition.figures.items()
            },
            "weeks": [
                [week.at, {"/".join(cell): shown for cell, shown in week.cells.items()}]
                for week in edition.report.weeks
            ],
        },
        separators=(",", ":"),
    )
