"""Rate limits as Discord announces them: a bucket per route and major parameter, in headers."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

from ..errors import ApiError, rate_limited

LIMIT, WINDOW = 50, 1.0
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")
PURGE_AT = 1000


@dataclass(slots=True)
class _Bucket:
    resets_at: float
    used: int = 0


class Buckets:
    """Counts requests per route: LIMIT in each WINDOW seconds (Discord's own vary by route)."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def use(self, route: str, parameters: dict[str, str]) -> dict[str, str]:
        """Count one request and give its headers. Raises 429 when the bucket is empty."""
        now = time.monotonic()
        key = (route, *(parameters[name] for name in MAJOR if name in parameters))
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets_at <= now:
            self._purge(now)
            bucket = self._buckets[key] = _Bucket(now + WINDOW)
        bucket.used += 1
        headers = self._headers(route, bucket, now)
        if bucket.used > LIMIT:
            refusal: ApiError = rate_limited(bucket.resets_at - now, everywhere=False)
            refusal.headers.update(headers)
            raise refusal
        return headers

    def _purge(self, now: float) -> None:
        if len(self._buckets) >= PURGE_AT:
            self._buckets = {k: b for k, b in self._buckets.items() if b.resets_at > now}

    def _headers(self, route: str, bucket: _Bucket, now: float) -> dict[str, str]:
        left = bucket.resets_at - now
        return {
            "X-RateLimit-Limit": str(LIMIT),
            "X-RateLimit-Remaining": str(max(0, LIMIT - bucket.used)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{math.ceil(left * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": hashlib.blake2s(route.encode(), digest_size=16).hexdigest(),
        }
