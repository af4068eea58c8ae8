"""Asking Open Terms Archive, and what it must not be able to do."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.records.common import Archived
from bot.watching.archive import KEPT, Archive, Copy, Entry, next_entry, plain
from bot.watching.fetching import FetchError, NotModified
from tests.watching.archived import COLLECTIONS, ENDPOINT, FEED, HOST, VERSION, Kept, markdown
from tests.watching.served import Platform

POLICY = Archived(collection="art", service="Art & Co", terms="Privacy Policy")
MONDAY, TUESDAY = "2026-03-02T10:00:00.000Z", "2026-03-03T10:00:00.000Z"


def archive(platform: Platform, now: list[float] | None = None) -> Archive:
    moment = now or [0.0]
    return Archive(platform.fetcher(), collections=COLLECTIONS, clock=lambda: moment[0])


@pytest.fixture
def kept(platform: Platform) -> Kept:
    kept = Kept(platform)
    kept.lists()
    kept.record(MONDAY, "# One", "First record")
    return kept


async def read(
    platform: Platform, mark: str | None = None, tag: str | None = None
) -> Copy | NotModified | None:
    return await archive(platform).read(POLICY, mark, tag)


async def copy(platform: Platform, mark: str | None = None) -> Copy:
    found = await read(platform, mark)
    assert isinstance(found, Copy)
    return found


@pytest.mark.asyncio
async def test_the_newest_version_is_read_first(platform: Platform, kept: Kept) -> None:
    kept.record(TUESDAY, "# Two")
    found = await copy(platform)
    assert (found.content, found.tag, found.is_upgrade) == ("# Two", 'W/"2"', False)
    assert platform.asked[-1].raw_path == (
        "/api/v1/version/Art%20&%20Co/Privacy%20Policy/2026-03-03T10:00:00Z"
    )
    assert platform.asked[-1].host == f"{HOST}:7011"


@pytest.mark.asyncio
async def test_nothing_newer_is_nothing_changed(platform: Platform, kept: Kept) -> None:
    first = await copy(platform)
    assert await read(platform, first.mark) == NotModified('W/"1"')

    platform.says(FEED, b"", 304)
    assert isinstance(await read(platform, first.mark, first.tag), NotModified)
    assert platform.asked[-1].headers["If-None-Match"] == 'W/"1"'


@pytest.mark.asyncio
async def test_changes_and_upgrades_do_not_hide_each_other(platform: Platform, kept: Kept) -> None:
    mark = (await copy(platform)).mark
    kept.record("2026-03-03T10:00:00.000Z", "Two")
    kept.record("2026-03-04T10:00:00.000Z", "Three")
    kept.record("2026-03-05T10:00:00.000Z", "Three, read anew", "Technical upgrade")
    kept.record("2026-03-06T10:00:00.000Z", "Four")
    read = []
    for _ in range(3):
        found = await copy(platform, mark)
        read.append((found.content, found.is_upgrade, found.tag))
        mark = found.mark
    assert read == [
        ("Three", False, None),
        ("Three, read anew", True, None),
        ("Four", False, 'W/"5"'),
    ]


def test_the_stretch_is_one_of_a_kind() -> None:
    def at(day: int, is_upgrade: bool = False) -> Entry:
        return Entry(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day), is_upgrade)

    entries = [at(4), at(3, True), at(2, True), at(1)]
    assert next_entry(entries, None) == at(4)
    assert next_entry(entries, "2026-03-01T00:00:00.000000Z") == at(1)
    assert next_entry(entries, "2026-03-02T00:00:00.000000Z") == at(3, True)
    assert next_entry(entries, "2026-03-05T00:00:00.000000Z") is None


@pytest.mark.asyncio
async def test_parts_of_seconds_ask_for_the_second_after(platform: Platform, kept: Kept) -> None:
    """The interface gives the last version before the moment that it is asked for."""
    kept.record("2026-03-03T10:00:00.250Z", "Two")
    version = {"id": "x", "fetchDate": "2026-03-03T10:00:00Z", "content": "Two"}
    platform.says(f"{VERSION}/2026-03-03T10:00:01Z", json.dumps(version))
    assert (await copy(platform)).content == "Two"


@pytest.mark.asyncio
@pytest.mark.parametrize("missing", ["collection", "feed", "off", "nothing"])
async def test_what_it_does_not_publish_is_none(
    platform: Platform, kept: Kept, missing: str
) -> None:
    match missing:
        case "collection":
            kept.lists(id="dating")
        case "off":
            kept.lists(hasFeed=False)
        case "feed":
            platform.says(FEED, b"{}", 404)
        case "nothing":
            kept.versions.clear()
            platform.says(FEED, kept.feed())
    assert await read(platform) is None


@pytest.mark.asyncio
async def test_the_list_is_asked_for_once_a_day(platform: Platform, kept: Kept) -> None:
    now = [0.0]
    asked = archive(platform, now)
    for moment in (0.0, KEPT - 1.0, KEPT + 1.0):
        now[0] = moment
        assert await asked.read(POLICY, None, None)
    assert sum("collections" in address for address in platform.addresses) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "feed",
    [
        "<feed>",
        "",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        '<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>soon</updated></entry></feed>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>2026-01-01</updated></entry>'
        "</feed>",
        "<a>" * 100_000,
        "<a>" * 100_000 + "</a>" * 100_000,
    ],
)
async def test_what_is_no_feed_is_said_to_be_none(
    platform: Platform, kept: Kept, feed: str
) -> None:
    platform.says(FEED, feed)
    with pytest.raises(FetchError) as caught:
        await read(platform)
    assert caught.value.problem == "archive"


@pytest.mark.asyncio
async def test_entities_hidden_in_another_encoding_are_refused(
    platform: Platform, kept: Kept
) -> None:
    lines = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    for encoded in (lines.encode("utf-16"), lines.encode("utf-16-be"), lines.encode("utf-8-sig")):
        platform.says(FEED, encoded, Content_Type="application/xml")
        with pytest.raises(FetchError):
            await read(platform)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "version",
    [
        "no json",
        "[" * 100_000,
        "[]",
        "{}",
        '{"fetchDate": "2026-03-02T10:00:00Z"}',
        '{"fetchDate": "2026-03-02T10:00:00Z", "content": 7}',
        '{"fetchDate": 7, "content": "One"}',
        '{"fetchDate": "2026-03-01T10:00:00Z", "content": "an older one"}',
    ],
)
async def test_what_is_no_version_is_said_to_be_none(
    platform: Platform, kept: Kept, version: str
) -> None:
    platform.says(f"{VERSION}/2026-03-02T10:00:00Z", version)
    with pytest.raises(FetchError) as caught:
        await read(platform)
    assert caught.value.problem == "archive"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "listed",
    [
        "{}",
        "nothing",
        "[7]",
        '[{"id": "art"}]',
        '[{"id": "art", "endpoint": "file:///etc/"}]',
        json.dumps([{"id": ["art"], "endpoint": f"{ENDPOINT}/"}]),
    ],
)
async def test_no_other_list_leads_anywhere(platform: Platform, kept: Kept, listed: str) -> None:
    platform.says("/collections.json", listed)
    with contextlib.suppress(FetchError):
        assert await read(platform) is None
    assert not any(HOST in address for address in platform.addresses)


@pytest.mark.asyncio
async def test_an_endpoint_in_a_private_network_is_not_asked(platform: Platform) -> None:
    kept = Kept(platform)
    kept.lists(endpoint="http://192.168.1.1/api/v1/")
    with pytest.raises(FetchError) as caught:
        await read(platform)
    assert caught.value.problem == "unreachable"


def test_markdown_is_read_without_its_marks() -> None:
    written = r"""Privacy Policy
==============

### 1\. What we collect

Effective: **1 March 2026**, see [our *older* terms](/old_(2025) "Old") and snake\_case\_names.

*   Your **name** and __address__
*   [](#top)Pictures, *all* of them ![](https://example.org/a.png)

> Not sold. 5 * 3 is 15, and 2 - 1 is 1.

| Who | What |
| --- | :---: |
| Partners | Some <br>of it |

* * *

-----

1.  First \[1\]

[Manage it

Privacy Center](https://example.org/?a[0]=1)
"""
    assert [line for line in plain(written).split("\n") if line] == [
        "Privacy Policy",
        "1. What we collect",
        "Effective: 1 March 2026, see our older terms and snake_case_names.",
        "Your name and address",
        "Pictures, all of them ",
        "Not sold. 5 * 3 is 15, and 2 - 1 is 1.",
        "| Who | What |",
        "| Partners | Some of it |",
        "1.  First [1]",
        "Manage it",
        "Privacy Center",
    ]


@pytest.mark.parametrize("letter", ["[", "](", "[a](", "![", "*", "_", "<a", "\\", "-", "| ", "> "])
def test_long_lines_of_marks_are_read_in_time(letter: str) -> None:
    assert len(plain(markdown(letter * 100_000))) < 2_000_000
