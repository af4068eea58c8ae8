"""Alerts: a server hears of changed terms, its moderators first unless they chose otherwise.

Each change is drafted once and posted once in a server, also where the text is that of several
platforms. What moderators decided is stored by change (`AlertState`), what was last on its way in
the posting, as of every other kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

from bot.core.postings import Due
from bot.core.published import DAY
from bot.core.watch_texts import sharing
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.changes import Change
    from bot.core.ports import Clock, Store
    from bot.core.postings import Place, Posting, Postings, PostKind
    from bot.core.watch_store import AlertState, Which
    from bot.core.watched import Watched

KIND: Final[PostKind] = "alerts"

EVERY: Final = DAY
"""Seconds until a server's changes are looked for again where nothing woke the job before."""

_SINCE: Final = "since"
"""In `done`: changes found before are none of this posting's."""

_LATE: Final = 14 * DAY
"""How old a change may be that could not be posted, and is told once moderators name a channel
again. After a longer silence all of them at once would be too many to read."""

_TOGETHER: Final = 3600
"""Seconds within which a text that several platforms share is compared for each of them."""

Stage = Literal["draft", "post"]


class Watching(Protocol):
    """What is asked of the watch."""

    @property
    def is_on(self) -> bool: ...
    @property
    def texts(self) -> Mapping[int, Watched]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What moderators want to hear of. `platforms` are ids, none: all. `review` is the channel
    where they see a draft first, None: it is posted at once."""

    which: Which = "ai"
    platforms: tuple[str, ...] = ()
    review: int | None = None

    def concern(self, change: Change) -> bool:
        """Whether the change is one of those."""
        if self.platforms and change.platform not in self.platforms:
            return False
        return self.which == "all" or bool(change.topics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change as it is to be posted: as a draft for moderators, or for everyone in `channel`.
    `others` are the ids of platforms whose text it is too."""

    stage: Stage
    change: Change
    channel: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a moderator decided on a draft, and when (UTC seconds). Shown in the draft itself and
    kept nowhere else. `in_time` is False where it was posted already."""

    what: Literal["post", "drop"]
    by: int
    at: int
    in_time: bool


class Alerts:
    """Sets alerts and says which change is to be drafted or posted."""

    def __init__(self, store: Store, postings: Postings, watch: Watching, clock: Clock) -> None:
        self._store = store
        self._postings = postings
        self._watch = watch
        self._clock = clock

    @property
    def is_on(self) -> bool:
        """Whether this Tern reads policies at all."""
        return self._watch.is_on

    def watched(self) -> frozenset[str]:
        """The ids of the platforms whose texts are read."""
        return frozenset(text.platform for text in self._watch.texts.values())

    async def start(self, place: Place, wishes: Wishes) -> Posting:
        """From now on; changes of the same platforms that were about to be told are told still, and
        so are those that found the channel gone or closed to Tern."""
        now = self._now()
        before = await self._postings.last(place.guild, KIND)
        since = now
        if before and before.stopped != "off" and _scope(wishes_of(before)) == _scope(wishes):
            oldest = now - _LATE if before.stopped else 0
            since = max(before.done[_SINCE], oldest)
        choices: dict[str, str | int] = {
            "which": wishes.which,
            "platforms": ",".join(wishes.platforms),
            "review": wishes.review or 0,
        }
        return await self._postings.start(KIND, place, choices, {_SINCE: since}, now)

    async def wishes(self, guild: int) -> Wishes | None:
        """What moderators chose last, also where it stopped because a channel is gone or closed to
        Tern. None: nothing, or they switched it off."""
        last = await self._postings.last(guild, KIND)
        return wishes_of(last) if last and last.stopped != "off" else None

    async def announce(self, _change: Change) -> None:
        """A change was found: every server looks whether it wants to hear of it. However often this
        is called, it is told once."""
        await self._store.wake_alerts(self._now())

    async def due(self, guild: int) -> Due[Alert] | int | None:
        """A `Schedule`: what moderators want posted, then what is new, the oldest first."""
        posting = await self._postings.active(guild, KIND)
        if posting is None:
            return None
        waiting = await self._waiting(posting)
        if not waiting:
            return self._now() + EVERY
        # Only the last mark is kept: whether that one arrived is found out before another is tried.
        last = (one for one in waiting if posting.mark(_key(*one)) == posting.tried)
        stage, id_ = next(last, waiting[0])
        return self._due(posting, stage, await self._known(id_))

    async def post(self, guild: int, change: int, by: int) -> Decided:
        """A moderator wants it posted. Raises `UserError`."""
        await self._known(change)
        if await self._postings.active(guild, KIND) is None:
            raise UserError(
                "Alerts are off in this server, so nothing is posted. Switch them on with "
                "`/settings alerts`; then press the button again."
            )
        now = self._now()
        wanted = await self._store.set_alert(guild, change, "wanted", now, unless="posted")
        if wanted:
            await self._store.wake_alert(guild, now)
        return Decided(what="post", by=by, at=now, in_time=wanted)

    async def drop(self, guild: int, change: int, by: int) -> Decided:
        """A moderator does not want it posted; `post` undoes that. Raises `UserError`."""
        await self._known(change)
        now = self._now()
        dropped = await self._store.set_alert(guild, change, "dropped", now, unless="posted")
        return Decided(what="drop", by=by, at=now, in_time=dropped)

    async def draft(self, guild: int, change: int) -> Alert:
        """The draft as it was, whatever became of it. Raises `UserError`."""
        posting = await self._postings.last(guild, KIND)
        channel = posting.place.channel if posting else 0
        return self._alert("draft", await self._known(change), channel)

    async def _waiting(self, posting: Posting) -> list[tuple[Stage, int]]:
        """What is to be drafted or posted, in the order in which it should be."""
        wishes, states = wishes_of(posting), await self._store.alerts(posting.place.guild)
        wanted = [id_ for id_, state in states.items() if state == "wanted"]
        found = reversed(await self._store.changes(posting.done[_SINCE]))
        mine = [one for one in found if wishes.concern(one)]
        stage: Stage = "draft" if wishes.review else "post"
        # What may be there already stands for its text, whichever platform comes first.
        mine.sort(key=lambda one: posting.mark(_key(stage, one.id)) != posting.tried)
        told = [one for one in mine if one.id in states]
        new: list[Change] = []
        for one in mine:
            if one.id in states:
                continue
            if await self._is_among(one, [*told, *new]):
                guild, now = posting.place.guild, self._now()
                await self._store.set_alert(guild, one.id, "dropped", now, unless=None)
            else:
                new.append(one)
        return [*(("post", id_) for id_ in wanted), *((stage, one.id) for one in new)]

    async def _is_among(self, change: Change, others: Sequence[Change]) -> bool:
        """Whether one of the others is the same change of the same text, of another platform."""
        for other in others:
            if (
                other.url == change.url
                and other.platform != change.platform
                and abs(other.found_at - change.found_at) < _TOGETHER
                and (await self._known(other.id)).edits == (await self._known(change.id)).edits
            ):
                return True
        return False

    def _alert(self, stage: Stage, change: Change, channel: int) -> Alert:
        others = sharing(self._watch.texts.values(), change)
        return Alert(stage=stage, change=change, channel=channel, others=others)

    def _due(self, posting: Posting, stage: Stage, change: Change) -> Due[Alert]:
        guild, now = posting.place.guild, self._now()

        async def note() -> None:
            # A moderator may have pressed a button of the draft before it was noted.
            state: AlertState = "drafted" if stage == "draft" else "posted"
            unless: AlertState | None = None if stage == "draft" else "posted"
            await self._store.set_alert(guild, change.id, state, self._now(), unless=unless)

        return Due(
            posting=posting,
            content=self._alert(stage, change, posting.place.channel),
            key=_key(stage, change.id),
            done=posting.done,
            again=now,
            channel=wishes_of(posting).review if stage == "draft" else None,
            note=note,
        )

    async def _known(self, id_: int) -> Change:
        change = await self._store.change(id_)
        if change is None:
            raise UserError("Tern does not keep this change any more.")
        return change

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def wishes_of(posting: Posting) -> Wishes:
    """What moderators chose."""
    chosen = posting.choices
    which: Which = "all" if chosen["which"] == "all" else "ai"
    platforms = tuple(filter(None, str(chosen["platforms"]).split(",")))
    return Wishes(which=which, platforms=platforms, review=int(chosen["review"]) or None)


def _scope(wishes: Wishes) -> tuple[str, frozenset[str]]:
    return wishes.which, frozenset(wishes.platforms)


def _key(stage: Stage, change: int) -> int:
    """Tells a change's draft from its post, and both from every other change's."""
    return 2 * change + (stage == "post")
