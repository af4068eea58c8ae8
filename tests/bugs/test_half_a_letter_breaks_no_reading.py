"""JSON can name half of a letter. An archived text with one could not be stored, so the text was
never read again, and every attempt ended in an error."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from bot.watching.archive import _content, _moment
from bot.watching.page import Page
from tests.store.test_watch_store import version

pytestmark = pytest.mark.asyncio


async def test_what_the_archive_says_can_be_stored(store: SqlStore) -> None:
    at = "2026-03-02T10:00:00Z"
    said = rf'{{"id": "a", "fetchDate": "{at}", "content": "Your \ud83d works."}}'
    content = _content(Page(url="", status=200, content=said.encode()), _moment(at))
    await store.put_version(version(1, content), None)
    newest = await store.newest_version(version(1).text)
    assert newest is not None
    assert newest.sentences == ("Your ? works.",)
