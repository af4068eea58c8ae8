"""What both ways of holding a database share."""

from __future__ import annotations

import logging
from typing import Protocol

HELD = (
    "Another Tern runs on this database. Stop it first, or give each process shards of its own"
    " (TERN_SHARD_IDS, with PostgreSQL)."
)

OF_ANOTHER_COUNT = (
    "Another Tern runs on this database with another TERN_SHARD_COUNT. All processes have the same:"
    " stop all, then start all with it."
)

_log = logging.getLogger("tern")


class Hold(Protocol):
    """A database, or some shards of it, that are this process's alone."""

    async def keep(self) -> None:
        """Keeps the hold until cancelled. Raises `StartupError` when it was lost, with the way to
        the database, and another process has it now."""
        ...


def say_that_it_waits(patience: float) -> bool:
    """In the log, for whoever wonders why nothing happens."""
    _log.info("another Tern runs on this database; waiting up to %d s for its end", patience)
    return True
