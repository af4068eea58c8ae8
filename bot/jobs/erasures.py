"""Erasing: people who asked for it, servers that removed Tern, and what is left in files."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import discord

from bot import delivery, limits
from bot.core.erasures import SWEEP_EVERY
from bot.jobs.worker import Done, Later

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.client import TernClient
    from bot.core.models import Job, JobKind
    from bot.jobs.worker import Handler, Result

CHAT_SECONDS: Final = 90
"""How long one attempt empties a chat; what is left then is for the next."""

ARRIVING: Final = 60
"""Seconds until a chat is looked at again into which a letter is being delivered."""

ATTEMPTS: Final = 6
"""How often Discord may fail before the rows go all the same: half a day, by the worker's pauses.
What Discord keeps of a chat is not worth keeping the rest for."""


@dataclass(slots=True)
class Emptied:
    """How many messages of a chat were deleted so far, and whether all were seen."""

    deleted: int = 0
    whole: bool = False


class Erasing:
    """Turns jobs into erasures."""

    def __init__(self, client: TernClient) -> None:
        self._client = client
        self._erasures = client.services.erasures

    @property
    def handlers(self) -> Mapping[JobKind, Handler]:
        """Who does which kind of job."""
        return {
            "erase-person": self.person,
            "erase-server": self.server,
            "servers-seen": self.compare,
            "scrub": self.scrub,
        }

    async def person(self, job: Job) -> Result:
        """Empties the chat, then deletes the rows: this job's among them, so that nothing is left
        to say whose it was. Until then every attempt begins anew, also while a letter arrives."""
        if await self._erasures.is_withdrawn(job.case):
            return Done()
        emptied = await empty_chat(self._client, job.user)
        if not emptied.whole and emptied.deleted:
            return Later(1)
        if not emptied.whole and job.attempts < ATTEMPTS:
            return Later()
        if await self._erasures.is_in_delivery(job.user):
            return Later(ARRIVING)
        await self._erasures.erase(job.user, job.case)
        return Done()

    async def server(self, job: Job) -> Result:
        """Looks once more: nobody's data goes because an event was missed."""
        try:
            await self._client.http.get_guild(job.case)
        except delivery.FAILURES as failed:
            if not _is_about(failed, limits.NO_SERVER):
                return Later()
            await self._erasures.erase_server(job.case)
        return Done()

    async def compare(self, _job: Job) -> Result:
        """Once a day asks Discord for all servers that Tern is in, those of every process: a
        server in an outage is among them. What is kept for some days only goes then, too."""
        await self._client.services.follows.forget_old()
        try:
            guilds = self._client.fetch_guilds(limit=None, with_counts=False)
            here = {guild.id async for guild in guilds}
        except delivery.FAILURES:
            return Later()
        await self._erasures.compare_servers(here)
        return Later(SWEEP_EVERY)

    async def scrub(self, job: Job) -> Result:
        """After an erasure whose process died before it had cleared the database's files."""
        return Done() if await self._erasures.scrub(job.id) else Later()


async def empty_chat(client: TernClient, user: int) -> Emptied:
    """Deletes every message of Tern's in the chat with this person, letters and other files with
    them. One that Discord does not let Tern delete is left; a chat that is no more is empty."""
    emptied = Emptied()
    try:
        async with asyncio.timeout(CHAT_SECONDS):
            chat = await client.create_dm(discord.Object(user))
            async for message in chat.history(limit=None):
                if message.author == client.user:
                    emptied.deleted += await _delete(message)
    except delivery.FAILURES as failed:
        emptied.whole = _is_about(failed, limits.NO_CHAT)
    else:
        emptied.whole = True
    return emptied


def _is_about(failed: BaseException, codes: Collection[int]) -> bool:
    """Whether Discord said one of these: a 403 can also come from what stands before it."""
    return isinstance(failed, discord.HTTPException) and failed.code in codes


async def _delete(message: discord.Message) -> bool:
    """Whether it is gone. Raises what asks for another attempt."""
    try:
        await message.delete()
    except discord.NotFound:
        return True
    except discord.Forbidden:
        return False
    return True
