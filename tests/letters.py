"""Letters on the shipped words, for the tests of how they read and look."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from bot.core.letters import Letters, Story
from bot.core.models import Letter, LetterCase, LetterChoice, LetterKind, Outcome, Writer
from bot.core.ports import Catalogue, Clock, Store
from bot.documents import Templates
from tests.records import FixedClock, SampleCatalogue
from tests.shipped import catalogue

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
LAWS = sorted(path.stem for path in (TEMPLATES / "letters/en/laws").iterdir())
"""Every law with words; English has them all."""

FULL = Writer(
    name="Mira Sundermann",
    contact="mira@example.org\nPostfach 12, 20095 Hamburg",
    account="@mira.paints\nhttps://www.instagram.com/mira.paints",
    grounds=("style", "livelihood"),
    reason="In March 2026 a publisher cancelled a commission.\n\nI have lost a third of my income.",
    works="https://example.org/heron\nThe series “Tides”",
)
LEAST = Writer(name="@inkfox", contact="ink@example.org", account="@inkfox", reason="My income.")

LANGUAGES = [
    language
    for language in ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja")
    if (TEMPLATES / "letters" / language).is_dir()
    and language in ["en", *os.environ.get("LETTERS", language).split(",")]
]
"""Those with words; only English and those named in `LETTERS` where that is set."""

_IN_EVERY_LANGUAGE: list[tuple[str, LetterKind]] = [
    ("eu", "objection"),
    ("eu", "reservation"),
    ("eu", "complaint"),
    ("uk", "follow-up"),
    ("ch", "erasure"),
    ("br", "objection"),
    ("us-ca", "access"),
    ("jp", "request"),
]
"""Each kind once, and the objection in the two forms of Portuguese."""

_EXAMPLES = {"eu": "eu-de", "us-states": "us-va", "everywhere": "elsewhere"}
"""A region for a law that is none itself."""


@cache
def templates() -> Templates:
    return Templates(TEMPLATES / "letters")


def kinds_of(region: str) -> list[LetterKind]:
    """The kinds that people there can have, not what stands in for the others."""
    service, wanted = shipped(), sorted(templates().kinds)
    return [kind for kind in wanted if service.choose("instagram", region, kind, "en").kind == kind]


def law_words(folder: Path, law: str) -> Mapping[str, Mapping[str, Any]]:
    """The file of a law in a language's folder: section to key to words."""
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        (folder / "laws" / f"{law}.yaml").read_text("utf-8")
    )
    return found


def region_of(law: str) -> str:
    return _EXAMPLES.get(law, law)


def _golden() -> dict[str, tuple[str, LetterKind, str]]:
    """Every kind and law in English, and every kind in each other language."""
    service = shipped()
    found = {}
    for law in sorted(path.stem for path in (TEMPLATES / "letters/en/laws").iterdir()):
        home = catalogue().regions[region_of(law)]
        for kind in sorted(templates().kinds):
            if templates().law(kind, home.groups) != law:
                continue
            if service.choose("instagram", home.id, kind, "en").kind == kind:
                found[f"{kind}-{law}-en"] = (home.id, kind, "en")
    for language in LANGUAGES[1:]:
        for law, kind in _IN_EVERY_LANGUAGE:
            home = catalogue().regions[region_of(law)]
            if language in templates().languages(kind, home.groups):
                found[f"{kind}-{law}-{language}"] = (home.id, kind, language)
    return found


def letters(
    store: Store | None = None,
    clock: Clock | None = None,
    records: SampleCatalogue | None = None,
) -> Letters:
    """Without a store, letters can be written but not recorded."""
    return Letters(
        cast("Catalogue", records or SampleCatalogue()),
        templates(),
        cast("Store", store),
        clock or FixedClock(),
    )


@cache
def shipped() -> Letters:
    """For the small platforms in the shipped regions."""
    return letters(records=SampleCatalogue(regions=catalogue().regions.values()))


_SMALL = (None, "objection", "request")
"""Kinds for which the small regions do; the rights behind the others are in the shipped ones."""


def compose(
    writer: Writer = FULL,
    region: str = "eu-de",
    kind: LetterKind | None = None,
    language: str | None = None,
    platform: str = "instagram",
    *,
    service: Letters | None = None,
    reader: str | None = None,
    story: Story | None = None,
) -> Letter:
    service = service or (letters() if kind in _SMALL else shipped())
    choice = service.choose(platform, region, kind, language)
    return service.compose(choice, writer, reader=reader, story=story)


def story_of(
    region: str,
    *outcomes: Outcome,
    kinds: tuple[LetterKind, ...] = ("request", "follow-up"),
    platform: str = "instagram",
) -> Story:
    """Letters of March and April 2026 with these outcomes, the last kind repeated. Notice that more
    time is needed came when the time was over."""
    first = LetterCase(
        id=1,
        user=7,
        guild=0,
        choice=LetterChoice(platform=platform, region=region, kind=kinds[0], language="en"),
        state="delivered",
        created_at=1_772_539_200,
    )
    return Story(
        earlier=tuple(
            replace(
                first,
                id=number + 1,
                choice=replace(first.choice, kind=kinds[min(number, len(kinds) - 1)]),
                sent=date(2026, 3 + number, 3),
                due=date(2026, 4 + number, 7),
                outcome=outcome,
                outcome_on=date(2026, 4 + number, 9),
                extended_on=date(2026, 4 + number, 9) if outcome == "extended" else None,
            )
            for number, outcome in enumerate(outcomes)
        )
    )


def words(letter: Letter) -> str:
    """All of its text, one block a line."""
    return "\n".join(block.text for block in letter.blocks)


GOLDEN = _golden()
"""What is read in full: region, kind, language. The region is one of the shipped records."""
