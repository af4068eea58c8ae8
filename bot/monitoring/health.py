"""Looks how a process is: its shards, the database, the jobs."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from typing import TYPE_CHECKING

from bot.core.monitor import Health, Shard
from bot.logs import in_brief

if TYPE_CHECKING:
    from bot.client import TernClient

_log = logging.getLogger("tern")

DATABASE_SECONDS = 5.0
"""How long the database may take to answer. A page of statistics may hold it up for a while."""


async def look(client: TernClient) -> Health:
    """How the process is at this moment; never raises."""
    began = time.perf_counter()
    answered: float | None = None
    delay: int | None = None
    services = client.services
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            due = await services.store.next_job()
    except Exception as error:  # noqa: BLE001 - that it fails is what is to be told
        _log.warning("health: the database did not answer (%s)", in_brief(error))
    else:
        answered = time.perf_counter() - began
        now = int(services.clock.now().timestamp())
        delay = 0 if due is None else max(now - due, 0)
    return Health(
        shards=_shards(client), servers=len(client.guilds), database=answered, job_delay=delay
    )


def _shards(client: TernClient) -> dict[int, Shard]:
    """Every shard that this process is to have, those that were never connected too. Which they
    are is known only when Discord has said how many there have to be; until then it is one."""
    expected = client.shard_ids or range(client.shard_count or 1)
    known = client.shards
    found = {}
    for number in expected:
        shard = known.get(number)
        # Before the first READY a socket is open on which nobody is known yet.
        connected = shard is not None and client.is_ready() and not shard.is_closed()
        latency = shard.latency if shard is not None and connected else math.inf
        found[number] = Shard(connected, latency if math.isfinite(latency) else None)
    return found
