"""Statistics for moderators: figures as text, the same figures as a chart."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from discord import ui

from bot.core.models import Bar, BarChart
from bot.core.stats import STEP
from bot.views import words
from bot.views.card import Card, bullets, card, heading, rule, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports import Catalogue
    from bot.core.stats import Overview
    from bot.i18n import Language

CHART_NAME = "tern-moves.png"


def overview(shown: Overview, catalogue: Catalogue, chart: str | None, t: Language) -> Card:
    """The report. `chart` is the alternative text of the picture that goes with it, if one does."""
    if shown.is_empty:
        return card(
            text(
                heading(t("Statistics of this server")),
                t(
                    "There are too few people in every group to show a number without showing "
                    "somebody. Numbers appear in steps of {step}.",
                    step=STEP,
                ),
            ),
            rule(),
            _published(shown, t),
        )
    return card(
        text(heading(t("Statistics of this server"))),
        text(
            heading(t("Where members say they can be found"), 3),
            _figures(shown.moved, catalogue, t),
        ),
        _picture(chart) if chart else None,
        text(
            heading(t("Letters members made, last {days} days", days=shown.days), 3),
            _figures(shown.wrote, catalogue, t),
        ),
        rule(),
        _published(shown, t),
    )


def chart_of(shown: Overview, catalogue: Catalogue, t: Language) -> BarChart:
    """The members' moves as a bar chart."""
    return BarChart(
        title=t("Where members say they can be found"),
        note=t("People, at least so many; groups under {step} are not shown.", step=STEP),
        bars=tuple(
            Bar(
                label=words.platform_name(platform, catalogue),
                value=value,
                shown=_or_more(value, t),
            )
            for platform, value in _ranked(shown.moved)
        ),
    )


def described(chart: BarChart, t: Language) -> str:
    """What the chart shows, for people who do not see it."""
    return t(
        "Bar chart. {title}: {figures}.",
        title=chart.title,
        figures="; ".join(f"{bar.label} {bar.shown}" for bar in chart.bars),
    )


def _picture(description: str) -> ui.MediaGallery[ui.LayoutView]:
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    gallery.add_item(media=f"attachment://{CHART_NAME}", description=description)
    return gallery


def _figures(figures: Mapping[str, int], catalogue: Catalogue, t: Language) -> str:
    if not figures:
        return t("Fewer than {step} people for every platform, or nobody.", step=STEP)
    return bullets(
        f"{words.platform_name(platform, catalogue)}: {_or_more(value, t)}"
        for platform, value in _ranked(figures)
    )


def _ranked(figures: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(figures.items(), key=lambda pair: (-pair[1], pair[0]))


def _or_more(value: int, t: Language) -> str:
    return t("{n} or more", n=t.number(value))


def _published(shown: Overview, t: Language) -> ui.TextDisplay[ui.LayoutView]:
    day = datetime.fromtimestamp(shown.published_at, UTC).date()
    return text(
        "-# "
        + t(
            "Report of {date}; the next can be made a week later. Numbers are rounded down so that "
            "no single person can be made out. One person can be counted for several platforms.",
            date=t.when(day),
        )
    )
