"""What the store promises to statistics (`bot.core.figure_store`), on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.core.models import Card
from bot.store.store import SqlStore
from tests.counted import Server

pytestmark = pytest.mark.asyncio

GUILD, OTHER = 876543210987654321, 5


def card(user: int, visible: Any = "lists", origin: str | None = None, guild: int = GUILD) -> Card:
    return Card(
        guild=guild,
        user=user,
        platform="bluesky",
        handle="x",
        origin=origin,
        visible=visible,
        created_at=1,
        updated_at=1,
    )


async def publish(store: SqlStore, *guilds: int) -> None:
    """Reports, without which nobody's asking is noted."""
    for guild in guilds:
        async with store.publishing(guild) as publishing:
            await publishing.publish(10, "one", {}, 99)


async def inside(store: SqlStore, guild: int = GUILD) -> Mapping[str, list[int]]:
    async with store.publishing(guild) as publishing:
        cells: dict[str, list[int]] = {}
        for cell, user in sorted(await publishing.inside()):
            cells.setdefault(cell, []).append(user)
        return cells


async def test_cards_that_may_be_counted(store: SqlStore) -> None:
    for user, visible in enumerate(("lists", "find", "numbers", "me"), start=1):
        await store.put_card(card(user, visible))
    await store.put_card(card(8))
    await store.note_members(GUILD, [], [8], 5)
    await store.put_card(card(9, origin="instagram", guild=OTHER))
    async with store.publishing(GUILD) as publishing:
        found = {(one.user, one.visible, one.origin) for one in await publishing.cards()}
    assert found == {(1, "lists", None), (2, "find", None), (3, "numbers", None)}
    async with store.publishing(OTHER) as publishing:
        (one,) = await publishing.cards()
    assert (one.user, one.platform, one.origin) == (9, "bluesky", "instagram")


async def test_letters_that_may_be_counted(store: SqlStore) -> None:
    here = Server(store, guild=GUILD)
    await here.do(("write", 1, "instagram", "objection", "eu-de", "silence"))
    await here.do(("write", 2, "x", "erasure", "uk", None))
    await here.do(("write", 3, "x", "erasure", "uk", None))
    await store._engine.write("UPDATE letters SET state = 'failed' WHERE user_id = 3")
    await here.do(("write", 4, "x", "erasure", "uk", None))
    await store._engine.write("UPDATE letters SET stage = 'written' WHERE user_id = 4")
    await Server(store, guild=OTHER).do(("write", 5, "x"))
    async with store.publishing(GUILD) as publishing:
        found = {
            (one.user, one.platform, one.kind, one.region, one.outcome, one.made_at)
            for one in await publishing.letters(here.now - 1)
        }
        assert list(await publishing.letters(here.now)) == []
    assert found == {
        (1, "instagram", "objection", "eu-de", "silence", here.now),
        (2, "x", "erasure", "uk", "waiting", here.now),
        (4, "x", "erasure", "uk", "unsent", here.now),
    }


async def test_the_last_report_is_kept_with_who_is_in_its_cells(store: SqlStore) -> None:
    assert await store.report(GUILD) is None
    async with store.publishing(GUILD) as publishing:
        assert await publishing.report() is None
        await publishing.publish(10, "one", {"a/b": range(1, 1201), "c": [5]}, 99)
    async with store.publishing(OTHER) as publishing:
        await publishing.publish(11, "other", {"c": [2**63 - 1]}, 99)
    assert await inside(store) == {"a/b": list(range(1, 1201)), "c": [5]}
    async with store.publishing(GUILD) as publishing:
        assert await publishing.report() == (10, "one")
        await publishing.publish(20, "two", {"a/b": [7], "d": []}, 99)
    assert await store.report(GUILD) == (20, "two")
    assert await inside(store) == {"a/b": [7], "c": [5]}
    assert await inside(store, OTHER) == {"c": [2**63 - 1]}
    assert await store.report(OTHER) == (11, "other")


async def test_a_report_that_fails_leaves_everything_as_it_was(store: SqlStore) -> None:
    async def fail() -> None:
        async with store.publishing(GUILD) as publishing:
            assert len(await publishing.close_week()) == 1
            await publishing.publish(20, "two", {"a": [1]}, 99)
            raise ValueError("on purpose")

    await publish(store, GUILD)
    await store.mark_asked(GUILD, "x", 1)
    with pytest.raises(ValueError, match="on purpose"):
        await fail()
    assert await store.report(GUILD) == (10, "one")
    assert await inside(store) == {}
    async with store.publishing(GUILD) as publishing:
        assert len(await publishing.close_week()) == 1


