"""Every answer of every tool fits Discord's limits, and so do the files for every website."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.protection import Protection, ToolAnswer
from bot.errors import UserError
from bot.i18n import Language
from bot.local_discord.validate.message import check_message
from bot.views import protection as views
from bot.views.card import Card
from tests.records import FixedClock
from tests.shipped import catalogue

COMPONENTS_V2 = 1 << 15
FILE = {"id": "0", "filename": "a.zip"}


def english() -> Language:
    return Language("en", gettext.NullTranslations())


def fits(card: Card, *files: str) -> str:
    """Holds the card against the limits; returns all that is in it."""
    check_message({"components": card.to_components()}, COMPONENTS_V2, files)
    return str(card.to_components()).replace("\\'", "'")


def answer(tool: str, now: datetime = datetime(2026, 11, 23, tzinfo=UTC)) -> ToolAnswer:
    protection = Protection(catalogue(), FixedClock(now))
    return protection.show(protection.tool(tool))


@pytest.mark.parametrize("tool", list(catalogue().tools))
def test_every_page_of_every_tool_fits_and_nothing_is_lost(tool: str) -> None:
    shown = {
        page: "".join(fits(page(answer(tool), number, english())) for number in range(10))
        for page in (views.answer, views.timeline, views.sources)
    }
    record = catalogue().tools[tool]
    said = [record.does, *record.obeyed, *record.limits, *record.broken_by, *record.conflicts]
    expected = [statement.text for statement in said] + list(record.steps)
    expected += [record.cost.text] if record.cost else []
    expected += [record.status.text] if record.status.text else []
    assert [one for one in expected if one not in shown[views.answer]] == []
    assert [one for one in record.timeline if one.text not in shown[views.timeline]] == []
    urls = [source.url for source in record.sources.values()]
    urls += [document.url for document in record.documents]
    assert [url for url in urls if url not in shown[views.sources]] == []


@pytest.mark.parametrize("tool", list(catalogue().tools))
def test_every_posted_tool_fits_and_names_who_posted(tool: str) -> None:
    shown = fits(views.posted(answer(tool), "A *name* of thirty-two characters", english()))
    assert "\\\\*name\\\\*" in shown
    assert catalogue().tools[tool].does.text in shown


@pytest.mark.parametrize("tool", list(catalogue().tools))
def test_a_tool_nobody_compared_for_a_year_gets_no_verdict(tool: str) -> None:
    stale = answer(tool, datetime(2028, 1, 1, tzinfo=UTC))
    for card in (views.answer(stale, 0, english()), views.posted(stale, "Mara", english())):
        shown = fits(card)
        assert "no verdict is shown" in shown
        assert catalogue().tools[tool].does.text not in shown
        assert "'url':" in shown


def test_after_half_a_year_the_answer_says_so() -> None:
    shown = fits(views.answer(answer("glaze", datetime(2027, 6, 1, tzinfo=UTC)), 0, english()))
    assert "may have changed" in shown


@pytest.mark.parametrize("address", [
    None, "example.com", "bücher.de", ".".join(["a" * 60] * 4) + ".com", ".".join("ü" * 28) + ".de",
])  # fmt: skip
def test_every_website_answer_fits(address: str | None) -> None:
    site = Protection(catalogue(), FixedClock()).site(address)
    shown = fits(views.website(site, "a.zip", english()), "a.zip")
    assert "/.well-known/tdmrep.json" in shown
    assert len(views.website_file(english())) <= 1024


@pytest.mark.parametrize(("year", "said", "silent"), [
    (2026, "obey it", "may have changed"),
    (2027, "may have changed", "no verdict"),
    (2028, "no verdict is shown", "obey it"),
])  # fmt: skip
def test_the_files_say_when_their_list_is_old(year: int, said: str, silent: str) -> None:
    now = datetime(year, 11, 23, tzinfo=UTC)
    site = Protection(catalogue(), FixedClock(now)).site("example.com")
    shown = fits(views.website(site, "a.zip", english()), "a.zip")
    assert said in shown
    assert silent not in shown


@given(st.text("aü.-*_`~|[]()<>@#\n 例", max_size=40))
def test_no_address_breaks_the_answer(address: str) -> None:
    try:
        site = Protection(catalogue(), FixedClock()).site(address)
    except UserError:
        return
    shown = fits(views.website(site, "a.zip", english()), "a.zip")
    assert site.host is not None
    assert site.host.ascii in shown
