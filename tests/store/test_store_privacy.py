"""Export and erasure, against the live schema of both databases."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.core.models import NewJob
from bot.core.ports import Store
from bot.store import schema
from bot.store.sqlite import SqliteEngine
from bot.store.store import SqlStore
from tests.store.filled import ANA, BEN, GUILD, card, fill, fill_letter
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

KNOWN_IDS = {
    *("user_id", "guild_id", "application_id", "dm_channel_id", "dm_message_id"),
    *("case_id", "parent_id", "ask_id", "card_id", "channel_id", "text_id", "change_id"),
}
"""Columns that end with _id. A column for a person under another name would be in no export: give
it the name user_id, or add it here when it is not a person's."""

TABLES = [
    *("asked_about", "asks", "bounces", "card_owners", "card_reports", "cards", "cell_people"),
    *("change_notices", "follow_files", "follows", "jobs", "letters", "people", "removed_cards"),
]


async def test_user_tables_are_read_from_the_live_schema(store: Store) -> None:
    tables = await store.user_tables()
    assert list(tables) == TABLES
    assert tables["people"] == ["user_id", "region", "updated_at"]


async def test_no_column_hides_a_person_under_another_name(store: SqlStore) -> None:
    columns = await store._engine.read(store._engine.columns_sql)
    assert {column for _, column in columns if column.endswith("_id")} == KNOWN_IDS


async def test_export_is_every_row_with_the_names_of_the_schema(store: SqlStore) -> None:
    case = await fill(store, ANA)
    await fill(store, BEN)
    exported = json.loads(json.dumps(await store.export(ANA)))
    for table, columns in (await store.user_tables()).items():
        assert [list(row) for row in exported[table]] == [list(columns)]
        assert [row["user_id"] for row in exported[table]] == [ANA]
    (letter,), (job,) = exported["letters"], exported["jobs"]
    assert exported["people"] == [{"user_id": ANA, "region": "eu-de", "updated_at": 3}]
    assert exported["bounces"] == [
        {
            "user_id": ANA,
            "platform": "instagram",
            "address": "privacy@example.org",
            "reported_at": 10,
        }
    ]
    assert exported["answer_marks"] == [{"guild_id": GUILD, "platform": "instagram"}]
    assert (letter["id"], letter["dm_message_id"], letter["outcome"]) == (case, 7, None)
    assert (job["case_id"], job["due_at"], job["held"]) == (case, 8, 0)


async def test_the_filling_of_these_tests_reaches_every_user_table(store: SqlStore) -> None:
    await fill(store, ANA)
    assert all((await store.export(ANA)).values())


async def test_nothing_is_held_on_a_stranger(store: SqlStore) -> None:
    await fill(store, BEN)
    tables = await store.user_tables()
    assert await store.export(ANA) == {table: [] for table in tables}
    assert await store.erase(ANA) == dict.fromkeys(tables, 0)


async def test_erase_deletes_one_persons_rows_everywhere(store: SqlStore) -> None:
    await fill(store, ANA)
    await store.put_card(card(ANA, guild=8))
    await fill(store, BEN)
    of_ben = await store.export(BEN)
    rows = dict.fromkeys([*TABLES, "answer_marks"], 1) | {"cards": 2, "card_owners": 2}
    assert await store.erase(ANA) == rows
    assert not any((await store.export(ANA)).values())
    assert await store.export(BEN) == of_ben


async def test_a_letter_moved_on_while_its_person_is_erased_leaves_no_job(store: SqlStore) -> None:
    for _ in range(10):
        await asyncio.gather(*(fill_letter(store, ANA) for _ in range(5)))
        cases = await store.letters_of(ANA)
        window = [NewJob(kind="letter-window", user=ANA, case=case.id, at=1) for case in cases]
        await asyncio.gather(
            store.erase(ANA),
            *(store.update_letter(case, [job], 1) for case, job in zip(cases, window, strict=True)),
            *(store.add_job(job, 1) for job in window),
        )
        assert not any((await store.export(ANA)).values())


