"""Files with which one follows everybody who allowed it, on one platform."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from bot.core.handles import feed_url, is_atproto, is_fediverse, profile_url
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import LetterFile
    from bot.core.moves import Moves
    from bot.core.ports import Clock, FollowFiles, Store
    from bot.core.records import Platform

MEMBER_FOR: Final = timedelta(days=7)
"""How long one must have been in the server: nobody joins only to take everybody's addresses."""

FILES_A_DAY: Final = 3

FollowFormat = Literal["mastodon", "bluesky", "opml", "csv"]
"""Mastodon's list of accounts to follow, which the fediverse reads; names for Bluesky's lists and
starter packs; feeds for a feed reader; a table for everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Somebody to follow. `url` and `feed` are made from the platform's templates."""

    handle: str
    url: str | None
    feed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What goes into the files. `title` is the name of the list in `language`, `at` the moment it
    was made."""

    platform: str
    title: str
    language: str
    format: FollowFormat
    people: Sequence[Followed]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowPack:
    """Whom the files hold, and the files."""

    follow: Follow
    files: Sequence[LetterFile]


class Following:
    """Makes them."""

    def __init__(self, moves: Moves, files: FollowFiles, store: Store, clock: Clock) -> None:
        self._moves = moves
        self._files = files
        self._store = store
        self._clock = clock

    async def pack(
        self,
        guild: int,
        user: int,
        platform: Platform,
        *,
        joined_at: datetime | None,
        title: str,
        language: str,
    ) -> FollowPack:
        """Files of all members but oneself whose card for this platform allows lists.

        Raises `UserError` where the server has cards off, for members of less than a week, after
        three files a day, and where there is nobody to follow (which counts as no file).
        """
        await self._moves.require_on(guild)
        now = self._clock.now()
        if joined_at is None or now - joined_at < MEMBER_FOR:
            raise UserError("Follow files are for those who have been in this server for a week.")
        handles = await self._store.listed_handles(guild, platform.id, user, self._moves.window())
        if not handles:
            raise UserError(
                "Nobody here lets others follow them on {platform} by file.",
                platform=platform.name,
            )
        day = int(now.timestamp()) // (24 * 3600)
        if not await self._store.count_file(user, day, FILES_A_DAY):
            raise UserError(
                "You have made {n} of these today. It works again {when}.",
                n=FILES_A_DAY,
                when=datetime.fromtimestamp((day + 1) * 24 * 3600, UTC),
            )
        make = partial(self._make, platform, handles, title=title, language=language, at=now)
        return await asyncio.to_thread(make)  # thousands of lines would hold the loop up

    def _make(
        self, platform: Platform, handles: Sequence[str], *, title: str, language: str, at: datetime
    ) -> FollowPack:
        follow = Follow(
            platform=platform.id,
            title=title,
            language=language,
            format=format_for(platform),
            people=[_followed(platform, handle) for handle in dict.fromkeys(handles)],
            at=at,
        )
        return FollowPack(follow=follow, files=self._files.write(follow))


def format_for(platform: Platform) -> FollowFormat:
    """The file that this platform's own importer, or a feed reader, takes."""
    if is_fediverse(platform):
        return "mastodon"
    if is_atproto(platform):
        return "bluesky"
    if platform.profile and platform.profile.feed:
        return "opml"
    return "csv"


def _followed(platform: Platform, handle: str) -> Followed:
    profile = platform.profile
    if profile is None:
        return Followed(handle=handle, url=None, feed=None)
    return Followed(handle=handle, url=profile_url(profile, handle), feed=feed_url(profile, handle))
