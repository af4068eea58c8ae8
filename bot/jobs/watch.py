"""Reads what policies a host has, and tells who wants to hear of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.worker import Done, Later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import TernClient
    from bot.core.models import Job, JobKind
    from bot.jobs.worker import Handler, Result


class Watching:
    """The jobs of the watch itself."""

    def __init__(self, client: TernClient) -> None:
        self._services = client.services

    @property
    def handlers(self) -> Mapping[JobKind, Handler]:
        """Who does which kind of job."""
        return {"watch-host": self.look, "change-found": self.announce}

    async def look(self, job: Job) -> Result:
        """Reads what is due of the host `job.case`. It ends where no record names the host any
        more, or where the watch is off: a start with it on plans it again."""
        seconds = await self._services.watch.look(job.case)
        return Done() if seconds is None else Later(seconds)

    async def announce(self, job: Job) -> Result:
        """Plans what tells servers and people of the change `job.case`; each is told once, however
        often this runs."""
        change = await self._services.watch.change(job.case)
        if change is not None:
            await self._services.alerts.announce(change)
            await self._services.follows.announce(change)
        return Done()
