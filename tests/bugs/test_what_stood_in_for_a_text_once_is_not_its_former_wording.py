"""Where the very first reading met a page that stood in the place of the text, and that nothing
recognised, the text was announced on the third day as a change of all of its sentences."""

from __future__ import annotations

import pytest

from bot.core.watched import TextRead
from tests.core.watching import AFTER, BEFORE, PRIVACY, WWW, platform, watched

pytestmark = pytest.mark.asyncio

WALL = ("Before you go on, choose what we may store.", "We keep this choice for a while.")


async def test_the_text_is_compared_from_then_on(sqlite_url: str) -> None:
    async with watched(sqlite_url, platform(PRIVACY)) as one:
        one.reader.at[PRIVACY.url] = WALL
        await one.watch.look(WWW)
        one.reader.at[PRIVACY.url] = TextRead(sentences=BEFORE, doubt="other-page")
        for _ in range(3):
            await one.day()
        assert await one.watch.problems() == []
        assert await one.watch.changes() == []
        one.reader.at[PRIVACY.url] = AFTER
        await one.day()
        assert len(await one.watch.changes()) == 1
