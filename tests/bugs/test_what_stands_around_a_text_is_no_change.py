"""Where a record's selector found nothing any more, the whole page was doubted for two days and
then announced as the text's new wording, menus and all. Likewise a page that stood in for an
archive's copy and was hardly like it: another way of reading is no change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.core.watched import TextRead
from tests.core.watching import AFTER, PRIVACY, WWW, watched
from tests.core.watching import platform as record
from tests.watching.archived import FEED, Kept, markdown
from tests.watching.served import Platform
from tests.watching.shaped import long_page
from tests.watching.test_reader import COPIED, HTML, POLICY, TEXT, Round

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    made = Platform()
    await made.server.start_server()
    yield made
    await made.server.close()


async def test_a_page_without_the_selected_part_is_never_the_text(platform: Platform) -> None:
    chosen = replace(POLICY, document=replace(POLICY.document, selector="#legal"))
    round_ = Round(platform, chosen)
    marked = long_page(40).replace("<main>", '<main id="legal">')
    platform.says("/privacy", marked, Content_Type=HTML)
    await round_.text()
    platform.says("/privacy", long_page(40).replace("</h1>", "</h1>News"), Content_Type=HTML)
    assert [await round_.problem() for _ in range(4)] == ["empty"] * 4


async def test_a_page_in_place_of_an_unlike_copy_is_a_new_base(platform: Platform) -> None:
    kept = Kept(platform)
    kept.lists()
    kept.record("2026-03-02T10:00:00.000Z", markdown(*TEXT), "First record")
    round_ = Round(platform, COPIED)
    await round_.text()
    platform.says(FEED, b"", 404)
    other = "".join(
        f"<p>The artist {n} draws horses by the sea in book {n}.</p>" for n in range(80)
    )
    platform.says("/privacy", other, Content_Type=HTML)
    read = await round_.text()
    assert (read.doubt, read.upgrade) == ("other-page", True)


async def test_once_it_is_believed_it_is_compared_with_and_not_told(sqlite_url: str) -> None:
    async with watched(sqlite_url, record(PRIVACY)) as one:
        await one.watch.look(WWW)
        one.reader.at[PRIVACY.url] = TextRead(sentences=AFTER, doubt="other-page", upgrade=True)
        for _ in range(5):
            await one.day()
        (text,) = one.watch.texts
        newest = await one.store.newest_version(text)
        assert newest is not None
        assert newest.sentences == AFTER
        assert await one.watch.changes() == []
