"""How well rumours are recognised: `python -m benchmarks.rumours`.

The texts stand in `tests/rumours/`. Those in `tuning.yaml` were looked at while the matcher was
made, those in `held_out.yaml` were not; the second figures are the ones to believe.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue import load
from bot.core.rumours import Matcher

_ROOT = Path(__file__).parents[1]
_TEXTS = _ROOT / "tests" / "rumours"
_LONG = 4000
_TURNS = 30


@dataclass
class Measured:
    """What the matcher made of one file of texts.

    `wrong` are claims taken for another rumour, `flagged` innocent texts taken for one.
    """

    claims: int = 0
    right: int = 0
    wrong: int = 0
    innocent: int = 0
    flagged: int = 0
    missed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        return self.right / self.claims

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong + self.flagged)


def texts(name: str) -> dict[str, dict[str, list[str]]]:
    """`claims` by rumour and `innocent` texts by sort."""
    read: Any = yaml.safe_load((_TEXTS / f"{name}.yaml").read_text("utf-8"))
    return dict(read)


def measure(matcher: Matcher, name: str) -> Measured:
    measured = Measured()
    known = texts(name)
    for rumour, claims in known["claims"].items():
        for text in claims:
            found = matcher.match(text)
            measured.claims += 1
            if found and found.id == rumour:
                measured.right += 1
                continue
            measured.wrong += found is not None
            measured.missed.setdefault(rumour, []).append(text)
    for text in (text for kind in known["innocent"].values() for text in kind):
        measured.innocent += 1
        measured.flagged += matcher.match(text) is not None
    return measured


def milliseconds(matcher: Matcher, text: str) -> float:
    """Processor time of the slower mode, asked or from the menu; of each the best of 30 turns."""
    return max(_best(matcher, text, asked) for asked in (False, True))


def _best(matcher: Matcher, text: str, asked: bool) -> float:
    spent = []
    for _ in range(_TURNS):
        begin = time.process_time()
        matcher.match(text, asked)
        spent.append((time.process_time() - begin) * 1e3)
    return min(spent)


def chains(matcher: Matcher) -> list[str]:
    """Texts of nothing but the records' wordings, as long as a message may be."""
    every = " ".join(wording for rumour in matcher.rumours for wording in rumour.wordings)
    return [every[at : at + _LONG] for at in range(0, len(every) - _LONG, _LONG)]


def main() -> None:
    matcher = Matcher(load(_ROOT / "data", None, datetime.now(UTC).date()).rumours.values())
    for name in ("tuning", "held_out"):
        measured = measure(matcher, name)
        print(
            f"{name}: precision {measured.precision:.3f}, recall {measured.recall:.3f}; "
            f"{measured.claims} claims, {measured.wrong} taken for another rumour; "
            f"{measured.innocent} innocent texts, {measured.flagged} flagged"
        )
        for rumour, missed in measured.missed.items():
            for text in missed:
                print(f"  not recognised, {rumour}: {' '.join(text.split())}")
    _print_times(matcher)


def _print_times(matcher: Matcher) -> None:
    claims = [text for kind in texts("tuning")["claims"].values() for text in kind]
    prose = [text for kind in texts("tuning")["innocent"].values() for text in kind]
    for name, text in (
        ("one claim", claims[0]),
        ("innocent texts one after another", " ".join(prose * 2)[:_LONG]),
        ("claims one after another", " ".join(claims)[:_LONG]),
    ):
        print(f"time: {name}, {len(text)} characters: {milliseconds(matcher, text):.2f} ms")
    worst = max(milliseconds(matcher, text) for text in chains(matcher))
    print(f"time: the worst of wordings one after another, {_LONG} characters: {worst:.2f} ms")


if __name__ == "__main__":
    main()
