"""Small records by hand, for tests that need a platform or a region but not the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.core.records import (
    Authority,
    Counting,
    Operator,
    OptOut,
    Period,
    Platform,
    Region,
    Right,
    Source,
    Statement,
    Status,
    Training,
)

DAY = date(2026, 11, 23)
SOURCES = {
    "terms": Source(url="https://example.org/terms", title="Terms", kind="platform", read=DAY)
}
SAID = Statement(text="So say the terms.", sources=("terms",))


def sample_platform(**changes: Any) -> Platform:
    """A platform like Instagram, with its operators in Europe and elsewhere."""
    platform = Platform(
        id="instagram",
        name="Instagram",
        kind="platform",
        home="https://www.instagram.com",
        checked=DAY,
        family="meta",
        training=Training(default="on", summary=SAID),
        status=Status(state="active"),
        sources=SOURCES,
        operators=(
            Operator(
                regions=("everywhere",),
                name="Meta Platforms, Inc.",
                address=(
                    "Attn: Privacy Operations",
                    "1 Meta Way",
                    "Menlo Park, CA 94025",
                    "USA",
                ),
                sources=("terms",),
            ),
            Operator(
                regions=("eu",),
                name="Meta Platforms Ireland Limited",
                address=(
                    "Attn: Privacy Operations",
                    "Merrion Road",
                    "Dublin 4",
                    "D04 X2K5",
                    "Ireland",
                ),
                sources=("terms",),
            ),
        ),
        opt_outs=(
            OptOut(regions=("us",), available="no", method="none", answer=SAID),
            OptOut(
                regions=("eu", "uk"),
                available="yes",
                method="form",
                answer=SAID,
                url="https://example.org/object",
                steps=("Open the form.",),
            ),
        ),
    )
    return replace(platform, **changes)


def sample_region(**changes: Any) -> Region:
    """A region like Germany, under the GDPR."""
    region = Region(
        id="eu-de",
        name="Germany",
        checked=DAY,
        family="objection",
        languages=("de",),
        rights={"object": Right(available="yes", text="Yes.", basis=("Art. 21(1) GDPR",))},
        sources=SOURCES,
        territory="DE",
        base="eu",
        periods=dict.fromkeys(
            ("objection", "erasure", "access"),
            Period(
                length=1, unit="months", extension=2, basis="Art. 12(3) GDPR", sources=("terms",)
            ),
        ),
        counting=Counting(
            rolls=("saturday", "sunday", "holiday"), holidays="controller", sources=("terms",)
        ),
        timezone="Europe/Berlin",
        authorities=(
            Authority(
                name="An authority",
                website="https://example.org",
                languages=("de",),
                sources=("terms",),
            ),
        ),
    )
    return replace(region, **changes)


def sample_platforms() -> Sequence[Platform]:
    """Three services of one company, one of another, and one whose controller nobody has read."""
    meta = sample_platform()
    return (
        meta,
        replace(meta, id="facebook", name="Facebook"),
        replace(meta, id="threads", name="Threads"),
        replace(
            meta,
            id="xing",
            name="Xing",
            family=None,
            operators=(
                Operator(
                    regions=("eu",),
                    name="New Work SE",
                    address=("Am Strandkai 1", "20457 Hamburg"),
                    language="de",
                    sources=("terms",),
                ),
            ),
        ),
        replace(meta, id="cara", name="Cara", family=None, operators=(), opt_outs=()),
    )


def sample_regions() -> Sequence[Region]:
    """One region of each kind of letter, one whose letter has no words yet, and one base."""
    germany = sample_region()
    none = {"object": Right(available="no", text="No.")}
    plain = replace(germany, base=None, periods={}, rights=none, authorities=())
    return (
        germany,
        replace(germany, id="eu-ie", name="Ireland", languages=("en",), territory="IE"),
        replace(germany, id="eu", name="European Union", base=None, choosable=False),
        replace(germany, id="uk", name="United Kingdom", base=None, territory="GB"),
        replace(germany, id="br", name="Brazil", base=None, territory="BR", periods={}),
        replace(germany, id="ch", name="Switzerland", base=None, territory="CH", periods={}),
        replace(
            plain,
            id="us-ca",
            name="California",
            family="request",
            territory="US",
            within=("us",),
            paper="us-letter",
        ),
        replace(plain, id="elsewhere", name="Elsewhere", family="plain", territory=None),
    )


class SampleCatalogue:
    """The records above behind the port, matched by their exact names only."""

    data_date = DAY

    def __init__(
        self,
        platforms: Iterable[Platform] = sample_platforms(),
        regions: Iterable[Region] = sample_regions(),
    ) -> None:
        self.platforms = {platform.id: platform for platform in platforms}
        self.regions = {region.id: region for region in regions}

    def find_platforms(self, text: str, limit: int) -> Sequence[Platform]:
        found = self.platform_named(text)
        return [found] if found else []

    def find_regions(self, text: str, limit: int) -> Sequence[Region]:
        found = self.region_named(text)
        return [found] if found else []

    def platform_named(self, text: str) -> Platform | None:
        named = (one for one in self.platforms.values() if text in (one.id, one.name))
        return next(named, None)

    def region_named(self, text: str) -> Region | None:
        named = (one for one in self.regions.values() if text in (one.id, one.name))
        return next((one for one in named if one.choosable), None)

    def nearest_platforms(self, text: str, limit: int) -> Sequence[Platform]:
        return list(self.platforms.values())[:limit]

    def nearest_regions(self, text: str, limit: int) -> Sequence[Region]:
        return [one for one in self.regions.values() if one.choosable][:limit]


class FixedClock:
    """A clock that stands at 1.30 on 23 November 2026, UTC, or where it is told to."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now
