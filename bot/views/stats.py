"""Statistics for moderators: figures as text, the same figures as charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from discord import ui

from bot import limits
from bot.core.figures import STEP
from bot.i18n import N_
from bot.views import charts, words
from bot.views.card import (
    Card,
    attached,
    bullets,
    button,
    card,
    custom_id,
    cut,
    heading,
    row,
    rule,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.charts import Theme
    from bot.core.ports import Catalogue
    from bot.core.published import Days, Report, Week
    from bot.i18n import Language
    from bot.views.charts import Picture, Ranked

Page = Literal["overview", "flows", "letters"]

_LINES = 12
"""Lines of one list; the table has them all."""

_LIST: Final = 1000
"""Characters of one list: three of them and what stands around fit into a message."""

RESULTS = MappingProxyType(
    {
        "unsent": N_("made; not known to be sent"),
        "waiting": N_("sent; no answer noted yet"),
        "silence": N_("no answer came"),
        "answered": N_("done as asked"),
        "partly": N_("done in part"),
        "refused": N_("refused"),
        "identity": N_("asked for identification"),
        "form": N_("sent to a form"),
        "proof": N_("asked for proof"),
        "extended": N_("more time taken"),
        "bounced": N_("not delivered"),
    }
)
"""What came of letters, as their writers told it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some figures under a title, with a chart of them where there is one."""

    title: str
    lines: Sequence[str]
    empty: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the statistics, before its charts are drawn."""

    page: Page
    days: Days
    title: str
    parts: tuple[Part, ...]

    @property
    def pictures(self) -> Sequence[Picture]:
        return [part.picture for part in self.parts if part.picture]


class Sheets:
    """Makes the pages of one report."""

    def __init__(self, report: Report, catalogue: Catalogue, t: Language) -> None:
        self._report = report
        self._catalogue = catalogue
        self._t = t
        self._empty = t("Too few people in every group to show a number.")

    def sheet(self, page: Page, days: Days) -> Sheet:
        match page:
            case "overview":
                return self._overview(days)
            case "flows":
                return self._flows(days)
            case "letters":
                return self._letters(days)

    def _overview(self, days: Days) -> Sheet:
        t = self._t
        found = t("Where members say they can be found")
        moved = self._ranked(self._report.now.moved, self._platform, t("Other platforms, together"))
        weeks = self._report.since(days)
        return Sheet(
            page="overview",
            days=days,
            title=t("Statistics of this server"),
            parts=(
                Part(
                    title=found,
                    lines=self._lines(moved),
                    empty=self._empty,
                    picture=charts.bars("tern-moves.png", found, moved, t) if moved else None,
                ),
                *self._course(weeks, days),
                Part(
                    title=t("Letters members made, last {days} days", days=days),
                    lines=self._lines(
                        self._ranked(
                            self._report.letters("platform", days),
                            self._platform,
                            t("To other platforms, together"),
                        )
                    ),
                    empty=self._empty,
                ),
                Part(
                    title=t("Asked about in the week before the report"),
                    lines=self._lines(
                        self._ranked(
                            self._report.asked, self._platform, t("About others, together")
                        )
                    ),
                    empty=self._empty,
                ),
            ),
        )

    def _course(self, weeks: Sequence[Week], days: Days) -> tuple[Part, ...]:
        """Nothing until there are two reports to connect."""
        t = self._t
        if len(weeks) < 2 or not any(platform for platform in weeks[-1].moved):
            return ()
        title = t("People by platform, report by report, last {days} days", days=days)
        picture = charts.lines("tern-weeks.png", title, weeks, self._platform, t)
        first = t("The first of these reports is of {date}.", date=charts.day(weeks[0].at, t))
        return (Part(title=title, lines=[first], empty="", picture=picture),)

    def _flows(self, days: Days) -> Sheet:
        t = self._t
        title = t("From platform to platform")
        ranked = sorted(self._report.now.flows.items(), key=lambda pair: (-pair[1], str(pair[0])))
        several = t("Several, or not said")
        named = [
            (self._platform(origin) if origin else several, self._platform(target), n)
            for (origin, target), n in ranked
        ]
        earlier = self._report.since(days)[0]
        lines = []
        for (ids, n), (origin, target, _) in zip(ranked, named, strict=True):
            line = f"{origin} → {target}: {charts.or_more(n, t)}"
            if earlier is not self._report.now:
                line += " " + self._before(earlier.flows.get(ids))
            lines.append(line)
        since = (
            [t("In brackets: the report of {date}.", date=charts.day(earlier.at, t))]
            if earlier is not self._report.now and lines
            else []
        )
        return Sheet(
            page="flows",
            days=days,
            title=title,
            parts=(
                Part(
                    title=t("What members left, and where they can be found now"),
                    lines=[*since, *lines],
                    empty=self._empty,
                    picture=charts.flows("tern-flows.png", title, named, t) if named else None,
                ),
            ),
        )

    def _before(self, shown: int | None) -> str:
        t = self._t
        return t("(before: {n})", n=charts.or_more(shown, t)) if shown else t("(before: no number)")

    def _letters(self, days: Days) -> Sheet:
        t = self._t
        report = self._report
        rest = t("Not told apart")
        results = self._ranked(report.letters("outcome", days), self._result, rest)
        title = t("What came of them")
        return Sheet(
            page="letters",
            days=days,
            title=t("Letters members made, last {days} days", days=days),
            parts=(
                Part(
                    title=t("By kind"),
                    lines=self._lines(self._ranked(report.letters("kind", days), self._kind, rest)),
                    empty=self._empty,
                ),
                Part(
                    title=title,
                    lines=self._lines(results),
                    empty=self._empty,
                    picture=charts.bars("tern-letters.png", title, results, t) if results else None,
                ),
                Part(
                    title=t("By the region whose law they use"),
                    lines=self._lines(
                        self._ranked(report.letters("region", days), self._region, rest)
                    ),
                    empty=self._empty,
                ),
            ),
        )

    def _ranked(
        self, figures: Mapping[str | None, int], name: Callable[[str], str], rest: str
    ) -> Ranked:
        """What is not told apart comes last."""
        ordered = sorted(
            figures.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or "")
        )
        return [(rest if one is None else name(one), shown) for one, shown in ordered]

    def _lines(self, figures: Ranked) -> Sequence[str]:
        return [f"{label}: {charts.or_more(shown, self._t)}" for label, shown in figures]

    def _platform(self, platform: str) -> str:
        return words.platform_name(platform, self._catalogue)

    def _kind(self, kind: str) -> str:
        known = words.KINDS.get(kind)
        return self._t(known) if known else kind

    def _result(self, result: str) -> str:
        known = RESULTS.get(result)
        return self._t(known) if known else result

    def _region(self, region: str) -> str:
        known = self._catalogue.regions.get(region)
        return words.region_name(known, self._t) if known else region


