"""What changed in a platform's terms: sentences old and new, and what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Literal

Topic = Literal["training", "licence", "sharing", "opt-out", "deletion"]
"""What a change may touch: training of AI, the licence that users give, what third parties get,
saying no, deleting. In the order in which they weigh."""

TOPICS: tuple[Topic, ...] = ("training", "licence", "sharing", "opt-out", "deletion")


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence that was replaced; `old` None: added; `new` None: removed.

    `before` is how many sentences of the new text stand before it.
    """

    old: str | None
    new: str | None
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that the watch saw in one text of a platform. Times are UTC seconds.

    `language` is the text's own (ISO 639). `seen_at` is when the former wording was last read,
    `found_at` when the new one was. `because` holds the words that made each topic be named.
    `checked_at` is when the operator said that the record holds what matters of it.
    """

    id: int
    platform: str
    title: str
    url: str
    language: str
    seen_at: int
    found_at: int
    edits: tuple[Edit, ...]
    because: Mapping[Topic, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    checked_at: int | None = None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What it touches, the weightiest first; none: nothing that Tern has words for."""
        return tuple(topic for topic in TOPICS if topic in self.because)

    @property
    def file(self) -> str:
        """The name of the file that holds the whole difference."""
        return f"{self.platform}-{self.found_on}.txt"

    @property
    def found_on(self) -> date:
        return datetime.fromtimestamp(self.found_at, UTC).date()
