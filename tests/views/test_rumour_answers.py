"""Every answer to every rumour fits Discord's limits and says what it must."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.core.rumours import RumourAnswer, Rumours
from bot.local_discord.validate.message import check_message
from bot.views import rumours as views
from bot.views.card import Card
from tests.shipped import catalogue
from tests.views.test_all_answers import COMPONENTS_V2, FixedClock, english

NAME = "A name of thirty two characters."


def written(card: Card) -> str:
    """The card's texts, after it was held against Discord's limits."""
    check_message({"components": card.to_components()}, COMPONENTS_V2, ())
    return "\n".join(_texts(card.to_components()))


def _texts(components: list[dict[str, object]]) -> list[str]:
    found: list[str] = []
    for component in components:
        if component["type"] == 10:
            found.append(str(component["content"]))
        inner = component.get("components")
        found += _texts(inner) if isinstance(inner, list) else []
    return found


def answer(id_: str, clock: object = None) -> tuple[RumourAnswer, Rumours]:
    rumours = Rumours(catalogue(), clock or FixedClock())  # type: ignore[arg-type]
    found = rumours.show(id_)
    assert found is not None
    return found, rumours


@pytest.mark.parametrize("id_", list(catalogue().rumours))
def test_every_answer_begins_with_the_verdict_and_loses_nothing(id_: str) -> None:
    found, rumours = answer(id_)
    platforms = rumours.platforms(found)
    record = found.rumour
    for text in (
        written(views.answer(found, platforms, english())),
        written(views.posted(found, platforms, NAME, english())),
    ):
        first = text.splitlines()[0]
        assert first.startswith("## That is ")
        assert record.verdict in first
        missing = [s.text for s in (*record.truth, *record.instead) if s.text not in text]
        assert not missing
        assert "checked on" in text
    assert f"Posted by {NAME}" in text


@pytest.mark.parametrize("id_", list(catalogue().rumours))
def test_every_source_is_shown(id_: str) -> None:
    found, _ = answer(id_)
    shown = "\n".join(written(views.sources(found, number, english())) for number in range(10))
    missing = [source.url for source in found.rumour.sources.values() if source.url not in shown]
    assert not missing


@pytest.mark.parametrize("id_", list(catalogue().rumours))
def test_after_a_year_no_verdict_is_given(id_: str) -> None:
    class LaterClock:
        def now(self) -> datetime:
            return datetime(2028, 1, 1, tzinfo=None)  # noqa: DTZ001 - only its day is read

    found, rumours = answer(id_, LaterClock())
    text = written(views.answer(found, rumours.platforms(found), english()))
    assert text.startswith("## Nobody has compared this record for over a year")
    assert "That is" not in text
    assert found.rumour.truth[0].text not in text
    assert found.rumour.checked <= date(2027, 1, 1)


def test_the_other_answers_fit() -> None:
    assert "does not make the text true" in written(views.unknown(english()))
    assert "/policy ask" in written(views.unknown(english()))
    assert "does not read pictures" in written(views.no_text(english()))
