"""All texts of Open Terms Archive are read one after the other. Where it does not have one, the
platform's page is read; a platform that asked for a day of rest gave it to all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.records import Archived
from bot.core.watch_texts import ARCHIVE, host_number
from bot.core.watched import Unread
from tests.core.watching import COOKIES, DAY, HOUR, PRIVACY, platform, watched

pytestmark = pytest.mark.asyncio

KEPT = [
    replace(document, archive=Archived(collection="pga", service="Example", terms=document.title))
    for document in (PRIVACY, COOKIES)
]


async def test_a_platform_rests_alone(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(*KEPT)) as found:
        found.reader.at[PRIVACY.url] = Unread(problem="status", retry_after=2 * DAY)
        await found.watch.look(host_number(ARCHIVE))
        assert [url for url, _ in found.reader.asked] == [PRIVACY.url, COOKIES.url]
        assert (await found.reading()).next_at == found.now() + 2 * DAY


async def test_the_archive_rests_with_all_of_its_texts(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(*KEPT)) as found:
        found.reader.at[PRIVACY.url] = Unread(problem="archive", retry_after=3 * HOUR)
        assert await found.watch.look(host_number(ARCHIVE)) == 3 * HOUR
        assert [url for url, _ in found.reader.asked] == [PRIVACY.url]
