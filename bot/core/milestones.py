"""Milestones: "30 or more of us are on …", each once, from published figures only."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from bot.core.postings import Due
from bot.core.stats import WEEK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.postings import Place, Posting, Postings
    from bot.core.published import Report
    from bot.core.stats import Stats

STEPS: Final = (
    *(10, 20, 30, 40, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750),
    *(1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500),
    *(10_000, 20_000, 30_000, 50_000, 100_000, 200_000, 500_000),
)

REPORT: Final = "@report"
"""In `done`: when the report was published that was looked at last. No platform's id has an @."""

Steps = dict[str, int]
"""The highest step that was reached, by platform id."""


class Milestones:
    """Sets milestones and says which are reached."""

    def __init__(self, stats: Stats, postings: Postings) -> None:
        self._stats = stats
        self._postings = postings

    async def start(self, place: Place) -> Posting:
        """From now on. What is reached today, or was posted before, is not posted again."""
        report = await self._stats.report(place.guild)
        before = await self._postings.last(place.guild, "milestones")
        known = dict(before.done) if before else {}
        done = {**_higher(known, report), REPORT: report.published_at}
        at = report.published_at + WEEK
        return await self._postings.start("milestones", place, {}, done, at)

    async def due(self, guild: int) -> Due[Steps] | int | None:
        """A `Schedule`: the steps that a new report reached, in one post. While cards are switched
        off nothing is posted; what is reached meanwhile comes when they are on again."""
        posting = await self._postings.active(guild, "milestones")
        if posting is None:
            return None
        report = await self._stats.report(guild)
        again = report.published_at + WEEK
        if not await self._postings.tells_of_cards(guild):
            return again
        higher = _higher(posting.done, report)
        reached = {
            platform: step
            for platform, step in higher.items()
            if step > posting.done.get(platform, 0)
        }
        done = {**higher, REPORT: report.published_at}
        if not reached:
            await self._postings.note(posting, done)
            return again
        return Due(posting=posting, content=reached, key=_key(reached), done=done, again=again)


def steps_of(posting: Posting) -> Steps:
    """What was reached so far."""
    return {name: step for name, step in posting.done.items() if name != REPORT}


def step_of(people: int) -> int:
    """The highest step that so many people reach; 0: none."""
    return max((step for step in STEPS if step <= people), default=0)


def _key(reached: Mapping[str, int]) -> int:
    """The same for the same steps, whichever report they are from: each is posted once."""
    return zlib.crc32(repr(sorted(reached.items())).encode())


def _higher(known: Mapping[str, int], report: Report) -> Steps:
    """The steps that are known, raised to what the report shows; never lowered."""
    found = {name: step for name, step in known.items() if name != REPORT}
    for platform, people in report.now.moved.items():
        step = step_of(people)
        if platform is not None and step:
            found[platform] = max(step, found.get(platform, 0))
    return found
