"""Forwarding cards: where the members of a server can be found now, by their own word.

Others see a card only while its owner is known to be in the server (see `bot.core.presence`), and
as far as the owner allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from bot.core.card_store import Window
from bot.core.handles import is_atproto, is_fediverse, normalise, profile_url
from bot.core.models import Card
from bot.core.presence import CHECK_EVERY, SEEN_LASTS, Sightings
from bot.core.text import clean
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Progress, Visibility
    from bot.core.ports import Catalogue, Clock, HandleCheck, Store
    from bot.core.records import Platform

LONGEST_NOTE: Final = 200
"""Characters of a content note."""

MOST_CARDS: Final = 25
"""Cards of one member in a server: what a select can hold."""

PAGE: Final = 8
"""Cards on a page of the directory."""

DAY: Final = 24 * 3600

Ending = Literal["never", "ask", "90", "180", "365"]
"""When a card ends: never; never, but its owner is asked each year; after so many days."""

ENDINGS: Final[tuple[Ending, ...]] = ("never", "ask", "90", "180", "365")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A card that was just stored.

    `is_new` is False when it took an older one's place; `removed` says that control characters
    were taken out of what was typed.
    """

    card: Card
    is_new: bool
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """A page of who is where. `platforms` are those one can ask for; no total is told."""

    cards: Sequence[Card]
    platforms: Sequence[str]
    platform: str | None
    page: int
    has_next: bool


def has_ended(card: Card, now: int) -> bool:
    """Whether its owner let it end before now. Which they are still to be asked about has not."""
    return card.until is not None and card.until <= now and not card.ask_again


