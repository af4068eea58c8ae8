"""How well the watch tells changes from noise: `python -m benchmarks.watch`.

Also how well it says what a change touches. The texts stand in `tests/watching/corpus/`. Those in
`tuning.yaml` were looked at while comparing and its words were made, those in `held_out.yaml` were
not; the second figures are the ones to believe.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.core.changes import Edit
from bot.core.comparing import compare, rank
from bot.core.sentences import split

_CORPUS = Path(__file__).parents[1] / "tests" / "watching" / "corpus"

Pair = dict[str, Any]
"""`old` and `new`, paragraphs parted by line breaks; `language`; of edits `topics`."""


@dataclass
class Measured:
    """What was made of one file: changes found of those there are, and noise taken for one; topics
    named rightly, wrongly, and missed."""

    changes: int = 0
    found: int = 0
    noise: int = 0
    flagged: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.changes

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.flagged)

    @property
    def topic_recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def topic_precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def pairs(name: str, kind: str) -> list[Pair]:
    """`kind`: edits or noise."""
    read: Any = yaml.safe_load((_CORPUS / f"{name}.yaml").read_text("utf-8"))
    return list(read[kind])


def edits_of(pair: Pair) -> tuple[Edit, ...]:
    return compare(_sentences(pair, "old"), _sentences(pair, "new"))


def measure(name: str) -> Measured:
    """One file of the corpus."""
    measured = Measured()
    for pair in pairs(name, "edits"):
        edits = edits_of(pair)
        measured.changes += 1
        measured.found += bool(edits)
        expected, named = set(pair["topics"]), set(rank(edits, pair["language"]))
        measured.right += len(expected & named)
        measured.wrong += len(named - expected)
        measured.missed += len(expected - named)
        if named != expected:
            missed, wrong = sorted(expected - named), sorted(named - expected)
            measured.problems.append(f"{pair['new']}: missed {missed}, wrong {wrong}")
    for pair in pairs(name, "noise"):
        measured.noise += 1
        if edits_of(pair):
            measured.flagged += 1
            measured.problems.append(f"{pair['new']}: taken for a change")
    return measured


def _sentences(pair: Pair, which: str) -> list[str]:
    blocks = pair[which].splitlines()
    return [sentence for block in blocks for sentence in split(block, pair["language"])]


def main() -> None:
    """Prints one table."""
    figures = {name: measure(name) for name in ("tuning", "held_out")}
    print("| | tuning | held out |\n|---|---|---|")
    for what in ("changes", "noise", "recall", "precision", "topic_recall", "topic_precision"):
        values = [getattr(measured, what) for measured in figures.values()]
        cells = (f"{value:.3f}" if isinstance(value, float) else str(value) for value in values)
        print(f"| {what.replace('_', 's, ')} | {' | '.join(cells)} |")
    print()
    for name, measured in figures.items():
        for problem in measured.problems:
            print(f"  {name}: {problem}")


if __name__ == "__main__":
    main()
