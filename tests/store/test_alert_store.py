"""What became of a change in a server, on both databases."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.core.ports import Store
from bot.core.watch_store import AlertState

pytestmark = pytest.mark.asyncio

GUILD, CHANGE = 77, 2**63 - 1


async def test_unless_none_only_what_stands_nowhere_is_set(store: Store) -> None:
    assert await store.set_alert(GUILD, CHANGE, "drafted", 1, unless=None)
    assert not await store.set_alert(GUILD, CHANGE, "drafted", 2, unless=None)
    for state in get_args(AlertState):
        await store.set_alert(GUILD, CHANGE, state, 3, unless="drafted")
        held = await store.alerts(GUILD)
        assert not await store.set_alert(GUILD, CHANGE, "drafted", 4, unless=None)
        assert await store.alerts(GUILD) == held
        await store.set_alert(GUILD, CHANGE, "wanted", 5, unless="drafted")
    assert await store.set_alert(GUILD + 1, CHANGE, "drafted", 1, unless=None)


async def test_what_is_posted_stays_posted(store: Store) -> None:
    await store.set_alert(GUILD, CHANGE, "wanted", 1, unless="posted")
    await store.set_alert(GUILD, CHANGE, "posted", 2, unless="posted")
    assert not await store.set_alert(GUILD, CHANGE, "dropped", 3, unless="posted")
    assert await store.alerts(GUILD) == {CHANGE: "posted"}