async def test_a_table_added_later_is_exported_and_erased(store: SqlStore) -> None:
    later = schema.Step(
        number=9001,
        name="later",
        sql='CREATE TABLE "Later On" (user_id BIGINT NOT NULL, seal BLOB NOT NULL);\n',
    )
    await schema.apply(store._engine, [*schema.known_steps(), later])
    await store._engine.write('INSERT INTO "Later On" VALUES (?1, ?2)', ANA, b"\x01\xff")
    assert (await store.user_tables())["Later On"] == ["user_id", "seal"]
    assert (await store.export(ANA))["Later On"] == [{"user_id": ANA, "seal": "01ff"}]
    assert (await store.erase(ANA))["Later On"] == 1
    assert (await store.export(ANA))["Later On"] == []


async def test_erase_is_all_or_nothing(store: SqlStore) -> None:
    """A row that something refuses to let go keeps all the others too."""
    await fill(store, ANA)
    await store._engine.write(
        "CREATE TABLE zz_hold (user_id BIGINT NOT NULL, card_user BIGINT NOT NULL)"
    )
    if isinstance(store._engine, SqliteEngine):
        await store._engine.write(
            "CREATE TRIGGER hold BEFORE DELETE ON zz_hold BEGIN SELECT RAISE(ABORT, 'held'); END"
        )
    else:
        await store._engine.write(
            "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RAISE EXCEPTION ''held''; END'"
        )
        await store._engine.write(
            "CREATE TRIGGER hold BEFORE DELETE ON zz_hold FOR EACH ROW EXECUTE FUNCTION hold()"
        )
    await store._engine.write("INSERT INTO zz_hold VALUES (?1, ?1)", ANA)
    before = await store.export(ANA)
    with pytest.raises(Exception, match="held"):
        await store.erase(ANA)
    assert await store.export(ANA) == before


def traces(folder: Path, user: int) -> list[str]:
    """The files that hold the id as text or as a number, in either byte order."""
    forms = [str(user).encode(), user.to_bytes(8, "big"), user.to_bytes(8, "little")]
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    return [name for name, content in files.items() if any(form in content for form in forms)]


async def test_erase_leaves_no_byte_in_sqlites_files(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        # Rows before, between and after the person's, so that pages are split, joined and freed.
        for user in range(200):
            await store.put_card(card(10**18 + user * 3 * 10**15))
            await fill(store, ANA)
            for platform in range(2):
                await store.put_card(card(ANA, guild=user, platform=f"platform-{platform}"))
        assert traces(tmp_path, ANA) != []
        await store.erase(ANA)
        assert traces(tmp_path, ANA) == []
    assert traces(tmp_path, ANA) == []


async def test_reading_meanwhile_does_not_keep_erased_bytes(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with opened(sqlite_url) as store:
        assert isinstance(store, SqlStore)
        await fill(store, ANA)
        await fill(store, BEN)
        await asyncio.gather(store.erase(ANA), *(store.export(BEN) for _ in range(50)))
        assert traces(tmp_path, ANA) == []


async def test_erase_leaves_the_others_as_they_were(store: SqlStore) -> None:
    for user in range(1, 180, 3):
        await fill(store, user)
    before = [await store.export(user) for user in range(1, 180, 3)]
    await fill(store, ANA)
    await store.erase(ANA)
    assert [await store.export(user) for user in range(1, 180, 3)] == before


async def test_sqlite_overwrites_a_card_after_its_day(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store:
        await store.put_card(card(ANA))
        await store.put_card(card(BEN))
        await store.remove_card(GUILD, ANA, "cara", 3)
        await store.sweep_cards(GUILD, 10**6, gone_before=0, asked_before=0)
    # Closing has copied the journal into the file and removed it.
    assert traces(tmp_path, ANA) == []
    assert b"user42" in (tmp_path / "tern.db").read_bytes()
