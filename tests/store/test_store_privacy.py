"""Export and erasure, against the live schema of both databases."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.core.models import Card, LetterChoice, NewJob
from bot.core.ports import Store
from bot.store import schema
from bot.store.sqlite import SqliteEngine
from bot.store.store import SqlStore
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

ANA, BEN, GUILD = 1234567890123456789, 42, 7
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")

KNOWN_IDS = {
    *("user_id", "guild_id", "application_id", "dm_channel_id", "dm_message_id"),
    *("case_id", "parent_id"),
}
"""Columns that end with _id. A column for a person under another name would be in no export: give
it the name user_id, or add it here when it is not a person's."""


def card(user: int, guild: int = GUILD, platform: str = "cara") -> Card:
    return Card(
        guild=guild,
        user=user,
        platform=platform,
        handle=f"user{user}",
        origin=None,
        visible="lists",
        created_at=1,
        updated_at=2,
    )


async def fill(store: Store, user: int) -> int:
    """A row of this person in every table there is."""
    await store.remember_region(user, "eu-de", 3)
    await store.put_card(card(user))
    case = await store.open_letter(user, GUILD, CHOICE, 4, reader="en")
    await store.settle_letter(case, "delivered", 5, dm_channel=6, dm_message=7)
    await store.add_job(NewJob(kind="letter-due", user=user, case=case, at=8), 9)
    await store.report_bounce(user, "instagram", "privacy@example.org", 10)
    return case


async def test_user_tables_are_read_from_the_live_schema(store: Store) -> None:
    tables = await store.user_tables()
    assert list(tables) == ["bounces", "cards", "jobs", "letters", "people"]
    assert tables["people"] == ["user_id", "region", "updated_at"]


async def test_no_column_hides_a_person_under_another_name(store: SqlStore) -> None:
    columns = await store._engine.read(store._engine.columns_sql)
    assert {column for _, column in columns if column.endswith("_id")} == KNOWN_IDS


async def test_export_is_every_row_with_the_names_of_the_schema(store: Store) -> None:
    case = await fill(store, ANA)
    await fill(store, BEN)
    exported = await store.export(ANA)
    (job,) = exported["jobs"]
    assert json.loads(json.dumps(exported)) == {
        "bounces": [
            {
                "user_id": ANA,
                "platform": "instagram",
                "address": "privacy@example.org",
                "reported_at": 10,
            }
        ],
        "cards": [
            {
                "guild_id": GUILD,
                "user_id": ANA,
                "platform": "cara",
                "handle": f"user{ANA}",
                "origin": None,
                "visible": "lists",
                "created_at": 1,
                "updated_at": 2,
            }
        ],
        "jobs": [
            {
                "id": job["id"],
                "kind": "letter-due",
                "user_id": ANA,
                "case_id": case,
                "due_at": 8,
                "free_at": 8,
                "attempts": 0,
                "held": 0,
                "created_at": 9,
            }
        ],
        "letters": [
            {
                "id": case,
                "user_id": ANA,
                "guild_id": GUILD,
                "platform": "instagram",
                "kind": "objection",
                "region": "eu-de",
                "language": "de",
                "state": "delivered",
                "created_at": 4,
                "delivered_at": 5,
                "dm_channel_id": 6,
                "dm_message_id": 7,
                "reader": "en",
                "work": "own",
                "parent_id": 0,
                "stage": "written",
                "means": None,
                "sent_on": None,
                "received_on": None,
                "due_on": None,
                "outcome": None,
                "outcome_on": None,
                "extended_on": None,
            }
        ],
        "people": [{"user_id": ANA, "region": "eu-de", "updated_at": 3}],
    }


async def test_the_filling_of_these_tests_reaches_every_user_table(store: Store) -> None:
    await fill(store, ANA)
    assert all((await store.export(ANA)).values())


async def test_nothing_is_held_on_a_stranger(store: Store) -> None:
    await fill(store, BEN)
    tables = await store.user_tables()
    assert await store.export(ANA) == {table: [] for table in tables}
    assert await store.erase(ANA) == dict.fromkeys(tables, 0)


async def test_erase_deletes_one_persons_rows_everywhere(store: Store) -> None:
    await fill(store, ANA)
    await store.put_card(card(ANA, guild=8))
    await fill(store, BEN)
    of_ben = await store.export(BEN)
    assert await store.erase(ANA) == {
        "bounces": 1,
        "cards": 2,
        "jobs": 1,
        "letters": 1,
        "people": 1,
    }
    assert not any((await store.export(ANA)).values())
    assert await store.export(BEN) == of_ben


async def test_a_letter_moved_on_while_its_person_is_erased_leaves_no_job(store: Store) -> None:
    for _ in range(10):
        await asyncio.gather(*(fill(store, ANA) for _ in range(5)))
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
        await fill(store, ANA)
        await fill(store, BEN)
        await asyncio.gather(store.erase(ANA), *(store.export(BEN) for _ in range(50)))
        assert traces(tmp_path, ANA) == []


async def test_erase_leaves_the_others_as_they_were(store: Store) -> None:
    for user in range(1, 60):
        await fill(store, user)
    before = [await store.export(user) for user in range(1, 60)]
    await fill(store, ANA)
    await store.erase(ANA)
    assert [await store.export(user) for user in range(1, 60)] == before


async def test_sqlite_overwrites_a_removed_card(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url) as store:
        await store.put_card(card(ANA))
        await store.put_card(card(BEN))
        await store.remove_card(GUILD, ANA, "cara")
    # Closing has copied the journal into the file and removed it.
    assert traces(tmp_path, ANA) == []
    assert b"user42" in (tmp_path / "tern.db").read_bytes()
