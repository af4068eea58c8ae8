"""Discord's ids: 64 bits, milliseconds since 2015 in the upper 42 (docs: Snowflakes)."""

from __future__ import annotations

from collections.abc import Callable

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Gives each id a millisecond of its own, so ids sort by age and servers spread over shards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last_ms = 0

    def next(self) -> str:
        now_ms = int(self._clock() * 1000) - DISCORD_EPOCH_MS
        self._last_ms = max(self._last_ms + 1, now_ms)
        return str(self._last_ms << 22)


def shard_of(guild_id: str | None, shard_count: int) -> int:
    """The shard that hears of a server; direct messages (None) are shard 0's."""
    return (int(guild_id) >> 22) % shard_count if guild_id else 0
