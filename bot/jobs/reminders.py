"""What Tern says by itself, each because the person asked for it: is the letter sent, what came of
it, the time to complain runs out; and whether a letter arrived at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import delivery
from bot.jobs.worker import Done, Held, Later
from bot.views import cases as views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import TernClient
    from bot.core.models import Job, JobKind
    from bot.jobs.worker import Handler, Result


class Reminders:
    """Turns jobs into direct messages."""

    def __init__(self, client: TernClient) -> None:
        self._client = client
        self._services = client.services

    @property
    def handlers(self) -> Mapping[JobKind, Handler]:
        """Who does which kind of job."""
        return {
            "letter-delivery": self.look,
            "letter-unsent": self.remind,
            "letter-due": self.remind,
            "letter-later": self.remind,
            "letter-window": self.remind,
        }

    async def remind(self, job: Job) -> Result:
        """One direct message, however often this runs: the job's id stands in it. Closed direct
        messages: kept for the person's next command."""
        reminder = await self._services.cases.reminder(job)
        if reminder is None:
            return Done()
        mark = str(job.id)
        t = self._services.languages.of(reminder.standing.case.reader)
        card = views.reminder(reminder, t, mark=mark)
        sent = await delivery.send(self._client, job.user, card, mark=mark)
        if isinstance(sent, delivery.Delivered):
            return Done()
        return Held() if sent.closed else Later()

    async def look(self, job: Job) -> Result:
        """A letter whose delivery was not confirmed: a process may have died between sending and
        noting it. Where it is not in the chat, the person is told at their next command."""
        if await self._services.cases.reminder(job) is None:
            return Done()
        try:
            found = await delivery.find(self._client, job.user, str(job.case))
        except delivery.FAILURES as failed:
            return Held() if delivery.is_closed(failed) else Later()
        if found is None:
            return Held()
        await self._services.letters.settle(
            job.case, "delivered", dm_channel=found.channel, dm_message=found.message
        )
        return Done()
