"""Changes of terms by hand, and what Tern saw of them, for tests that need no reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.core.changes import Change, Edit
from bot.core.ports import Store
from bot.core.records import Document, Platform
from bot.core.watch_store import TextVersion
from bot.core.watched import Watched

FOUND = 1_795_350_000
"""22 November 2026, UTC."""

EDITS = (
    Edit(
        old="We use what you post to show it to others.",
        new="We use what you post to show it to others and to train our generative models.",
        before=4,
    ),
    Edit(old=None, new="You can object in your settings.", before=5),
    Edit(old="We never sell your works.", new=None, before=9),
)


def sample_change(**changes: Any) -> Change:
    """Instagram's terms, with three sentences that differ."""
    change = Change(
        id=71,
        platform="instagram",
        title="Quillmark Terms",
        url="https://example.org/terms",
        language="en",
        seen_at=FOUND - 86_400,
        found_at=FOUND,
        edits=EDITS,
        because={"training": ("generative models", "train"), "opt-out": ("object",)},
    )
    return replace(change, **changes)


QUOTED = (
    *(text for edit in EDITS for text in (edit.old, edit.new) if text),
    *(f"“{word}”" for words in sample_change().because.values() for word in words),
    sample_change().title,
    "Terms of instagram",
)
"""What of it is the platform's own."""


def sample_texts(*platforms: str) -> Mapping[int, Watched]:
    """One text of each."""
    return {
        number: Watched(
            id=number,
            platform=platform,
            document=Document(title=f"Terms of {platform}", url=f"https://{platform}.example.org"),
            host=f"{platform}.example.org",
            hosts=frozenset({f"{platform}.example.org"}),
        )
        for number, platform in enumerate(platforms, start=1)
    }


@dataclass
class Seen:
    """What a watch would say that saw these changes and of which nothing was checked."""

    changes: Sequence[Change] = ()
    since: date | None = None

    def changed_since(self, platform: Platform) -> date | None:
        return self.since

    def changes_of(self, platform: str) -> Sequence[Change]:
        return [replace(one, platform=platform) for one in self.changes]


@dataclass
class Watching:
    """A watch that reads these texts, on a real store."""

    store: Store
    texts: Mapping[int, Watched] = field(default_factory=lambda: sample_texts("instagram", "cara"))
    is_on: bool = True

    async def change(self, id_: int) -> Change | None:
        return await self.store.change(id_)

    async def found(self, change: Change) -> Change:
        """Stores it as the watch does."""
        version = TextVersion(
            text=change.id, read_at=change.found_at, seen_at=change.found_at, sentences=("New.",)
        )
        assert await self.store.put_version(version, change)
        return change
