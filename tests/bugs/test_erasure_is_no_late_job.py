"""Rewriting the file after an erasure is a job that is always due; it was counted as one that is
late since 1970, and `/healthz` said 503 after every erasure until it was done."""

from __future__ import annotations

import pytest

from bot.store.store import SqlStore
from tests.store.filled import ANA

pytestmark = pytest.mark.asyncio


async def test_what_is_always_due_is_never_late(store: SqlStore) -> None:
    await store.erase(ANA, scrub=False)
    assert await store.next_job() is None
    await store.plan_server_erasure(5, 100, 10)
    assert await store.next_job() == 100
    assert {job.kind for job in await store.claim_jobs(10, 60, 9)} == {"scrub"}
