"""A database of any earlier version opens with this one, and everything in it is still there.

`rows/` has, for each schema step, rows of the tables that it makes or changes, as they were stored
by the version that had this step as its newest. They are written by SQL and never changed, so that
neither a later step nor today's code decides what they look like. A new step needs a file there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.store import _engine, schema
from bot.store.engine import Engine
from bot.store.schema import Step
from tests.store.opened import opened

ROWS = Path(__file__).with_name("rows")
STEPS = schema.known_steps()
ANA, BEN = 1234567890123456789, 42

RENEWED = {4: {"reports"}}
"""What a step deletes, because it is made anew: no earlier report could be compared."""

OF_TEXTS = {"readings", "text_versions", "changes"}
"""What is about neither people nor servers, but about what platforms publish."""

Table = Sequence[Mapping[str, Any]]


def statements(newest: int) -> Mapping[str, str]:
    """By table: the rows of the newest step, up to this one, that has any."""
    found = {}
    for number in range(1, newest + 1):
        text = (ROWS / f"{number:04}.sql").read_text("utf-8")
        for sql in Step(number=number, name="rows", sql=text).statements():
            insert = re.search(r"^INSERT INTO (\w+)", sql, re.MULTILINE)
            assert insert, sql
            found[insert[1]] = sql
    return found


async def stored(engine: Engine) -> Mapping[str, Table]:
    """Every row of every table, by the names of columns."""
    columns: dict[str, list[str]] = {}
    for table, column in await engine.read(engine.columns_sql):
        columns.setdefault(table, []).append(column)
    return {
        table: [
            dict(zip(names, row, strict=True))
            for row in await engine.read(f'SELECT {", ".join(names)} FROM "{table}"')
        ]
        for table, names in columns.items()
    }


async def as_it_was(url: str, newest: int) -> Mapping[str, Table]:
    """Makes the database of this step, with its rows."""
    async with _engine(url) as engine:
        await schema.apply(engine, STEPS[:newest])
        for sql in statements(newest).values():
            await engine.write(sql)
        return await stored(engine)


def missing(before: Table, after: Table) -> list[Mapping[str, Any]]:
    """The rows that are not there any more with all that they held; columns may have come."""
    return [
        row
        for row in before
        if not any(all(other[name] == row[name] for name in row) for other in after)
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("newest", [step.number for step in STEPS])
async def test_every_table_and_column_of_a_step_has_rows(database_url: str, newest: int) -> None:
    before = await as_it_was(database_url, newest)
    for table, rows in before.items():
        assert rows, f"tests/store/rows/{newest:04}.sql has no row of {table}"
    for table, sql in statements(newest).items():
        names = sql.partition("(")[2].partition(")")[0].replace("\n", " ").split(",")
        assert {name.strip() for name in names} == set(before[table][0]), (
            f"tests/store/rows/{newest:04}.sql names not all columns of {table}"
        )


@pytest.mark.asyncio
@pytest.mark.parametrize("newest", [step.number for step in STEPS])
async def test_nothing_is_lost_on_the_way_to_this_version(database_url: str, newest: int) -> None:
    before = await as_it_was(database_url, newest)
    async with opened(database_url):
        pass
    async with _engine(database_url) as engine:
        after = await stored(engine)
    assert [row["number"] for row in after["schema_version"]] == [step.number for step in STEPS]
    renewed = {table for step, tables in RENEWED.items() if step > newest for table in tables}
    for table in before.keys() - renewed:
        assert missing(before[table], after[table]) == [], table
    assert all(after[table] == [] for table in renewed)


@pytest.mark.asyncio
@pytest.mark.parametrize("newest", [step.number for step in STEPS])
async def test_this_version_works_with_what_it_finds(database_url: str, newest: int) -> None:
    await as_it_was(database_url, newest)
    async with opened(database_url) as store:
        person = await store.person(ANA)
        assert person is not None
        assert person.region == "eu-de"
        assert 9100000000000000001 in {case.id for case in await store.letters_of(ANA)}
        cards = await store.cards_of(9007199254740993, ANA)
        assert [card.handle for card in cards] == ['an\'a "画" 🎨']
        assert len(await store.server_ids()) == 1
        found = await store.export(ANA)
        assert {"people", "letters", "cards"} <= {table for table, rows in found.items() if rows}
        for user in (ANA, BEN):
            await store.erase(user)
            assert not any((await store.export(user)).values())
        await store.erase_server(9007199254740993)
        assert await store.server_ids() == set()
    async with _engine(database_url) as engine:
        left = {table for table, rows in (await stored(engine)).items() if rows}
    assert left <= {"schema_version", "registered_commands", "erasures", "jobs", *OF_TEXTS}
