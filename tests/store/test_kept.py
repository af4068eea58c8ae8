"""What people are told is stored is what the schema has, table by table and column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.store import SqlStore
from bot.views.kept import KEPT, renewed

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


@pytest.mark.asyncio
async def test_every_table_and_column_of_the_schema_is_explained(store: SqlStore) -> None:
    schema: dict[str, set[str]] = {}
    for table, column in await store._engine.read(store._engine.columns_sql):
        schema.setdefault(table, set()).add(column)
    told = {table: set(kept.columns) for table, kept in KEPT.items()}
    assert told == schema, "say in bot/views/kept.py what is new and why"


def test_nothing_is_explained_in_no_words() -> None:
    for table, kept in KEPT.items():
        for words in (kept.why, kept.when, *kept.columns.values()):
            assert words.strip(), table
            assert "|" not in words, "a cell of a table"


def test_the_privacy_page_says_what_the_schema_has() -> None:
    page = PAGE.read_text("utf-8")
    assert renewed(page) == page, "run: python -m bot schema --page docs/privacy.md"


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        renewed("# Privacy\n")


def test_what_an_operator_wrote_around_the_table_stays() -> None:
    page = PAGE.read_text("utf-8")
    changed = page.replace("| `people` |", "| `persons` |").replace("# Privacy", "# Our privacy")
    assert renewed(changed) == page.replace("# Privacy", "# Our privacy")
