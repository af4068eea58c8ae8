"""What is told of one's own data fits into Discord's messages, however much there is."""

from __future__ import annotations

import gettext
from typing import Any

import pytest

from bot.core.erasure_store import Planned
from bot.i18n import Language
from bot.local_discord.components import walk
from bot.local_discord.validate.message import check_message
from bot.views import me as views
from bot.views.card import Card
from bot.views.kept import KEPT

COMPONENTS_V2 = 1 << 15
T = Language("en", gettext.NullTranslations())
FOLLOW_UPS = 5
"""How many an app gets that only the person installed."""

ABOUT_PEOPLE = [t for t, kept in KEPT.items() if {"user_id", "mark"} & {*kept.columns}]
PLANNED = Planned(id=5, at=2_000_000_000, begun=False)


class Wordy(Language):
    """A language that takes half as many characters again."""

    def __call__(self, message: str, /, **values: object) -> str:
        said = super().__call__(message, **values)
        return said + "." * (len(said) // 2)


def rows(tables: list[str], count: int = 1_234_567) -> dict[str, Any]:
    class Many(list[Any]):
        def __len__(self) -> int:
            return count

    return {table: Many([dict.fromkeys(KEPT[table].columns, 1)]) for table in tables}


def fits(card: Card) -> str:
    made = card.to_components()
    check_message({"components": made}, COMPONENTS_V2, ())
    return "\n".join(c["content"] for c in walk(made) if "content" in c)


@pytest.mark.parametrize("language", [T, Wordy("en", gettext.NullTranslations())])
def test_everything_at_once_fits(language: Language) -> None:
    held = rows(ABOUT_PEOPLE)
    messages = views.held(held, PLANNED, language)
    shown = [fits(card) for card in messages]
    assert len(shown) <= FOLLOW_UPS
    assert sum(text.count("1,234,567 entries: ") for text in shown) == len(ABOUT_PEOPLE)
    assert [f"<t:{PLANNED.at}:F>" in text for text in shown][-1]
    fits(views.confirm_delete(held, language))


@pytest.mark.parametrize("table", ABOUT_PEOPLE)
def test_each_table_says_why_and_what(table: str) -> None:
    shown = fits(*views.held(rows([table]), None, T))
    assert KEPT[table].why in shown
    for column in KEPT[table].columns.values():
        assert column in shown


def test_what_a_row_does_not_have_is_not_told() -> None:
    row = dict.fromkeys(KEPT["letters"].columns) | {"user_id": 1, "kind": "objection"}
    shown = fits(*views.held({"letters": [row]}, None, T))
    assert "Stored: your user id and the kind of letter." in shown


def test_a_planned_erasure_says_when_and_one_that_has_begun_cannot_be_undone() -> None:
    assert f"<t:{PLANNED.at}:F>" in fits(views.erasure_planned(PLANNED, T))
    begun = views.erasure_planned(Planned(id=5, at=1, begun=True), T)
    assert "cannot be undone any more" in fits(begun)
    assert "custom_id" not in str(begun.to_components())
