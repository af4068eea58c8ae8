"""A change found on the day that the record names as `checked` left no mark, for ever: platforms
change several texts on one day, and who had written down the first of them hid the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.watching import AFTER, PRIVACY, WWW, platform, watched

pytestmark = pytest.mark.asyncio


async def test_it_is_marked_until_that_change_is_checked(database_url: str) -> None:
    record = platform(PRIVACY)
    async with watched(database_url, record) as desk:
        await desk.watch.look(WWW)
        desk.reader.at[PRIVACY.url] = AFTER
        await desk.day()
        (change,) = desk.watch.changes_of(record.id)
        checked_that_day = replace(record, checked=change.found_on)
        assert desk.watch.changed_since(checked_that_day) == change.found_on
        await desk.watch.check(change.id)
        assert desk.watch.changed_since(checked_that_day) is None
