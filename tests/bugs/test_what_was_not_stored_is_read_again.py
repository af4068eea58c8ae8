"""Where a new wording could not be stored, because the clock had gone back or another process was
quicker, its ETag was kept all the same: the server said "unchanged" from then on, and the change
was never seen."""

from __future__ import annotations

import pytest

from bot.core.watched import TextRead
from tests.core.watching import AFTER, BEFORE, PRIVACY, WWW, platform, watched

pytestmark = pytest.mark.asyncio


async def test_a_change_is_found_when_the_clock_is_right_again(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(PRIVACY)) as one:
        one.reader.at[PRIVACY.url] = TextRead(sentences=BEFORE, etag="old", modified="Monday")
        await one.watch.look(WWW)
        (text,) = one.watch.texts.values()
        one.clock.on(days=-2)
        one.reader.at[PRIVACY.url] = TextRead(sentences=AFTER, etag="new", modified="Tuesday")
        assert await one.watch.read(text) == "same"
        reading = await one.reading()
        assert (reading.etag, reading.modified) == ("old", "Monday")
        one.clock.on(days=3)
        assert await one.watch.read(text) == "changed"
        assert (await one.reading()).etag == "new"