class Moves:
    """Publishes, changes, lists, finds and removes cards."""

    def __init__(
        self, catalogue: Catalogue, store: Store, clock: Clock, handles: HandleCheck
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._clock = clock
        self._handles = handles
        self._sightings = Sightings()

    async def publish(
        self,
        guild: int,
        user: int,
        platform: Platform,
        handle: str,
        *,
        origin: Platform | None,
        visible: Visibility | None,
        reader: str = "en",
    ) -> Published:
        """Stores the member's card for this platform, in place of an earlier one.

        What is left out (None) stays as it was on the earlier card; on a new one nothing was left
        and everyone may see it. A card that had ended holds again, without an end. Raises
        `UserError` for a handle that cannot be one there, and where the server has cards switched
        off.
        """
        await self.require_on(guild)
        name = normalise(handle, platform)
        now = self._now()
        own = {card.platform: card for card in await self.own(guild, user)}
        if platform.id not in own and len(own) >= MOST_CARDS:
            raise UserError("You have {n} cards here, the most there can be.", n=MOST_CARDS)
        card = own.get(platform.id) or Card(
            guild=guild,
            user=user,
            platform=platform.id,
            handle=name,
            origin=None,
            visible="lists",
            created_at=now,
            updated_at=now,
        )
        card = replace(
            card,
            handle=name,
            origin=origin.id if origin else card.origin,
            visible=visible or card.visible,
            reader=reader,
            updated_at=now,
            verified_at=card.verified_at if name == card.handle else None,
            until=None if has_ended(card, now) else card.until,
        )
        is_new = await self._store.put_card(card)
        return Published(card=card, is_new=is_new, removed=clean(handle)[1])

    async def require_on(self, guild: int) -> None:
        """Raises `UserError` where the server has cards switched off."""
        if not await self._store.cards_on(guild):
            raise UserError("The moderators of this server have switched forwarding cards off.")

    async def own(self, guild: int, user: int) -> Sequence[Card]:
        """All of the member's cards in this server."""
        return await self._store.cards_of(guild, user)

    async def own_on(self, guild: int, user: int, platform: str) -> Card:
        """The member's card for this platform. Raises `UserError` where there is none."""
        for card in await self.own(guild, user):
            if card.platform == platform:
                return card
        raise UserError(
            "You have no card for {platform} in this server.", platform=self._name(platform)
        )

    # changing one's own card

    async def set_progress(
        self, guild: int, user: int, platform: str, progress: Progress | None
    ) -> Card:
        """How far the move is; None: not said. Raises `UserError` where there is no card."""
        changed = await self._store.set_progress(guild, user, platform, progress, self._now())
        return changed or await self.own_on(guild, user, platform)

    async def set_note(self, guild: int, user: int, platform: str, typed: str) -> Published:
        """The content note, on one line; empty: none. Raises `UserError` where there is no card."""
        text, removed = clean(typed)
        note = " ".join(text.split())[:LONGEST_NOTE].rstrip()
        changed = await self._store.set_note(guild, user, platform, note, self._now())
        card = changed or await self.own_on(guild, user, platform)
        return Published(card=card, is_new=False, removed=removed)

    async def set_ending(self, guild: int, user: int, platform: str, ending: Ending) -> Card:
        """Until when the card holds, counted from now. Raises `UserError` where there is none."""
        until = None
        if ending != "never":
            until = self._now() + (365 if ending == "ask" else int(ending)) * DAY
        changed = await self._store.set_ending(
            guild, user, platform, until, ask_again=ending == "ask"
        )
        return changed or await self.own_on(guild, user, platform)

    async def verify(self, guild: int, user: int, platform: str) -> tuple[Card, bool | None]:
        """Asks the service whether the card's account is there; see `HandleCheck.exists`. Raises
        `UserError` where there is no card."""
        card = await self.own_on(guild, user, platform)
        record = self._catalogue.platforms.get(platform)
        found = await self._handles.exists(record, card.handle) if record else None
        if found is None:
            return card, None
        at = self._now() if found else None
        changed = await self._store.set_verified(guild, user, platform, card.handle, at)
        if changed is None:
            return await self.own_on(guild, user, platform), None
        return changed, found

    def can_verify(self, platform: str) -> bool:
        """Whether the service can be asked for an account: the fediverse and the AT protocol."""
        record = self._catalogue.platforms.get(platform)
        return record is not None and (is_fediverse(record) or is_atproto(record))

    async def remove(self, guild: int, user: int, platform: str) -> None:
        """Takes the card away. Raises `UserError` where there is none."""
        if not await self._store.remove_card(guild, user, platform, self._now()):
            raise UserError(
                "You have no card for {platform} in this server.", platform=self._name(platform)
            )

    async def restore(self, guild: int, user: int, platform: str) -> Card:
        """Puts a card back that was taken away within a day. Raises `UserError`."""
        if not await self._store.restore_card(guild, user, platform, self._now()):
            raise UserError("There is nothing to put back: that works for a day.")
        return await self.own_on(guild, user, platform)

    # what others see

    async def find(self, guild: int, user: int, *, is_here: bool = False) -> Sequence[Card]:
        """The cards that this member lets others look up. Nothing tells whether there are more.

        `is_here`: Discord just said that they are in the server. Raises `UserError` where the
        server has cards switched off.
        """
        await self.require_on(guild)
        if is_here:
            await self.seen(guild, user)
        return await self._store.shown_cards(guild, user, self.window())

    async def directory(self, guild: int, platform: str | None, page: int) -> Directory:
        """A page (from 0) of all listed cards, or those of one platform; the newest first. Raises
        `UserError` where the server has cards switched off."""
        await self.require_on(guild)
        window = self.window()
        page = min(max(0, page), 10_000)
        cards = await self._store.listed_cards(
            guild, platform, window, limit=PAGE + 1, offset=page * PAGE
        )
        return Directory(
            cards=cards[:PAGE],
            platforms=await self._store.listed_platforms(guild, window),
            platform=platform,
            page=page,
            has_next=len(cards) > PAGE,
        )

    def window(self) -> Window:
        """What may be shown now."""
        now = self._now()
        return Window(now=now, seen_since=now - SEEN_LASTS)

    # who is here

    async def seen(self, guild: int, user: int) -> None:
        """Notes that a member is in the server, at most once a day and process."""
        now = self._now()
        if self._sightings.is_news(guild, user, now):
            await self._store.renew_member(guild, user, now, now - DAY)
            self._sightings.note(guild, user, now)

    async def to_look_for(self, guild: int, limit: int) -> Sequence[int]:
        """Owners of cards that nobody has looked for within a day."""
        return await self._store.members_to_check(guild, self._now() - CHECK_EVERY + 3600, limit)

    async def looked_for(self, guild: int, here: Sequence[int], gone: Sequence[int]) -> None:
        """Notes who was found in the server and who was not."""
        self._sightings.forget(guild, gone)
        await self._store.note_members(guild, here, gone, self._now())

    def link(self, card: Card) -> str | None:
        """The profile's address, made from the platform's own template."""
        platform = self._catalogue.platforms.get(card.platform)
        if platform is None or platform.profile is None:
            return None
        return profile_url(platform.profile, card.handle)

    def _name(self, platform: str) -> str:
        record = self._catalogue.platforms.get(platform)
        return record.name if record else platform

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
