"""What is known of a copy before anybody relies on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartupError

SCHEMA_TABLE = "schema_version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The number of the newest schema step, and how many rows each other table has."""

    schema: int
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        """Rows of all tables."""
        return sum(self.rows.values())

    def require(self, known: int) -> None:
        """Raises `StartupError` where a newer version of Tern wrote this."""
        if self.schema > known:
            raise StartupError(
                f"The backup was written by a newer version of Tern (schema {self.schema}, this"
                f" version knows up to {known}): restore it with that version."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What this version of Tern knows: its newest schema step, and the tables that are Tern's."""

    schema: int
    tables: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a backup held, and where the database that it took the place of is kept; None: there
    was none."""

    contents: Contents
    kept: Path | None
