"""`/healthz` and `/metrics`, where `TERN_HTTP` says."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.errors import StartupError
from bot.monitoring import NO_METRICS
from bot.monitoring.health import look

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.core.monitor import Health

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's exposition format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats)."""


@asynccontextmanager
async def serving(client: TernClient, host: str, port: int) -> AsyncIterator[None]:
    """Serves both pages until the block is left. Raises `StartupError` where it cannot listen."""
    pages = _Pages(client)
    app = web.Application()
    app.add_routes([web.get("/healthz", pages.health), web.get("/metrics", pages.metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise StartupError(
                f"TERN_HTTP: Tern cannot listen at {host}, port {port}: {error.strerror}."
            ) from error
        yield
    finally:
        await runner.cleanup()


class _Pages:
    def __init__(self, client: TernClient) -> None:
        self._client = client

    async def health(self, _request: web.Request) -> web.Response:
        """200 where all is well, else 503; JSON either way."""
        health = await look(self._client)
        return web.json_response(
            as_json(health), status=200 if health.is_good else 503, dumps=json.dumps
        )

    async def metrics(self, _request: web.Request) -> web.Response:
        """200 even where something is wrong: Prometheus drops what comes with another status."""
        text = self._client.services.monitor.text(await look(self._client))
        if text is None:
            return web.Response(status=501, text=f"{NO_METRICS}\n")
        return web.Response(body=text, headers={"Content-Type": _TEXT})


def as_json(health: Health) -> dict[str, Any]:
    """Durations in milliseconds, delays in seconds; null where there is nothing to tell."""
    return {
        "healthy": health.is_good,
        "gateway": {
            str(number): {"connected": shard.connected, "latency_ms": _ms(shard.latency)}
            for number, shard in health.shards.items()
        },
        "database": {"answers": health.database is not None, "ms": _ms(health.database)},
        "jobs": {"delay_seconds": health.job_delay},
    }


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
