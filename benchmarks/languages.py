"""What a reply costs in each language, beside the English one: `python -m benchmarks.languages`.

Answers are made from the records as the commands make them and turned into what is sent; nothing is
prepared. All languages take turns, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bot.catalogue import load, load_sentences
from bot.core.policies import Policies
from bot.core.protection import Protection
from bot.core.rumours import Rumours
from bot.i18n import Language, Languages
from bot.views import policies as views
from bot.views import protection
from bot.views import rumours as rumour_views
from bot.views.card import Card

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
ROUNDS = 25
PLATFORMS = ("instagram", "x", "deviantart", "bluesky", "cara")
REGIONS = ("eu-de", "us-ca", "jp", "br", "uk")


class Clock:
    """Always the same moment, so that no answer grows older on the way."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)

    def now(self) -> datetime:
        return self._now


def answers(clock: Clock) -> Callable[[Language], list[Card]]:
    """What makes some answers of each kind in a language."""
    catalogue = load(DATA, None, clock.now().date())
    policies = Policies(catalogue, clock)
    found = [
        policies.show(catalogue.platforms[platform], catalogue.regions[region])
        for platform in PLATFORMS
        for region in REGIONS
    ]
    tools = [Protection(catalogue, clock).show(tool) for tool in list(catalogue.tools.values())[:8]]
    rumours = Rumours(catalogue, clock)
    claims = [one for id_ in list(catalogue.rumours)[:8] if (one := rumours.show(id_))]

    def make(t: Language) -> list[Card]:
        likely = policies.likely_regions(t.code.partition("-")[0])
        return [
            *(views.answer(one, likely, t, None) for one in found),
            *(protection.answer(one, 0, t) for one in tools),
            *(rumour_views.answer(one, rumours.platforms(one), t) for one in claims),
        ]

    return make


def main() -> None:
    """Prints one table."""
    clock = Clock()
    catalogue = load(DATA, None, clock.now().date())
    languages = Languages.load(ROOT / "bot" / "locale", load_sentences(catalogue, DATA, None))
    make = answers(clock)
    spent: dict[str, list[float]] = {code: [] for code in languages.codes}
    gc.disable()  # it would fall on the same language in every turn
    for _ in range(ROUNDS):
        gc.collect()
        for code, times in spent.items():
            begin = time.process_time()
            cards = make(languages.of(code))
            for card in cards:
                card.to_components()
            times.append((time.process_time() - begin) / len(cards) * 1e6)
    gc.enable()
    english = median(spent["en"])
    print("| language | CPU for a reply that is made anew, µs | beside English |\n|---|---|---|")
    for code, times in spent.items():
        print(f"| {code} | {median(times):.0f} | {median(times) / english:.2f} |")


if __name__ == "__main__":
    main()
