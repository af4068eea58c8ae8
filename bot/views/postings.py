"""What Tern posts in a channel because moderators chose it: for everyone, in the server's language.

Each post has the button "How is this counted?", whose custom_id carries the post's mark: by it Tern
recognises a post whose process died before it was noted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.views import charts, words
from bot.views.card import Card, bullets, button, card, custom_id, heading, row, rule, text
from bot.views.regions import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import ui

    from bot.core.campaigns import News
    from bot.core.milestones import Steps
    from bot.core.ports import Catalogue
    from bot.core.published import Report
    from bot.i18n import Language

_MOST = 8
"""Lines of one list: a digest is read at a glance."""


def digest(report: Report, catalogue: Catalogue, mark: int, t: Language) -> Card:
    """The week's figures. Lists without a figure are left out."""
    flows = {
        (origin, target): n
        for (origin, target), n in report.now.flows.items()
        if origin is not None
    }
    moved = {platform: n for platform, n in report.now.moved.items() if platform is not None}
    written = {p: n for p, n in report.letters("platform", 30).items() if p is not None}

    def name(platform: str) -> str:
        return words.platform_name(platform, catalogue)

    parts = (
        (
            t("Where members say they can be found"),
            [f"{name(p)}: {charts.or_more(n, t)}" for p, n in _largest(moved)],
        ),
        (
            t("From platform to platform"),
            [f"{name(o)} → {name(p)}: {charts.or_more(n, t)}" for (o, p), n in _largest(flows)],
        ),
        (
            t("Letters members made, last {days} days", days=30),
            [f"{name(p)}: {charts.or_more(n, t)}" for p, n in _largest(written)],
        ),
    )
    shown = [text(heading(title, 3), bullets(lines)) for title, lines in parts if lines]
    if not shown:
        shown = [text(t("Too few people in every group to show a number."))]
    made = datetime.fromtimestamp(report.published_at, UTC).date()
    return card(
        text(heading(t("How the move goes"))),
        *shown,
        rule(),
        text("-# " + t("Report of {date}. Nobody is named or can be made out.", date=t.when(made))),
        _about(mark, t),
    )


def milestones(reached: Steps, catalogue: Catalogue, mark: int, t: Language) -> Card:
    """Each step that a published figure reached."""
    lines = [
        t(
            "**{n} or more** of us have said that they can be found on {platform}.",
            n=t.number(step),
            platform=words.platform_name(platform, catalogue),
        )
        for platform, step in _largest(reached)
    ]
    return card(
        text(*lines),
        text("-# " + t("To say where you can be found: `/migrate to`.")),
        _about(mark, t),
    )


def campaign(news: News, catalogue: Catalogue, mark: int, t: Language) -> Card:
    """The opening, a higher figure, or the end of a campaign."""
    platform = words.platform_name(news.period.platform, catalogue)
    match news.stage:
        case "opening":
            return _opening(news, platform, mark, t)
        case "count":
            return card(
                text(_letters(news, platform, t)),
                text("-# " + _next(news, t)),
                _write(news, mark, t),
            )
        case "closing":
            ended = t("The days of writing to {platform} are over.", platform=platform)
            letters = _letters(news, platform, t) if news.letters else None
            dates = t("Who wrote sees in `/optout list` until when an answer is due.")
            return card(text(ended, letters), text("-# " + dates), _about(mark, t))


def counted(t: Language) -> Card:
    """The answer to "How is this counted?"."""
    return card(
        text(
            heading(t("How is this counted?")),
            t(
                "Members count by what they told Tern themselves: the cards they publish with "
                "`/migrate to`, the letters they make with `/optout letter`. Who wants not to be "
                "counted chooses that on the card."
            ),
            t(
                "“10 or more” is a lower limit: from every group a secret number is taken, the "
                "rest is rounded down to a multiple of 5, and it changes only when several people "
                "have come or gone. Groups under 5 are never shown. So nobody can be made out."
            ),
            t("The figures are published once a week; posts are made from nothing else."),
        )
    )


def _opening(news: News, platform: str, mark: int, t: Language) -> Card:
    period = news.period
    return card(
        text(
            heading(t("Letters to {platform}", platform=platform)),
            t(
                "From {first} to {last} members of this server write to {platform}: each their own "
                "letter, by the law of where they live.",
                first=t.when(period.first),
                last=t.when(period.last),
                platform=platform,
            ),
            t(
                "The button opens the form, for you alone. Tern sends you the letter by direct "
                "message; you send it to {platform} yourself.",
                platform=platform,
            ),
        ),
        text(
            "-# "
            + t("This channel reads rounded numbers of letters and dates; nobody is ever named."),
            "-# " + _next(news, t),
        ),
        _write(news, mark, t),
    )


def _letters(news: News, platform: str, t: Language) -> str:
    return t(
        "**{n} or more** letters to {platform} were made by members of this server in the last "
        "{days} days.",
        n=t.number(news.letters),
        platform=platform,
        days=news.days,
    )


def _next(news: News, t: Language) -> str:
    last = t.when(news.period.last)
    if news.next_on is None:
        return t("The last day is {date}.", date=last)
    return t("Next count: {date}. Last day: {last}.", date=t.when(news.next_on), last=last)


def _write(news: News, mark: int, t: Language) -> ui.ActionRow[Any] | None:
    form = custom_id("letter-form", news.period.platform, ANYWHERE)
    return row(
        button(t("Write my letter"), form, discord.ButtonStyle.primary),
        button(t("How is this counted?"), _mark_id(mark)),
    )


def _about(mark: int, t: Language) -> ui.ActionRow[Any] | None:
    return row(button(t("How is this counted?"), _mark_id(mark)))


def _mark_id(mark: int) -> str:
    return custom_id("counted", str(mark))


def _largest(figures: Mapping[Any, int]) -> Sequence[tuple[Any, int]]:
    return sorted(figures.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
