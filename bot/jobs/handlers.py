"""Who does which kind of job."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.jobs.cards import look_after_server, tell_arrival
from bot.jobs.erasures import Erasing
from bot.jobs.follows import tell_change
from bot.jobs.posts import Posts
from bot.jobs.reminders import Reminders
from bot.jobs.reports import publish_report
from bot.jobs.watch import Watching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import TernClient
    from bot.core.models import JobKind
    from bot.jobs.worker import Handler


def job_handlers(client: TernClient) -> Mapping[JobKind, Handler]:
    """A handler for each kind of job."""
    return {
        **Reminders(client).handlers,
        **Erasing(client).handlers,
        **Posts(client).handlers,
        **Watching(client).handlers,
        "cards-seen": partial(look_after_server, client),
        "card-arrived": partial(tell_arrival, client),
        "change-notice": partial(tell_change, client),
        "report-weekly": partial(publish_report, client),
    }
