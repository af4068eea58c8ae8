"""A server that gave two wordings in turns had each of them announced as a change, every day."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.core.watched import TextRead
from tests.core.watching import AFTER, BEFORE, NOISE, PRIVACY, WWW, Desk, platform, watched

pytestmark = pytest.mark.asyncio

THIRD = (*BEFORE, "We give your posts to our partners.")


@pytest_asyncio.fixture
async def one(sqlite_url: str) -> AsyncIterator[Desk]:
    async with watched(sqlite_url, platform(PRIVACY)) as found:
        await found.watch.look(WWW)
        yield found


async def count(one: Desk, *readings: object) -> int:
    """How many changes there are after a day with each of these."""
    for reading in readings:
        one.reader.at[PRIVACY.url] = reading
        await one.day()
    return len(await one.watch.changes())


async def test_two_wordings_in_turns_are_told_once(one: Desk) -> None:
    assert await count(one, *(AFTER, BEFORE, NOISE) * 10) == 1
    assert await count(one, *(AFTER, AFTER, AFTER, *(BEFORE,) * 6) * 3) == 1


async def test_the_operator_reads_why(one: Desk) -> None:
    await count(one, AFTER, BEFORE)
    (trouble,) = await one.watch.problems()
    assert trouble.reading.problem == "earlier"
    await count(one, AFTER)
    assert await one.watch.problems() == []


async def test_a_wording_that_was_put_back_is_told_after_a_week(one: Desk) -> None:
    assert await count(one, AFTER, *(BEFORE,) * 6) == 1
    assert await count(one, BEFORE) == 2
    assert await one.watch.problems() == []
    assert await count(one, BEFORE, BEFORE) == 2


async def test_a_new_wording_is_told_at_once_also_in_between(one: Desk) -> None:
    assert await count(one, AFTER, BEFORE, THIRD) == 2


async def test_an_earlier_wording_that_has_nothing_in_common_takes_a_week_too(one: Desk) -> None:
    """Here the reader doubts as well: those days are the same days."""
    other, first = (TextRead(sentences=text, doubt="other-page") for text in (AFTER, BEFORE))
    assert await count(one, BEFORE, other, other) == 0
    assert await count(one, other) == 1
    assert await count(one, *(first,) * 6) == 1
    assert await count(one, first) == 2
