"""What is wrong with a record, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Steps = tuple[str | int, ...]
"""The way from a record to one of its parts: `("opt_outs", 0, "answer")`."""


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: Path
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. Sorts by file and line."""

    place: Place
    part: str
    message: str
    hint: str

    def __str__(self) -> str:
        part = f"{self.part}: " if self.part else ""
        return f"{self.place.file}:{self.place.line}: {part}{self.message}. {self.hint}."


def written(steps: Steps) -> str:
    """The steps as people write them: `opt_outs[0].answer`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(parts).removeprefix(".")


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and line: what a base has wrong, its children need not repeat."""
    return tuple(sorted(set(problems)))
