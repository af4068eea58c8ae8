"""What must hold for every record. A rule looks at all records and yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bot.catalogue.checks.dates import check_dates
from bot.catalogue.checks.documents import check_documents
from bot.catalogue.checks.identity import check_ids, check_names, check_published
from bot.catalogue.checks.links import check_links
from bot.catalogue.checks.mentions import check_mentions
from bot.catalogue.checks.platforms import check_operators, check_opt_outs, check_profiles
from bot.catalogue.checks.regions import check_babel, check_letters, check_rights
from bot.catalogue.checks.rumours import check_rumours
from bot.catalogue.checks.sources import check_sources
from bot.catalogue.checks.times import check_counting, check_periods, check_timezones
from bot.catalogue.checks.tools import check_crawlers
from bot.catalogue.checks.wording import check_wording
from bot.catalogue.collection import Collection, collect
from bot.catalogue.problems import Problem, listed

RULES: tuple[Callable[[Collection, date], Iterator[Problem]], ...] = (
    check_ids,
    check_names,
    check_published,
    check_sources,
    check_dates,
    check_links,
    check_wording,
    check_mentions,
    check_opt_outs,
    check_operators,
    check_profiles,
    check_documents,
    check_crawlers,
    check_rights,
    check_letters,
    check_babel,
    check_periods,
    check_counting,
    check_timezones,
    check_rumours,
)


def check(data_dir: Path, today: date) -> tuple[Collection, tuple[Problem, ...]]:
    """Reads everything under the folder; returns it with every problem, by file and line."""
    collection, problems = collect(data_dir)
    for rule in RULES:
        problems += rule(collection, today)
    return collection, listed(problems)
