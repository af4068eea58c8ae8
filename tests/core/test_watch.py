"""The watch on a real store: what it takes for a change, and what for a problem."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from bot.core import watch as watching
from bot.core.records import Archived, Document
from bot.core.watch_texts import host_number
from bot.core.watched import TextRead, Unchanged, Unread
from tests.core.watching import (
    AFTER,
    BEFORE,
    BLOG,
    COOKIES,
    DAY,
    HOUR,
    NOISE,
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


# ---------------------------------------------------------------- which texts


async def test_every_document_is_a_text_but_those_nobody_compares(sqlite_url: str) -> None:
    archived = Document(
        title="Archived",
        url="https://www.example.org/archived",
        archive=Archived(collection="pga", service="Example", terms="Terms of Service"),
    )
    odd = Document(title="Odd", url="https://User@Odd.example.org:8443/terms")
    async with watched(sqlite_url, platform(TERMS, PRIVACY, BLOG, archived, odd)) as found:
        texts = list(found.watch.texts.values())
    assert [text.document.title for text in texts] == [
        *("Terms of Use", "Privacy Policy", "Archived", "Odd"),
    ]
    assert [text.host for text in texts] == [
        *("help.example.org", "www.example.org", "opentermsarchive.org", "odd.example.org:8443"),
    ]
    assert all(text.platform == "instagram" for text in texts)
    assert texts[0].hosts == {"help.example.org", "www.example.org", "odd.example.org"}
    assert all(0 < number < 2**63 for text in texts for number in (text.id, host_number(text.host)))


async def test_a_text_read_otherwise_is_another_text(sqlite_url: str) -> None:
    """What a new selector takes out of the page is not compared with what the old one did."""
    ids = set()
    for document in (
        PRIVACY,
        replace(PRIVACY, selector="main"),
        replace(PRIVACY, archive=Archived(collection="a", service="b", terms="c")),
    ):
        async with watched(sqlite_url, platform(document)) as found:
            ids.update(found.watch.texts)
    assert len(ids) == 3
    async with watched(sqlite_url, platform(replace(PRIVACY, title="New title"))) as found:
        assert ids > found.watch.texts.keys()


# ---------------------------------------------------------------- changes


async def test_the_first_reading_is_no_change(one: Desk) -> None:
    await one.watch.look(WWW)
    assert await one.watch.changes() == []
    (text,) = one.watch.texts
    newest = await one.store.newest_version(text)
    assert newest is not None
    assert newest.sentences == BEFORE


async def test_a_change_is_stored_once_with_what_it_touches(one: Desk) -> None:
    await one.watch.look(WWW)
    await one.day()
    seen_at = one.now()
    one.reader.at[PRIVACY.url] = AFTER
    await one.day()
    await one.day()
    (found,) = await one.watch.changes()
    change = await one.watch.change(found.id)
    assert change is not None
    assert (change.platform, change.title, change.url) == (
        *("instagram", "Privacy Policy", PRIVACY.url),
    )
    assert (change.seen_at, change.found_at) == (seen_at, seen_at + DAY + HOUR)
    assert [(edit.old, edit.new) for edit in change.edits] == [(BEFORE[1], AFTER[1])]
    assert "training" in change.topics
    (job,) = await one.jobs()
    assert (job.kind, job.case) == ("change-found", change.id)


async def test_noise_is_no_change_and_the_text_was_seen(one: Desk) -> None:
    await one.watch.look(WWW)
    one.reader.at[PRIVACY.url] = NOISE
    await one.day()
    assert await one.watch.changes() == []
    newest = await one.store.newest_version((await one.reading()).text)
    assert newest is not None
    assert (newest.seen_at, newest.sentences) == (one.now(), BEFORE)


async def test_an_archive_that_reads_otherwise_is_no_change(one: Desk) -> None:
    await one.watch.look(WWW)
    one.reader.at[PRIVACY.url] = TextRead(sentences=AFTER, upgrade=True)
    await one.day()
    assert await one.watch.changes() == []
    one.reader.at[PRIVACY.url] = AFTER
    await one.day()
    assert await one.watch.changes() == []
    one.reader.at[PRIVACY.url] = AFTER[:2]
    await one.day()
    assert len(await one.watch.changes()) == 1


async def test_what_the_server_said_is_asked_with_again(one: Desk) -> None:
    one.reader.at[PRIVACY.url] = [
        TextRead(sentences=BEFORE, etag="one", modified="Monday"),
        Unchanged(),
        Unread(problem="unreachable"),
        TextRead(sentences=(), doubt="login", etag="wall"),
        Unchanged(etag="two"),
        TextRead(sentences=AFTER),
        TextRead(sentences=AFTER),
    ]
    for _ in range(7):
        await one.day()
    assert [etag for _, etag in one.reader.asked] == [
        *(None, "one", "one", "one", "one", "two", None),
    ]
    assert len(await one.watch.changes()) == 1


async def test_without_a_version_nothing_is_asked_to_be_unchanged(one: Desk) -> None:
    one.reader.at[PRIVACY.url] = TextRead(sentences=BEFORE, etag="one")
    await one.watch.look(WWW)
    await one.store._engine.write("DELETE FROM text_versions")
    await one.day()
    assert one.reader.asked[-1] == (PRIVACY.url, None)
    one.reader.at[PRIVACY.url] = Unchanged()
    await one.store._engine.write("DELETE FROM text_versions")
    await one.day()
    assert (await one.reading()).problem == "empty"


# ---------------------------------------------------------------- problems


@pytest.mark.parametrize("problem", ["login", "error-page", "other-language", "script-only"])
async def test_what_is_not_the_text_is_a_problem_and_no_change(
    one: Desk, problem: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await one.watch.look(WWW)
    read_at = one.now()
    one.reader.at[PRIVACY.url] = TextRead(sentences=("Log in.",), doubt=problem)
    with caplog.at_level(logging.INFO, "tern"):
        for _ in range(3):
            await one.day()
    assert await one.watch.changes() == []
    (trouble,) = await one.watch.problems()
    assert trouble.text.document == PRIVACY
    assert trouble.reading.problem == problem
    assert trouble.reading.problem_since == read_at + DAY + HOUR
    assert (trouble.reading.failures, trouble.reading.read_at) == (3, read_at)
    assert [record.getMessage() for record in caplog.records] == [
        f"the watch cannot read a text of www.example.org: {problem}"
    ]
    one.reader.at[PRIVACY.url] = BEFORE
    await one.day()
    assert await one.watch.problems() == []


async def test_pauses_grow_from_an_hour_to_a_week(one: Desk) -> None:
    one.reader.at[PRIVACY.url] = Unread(problem="unreachable")
    pauses = []
    for _ in range(12):
        pause = await one.watch.look(WWW)
        assert pause is not None
        pauses.append(pause)
        one.clock.on(seconds=pause)
    assert pauses[:4] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert pauses[-1] == pauses[-2] == 7 * DAY
    one.reader.at[PRIVACY.url] = BEFORE
    assert await one.watch.look(WWW) == DAY


async def test_a_server_that_asks_for_time_is_left_alone(sqlite_url: str) -> None:
    """With all of its texts: it is the host that has too much to do."""
    async with watched(sqlite_url, platform(PRIVACY, COOKIES)) as found:
        found.reader.at[PRIVACY.url] = Unread(problem="status", retry_after=3 * HOUR)
        assert await found.watch.look(WWW) == 3 * HOUR
        assert [url for url, _ in found.reader.asked] == [PRIVACY.url]
        assert (await found.reading()).next_at == found.now() + 3 * HOUR
        found.clock.on(hours=3)
        found.reader.at[PRIVACY.url] = Unread(problem="status", retry_after=10**9)
        assert await found.watch.look(WWW) == 7 * DAY


async def test_another_page_is_believed_on_the_third_day(one: Desk) -> None:
    await one.watch.look(WWW)
    await one.day()
    one.reader.at[PRIVACY.url] = TextRead(sentences=AFTER, doubt="other-page")
    await one.day()
    assert await one.watch.look(WWW) is not None
    (text,) = one.watch.texts.values()
    assert await one.watch.read(text) == "other-page"  # on the same day
    await one.day()
    assert await one.watch.changes() == []
    assert (await one.reading()).failures == 2
    await one.day()
    assert len(await one.watch.changes()) == 1
    assert await one.watch.problems() == []


async def test_another_page_once_in_a_while_is_never_believed(one: Desk) -> None:
    await one.watch.look(WWW)
    other = TextRead(sentences=AFTER, doubt="other-page")
    for between in (BEFORE, Unread(problem="unreachable"), BEFORE):
        one.reader.at[PRIVACY.url] = [other, other, between]
        for _ in range(3):
            await one.day()
            one.clock.on(days=1)
    assert await one.watch.changes() == []


async def test_a_reader_that_breaks_keeps_no_other_text_from_being_read(
    sqlite_url: str,
) -> None:
    async with watched(sqlite_url, platform(PRIVACY, COOKIES)) as found:
        found.reader.at[PRIVACY.url] = RuntimeError("broken")
        with pytest.raises(RuntimeError):
            await found.watch.look(WWW)
        assert await found.watch.look(WWW) == HOUR
        assert [url for url, _ in found.reader.asked] == [PRIVACY.url, COOKIES.url]
        (trouble,) = await found.watch.problems()
        assert trouble.text.document == PRIVACY


async def test_a_text_that_takes_for_ever_is_given_up(
    one: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "READ_SECONDS", 0)
    one.reader.gate.clear()
    assert await one.watch.look(WWW) == HOUR
    assert (await one.reading()).problem == "unreachable"
