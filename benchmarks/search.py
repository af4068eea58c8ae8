"""How well and how fast free questions are answered: `python -m benchmarks.search`.

The questions stand in `questions.yaml`, with the facts of which one must be among the first three,
and others that must get nothing. Beside Tern's own index runs SQLite's FTS5 over the same facts, as
it comes: any word of the question, prefixes, bm25. CPU is the process's own.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.app import SystemClock
from bot.catalogue import Catalogue, FactIndex, load, load_sentences
from bot.core.facts import Fact, all_facts
from bot.core.questions import Questions

QUESTIONS = Path(__file__).with_name("questions.yaml")
FIRST = 3
TURNS = 5

HARD = {
    "4,000 characters of one word": "train " * 700,
    "4,000 characters of many words": " ".join(f"word{n}x" for n in range(600)),
    "search operators": 'NEAR("train" AND (instagram OR x)) NOT * "^',
    "only emoji": "😂" * 500,
    "right to left": "كيف أعترض على التدريب في instagram",
}


@dataclass(frozen=True)
class Asked:
    """A question, and the places of which one must be among the first; none: nothing may be."""

    words: str
    places: tuple[str, ...]
    language: str = "en"

    def is_met_by(self, facts: Sequence[Fact]) -> bool:
        if not self.places:
            return not facts
        return any(is_at(fact, place) for fact in facts[:FIRST] for place in self.places)


Search = Callable[[Asked], Sequence[Fact]]


def is_at(fact: Fact, place: str) -> bool:
    """Whether the fact stands at a place such as `x/timeline@2024-07`, or below it."""
    path = f"{fact.path}@{fact.date}" if fact.date else fact.path
    return path == place or path.startswith((f"{place}/", f"{place}@"))


def questions() -> list[Asked]:
    """The set, those that must be answered first."""
    known = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    answered, nothing = [], []
    for language, some in {"en": known, **known["languages"]}.items():
        answered += [Asked(one["ask"], tuple(one["any"]), language) for one in some["answered"]]
        nothing += [Asked(words, (), language) for words in some["nothing"]]
    return answered + nothing


def fts5(catalogue: Catalogue) -> Search:
    """SQLite's full-text index over the same facts."""
    facts = list(all_facts(catalogue))
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE fact USING fts5 "
        "(text, name, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
    )
    database.executemany(
        "INSERT INTO fact (rowid, text, name) VALUES (?, ?, ?)",
        ((n, " ".join((one.text, *one.steps)), _named(one)) for n, one in enumerate(facts)),
    )

    def search(asked: Asked) -> Sequence[Fact]:
        words = re.findall(r"\w+", asked.words)[:50]
        if not words:
            return []
        wanted = " OR ".join(f'"{word}"*' if len(word) > 2 else f'"{word}"' for word in words)
        found = database.execute(
            "SELECT rowid FROM fact WHERE fact MATCH ? ORDER BY bm25(fact) LIMIT 4", (wanted,)
        )
        return [facts[n] for (n,) in found]

    return search


def _named(fact: Fact) -> str:
    return " ".join((fact.record.name, *getattr(fact.record, "aliases", ())))


def milliseconds(run: Callable[[], object]) -> float:
    """CPU time of one run, the median of several."""
    spent = []
    for _ in range(TURNS):
        begin = time.process_time()
        run()
        spent.append((time.process_time() - begin) * 1e3)
    return statistics.median(spent)


def main() -> None:
    """Prints two tables and the questions that were not met."""
    clock = SystemClock()
    data = Path(__file__).parents[1] / "data"
    catalogue = load(data, None, clock.now().date())
    index = FactIndex(catalogue, load_sentences(catalogue, data, None))
    begin = time.process_time()
    index.search("instagram", 1)
    built = (time.process_time() - begin) * 1e3
    asked = questions()
    print(f"{len(list(all_facts(catalogue)))} facts, {len(asked)} questions.\n")
    print("| | Tern | SQLite FTS5 |\n|---|---|---|")
    service = Questions(catalogue, index, clock)
    searches: tuple[Search, Search] = (
        lambda one: [dated.fact for dated in service.ask(one.words, one.language).facts],
        fts5(catalogue),
    )
    for language in dict.fromkeys(one.language for one in asked):
        _print_met([one for one in asked if one.language == language], searches)
    for what, of in (("median", statistics.median), ("slowest", max)):
        times = [
            of([milliseconds(lambda one=one, ask=ask: ask(one)) for one in asked])
            for ask in searches
        ]
        print(f"| {what} question, ms | {times[0]:.2f} | {times[1]:.2f} |")
    print(f"\nAn index is built in {built:.0f} ms, when the first question in English comes.\n")
    print("| bad input | ms |\n|---|---|")
    for what, words in HARD.items():
        print(f"| {what} | {milliseconds(lambda words=words: service.ask(words, 'de')):.2f} |")
    for one in asked:
        if not one.is_met_by(index.search(one.words, FIRST, one.language)):
            print(f"\nnot met: {one.words}")


def _print_met(asked: Sequence[Asked], searches: Sequence[Search]) -> None:
    language = asked[0].language
    for what, some in (
        (f"{language}: right fact among the first {FIRST}", [one for one in asked if one.places]),
        (f"{language}: nothing where nothing fits", [one for one in asked if not one.places]),
    ):
        met = [sum(one.is_met_by(search(one)) for one in some) for search in searches]
        print(f"| {what}, of {len(some)} | {met[0]} | {met[1]} |")


if __name__ == "__main__":
    main()