async def test_reports_of_a_server_are_made_one_after_the_other(store: SqlStore) -> None:
    async def publish(number: int) -> None:
        async with store.publishing(GUILD) as publishing:
            found = await publishing.report()
            count = int(found[1]) if found else 0
            await publishing.publish(number, str(count + 1), {"a": [number]}, 99)

    await asyncio.gather(*map(publish, range(8)))
    report = await store.report(GUILD)
    assert report is not None
    assert report[1] == "8"


async def test_nobody_is_put_back_by_a_report_that_was_being_made(store: SqlStore) -> None:
    """The erasure waits for the report, or the report does not know them any more."""
    for user in range(1, 31):
        await store.put_card(card(user))
    here = Server(store, guild=GUILD)
    await asyncio.gather(here.report(), *(store.erase(user) for user in range(1, 31)))
    assert await inside(store) == {}


async def test_marks_count_a_person_once_and_name_nobody(store: SqlStore) -> None:
    await publish(store, GUILD, OTHER)
    for user in (1, 2, 1):
        await store.mark_asked(GUILD, "x", user)
    await store.mark_asked(GUILD, "instagram", 1)
    await store.mark_asked(OTHER, "x", 1)
    rows = await store._engine.read("SELECT guild_id, platform, mark FROM answer_marks")
    assert sorted((guild, platform) for guild, platform, _ in rows) == [
        (OTHER, "x"),
        (GUILD, "instagram"),
        (GUILD, "x"),
        (GUILD, "x"),
    ]
    assert len({bytes(mark) for guild, _, mark in rows if guild == GUILD}) == 2
    assert {bytes(m) for g, _, m in rows if g == OTHER} & {
        bytes(m) for g, _, m in rows if g == GUILD
    } == set()


async def test_fifty_who_ask_at_once_are_fifty(store: SqlStore) -> None:
    await publish(store, GUILD)
    await asyncio.gather(*(store.mark_asked(GUILD, "x", user) for user in range(50)))
    async with store.publishing(GUILD) as publishing:
        assert len({mark for _, mark in await publishing.close_week()}) == 50


async def test_a_new_week_has_new_marks(store: SqlStore) -> None:
    await publish(store, GUILD)
    weeks = []
    for _ in range(2):
        await store.mark_asked(GUILD, "x", 1)
        async with store.publishing(GUILD) as publishing:
            weeks.append(await publishing.close_week())
    assert weeks[0] != weeks[1]
    for table in ("answer_keys", "answer_marks"):
        assert await store._engine.read(f"SELECT * FROM {table}") == []


async def test_a_servers_key_is_made_once_and_is_its_own(store: SqlStore) -> None:
    keys = set(await asyncio.gather(*(store.guild_key(GUILD) for _ in range(10))))
    assert keys == {await store.guild_key(GUILD)}
    assert all(isinstance(key, bytes) and len(key) == 32 for key in keys)
    assert await store.guild_key(OTHER) not in keys


async def test_who_is_erased_is_in_no_cell_and_has_no_mark(store: SqlStore) -> None:
    async with store.publishing(GUILD) as publishing:
        await publishing.publish(10, "one", {"a": [1, 2], "b": [1]}, 99)
    for user in (1, 2):
        await store.mark_asked(GUILD, "x", user)
    exported = await store.export(1)
    assert [row["cell"] for row in exported["cell_people"]] == ["a", "b"]
    assert exported["answer_marks"] == [{"guild_id": GUILD, "platform": "x"}]
    erased = await store.erase(1)
    assert (erased["cell_people"], erased["answer_marks"]) == (2, 1)
    assert await inside(store) == {"a": [2]}
    assert len(await store._engine.read("SELECT 1 FROM answer_marks")) == 1
    assert await store.erase(1) == dict.fromkeys(await store.user_tables(), 0)


async def test_a_role_is_named_and_unnamed(store: SqlStore) -> None:
    assert await store.moderator_role(GUILD) is None
    await store.switch_cards(GUILD, False, 1)
    assert await store.moderator_role(GUILD) is None
    await store.name_moderators(GUILD, 2**63 - 1, 2)
    assert await store.moderator_role(GUILD) == 2**63 - 1
    assert not await store.cards_on(GUILD)
    await store.name_moderators(GUILD, None, 3)
    assert await store.moderator_role(GUILD) is None
