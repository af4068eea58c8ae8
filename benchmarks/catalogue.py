"""What loading the catalogue and completing options cost: `python -m benchmarks.catalogue`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue import load, load_sentences
from bot.catalogue.collection import collect
from bot.i18n import Languages

ROOT = Path(__file__).parents[1]
DATA, LOCALE = ROOT / "data", ROOT / "bot" / "locale"
ROUNDS = 15
TYPED = ("insta", "twiter", "fb", "allemagne", "germny", "dev", "x", "", "no such name at all")


def main() -> None:
    """Prints one table: medians, and the slowest completion."""
    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "catalogue.msgpack"
        converted = _median(lambda: collect(DATA), 5)
        checked = _median(lambda: load(DATA, None, today), 5)
        catalogue = load(DATA, compiled, today)
        from_compiled = _median(lambda: load(DATA, compiled, today), ROUNDS)
        said = Path(folder) / "translations.msgpack"
        compiling = _median(lambda: load_sentences(catalogue, DATA, None), 5)
        sentences = load_sentences(catalogue, DATA, said)
        from_said = _median(lambda: load_sentences(catalogue, DATA, said), ROUNDS)
        interface = _median(lambda: Languages.load(LOCALE, sentences), ROUNDS)
    find = (catalogue.find_platforms, catalogue.find_regions, catalogue.find_tools)
    times = [
        _median(lambda search=search, text=text: search(text, 25), ROUNDS)  # type: ignore[misc]
        for search in find
        for text in TYPED
    ]
    print("| | ms |\n|---|---|")
    print(f"| load, compiled | {from_compiled:.0f} |")
    print(f"| load, from YAML | {converted:.0f} |")
    print(f"| load, from YAML, with every check, as after a change | {checked:.0f} |")
    print(f"| sentences in {len(sentences)} other languages, compiled | {from_said:.0f} |")
    print(f"| the same from YAML, as after a change | {compiling:.0f} |")
    print(f"| the interface in {len(sentences)} other languages | {interface:.0f} |")
    print(f"| completing an option, median | {statistics.median(times):.3f} |")
    print(f"| completing an option, slowest | {max(times):.3f} |")


def _median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
