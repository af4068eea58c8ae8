"""What the watch keeps: readings, versions, changes, and who is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.core.changes import Change

KEPT_VERSIONS = 20
"""Versions of a text that are kept."""

AlertState = Literal["drafted", "wanted", "posted", "dropped"]
"""Of a change in a server: moderators have the draft; they want it posted; it is posted; they do
not want it, or have it already as another platform's."""

Which = Literal["ai", "all"]
"""Which changes somebody wants to hear of: those that touch a `Topic`, or every one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the last look at a text went. Times are UTC seconds.

    `etag` and `modified` are what its server said, to ask with again. `read_at` is when it was last
    read well, `failures` how often in a row it was not, `problem` why not (a word of
    `bot.core.watch`), since `problem_since`.
    """

    text: int
    platform: str
    etag: str | None = None
    modified: str | None = None
    read_at: int | None = None
    tried_at: int
    next_at: int
    failures: int = 0
    problem: str | None = None
    problem_since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """A text as it was read: its sentences, in order. Times are UTC seconds; `seen_at` is when it
    was last read unchanged."""

    text: int
    read_at: int
    seen_at: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """That a person wants to hear of a platform's changes. `reader` is the language of their
    Discord."""

    user: int
    platform: str
    which: Which
    reader: str
    asked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A change that a person is to be told of; `follow` None: they do not want it any more."""

    id: int
    user: int
    change: int
    follow: Follow | None


class WatchStore(Protocol):
    """Times are UTC seconds."""

    # readings and versions
    async def readings(self) -> Sequence[Reading]: ...
    async def put_reading(self, reading: Reading) -> None:
        """In place of the text's last one."""
        ...

    async def newest_version(self, text: int) -> TextVersion | None: ...
    async def versions(self, text: int) -> Sequence[TextVersion]:
        """All that are kept, the newest first."""
        ...

    async def put_version(self, version: TextVersion, change: Change | None) -> bool:
        """Stores a text that was read and differs from the newest version, keeps
        `KEPT_VERSIONS`; with it, in one transaction, the change and the job `change-found` (`case`
        is the change). False where a version read as late or later is there: somebody else was
        quicker."""
        ...

    async def version_seen(self, text: int, at: int) -> None:
        """The newest version was read again, unchanged."""
        ...

    async def forget_texts(self, texts: Sequence[int]) -> None:
        """Their readings and versions; what changed in them stays."""
        ...

    # changes
    async def change(self, id_: int) -> Change | None: ...
    async def changes(self, since: int = 0) -> Sequence[Change]:
        """Found since then, newest first, without their `edits`, at most 500."""
        ...

    async def check_change(self, id_: int, now: int) -> bool:
        """Somebody has checked it. False where there is none."""
        ...

    # rounds
    async def plan_watch(self, hosts: Sequence[tuple[int, int]], now: int) -> None:
        """Jobs `watch-host` (`case` is the host's number, with when it is first due); those that
        are there stay."""
        ...

    # alerts
    async def alerts(self, guild: int) -> dict[int, AlertState]:
        """By change."""
        ...

    async def set_alert(
        self, guild: int, change: int, state: AlertState, now: int, *, unless: AlertState | None
    ) -> bool:
        """False where it stands at `unless` (None: anywhere) already: then nothing changes."""
        ...

    async def wake_alerts(self, now: int) -> None:
        """Every server's job `alerts` is due now."""
        ...

    async def wake_alert(self, guild: int, now: int) -> None:
        """The server's job `alerts` is due now."""
        ...

    # follows
    async def follows_of(self, user: int) -> Sequence[Follow]: ...
    async def put_follow(self, follow: Follow) -> None:
        """In place of the person's other one for the platform."""
        ...

    async def drop_follows(self, user: int, platform: str | None = None) -> int:
        """All of them where no platform is named, and the notices still due; how many."""
        ...

    async def make_notices(self, change: Change, now: int) -> int:
        """A notice, with its job `change-notice` (`case` is the notice, `user` the person), for
        each follower of its platform whom it concerns; one a person and change, also where the
        same change of one text is that of several platforms. How many."""
        ...

    async def forget_notices(self, now: int) -> None:
        """Drops notices of 90 days ago and older, those that still wait too."""
        ...

    async def notice(self, id_: int) -> Notice | None: ...
    async def end_notice(self, id_: int) -> None:
        """The person was told, or is not to be: only that there was one is kept."""
        ...
