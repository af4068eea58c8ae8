"""Who wants to hear by direct message that a platform changed its terms, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.watch_store import Follow
from bot.core.watch_texts import sharing
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.changes import Change
    from bot.core.models import Job
    from bot.core.ports import Clock, Store
    from bot.core.records import Document, Platform
    from bot.core.watch import Watch
    from bot.core.watch_store import Which


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotice:
    """What a job "change-notice" tells its person. `others` are the ids of platforms whose text it
    is too: who follows several of those is told once."""

    job: Job
    change: Change
    follow: Follow
    others: tuple[str, ...] = ()


class Follows:
    """Remembers who follows which platform's terms, and tells them once of each change."""

    def __init__(self, store: Store, watch: Watch, clock: Clock) -> None:
        self._store = store
        self._watch = watch
        self._clock = clock

    # --- what a person wants ------------------------------------------------------------------

    async def follow(self, user: int, platform: Platform, reader: str) -> Sequence[Follow]:
        """The person wants to hear of the platform's changes: of those that touch a topic, unless
        they chose otherwise before. `reader` is the language of their Discord. All that they
        follow.

        Raises `UserError` where nothing would ever come of it: the watch is off, or reads no text
        of this platform.
        """
        self._require(platform)
        known = await self._of(user, platform.id)
        follow = replace(known, reader=reader) if known else self._new(user, platform.id, reader)
        await self._store.put_follow(follow)
        return await self.follows(user)

    async def choose(
        self, user: int, platform: Platform, which: Which, reader: str
    ) -> Sequence[Follow]:
        """Which changes they want to hear of; who does not follow the platform (any more) does from
        now on. All that they follow. Raises `UserError` like `follow`."""
        self._require(platform)
        known = await self._of(user, platform.id) or self._new(user, platform.id, reader)
        await self._store.put_follow(replace(known, which=which, reader=reader))
        return await self.follows(user)

    def texts_of(self, platform: Platform) -> Sequence[Document]:
        """The platform's texts that are read, in the record's order."""
        return [
            text.document for text in self._watch.texts.values() if text.platform == platform.id
        ]

    async def follows(self, user: int) -> Sequence[Follow]:
        """All that the person follows, by the platforms' ids."""
        return sorted(await self._store.follows_of(user), key=lambda follow: follow.platform)

    async def unfollow(self, user: int, platform: str | None = None) -> int:
        """They do not want to hear of it any more, nor of what was to be told already; None: of
        nothing. How many they followed."""
        return await self._store.drop_follows(user, platform)

    # --- what Tern tells ----------------------------------------------------------------------

    async def announce(self, change: Change) -> None:
        """Each follower whom the change concerns is to be told, once, however often this is
        called."""
        await self._store.make_notices(change, self._now())

    async def notice(self, job: Job) -> ChangeNotice | None:
        """What the job has to say; None where the person does not want it any more, has been told,
        or the change is gone."""
        found = await self._store.notice(job.case)
        if found is None or found.follow is None or found.user != job.user:
            return None
        change = await self._watch.change(found.change)
        if change is None:
            return None
        others = sharing(self._watch.texts.values(), change)
        return ChangeNotice(job=job, change=change, follow=found.follow, others=others)

    async def ended(self, job: Job) -> None:
        """The person was told, or is not to be."""
        await self._store.end_notice(job.case)

    async def forget_old(self) -> None:
        """Whom Tern told of what is kept for 90 days, also where no change is found any more."""
        await self._store.forget_notices(self._now())

    async def held(self, user: int, most: int) -> Sequence[ChangeNotice]:
        """What could not be said by direct message, the oldest first, at most so many; what is
        outdated is dropped. One keyed read where there is nothing."""
        found: list[ChangeNotice] = []
        for job in await self._store.held_jobs(user):
            if len(found) >= most:
                break
            if job.kind != "change-notice":
                continue
            notice = await self.notice(job)
            if notice is None:
                await self.told(job)
            else:
                found.append(notice)
        return found

    async def told(self, job: Job) -> None:
        """The person has seen what was held."""
        await self.ended(job)
        await self._store.finish_job(job.id)

    # --- how ----------------------------------------------------------------------------------

    def _require(self, platform: Platform) -> None:
        if not self._watch.is_on:
            raise UserError(
                "This Tern does not watch for changes in terms: who runs it has not switched that "
                "on. So nothing was noted, and no message would come."
            )
        if not self.texts_of(platform):
            raise UserError(
                "Tern reads no terms of {name} by itself, so it could not tell you of changes.",
                name=platform.name,
            )

    async def _of(self, user: int, platform: str) -> Follow | None:
        found = await self._store.follows_of(user)
        return next((follow for follow in found if follow.platform == platform), None)

    def _new(self, user: int, platform: str, reader: str) -> Follow:
        return Follow(user=user, platform=platform, which="ai", reader=reader, asked_at=self._now())

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
