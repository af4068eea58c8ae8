"""What came of letters to a platform, over all servers, under its answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.views.card import bullets, heading, rule, text
from bot.views.charts import or_more
from bot.views.stats import RESULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import ui

    from bot.core.outcomes import PlatformOutcomes
    from bot.i18n import Language

_MOST = 4
"""Outcomes that are named."""


def told(outcomes: PlatformOutcomes | None, t: Language) -> Sequence[ui.Item[Any]]:
    """Nothing where too few have told, or what they told cannot be told apart."""
    if outcomes is None or not outcomes.by:
        return []
    lines = []
    for outcome, people in list(outcomes.by.items())[:_MOST]:
        result = t(RESULTS[outcome])
        line = f"{result}: {or_more(people, t)}"
        if outcome == "answered" and outcomes.days:
            after = t.plural("after about {n} day", "after about {n} days", outcomes.days)
            line += f", {after}"
        lines.append(line)
    made = datetime.fromtimestamp(outcomes.published_at, UTC).date()
    return [
        rule(),
        text(
            heading(t("What came of letters"), 3),
            bullets(lines),
            "-# "
            + t(
                "Told to Tern by {n} or more people in all regions in the year before {date}; what "
                "comes of yours may differ.",
                n=t.number(outcomes.people),
                date=t.when(made),
            ),
        ),
    ]
