"""Posts what servers chose: digests, milestones, campaigns, alerts. Each once, whatever happens."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import discord

from bot import delivery
from bot.jobs.worker import Done, Later
from bot.replies import uploads
from bot.views import alerts
from bot.views import postings as views
from bot.views.words import platform_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.client import TernClient
    from bot.core.alerts import Alert
    from bot.core.models import Job, JobKind, LetterFile
    from bot.core.ports import Catalogue
    from bot.core.postings import Due, Schedule
    from bot.i18n import Language
    from bot.jobs.worker import Handler, Result
    from bot.views.card import Card

    Show = Callable[[Any, Catalogue, int, Language], Card]
    Files = Callable[[Any, Language], Sequence[LetterFile]]

RETRY: Final = 120
"""Seconds until a post that Discord did not take is tried again: within the minutes for which
Discord knows its nonce."""

NONCE_LASTS: Final = 150
"""Seconds for which Discord is relied on to take a post with the same nonce once only; its docs say
"the past few minutes"."""

_LOOK: Final = 1000
"""Messages that are looked through for a post, oldest first; Discord gives 100 at a time. A busy
channel takes that many within minutes."""

_SKEW: Final = timedelta(minutes=5)
"""How far this machine's clock and Discord's may be apart."""

Fate = Literal["posted", "gone", "forbidden", "unclear"]

_log = logging.getLogger("tern")


def _no_files(_content: object, _t: Language) -> Sequence[LetterFile]:
    return []


@dataclass(frozen=True, slots=True)
class _Kind:
    """When posts of a kind are due, and what they consist of. `files` is called on a thread."""

    schedule: Schedule[object]
    show: Show
    files: Files = _no_files


class Posts:
    """Turns jobs into posts."""

    def __init__(self, client: TernClient) -> None:
        self._client = client
        self._services = client.services

    @property
    def handlers(self) -> Mapping[JobKind, Handler]:
        """Who does which kind of job; `job.case` is the server."""
        services = self._services
        return {
            "digest": partial(self._do, _Kind(services.digests, views.digest)),
            "milestones": partial(self._do, _Kind(services.milestones, views.milestones)),
            "campaign": partial(self._do, _Kind(services.campaigns, views.campaign)),
            "alerts": partial(self._do, _Kind(services.alerts, alerts.alert, self._difference)),
        }

    async def _do(self, kind: _Kind, job: Job) -> Result:
        postings = self._services.postings
        due = await kind.schedule.due(job.case)
        if due is None:
            return Done()
        if isinstance(due, int):
            return Later(postings.until(due))
        tried = await postings.attempt(due)
        if tried is None:
            return Done()
        match await self._post(due, kind, tried):
            case "posted":
                seconds = await postings.posted(due)
                return Done() if seconds is None else Later(seconds)
            case "unclear":
                return Later(RETRY)
            case refused:
                await postings.refused(due, refused)
                return Done()

    async def _post(self, due: Due[object], kind: _Kind, tried: int) -> Fate:
        """Sends the post unless it is there. What was `tried` so many seconds ago is looked for
        first. Where the channel cannot be read and Discord no longer knows the nonce, it counts as
        posted: rather none this time than the same twice."""
        place, mark, t = due.place, str(due.mark), self._language(due)
        channel = self._client.get_partial_messageable(place.channel, guild_id=place.guild)
        card = kind.show(due.content, self._services.catalogue, due.mark, t)
        files = await asyncio.to_thread(kind.files, due.content, t)
        try:
            async with asyncio.timeout(delivery.TRY_SECONDS):
                is_there = await _find(channel, self._client, due, mark) if tried else False
                if is_there or (is_there is None and tried > NONCE_LASTS):
                    return "posted"
                await channel.send(view=card, files=uploads(files), nonce=mark)
        except discord.NotFound:
            return "gone"
        except discord.Forbidden:
            return "forbidden"
        except delivery.FAILURES as failed:
            _log.warning("a post did not arrive (%s)", type(failed).__name__)
            return "unclear"
        return "posted"

    def _difference(self, alert: Alert, t: Language) -> Sequence[LetterFile]:
        """The file of an alert."""
        change = alert.change
        platform = platform_name(change.platform, self._services.catalogue)
        return [self._services.change_files.write(change, platform, t)]

    def _language(self, due: Due[object]) -> Language:
        """The server's as it is now; as it was chosen where another process knows the server."""
        place = due.posting.place
        guild = self._client.get_guild(place.guild)
        return self._services.languages.of(
            guild.preferred_locale.value if guild else place.language
        )


async def _find(
    channel: discord.PartialMessageable, client: TernClient, due: Due[object], mark: str
) -> bool | None:
    """Whether the post is in the channel. None: nobody knows, because more was written since than
    is looked through, or Tern may not read it (Discord shows no messages then). Raises like any
    request."""
    since, seen = datetime.fromtimestamp(due.posting.tried_at, UTC) - _SKEW, 0
    async for message in channel.history(limit=_LOOK, after=since):
        if message.author == client.user and delivery.bears(message, mark):
            return True
        seen += 1
    if seen == _LOOK:
        return None
    async for _ in channel.history(limit=1):
        return False
    return None
