"""`/me delete`: asked twice, undone for a day, then gone from every place, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.local_discord.people import Person
from bot.local_discord.replies import Message
from bot.local_discord.server import LocalDiscord
from bot.store import ErasureFile
from bot.store.store import SqlStore
from tests.e2e.conftest import Tern
from tests.e2e.life import answer, chat, do_jobs, letter, mark_sent, press, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

READING = r"GET /channels/\d+/messages$"


@dataclass
class House:
    """Tern on one of the databases, and the clock."""

    tern: Tern
    clock: MovingClock
    folder: Path

    @property
    def mara(self) -> Person:
        return self.tern.mara

    @property
    def id(self) -> int:
        return int(self.mara.id)

    async def holds(self, person: Person | None = None) -> bool:
        return bool(await self.tern.services.privacy.held(int((person or self.mara).id)))

    async def delete(self) -> Message:
        """`/me delete`, and both confirmations."""
        asked = (await self.mara.slash("me delete")).message
        assert asked is not None
        again = await press(self.mara, asked, "me-delete")
        assert "Are you sure" in again.text
        return await answer(await self.mara.press(again, "me-delete-sure"))

    def told(self, **later: float) -> str:
        """A time as Discord shows it."""
        return f"{self.clock.now() + timedelta(**later):%Y-%m-%d %H:%M} UTC"

    async def after(self, **passed: float) -> None:
        self.clock.on(**passed)
        await do_jobs(self.tern)


@asynccontextmanager
async def house_on(discord: LocalDiscord, folder: Path, url: str) -> AsyncIterator[House]:
    clock = MovingClock()
    more: dict[str, Any] = {"database_url": url, "erasures_file": folder / "erasures"}
    async with tern_at(discord, folder, clock, **more) as tern:
        yield House(tern, clock, folder)


@pytest_asyncio.fixture
async def house(discord: LocalDiscord, tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    async with house_on(discord, tmp_path, database_url) as found:
        yield found


@pytest_asyncio.fixture
async def on_sqlite(discord: LocalDiscord, tmp_path: Path, sqlite_url: str) -> AsyncIterator[House]:
    async with house_on(discord, tmp_path, sqlite_url) as found:
        yield found


async def leave_traces(house: House) -> None:
    """Something in most tables: a region, cards, a letter that was sent, an export, an ask."""
    mara, jun = house.mara, house.tern.jun
    await mara.slash("me region", region="eu-de")
    await mara.slash("migrate to", platform="cara", handle="marapaints")
    await mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
    await mara.slash("migrate remove", platform="bluesky")
    await mark_sent(mara, await letter(mara))
    await mara.slash("me export")
    await mara.slash("migrate follow", platform="mastodon")
    await jun.slash("migrate to", platform="cara", handle="jun")


def traces(folder: Path, user: int) -> list[str]:
    """Files below this folder that hold the id, as text or as a number."""
    forms = [str(user).encode(), user.to_bytes(8, "big"), user.to_bytes(8, "little")]
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [name for name, content in files.items() if any(form in content for form in forms)]


async def test_after_a_day_everything_is_gone(house: House) -> None:
    await leave_traces(house)
    await house.mara.say("dm", "My own words stay.")
    planned = await house.delete()
    assert f"erased on {house.told(hours=24)}" in planned.text
    await house.after(hours=23)
    assert await house.holds()
    assert len(chat(house.mara)) == 3
    await house.after(hours=1)
    assert not await house.holds()
    assert [message.text for message in chat(house.mara)] == ["My own words stay."]
    assert "holds nothing on you" in (await house.mara.slash("me show")).text
    assert await house.holds(house.tern.jun)


async def test_no_row_of_any_table_has_the_id(house: House) -> None:
    await leave_traces(house)
    await house.delete()
    await house.after(days=1)
    store = house.tern.services.store
    assert isinstance(store, SqlStore)
    for table in {table for table, _ in await store._engine.read(store._engine.columns_sql)}:
        for row in await store._engine.read(f'SELECT * FROM "{table}"'):
            assert house.id not in row
            assert str(house.id) not in str(row)
    assert "scrub" not in str(await store._engine.read("SELECT kind FROM jobs"))


async def test_no_byte_of_sqlites_files_has_the_id(on_sqlite: House) -> None:
    house = on_sqlite
    for _ in range(12):
        await leave_traces(house)
    assert "tern.db" in str(traces(house.folder, house.id))
    await house.delete()
    await house.after(days=1)
    assert not await house.holds()
    assert traces(house.folder, house.id) == []


async def test_show_says_when_and_has_the_button(house: House) -> None:
    await leave_traces(house)
    await house.delete()
    house.clock.on(hours=5)
    shown = (await house.mara.slash("me show")).message
    assert shown is not None
    assert f"erased on {house.told(hours=19)}" in shown.text
    undone = await answer(await house.mara.press(shown, "me-undo"))
    assert "is undone" in undone.text
    await house.after(days=2)
    assert await house.holds()
    assert len(chat(house.mara)) == 2
    shown = (await house.mara.slash("me show")).message
    assert shown is not None
    assert "erased on" not in shown.text


async def test_asking_again_meanwhile_shows_what_is_planned(house: House) -> None:
    await leave_traces(house)
    first = await house.delete()
    again = (await house.mara.slash("me delete")).message
    assert again is not None
    assert "erased on" in again.text
    assert "is undone" in (await answer(await house.mara.press(again, "me-undo"))).text
    late = await answer(await house.mara.press(first, "me-undo"))
    assert "no erasure to undo" in late.text


@pytest.mark.parametrize("presses", [0, 1])
async def test_either_question_can_be_declined(on_sqlite: House, presses: int) -> None:
    await leave_traces(on_sqlite)
    asked = (await on_sqlite.mara.slash("me delete")).message
    assert asked is not None
    for _ in range(presses):
        asked = await press(on_sqlite.mara, asked, "me-delete")
    assert "Nothing was erased" in (await press(on_sqlite.mara, asked, "me-keep")).text
    await on_sqlite.after(days=2)
    assert await on_sqlite.holds()


async def test_one_persons_erasure_leaves_anothers_data(house: House) -> None:
    await leave_traces(house)
    jun = house.tern.jun
    before = dict(await house.tern.services.privacy.held(int(jun.id)))
    await house.delete()
    await house.after(days=1)
    after = dict(await house.tern.services.privacy.held(int(jun.id)))
    assert len(after.pop("card_owners")) == len(before.pop("card_owners"))  # seen once more
    assert after == before


async def test_a_message_that_discord_keeps_does_not_keep_the_rows(on_sqlite: House) -> None:
    house = on_sqlite
    await leave_traces(house)
    await house.delete()
    house.tern.discord.faults.fail(r"DELETE /channels/\d+/messages", 403, times=1, code=50013)
    await house.after(days=1)
    assert len(chat(house.mara)) == 1
    assert not await house.holds()


async def test_what_discord_cannot_do_now_is_tried_again_and_the_rows_wait(
    on_sqlite: House,
) -> None:
    house = on_sqlite
    await leave_traces(house)
    await house.delete()
    house.tern.discord.faults.fail(READING, 400, times=1)
    await house.after(days=1)
    assert await house.holds()
    shown = (await house.mara.slash("me show")).message
    assert shown is not None
    assert "cannot be undone any more" in shown.text
    await house.after(minutes=1)
    assert not await house.holds()
    assert chat(house.mara) == []


async def test_discord_cannot_keep_the_rows_for_ever(on_sqlite: House) -> None:
    house = on_sqlite
    await leave_traces(house)
    await house.delete()
    house.tern.discord.faults.fail(READING, 400, times=99)
    for _ in range(5):
        await house.after(days=1)
        assert await house.holds()
    await house.after(days=1)
    assert not await house.holds()


async def test_a_process_that_dies_meanwhile_leaves_it_to_the_next(
    discord: LocalDiscord, tmp_path: Path, database_url: str
) -> None:
    async with house_on(discord, tmp_path, database_url) as house:
        await leave_traces(house)
        await house.delete()
        house.clock.on(days=1)
        claimed = await house.tern.services.store.claim_jobs(
            int(house.clock.now().timestamp()), 300, 99
        )
        assert "erase-person" in {job.kind for job in claimed}
        at = house.clock.now()
    await discord.world.until(lambda: not discord.online)
    async with house_on(discord, tmp_path, database_url) as house:
        house.clock.to(int(at.timestamp()) + 301)
        await do_jobs(house.tern)
        async with asyncio.timeout(10):
            while await house.holds():  # the worker in the background may be the one who does it
                pass
        assert chat(house.mara) == []


async def test_somebody_on_whom_nothing_is_held_can_have_the_chat_emptied(
    on_sqlite: House,
) -> None:
    house = on_sqlite
    await letter(house.mara)
    (case,) = await house.tern.services.store.letters_of(house.id)
    await house.tern.services.store.forget_letter(house.id, case.id)
    assert not await house.holds()
    await house.delete()
    await house.after(days=1)
    assert chat(house.mara) == []
    assert not await house.holds()


async def test_what_is_undone_can_be_asked_for_again(house: House) -> None:
    await leave_traces(house)
    first = await house.delete()
    await answer(await house.mara.press(first, "me-undo"))
    house.clock.on(hours=20)
    again = await house.delete()
    assert f"erased on {house.told(hours=24)}" in again.text
    await house.after(hours=5)
    assert await house.holds()  # not at the hour of the first
    await house.after(hours=19)
    assert not await house.holds()
    assert chat(house.mara) == []


async def test_what_is_added_within_the_day_goes_too(house: House) -> None:
    await leave_traces(house)
    await house.delete()
    house.clock.on(hours=12)
    await house.mara.slash("migrate to", platform="mastodon", handle="@mara@example.social")
    await letter(house.mara, platform="deviantart", region="uk")
    await house.mara.slash("me region", region="uk")
    await house.after(hours=12)
    assert not await house.holds()
    assert chat(house.mara) == []


@pytest.mark.parametrize("code", [50007, 50278])
async def test_who_blocked_tern_is_erased_with_the_messages_from_before(
    on_sqlite: House, code: int
) -> None:
    house = on_sqlite
    await leave_traces(house)
    house.tern.discord.faults.closed_dms[house.mara.id] = code
    await house.delete()
    await house.after(days=1)
    assert not await house.holds()
    assert chat(house.mara) == []


async def test_two_processes_erase_once(house: House) -> None:
    await leave_traces(house)
    await house.delete()
    more: dict[str, Any] = {
        "database_url": house.tern.settings.database_url,
        "erasures_file": house.folder / "erasures",
    }
    async with tern_at(house.tern.discord, house.folder, house.clock, **more) as other:
        house.clock.on(days=1)
        await asyncio.gather(do_jobs(house.tern), do_jobs(other))
        async with asyncio.timeout(10):
            while await house.holds():
                pass
    assert chat(house.mara) == []
    assert len(await ErasureFile(house.folder / "erasures").entries()) == 1
