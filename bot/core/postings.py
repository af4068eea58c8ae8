"""What a server has Tern post in its channels: a weekly digest, milestones, a campaign, alerts.

What they have in common: a posting is stored with what moderators chose and with what was posted
so far, a job looks when the next post is due, and a post that may have been sent before is looked
for first. `bot.core.digests`, `milestones`, `campaigns` and `alerts` say when which post is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Generic, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.core.ports import Clock, Store

PostKind = Literal["digest", "milestones", "campaign", "alerts"]

Stopped = Literal["off", "ended", "gone", "forbidden"]
"""Why nothing is posted: a moderator switched it off; it was over; the channel is gone; Tern may
not write there any more."""

_MARKS = 2**63

REFUSED: Final = "@refused"
"""In `done` of what stopped: the channel that is gone or forbidden, where it is another than the
posting's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to post, and in which language (the server's)."""

    guild: int
    channel: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A posting of a server. Times are UTC seconds.

    The store gives a new `id` whenever moderators set it anew, so that who is still at work on the
    old one changes nothing. `choices` and `done` are told by the kind. `tried` is the mark of the
    post that was last on its way, since `tried_at`. `told`: moderators know that it `stopped`.
    """

    id: int = field(default=0, compare=False)
    kind: PostKind
    place: Place
    choices: Mapping[str, str | int]
    done: Mapping[str, int]
    tried: int = 0
    tried_at: int = 0
    stopped: Stopped | None = None
    stopped_at: int | None = None
    told: bool = False

    def mark(self, key: int) -> int:
        """What the post with this key is recognised by: a number of at most 19 digits."""
        return (self.id + key) % _MARKS


class PostingStore(Protocol):
    """Times are UTC seconds."""

    async def put_posting(self, posting: Posting, at: int, now: int) -> Posting:
        """Stores it in place of the server's other one of its kind, with the job that looks after
        it at that time; as it is stored."""
        ...

    async def change_posting(self, posting: Posting) -> bool:
        """Writes what was done, tried and stopped; drops the job of one that stopped. False where
        it was stopped, set anew or erased meanwhile."""
        ...

    async def posting(self, guild: int, kind: PostKind) -> Posting | None: ...
    async def postings(self, guild: int) -> Sequence[Posting]:
        """All of the server's, stopped ones too."""
        ...

    async def guild_region(self, guild: int) -> str | None:
        """The region that its answers are given for."""
        ...

    async def choose_region(self, guild: int, region: str | None, now: int) -> None: ...


Content = TypeVar("Content", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Generic[Content]):
    """A post whose time has come. `key` tells it from every other of its posting; `done` is noted
    once it is posted; `again` is when to look for the next one, in UTC seconds (None: it is over).
    `channel` is where it goes instead of the posting's own; `note` notes what else the kind keeps
    of a post, and may be called twice.
    """

    posting: Posting
    content: Content
    key: int
    done: Mapping[str, int]
    again: int | None
    channel: int | None = None
    note: Callable[[], Awaitable[None]] | None = None

    @property
    def mark(self) -> int:
        """What the post is recognised by."""
        return self.posting.mark(self.key)

    @property
    def place(self) -> Place:
        """Where it goes."""
        place = self.posting.place
        return replace(place, channel=self.channel) if self.channel else place


class Schedule(Protocol[Content]):
    """Says when which post of a kind is due."""

    async def due(self, guild: int) -> Due[Content] | int | None:
        """What is to be posted now; else when to look again, in UTC seconds; None: it is over."""
        ...


class Postings:
    """Stores postings and what becomes of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def all(self, guild: int) -> Mapping[PostKind, Posting]:
        """The server's postings, stopped ones too."""
        return {posting.kind: posting for posting in await self._store.postings(guild)}

    async def last(self, guild: int, kind: PostKind) -> Posting | None:
        """The posting as it is stored, stopped or not."""
        return await self._store.posting(guild, kind)

    async def active(self, guild: int, kind: PostKind) -> Posting | None:
        """The posting, unless it stopped."""
        found = await self._store.posting(guild, kind)
        return found if found and found.stopped is None else None

    async def start(
        self,
        kind: PostKind,
        place: Place,
        choices: Mapping[str, str | int],
        done: Mapping[str, int],
        at: int,
    ) -> Posting:
        """Stores it, in place of what was set before; its first look is at that time."""
        posting = Posting(kind=kind, place=place, choices=choices, done=done)
        return await self._store.put_posting(posting, at, self._now())

    async def switch_off(self, guild: int, kind: PostKind) -> bool:
        """False where nothing was on."""
        posting = await self.active(guild, kind)
        return posting is not None and await self.stop(posting, "off")

    async def stop(self, posting: Posting, why: Stopped) -> bool:
        """Nothing more is posted. What moderators did not do themselves they are told."""
        told = why in ("off", "ended")
        stopped = replace(posting, stopped=why, stopped_at=self._now(), told=told)
        return await self._store.change_posting(stopped)

    async def refused(self, due: Due[object], why: Stopped) -> None:
        """The post cannot be sent where it should go, now or later: nothing more is posted."""
        done = due.posting.done
        if due.channel:
            done = {**done, REFUSED: due.channel}
        await self.stop(replace(due.posting, done=done), why)

    async def note(self, posting: Posting, done: Mapping[str, int]) -> None:
        """What was done without a post."""
        await self._store.change_posting(replace(posting, done=done))

    async def attempt(self, due: Due[object]) -> int | None:
        """To be called before a post is sent: seconds since it was first tried, 0 for the first
        time. None: it is not wanted any more."""
        posting = due.posting
        if posting.tried == due.mark:
            return max(1, self._now() - posting.tried_at)
        trying = replace(posting, tried=due.mark, tried_at=self._now())
        return 0 if await self._store.change_posting(trying) else None

    async def posted(self, due: Due[object]) -> int | None:
        """Notes that the post is there. Seconds until the next look; None: it is over."""
        if due.note:
            await due.note()
        tried = replace(due.posting, done=due.done, tried=due.mark, tried_at=self._now())
        if due.again is None:
            await self.stop(tried, "ended")
            return None
        await self._store.change_posting(tried)
        return self.until(due.again)

    async def tells_of_cards(self, guild: int) -> bool:
        """Not while moderators have cards switched off: then nothing is said of them in public."""
        return await self._store.cards_on(guild)

    async def untold(self, guild: int) -> Sequence[Posting]:
        """What stopped without a moderator's doing, and no moderator was told of yet."""
        return [p for p in await self._store.postings(guild) if p.stopped and not p.told]

    async def told(self, posting: Posting) -> None:
        await self._store.change_posting(replace(posting, told=True))

    def until(self, at: int) -> int:
        """Seconds from now to then, at least one."""
        return max(1, at - self._now())

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
