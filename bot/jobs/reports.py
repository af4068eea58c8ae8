"""Publishes the statistics of a server anew, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.outcomes import NO_SERVER
from bot.jobs.worker import Done, Later

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.core.models import Job
    from bot.jobs.worker import Result


async def publish_report(client: TernClient, job: Job) -> Result:
    """The job "report-weekly", of the server `job.case`. It ends where nobody ever asked for a
    report, or where it was erased. Of no server: what came of letters, over all servers."""
    if job.case == NO_SERVER:
        return Later(await client.services.outcomes.renew())
    stats = client.services.stats
    if await stats.last(job.case) is None:
        return Done()
    return Later(await stats.renew(job.case))
