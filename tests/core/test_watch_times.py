"""The watch on a real store: when it reads what, and what it remembers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
import pytest_asyncio

from bot.core import watch as watching
from bot.core.records import Document
from bot.core.watch_texts import host_number
from bot.core.watched import TextRead, Unread
from tests.core.watching import (
    AFTER,
    BEFORE,
    COOKIES,
    DAY,
    HELP,
    HOUR,
    MONDAY,
    PRIVACY,
    TERMS,
    WWW,
    Desk,
    platform,
    watched,
)

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def one(sqlite_url: str) -> AsyncIterator[Desk]:
    """One platform with one text."""
    async with watched(sqlite_url, platform(PRIVACY)) as found:
        yield found


# ---------------------------------------------------------------- when


async def test_a_text_is_read_about_once_a_day(one: Desk) -> None:
    for chance, pause in ((0.0, 20 * HOUR), (0.5, 24 * HOUR), (1.0, 28 * HOUR)):
        one.chance = chance
        assert await one.watch.look(WWW) == pause
        one.clock.on(seconds=pause - 1)
        assert await one.watch.look(WWW) == watching.SOON
        one.clock.on(seconds=1)
    assert len(one.reader.asked) == 3


async def test_first_looks_are_spread_and_planned_once(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(TERMS, PRIVACY, COOKIES)) as found:
        await found.watch.begin()
        found.chance = 1.0
        await found.watch.begin()
        jobs = {job.case: (job.kind, job.at - found.now()) for job in await found.jobs()}
    assert jobs == {WWW: ("watch-host", 3 * HOUR), HELP: ("watch-host", 3 * HOUR)}


async def test_a_host_that_no_record_names_is_looked_at_no_more(one: Desk) -> None:
    assert await one.watch.look(HELP) is None
    assert await one.watch.look(0) is None


async def test_the_watch_is_off_without_a_reader(one: Desk) -> None:
    await one.watch.look(WWW)
    one.reader.at[PRIVACY.url] = AFTER
    await one.day()
    off = one.another(reader=None)
    assert not off.is_on
    assert one.watch.is_on
    await off.begin()
    assert [job.kind for job in await one.jobs()] == ["change-found"]
    assert await off.look(WWW) is None
    assert await off.read(next(iter(off.texts.values()))) is None
    await off.refresh()
    assert len(off.changes_of("instagram")) == 1


async def test_a_host_is_asked_for_one_text_after_the_other(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(PRIVACY, COOKIES)) as found:
        await found.watch.look(WWW)
        assert sorted(url for url, _ in found.reader.asked) == [COOKIES.url, PRIVACY.url]
        assert found.reader.most_at_once == 1


async def test_what_many_platforms_publish_at_one_place_is_asked_for_once(
    sqlite_url: str,
) -> None:
    shared = (platform(PRIVACY), platform(PRIVACY, id="threads", name="Threads"))
    async with watched(sqlite_url, shared[0]) as found:
        found.reader.at[PRIVACY.url] = TextRead(sentences=BEFORE, etag="one")
        await found.watch.look(WWW)
        found.platforms = shared
        found.watch = found.another()
        await found.watch.look(WWW)  # the new one has to be read: not with the other's etag
        assert found.reader.asked == [(PRIVACY.url, None), (PRIVACY.url, None)]
        found.reader.at[PRIVACY.url] = AFTER
        await found.day()
        assert found.reader.asked[2:] == [(PRIVACY.url, "one")]
        assert {change.platform for change in await found.watch.changes()} == {
            *("instagram", "threads"),
        }


async def test_few_hosts_are_looked_at_at_once(sqlite_url: str) -> None:
    many = [Document(title="Terms", url=f"https://host-{n}.example.org/terms") for n in range(7)]
    async with watched(sqlite_url, platform(*many)) as found:
        found.reader.gate.clear()
        hosts = [host_number(f"host-{n}.example.org") for n in range(7)]
        looks = [asyncio.create_task(found.watch.look(host)) for host in hosts]
        await asyncio.gather(*looks[watching.AT_ONCE :])
        await found.reader.until(watching.AT_ONCE)
        found.reader.gate.set()
        pauses = await asyncio.gather(*looks)
        assert found.reader.most_at_once == watching.AT_ONCE
        assert sorted(pauses) == [45] * 3 + [DAY] * 4  # type: ignore[type-var]
        assert await found.watch.look(hosts[-1]) == DAY


async def test_a_long_look_is_continued_soon(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(sqlite_url, platform(PRIVACY, COOKIES)) as found:
        monkeypatch.setattr(watching, "LOOK_SECONDS", -1)
        assert await found.watch.look(WWW) == watching.SOON


async def test_a_text_is_read_at_once_for_the_operator(one: Desk) -> None:
    (text,) = one.watch.texts.values()
    assert await one.watch.read(text) == "first"
    one.clock.on(seconds=1)
    assert await one.watch.read(text) == "same"
    one.clock.on(seconds=1)
    one.reader.at[PRIVACY.url] = AFTER
    assert await one.watch.read(text) == "changed"
    one.clock.on(seconds=1)
    one.reader.at[PRIVACY.url] = Unread(problem="refused")
    assert await one.watch.read(text) == "refused"


# ---------------------------------------------------------------- what is known of it


async def test_a_record_may_be_outdated_until_the_change_is_checked(one: Desk) -> None:
    record = platform(PRIVACY, checked=MONDAY)
    await one.watch.look(WWW)
    assert one.watch.changed_since(record) is None
    one.reader.at[PRIVACY.url] = AFTER
    await one.day()
    one.reader.at[PRIVACY.url] = AFTER[:2]
    await one.day()
    second, first = one.watch.changes_of("instagram")
    assert one.watch.changes_of("x") == ()
    assert one.watch.changed_since(record) == date(2026, 11, 24) == first.found_on
    assert one.watch.changed_since(replace(record, checked=date(2026, 11, 25))) == second.found_on
    assert one.watch.changed_since(replace(record, checked=date(2026, 11, 26))) is None
    assert one.watch.changed_since(replace(record, id="x")) is None
    assert await one.watch.check(first.id)
    assert one.watch.changed_since(record) == second.found_on
    assert await one.watch.check(second.id)
    assert one.watch.changed_since(record) is None
    assert not await one.watch.check(5)


async def test_what_another_process_found_is_known_after_some_minutes(one: Desk) -> None:
    other = one.another()
    await one.watch.look(WWW)
    one.reader.at[PRIVACY.url] = AFTER
    one.clock.on(days=2)
    await other.refresh()
    await one.watch.look(WWW)
    await other.refresh()
    assert other.changes_of("instagram") == ()
    one.clock.on(minutes=5)
    await other.refresh()
    assert other.changes_of("instagram") == one.watch.changes_of("instagram") != ()


async def test_of_two_processes_that_read_at_once_one_finds_the_change(
    database_url: str,
) -> None:
    async with watched(database_url, platform(PRIVACY)) as found:
        others = [found.watch, *(found.another() for _ in range(3))]
        await asyncio.gather(*(other.look(WWW) for other in others))
        found.reader.at[PRIVACY.url] = AFTER
        found.clock.on(days=2)
        found.reader.gate.clear()
        looks = [asyncio.create_task(other.look(WWW)) for other in others]
        await found.reader.until(len(others))
        found.reader.gate.set()
        await asyncio.gather(*looks)
        assert len(await found.watch.changes()) == 1
        assert [job.kind for job in await found.jobs()] == ["change-found"]