def page(sheet: Sheet, report: Report, theme: Theme, t: Language) -> Card:
    """A sheet as a message. Its charts are attached under their names."""
    if report.is_empty:
        return nothing(sheet.title, report, t)
    items: list[ui.Item[ui.LayoutView] | None] = [text(heading(sheet.title))]
    for part in sheet.parts:
        items.append(text(heading(part.title, 3), _list(part, t)))
        items.append(_picture(part.picture) if part.picture else None)
    return card(
        *items, rule(), _published(report, t), _themes(sheet, theme, t) if sheet.pictures else None
    )


def nothing(title: str, report: Report, t: Language) -> Card:
    """The server is too small for any number."""
    return card(
        text(
            heading(title),
            t(
                "There are too few people in every group to show a number without showing "
                "somebody. Numbers appear in steps of {step}.",
                step=STEP,
            ),
        ),
        rule(),
        _published(report, t),
    )


def table(name: str, report: Report, t: Language) -> Card:
    """The file with every figure of the report."""
    return card(
        text(
            heading(t("Statistics of this server")),
            t(
                "Every figure of the last report, and what earlier reports said of moves, as a "
                "table. A field left empty means: not told apart. Add figures up as you like; they "
                "stand for different people within each row only."
            ),
        ),
        attached(name),
        rule(),
        _published(report, t),
    )


def _list(part: Part, t: Language) -> str:
    if not part.lines:
        return part.empty
    shown: list[str] = []
    for line in part.lines[:_LINES]:
        if sum(map(len, shown)) + len(line) > _LIST:
            break
        shown.append(line)
    if left := len(part.lines) - len(shown):
        shown.append(t("{n} more in the table of `/stats export`", n=t.number(left)))
    return bullets(shown)


def _picture(picture: Picture) -> ui.MediaGallery[ui.LayoutView]:
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    gallery.add_item(
        media=f"attachment://{picture.name}",
        description=cut(picture.description, limits.FILE_DESCRIPTION),
    )
    return gallery


def _themes(sheet: Sheet, theme: Theme, t: Language) -> ui.ActionRow[ui.LayoutView] | None:
    other: Theme = "light" if theme == "dark" else "dark"
    label = t("Charts on white") if other == "light" else t("Charts on black")
    return row(button(label, custom_id("stats-page", sheet.page, str(sheet.days), other)))


def _published(report: Report, t: Language) -> ui.TextDisplay[ui.LayoutView]:
    date = datetime.fromtimestamp(report.published_at, UTC).date()
    return text(
        "-# "
        + t(
            "Report of {date}; the next one comes a week later. “10 or more” means: so many "
            "different people at least, when the number last changed. It changes only when several "
            "people have come or gone, so that nobody can be made out. One person can be counted "
            "for several platforms, and with several letters.",
            date=t.when(date),
        )
    )
