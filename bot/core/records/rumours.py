"""Claims that go round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.records.common import Sentence, Source, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Rumour:
    """A claim that goes round, how it is worded, and what is true.

    `wordings` are realistic texts in any language, `keys` the claim in key words (`core.rumours`).
    `verdict`: `false`, `misleading` (a true core, a wrong end), `outdated` (true once), `unproven`.
    """

    id: str
    name: Sentence
    verdict: Literal["false", "misleading", "outdated", "unproven"]
    checked: date
    claim: Sentence
    wordings: tuple[str, ...]
    truth: tuple[Statement, ...]
    sources: dict[str, Source]
    instead: tuple[Statement, ...] = ()
    platforms: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
