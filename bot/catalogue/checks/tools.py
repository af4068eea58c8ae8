"""Protection tools: what goes into a robots.txt is one name each, as the standard has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem
from bot.core.records import Tool

_TOKEN = re.compile("[A-Za-z_-]+")
"""A product token (RFC 9309, section 2.2.1): letters, `-` and `_`, no digits."""


def check_crawlers(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, tool in collection.of(Tool):
        first: dict[str, int] = {}
        for n, crawler in enumerate(tool.crawlers):
            steps = ("crawlers", n, "user_agent")
            if not _TOKEN.fullmatch(crawler.user_agent):
                message = f"“{crawler.user_agent}” is not a name that robots.txt can hold"
                yield entry.problem(steps, message, "RFC 9309 has letters, - and _ only")
            earlier = first.setdefault(crawler.user_agent.casefold(), n)
            if earlier != n:
                message = f"“{crawler.user_agent}” is already crawlers[{earlier}]"
                yield entry.problem(steps, message, "Capitals make no difference; keep one")
