"""What moves need of the store: cards, who is still here, asks, reports and a server's choices.

Whether a card may be shown to others is decided in one place, the store's: it belongs to a member
who was seen in the last days and has not left, it has not ended, no moderator hid it, the server
has cards on, and its owner allows it. Every method that shows cards to others asks for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.core.models import Card

Asked = Literal["kept", "already", "full", "refused"]
"""What came of asking to be told: remembered; it was before; too many are open; that member takes
no such asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody (`user`) wants to be told when a member (`about`) can be found. UTC seconds."""

    id: int
    guild: int
    user: int
    about: int
    reader: str
    asked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A card that moderators have to look at, or have hidden, and how many people reported it."""

    card: Card
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What "shown to others" means at a moment: cards that have not ended at `now`, of members who
    were seen since `seen_since`. UTC seconds."""

    now: int
    seen_since: int


class CardStore(Protocol):
    """Times are UTC seconds."""

    # one's own cards
    async def put_card(self, card: Card) -> bool:
        """Creates the card for (guild, user, platform), or writes handle, origin, visibility and
        reader onto the one there; with another handle it is not verified any more, and an end that
        was before its `updated_at` is none. Its owner was seen at its `updated_at`. The store gives
        it an `id`, and hides it where a moderator hid the one that its owner took away before. True
        when it is new."""
        ...

    async def set_progress(
        self, guild: int, user: int, platform: str, progress: str | None, now: int
    ) -> Card | None:
        """The changed card; None where there is none, as with all of these."""
        ...

    async def set_note(
        self, guild: int, user: int, platform: str, note: str, now: int
    ) -> Card | None: ...
    async def set_ending(
        self, guild: int, user: int, platform: str, until: int | None, *, ask_again: bool
    ) -> Card | None: ...
    async def set_verified(
        self, guild: int, user: int, platform: str, handle: str, at: int | None
    ) -> Card | None:
        """When an account of this handle was found. None too where the card has another by now."""
        ...

    async def cards_of(self, guild: int, user: int) -> Sequence[Card]:
        """The member's cards in a server, by platform id."""
        ...

    async def remove_card(self, guild: int, user: int, platform: str, now: int) -> bool:
        """Puts the card aside, for a day. False where there is none."""
        ...

    async def restore_card(self, guild: int, user: int, platform: str, now: int) -> bool:
        """Puts it back if it was put aside within a day and no newer one is there."""
        ...

    # what others see
    async def shown_cards(self, guild: int, user: int, window: Window) -> Sequence[Card]:
        """The member's cards that others may look up, by platform id."""
        ...

    async def listed_cards(
        self, guild: int, platform: str | None, window: Window, *, limit: int, offset: int
    ) -> Sequence[Card]:
        """Cards whose owners allow lists, the newest first."""
        ...

    async def listed_platforms(self, guild: int, window: Window) -> Sequence[str]:
        """Platforms with a listed card, sorted."""
        ...

    async def listed_handles(
        self, guild: int, platform: str, besides: int, window: Window
    ) -> Sequence[str]:
        """The names on one platform of all who allow lists, but for one member's; sorted."""
        ...

    # who is still here
    async def renew_member(self, guild: int, user: int, now: int, before: int) -> None:
        """Notes that a member whom cards hold was seen now, unless that is noted since `before`."""
        ...

    async def members_to_check(self, guild: int, before: int, limit: int) -> Sequence[int]:
        """Members last looked for before then, the longest ago first."""
        ...

    async def note_members(
        self, guild: int, here: Sequence[int], gone: Sequence[int], now: int
    ) -> None:
        """Notes who was found and who was not. The first time counts as when they left."""
        ...

    async def sweep_cards(
        self, guild: int, now: int, *, gone_before: int, asked_before: int
    ) -> bool:
        """Erases what is over: cards that have ended, cards put aside a day ago, asks older than
        `asked_before`, and all of members who left before `gone_before` and were looked for in vain
        once as much time had passed. True while there is anything left to look after."""
        ...

    async def cards_to_ask_about(self, guild: int, now: int) -> Sequence[Card]:
        """Cards whose owners want to be asked now whether they still hold; not of who left."""
        ...

    async def prolong_card(self, card: int, until: int, *, ask_again: bool) -> bool:
        """Sets when a card ends. False where it is gone."""
        ...

    # asks
    async def ask_arrival(self, ask: Ask, *, expired: int, most: int) -> Asked:
        """Keeps the ask (its `id` is given by the store) unless `most` are open that are newer than
        `expired`."""
        ...

    async def plan_arrivals(self, guild: int, user: int, now: int, *, expired: int) -> int:
        """Makes a job of every open ask for this member; how many."""
        ...

    async def arrival(self, ask: int) -> Ask | None:
        """None where either of the two was erased."""
        ...

    async def close_ask(self, ask: int) -> None: ...
    async def close_asks_of(self, user: int) -> int:
        """Drops all that this person asked; how many."""
        ...

    async def takes_asks(self, guild: int, user: int) -> bool: ...
    async def take_asks(self, guild: int, user: int, takes: bool, now: int) -> None:
        """Whether others may ask to be told of this member. Refusing drops the open ones."""
        ...

    # follow files
    async def count_file(self, user: int, day: int, most: int) -> bool:
        """Counts a file on this day (days since 1970). False where `most` were made."""
        ...

    # reports
    async def card(self, guild: int, card: int) -> Card | None: ...
    async def report_card(self, guild: int, card: int, user: int, now: int) -> bool:
        """False where this person has reported it as it stands."""
        ...

    async def reported_cards(self, guild: int) -> Sequence[Reported]:
        """Cards with open reports, the most reported first, then the hidden ones; none that their
        owners show to nobody, and none of those who left."""
        ...

    async def dismiss_reports(self, guild: int, card: int) -> None: ...
    async def hide_card(self, guild: int, card: int, hidden_at: int | None) -> Card | None:
        """Hides it (None: shows it again) and closes its reports; None where it is gone."""
        ...

    # a server's choices
    async def cards_on(self, guild: int) -> bool: ...
    async def switch_cards(self, guild: int, on: bool, now: int) -> None: ...
