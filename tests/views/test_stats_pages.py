"""Every page of the statistics fits Discord's limits, however large the report."""

from __future__ import annotations

from random import Random

import pytest

from bot.core.figures import Path
from bot.core.published import WINDOWS, Report, Week, cards_of
from bot.local_discord.validate.message import check_message
from bot.views import stats as views
from bot.views.card import Card
from tests.shipped import catalogue
from tests.views.test_all_answers import COMPONENTS_V2, english

AT = 1_795_433_400


def report(random: Random, size: int, weeks: int) -> Report:
    """With the catalogue's longest names among others, and ids that it does not know."""
    known = catalogue()
    platforms = [*sorted(known.platforms, key=len)[-40:], "gone", "g" * 60]
    regions = [*known.regions, "nowhere"]
    cells: dict[Path, int] = {("moved", "lists"): 5, ("wrote", "30"): 5, ("asked", "week"): 5}
    for _ in range(size):
        one, other = random.sample(platforms, 2)
        days = str(random.choice(WINDOWS))
        paths: tuple[Path, ...] = (
            (
                "moved",
                random.choice(("lists", "find", "numbers")),
                one,
                random.choice((other, "-")),
            ),
            (
                *("wrote", days, one, random.choice(("objection", "erasure", "odd"))),
                *(random.choice((*views.RESULTS, "odd")), random.choice(regions)),
            ),
            ("asked", "week", one),
        )
        for path in paths:
            cells[path] = random.randint(1, 20_000) * 5
    past = tuple(Week(AT - n * 7 * 86400, cards_of(cells)) for n in range(weeks - 1, -1, -1))
    return Report(AT, cells, past)


def fits(card: Card, sheet: views.Sheet | None = None) -> str:
    names = [picture.name for picture in sheet.pictures] if sheet else ["table.csv"]
    check_message({"components": card.to_components()}, COMPONENTS_V2, names)  # type: ignore[arg-type]
    return str(card.to_components())


@pytest.mark.parametrize("weeks", [1, 2, 53])
@pytest.mark.parametrize("size", [1, 10, 300])
@pytest.mark.parametrize("page", ["overview", "flows", "letters"])
def test_pages_fit(page: views.Page, size: int, weeks: int) -> None:
    t = english()
    made = report(Random(size + weeks), size, weeks)
    for days in WINDOWS:
        sheet = views.Sheets(made, catalogue(), t).sheet(page, days)
        shown = fits(views.page(sheet, made, "dark", t), sheet)
        assert "or more" in shown
        for picture in sheet.pictures:
            assert 0 < len(picture.description) <= 1024
            assert "or more" in picture.description


def test_figures_that_find_no_room_are_said_to_be_in_the_table() -> None:
    made = report(Random(1), 300, 1)
    sheet = views.Sheets(made, catalogue(), english()).sheet("flows", 30)
    assert "more in the table of `/stats export`" in fits(
        views.page(sheet, made, "dark", english()), sheet
    )


def test_a_server_too_small_for_any_number_is_told_so() -> None:
    made = Report(AT, {}, (Week(AT, {}),))
    for page in ("overview", "flows", "letters"):
        sheet = views.Sheets(made, catalogue(), english()).sheet(page, 30)  # type: ignore[arg-type]
        assert sheet.pictures == []
        assert "too few people" in fits(views.page(sheet, made, "dark", english()), sheet)


def test_the_table_is_shown() -> None:
    fits(views.table("table.csv", report(Random(1), 10, 2), english()))
