"""Letters on the shipped templates and the small records, for the tests of their words and look."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from bot.core.letters import Letters
from bot.core.models import Letter, LetterKind, Writer
from bot.core.ports import Clock, Store
from bot.documents import Templates
from tests.records import FixedClock, SampleCatalogue

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"

FULL = Writer(
    name="Mira Sundermann",
    contact="mira@example.org\nPostfach 12, 20095 Hamburg",
    account="@mira.paints\nhttps://www.instagram.com/mira.paints",
    grounds=("style", "livelihood"),
    reason="In March 2026 a publisher cancelled a commission.\n\nI have lost a third of my income.",
)
LEAST = Writer(name="@inkfox", contact="ink@example.org", account="@inkfox", reason="My income.")

_EXAMPLES = {"eu": "eu-de", "": "us-ca"}
"""A region for the law in a template's name, where that is not a region itself."""


def _golden() -> dict[str, tuple[str, LetterKind, str]]:
    found = {}
    for path in sorted((TEMPLATES / "letters").glob("*/[!_]*.j2")):
        kind, _, law = path.stem.partition(".")
        name = "-".join(part for part in (kind, law, path.parent.name) if part)
        found[name] = (_EXAMPLES.get(law, law), cast("LetterKind", kind), path.parent.name)
    return found


GOLDEN = _golden()
"""Every template that is shipped: region, kind, language."""


@cache
def templates() -> Templates:
    return Templates(TEMPLATES / "letters")


def letters(store: Store | None = None, clock: Clock | None = None) -> Letters:
    """Without a store, letters can be written but not recorded."""
    return Letters(SampleCatalogue(), templates(), cast("Store", store), clock or FixedClock())


def compose(
    writer: Writer = FULL,
    region: str = "eu-de",
    kind: LetterKind | None = None,
    language: str | None = None,
    platform: str = "instagram",
) -> Letter:
    service = letters()
    return service.compose(service.choose(platform, region, kind, language), writer)


def words(letter: Letter) -> str:
    """All of its text, one block a line."""
    return "\n".join(block.text for block in letter.blocks)
