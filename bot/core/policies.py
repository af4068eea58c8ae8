"""What platforms do, and what a person may do about it where they live."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from bot.core.regions import most_specific
from bot.core.text import shorter
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.changes import Change
    from bot.core.facts import Record
    from bot.core.ports import Catalogue, Clock
    from bot.core.records import (
        Event,
        OptOut,
        Platform,
        Region,
        Source,
        Topic,
        When,
    )

MAY_HAVE_CHANGED = 180
"""Days after which an answer says that it may no longer be true."""

_QUOTED = 60
"""Characters of a name that is repeated to whoever typed it."""

_SEVERAL = re.compile(r"(?<!\w)(?:and|und|et|y|e|en|i|oraz)(?!\w)|[;&/+、]", re.IGNORECASE)
"""What people put between two names besides a comma."""

NO_VERDICT = 365
"""Days since `checked` after which only the links are shown."""

LIKELY = (
    *("us-other", "us-ca", "us-tx", "uk", "ca", "au", "nz", "eu-ie"),
    *("eu-de", "eu-fr", "eu-es", "eu-it", "eu-nl", "eu-pl", "eu-se", "ch"),
    *("br", "mx", "ar", "jp", "kr", "in", "za", "elsewhere"),
)
"""Where most people live who are likely to ask; a select holds 25 options."""

Age = Literal["fresh", "ageing", "stale"]


class Watching(Protocol):
    """What was seen of changes in platforms' terms, from memory."""

    def changed_since(self, platform: Platform) -> date | None:
        """The day of the earliest change that nobody has checked; None: there is none."""
        ...

    def changes_of(self, platform: str) -> Sequence[Change]:
        """All that were seen, the newest first, without their sentences."""
        ...


class Unwatched:
    """Nothing was seen."""

    def changed_since(self, platform: Platform) -> date | None:  # noqa: ARG002 - of none at all
        return None

    def changes_of(self, platform: str) -> Sequence[Change]:  # noqa: ARG002 - of none at all
        return ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, by the platform's record or by that of a topic."""

    event: Event
    sources: tuple[Source, ...]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAnswer:
    """What is known about a platform for a person in a region (None: anywhere).

    `topics` are lawsuits, laws and events that concern the platform. `changes` are those that Tern
    saw in its terms, the newest first; `changed` is since when the record may be out of date
    because nobody has checked them.
    """

    platform: Platform
    region: Region | None
    opt_out: OptOut | None
    age: Age
    topics: tuple[Topic, ...] = ()
    changed: date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def timeline(self) -> Sequence[Happening]:
        """What happened, oldest first; what a topic tells in the platform's own words once."""
        found = _happenings(self.platform, None)
        told = {(happening.event.date, happening.event.text) for happening in found}
        for topic in self.topics:
            for happening in _happenings(topic, topic):
                key = (happening.event.date, happening.event.text)
                if key not in told:
                    told.add(key)
                    found.append(happening)
        return sorted(found, key=lambda happening: happening.event.date)


def _happenings(record: Platform | Topic, topic: Topic | None) -> list[Happening]:
    return [
        Happening(event, tuple(record.sources[source] for source in event.sources), topic)
        for event in record.timeline
    ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or three platforms side by side, for a person in a region (None: anywhere)."""

    answers: tuple[PolicyAnswer, ...]
    region: Region | None


class Policies:
    """Answers about platforms, from the catalogue in memory."""

    def __init__(self, catalogue: Catalogue, clock: Clock, watch: Watching | None = None) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._watch = watch or Unwatched()
        self._topics = {
            platform: tuple(
                topic for topic in catalogue.topics.values() if platform in topic.platforms
            )
            for platform in catalogue.platforms
        }

    def platform(self, text: str) -> Platform:
        """The platform somebody named by id, name or alias.

        Raises `UserError` that quotes the name and gives the three nearest.
        """
        found = self._catalogue.platform(text)
        if found is None:
            near = self._catalogue.nearest_platforms(text, 3)
            raise UserError(
                "Tern has no record of a platform called “{typed}”. The nearest names: {names}.",
                typed=shorter(text.strip(), _QUOTED),
                names=tuple(platform.name for platform in near),
            )
        return found

    def platforms(self, text: str) -> Sequence[Platform]:
        """The platforms somebody named, parted by commas, each once.

        Raises `UserError` for a name that is none, with a hint at the commas where it looks like
        several.
        """
        names = [name.strip() for name in text.split(",") if name.strip()] or [text]
        for name in names:
            if _SEVERAL.search(name) and self._catalogue.platform(name) is None:
                raise UserError(
                    "Tern has no record of a platform called “{typed}”. "
                    "Part several platforms by commas: Instagram, X.",
                    typed=shorter(name, _QUOTED),
                )
        return list({found.id: found for found in map(self.platform, names)}.values())

    def region(self, text: str) -> Region:
        """The region somebody named by id, name or alias.

        Raises `UserError` that names the three nearest.
        """
        found = self._catalogue.region(text)
        if found is None:
            raise UserError(
                "Tern has no region of that name. The nearest names: {names}.",
                names=tuple(self._catalogue.nearest_regions(text, 3)),
            )
        return found

    def show(self, platform: Platform, region: Region | None) -> PolicyAnswer:
        """The answer to "what happens to my work there, and what can I do about it?"."""
        return PolicyAnswer(
            platform=platform,
            region=region,
            opt_out=most_specific(platform.opt_outs, region) if region else None,
            age=age_of(platform, self._clock.now().date()),
            topics=self._topics.get(platform.id, ()),
            changed=self._watch.changed_since(platform),
            changes=tuple(self._watch.changes_of(platform.id)),
        )

    def changed(self, platform: Platform) -> date | None:
        """Since when the platform's record may be out of date, because nobody has checked a change
        that Tern saw; None: nothing is known to have changed."""
        return self._watch.changed_since(platform)

    def compare(self, platforms: Sequence[Platform], region: Region | None) -> Comparison:
        """The same answers side by side. Raises `UserError` where a platform is named twice."""
        for number, platform in enumerate(platforms):
            if platform in platforms[:number]:
                raise UserError(
                    "{name} is named twice. Please name two or three different platforms.",
                    name=platform.name,
                )
        return Comparison(tuple(self.show(platform, region) for platform in platforms), region)

    def likely_regions(self, language: str) -> Sequence[Region]:
        """The 24 regions where somebody who uses this language (ISO 639) likeliest lives.

        First those whose own language it is, English apart, because it is everybody's; then where
        most people live who post their art in public.
        """
        regions = self._catalogue.regions
        own = [
            region.id
            for region in regions.values()
            if region.choosable and language != "en" and language in region.languages
        ]
        likeliest = list(dict.fromkeys((*own, *LIKELY)))[: len(LIKELY)]
        return [regions[region] for region in likeliest if region in regions]


def age_of(record: Record, today: date) -> Age:
    """How much an answer from this record can still be trusted.

    One whose own texts nobody has read, or that has none, counts by the day of the last comparison
    alone.
    """
    since_checked = (today - record.checked).days
    if since_checked > NO_VERDICT:
        return "stale"
    as_of: When | None = getattr(record, "as_of", None)
    since_text = (today - last_day(as_of)).days if as_of else 0
    return "ageing" if max(since_checked, since_text) > MAY_HAVE_CHANGED else "fresh"


def last_day(when: str) -> date:
    """The latest day a date known only to its month or year can mean."""
    year, month, day = ([int(part) for part in when.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
