"""The weekly digest: a server's last published report, at an hour that its moderators chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

from bot.core.postings import Due
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports import Clock
    from bot.core.postings import Place, Posting, Postings
    from bot.core.published import Report
    from bot.core.stats import Stats

LATEST: Final = 3 * 24 * 3600
"""Seconds after which a digest that could not be posted is left out: the next is near. After a
longer outage one is posted, the last that was missed, if it is not as old."""

_AREAS: Final = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/"),
    *("Europe/", "Indian/", "Pacific/"),
)
"""How the names of time zones begin that are suggested. The others are known too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Once a week: `weekday` 0 is Monday, `zone` an IANA name."""

    weekday: int
    hour: int
    zone: str

    def after(self, moment: datetime) -> datetime:
        """The first such hour after the moment, in UTC.

        Where clocks are set forward over that hour, the moment after; where it comes twice, the
        first of the two.
        """
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date()
        day += timedelta(days=(self.weekday - day.weekday()) % 7)
        found = self._on(day, zone)
        return found if found > moment else self._on(day + timedelta(days=7), zone)

    def before(self, moment: datetime) -> datetime:
        """The last such hour that has come by the moment, in UTC."""
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date()
        day -= timedelta(days=(day.weekday() - self.weekday) % 7)
        found = self._on(day, zone)
        return found if found <= moment else self._on(day - timedelta(days=7), zone)

    def _on(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, time(self.hour), zone).astimezone(UTC)


class Zones:
    """The time zones of this machine, by their IANA names."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def load(self) -> None:
        """Reads their names from many files, in some 30 ms; may be called on any thread."""
        if not self._names:
            self._names = {_plain(name): name for name in sorted(available_timezones())}

    def find(self, typed: str, limit: int) -> Sequence[str]:
        """What somebody may mean: the names that hold what they typed, those first in which a part
        begins with it."""
        self.load()
        wanted = _plain(typed)
        found = [
            (not f"/{plain}".count(f"/{wanted}"), name)
            for plain, name in self._names.items()
            if wanted in plain and (name == "UTC" or name.startswith(_AREAS))
        ]
        return [name for _, name in sorted(found)[:limit]]

    def named(self, typed: str) -> str:
        """The zone of this name, whatever its case. Raises `UserError`."""
        self.load()
        found = self._names.get(_plain(typed))
        if found is None:
            raise UserError(
                "Tern knows no time zone of that name. It wants one like `Europe/Berlin`; the "
                "option completes as you type."
            )
        return found


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


class Digests:
    """Sets digests and says when they are due."""

    def __init__(self, stats: Stats, postings: Postings, clock: Clock) -> None:
        self._stats = stats
        self._postings = postings
        self._clock = clock

    async def start(self, place: Place, weekly: Weekly) -> Posting:
        """From its next hour on. What was set before is replaced."""
        at = self._next(weekly)
        choices: dict[str, str | int] = {
            "weekday": weekly.weekday,
            "hour": weekly.hour,
            "zone": weekly.zone,
        }
        return await self._postings.start("digest", place, choices, {"next": at}, at)

    async def due(self, guild: int) -> Due[Report] | int | None:
        """A `Schedule`. While no number can be shown, nothing is posted; while cards are switched
        off, nothing about cards."""
        posting = await self._postings.active(guild, "digest")
        if posting is None:
            return None
        now, at = int(self._clock.now().timestamp()), posting.done["next"]
        if now < at:
            return at
        weekly = weekly_of(posting)
        following = self._next(weekly)
        at = max(at, int(weekly.before(self._clock.now()).timestamp()))
        report = await self._stats.report(guild)
        if not await self._postings.tells_of_cards(guild):
            report = report.without_cards()
        if report.is_empty or now - at > LATEST:
            await self._postings.note(posting, {"next": following})
            return following
        done = {"next": following}
        return Due(posting=posting, content=report, key=at, done=done, again=following)

    def _next(self, weekly: Weekly) -> int:
        return int(weekly.after(self._clock.now()).timestamp())


def weekly_of(posting: Posting) -> Weekly:
    """When a digest is posted."""
    chosen = posting.choices
    return Weekly(
        weekday=int(chosen["weekday"]), hour=int(chosen["hour"]), zone=str(chosen["zone"])
    )
