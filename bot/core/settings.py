"""What a server's moderators choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports import Clock, Store
    from bot.core.postings import Posting, PostKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """The choices of one server. `region` is the id of the one that answers are given for,
    `moderators` the role that may see statistics and settings; `postings` are stopped ones too.
    `reports` is how many cards have open reports, which is not a choice but is shown beside them.
    """

    cards: bool
    reports: int
    region: str | None
    moderators: int | None
    postings: Mapping[PostKind, Posting]


class Settings:
    """Reads and changes them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def show(self, guild: int) -> GuildSettings:
        reported = await self._store.reported_cards(guild)
        return GuildSettings(
            cards=await self._store.cards_on(guild),
            reports=sum(1 for one in reported if one.reports),
            region=await self._store.guild_region(guild),
            moderators=await self._store.moderator_role(guild),
            postings={posting.kind: posting for posting in await self._store.postings(guild)},
        )

    async def switch_cards(self, guild: int, on: bool) -> None:
        """Switches cards, the directory and follow files on or off. Off, cards are kept and shown
        to nobody but their owners."""
        await self._store.switch_cards(guild, on, self._now())

    async def region(self, guild: int) -> str | None:
        """The id of the region that answers are given for to those who have not said where they
        live."""
        return await self._store.guild_region(guild)

    async def choose_region(self, guild: int, region: str | None) -> None:
        """None: answers name no region until a person does."""
        await self._store.choose_region(guild, region, self._now())

    async def name_moderators(self, guild: int, role: int | None) -> None:
        """The role may do what else needs Manage Server; None: no role."""
        if role == guild:
            raise UserError("Everybody has that role. Name one that moderators alone have.")
        await self._store.name_moderators(guild, role, self._now())

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
