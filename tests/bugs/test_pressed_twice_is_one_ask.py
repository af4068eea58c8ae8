"""On PostgreSQL, "Tell me when they arrive" pressed twice at once was kept and told twice."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.store import SqlStore
from tests.store.test_card_store import ANA, BEN, ask


@pytest.mark.asyncio
async def test_one_is_kept(store: SqlStore) -> None:
    said = await asyncio.gather(*(ask(store, BEN, ANA) for _ in range(10)))
    assert sorted(said) == ["already"] * 9 + ["kept"]
