"""Tells people of changes in the terms that they follow."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot import delivery
from bot.jobs.worker import Done, Held, Later
from bot.views import follows as views
from bot.views.words import platform_name

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.core.models import Job
    from bot.jobs.worker import Result


async def tell_change(client: TernClient, job: Job) -> Result:
    """The job "change-notice": one direct message, however often this runs, for the job's id stands
    in it. Closed direct messages: kept for the person's next command."""
    services = client.services
    notice = await services.follows.notice(job)
    if notice is None:
        await services.follows.ended(job)
        return Done()
    mark = str(job.id)
    t = services.languages.of(notice.follow.reader)
    card = views.notice(notice, services.catalogue, t, mark=mark)
    platform = platform_name(notice.change.platform, services.catalogue)
    file = await asyncio.to_thread(services.change_files.write, notice.change, platform, t)
    sent = await delivery.send(client, job.user, card, [file], mark=mark)
    if isinstance(sent, delivery.Undelivered):
        return Held() if sent.closed else Later()
    await services.follows.ended(job)
    return Done()
