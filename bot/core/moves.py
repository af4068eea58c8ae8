"""Forwarding cards: where the members of a server can be found now, by their own word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.models import Card
from bot.core.text import clean
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import Visibility
    from bot.core.ports import Catalogue, Clock, Store
    from bot.core.records import Platform, Profile

LONGEST_HANDLE = 256
"""Characters. Longer than any service allows: a fediverse address is a name and a domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A card that was just stored.

    `is_new` is False when it took an older one's place; `removed` says that control characters
    were taken out of the handle.
    """

    card: Card
    is_new: bool
    removed: bool


class Moves:
    """Publishes, lists, finds and removes cards."""

    def __init__(self, catalogue: Catalogue, store: Store, clock: Clock) -> None:
        self._catalogue = catalogue
        self._store = store
        self._clock = clock

    async def publish(
        self,
        guild: int,
        user: int,
        platform: Platform,
        handle: str,
        *,
        origin: Platform | None,
        visible: Visibility | None,
    ) -> Published:
        """Stores the member's card for this platform, in place of an earlier one.

        What is left out (None) stays as it was on the earlier card; on a new one nothing was left
        and everyone may see it. Raises `UserError` for a handle that cannot be one there.
        """
        earlier = {card.platform: card for card in await self.own(guild, user)}.get(platform.id)
        now = int(self._clock.now().timestamp())
        card = Card(
            guild=guild,
            user=user,
            platform=platform.id,
            handle=normalise(handle, platform),
            origin=origin.id if origin else earlier.origin if earlier else None,
            visible=visible or (earlier.visible if earlier else "lists"),
            created_at=now,
            updated_at=now,
        )
        is_new = await self._store.put_card(card)
        return Published(card=card, is_new=is_new, removed=clean(handle)[1])

    async def own(self, guild: int, user: int) -> Sequence[Card]:
        """All of the member's cards in this server."""
        return await self._store.cards_of(guild, user)

    async def find(self, guild: int, user: int) -> Sequence[Card]:
        """The cards that this member lets others look up. Nothing tells whether there are more."""
        cards = await self._store.cards_of(guild, user)
        return [card for card in cards if card.visible in ("lists", "find")]

    async def remove(self, guild: int, user: int, platform: Platform) -> None:
        """Deletes the card. Raises `UserError` where there is none."""
        if not await self._store.remove_card(guild, user, platform.id):
            raise UserError(
                "You have no card for {platform} in this server.", platform=platform.name
            )

    def link(self, card: Card) -> str | None:
        """The profile's address, made from the platform's own template."""
        platform = self._catalogue.platforms.get(card.platform)
        if platform is None or platform.profile is None:
            return None
        return profile_url(platform.profile, card.handle)


def profile_url(profile: Profile, handle: str) -> str:
    """The address of a normalised handle."""
    user, _, server = handle.partition("@")
    return profile.url.format(handle=handle, user=user, server=server)


def normalise(typed: str, platform: Platform) -> str:
    """The bare handle in what was typed: `@name`, `name`, or the profile's address.

    Fediverse handles become `user@server`. Raises `UserError` with an example when the result does
    not look like a handle of this platform.
    """
    text, _ = clean(typed)
    text = " ".join(text.split())
    profile = platform.profile
    if profile is None:
        return _checked(text, re.compile(r".+"), platform, example="")
    from_url = _from_url(text, profile)
    handle = from_url if from_url is not None else text.removeprefix("@")
    if "{server}" in profile.url:
        handle = handle.lower()
    return _checked(handle, re.compile(profile.pattern), platform, example=profile.example)


def _checked(handle: str, pattern: re.Pattern[str], platform: Platform, *, example: str) -> str:
    if len(handle) <= LONGEST_HANDLE and pattern.fullmatch(handle):
        return handle
    if not example:
        raise UserError("That cannot be a name on {platform}.", platform=platform.name)
    raise UserError(
        "That does not look like a name on {platform}. One looks like this: {example}",
        platform=platform.name,
        example=example,
    )


_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def _from_url(text: str, profile: Profile) -> str | None:
    """The handle, if the text is an address made from the platform's template."""
    bare, had_scheme = _SCHEME.subn("", text, count=1)
    template = _SCHEME.sub("", profile.url)
    if not had_scheme and not bare.lower().startswith(template.partition("{")[0].lower() or "\0"):
        return None
    pattern = re.escape(template.rstrip("/"))
    for field in ("handle", "user", "server"):
        pattern = pattern.replace(re.escape("{" + field + "}"), f"(?P<{field}>[^/?#]+)")
    match = re.fullmatch(pattern + r"/?(?:[?#].*)?", bare, re.IGNORECASE)
    if match is None:
        return None
    parts = match.groupdict()
    return parts["handle"] if "handle" in parts else f"{parts['user']}@{parts['server']}"
