"""Handles: what people paste becomes the name alone, and a name becomes an address.

Addresses are made from the platform's own templates and from nothing that anybody typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.core.text import clean
from bot.errors import UserError

if TYPE_CHECKING:
    from bot.core.records import Platform, Profile

LONGEST_HANDLE = 256
"""Characters. Longer than any service allows: a fediverse address is a name and a domain."""


def profile_url(profile: Profile, handle: str) -> str:
    """The address of a normalised handle."""
    return _filled(profile.url, handle)


def feed_url(profile: Profile, handle: str) -> str | None:
    """Where feed readers find what is new there; None for services without feeds."""
    return _filled(profile.feed, handle) if profile.feed else None


def is_fediverse(platform: Platform) -> bool:
    """Whether accounts live on servers of their own, as `user@server`."""
    return platform.profile is not None and "{server}" in platform.profile.url


def is_atproto(platform: Platform) -> bool:
    """Whether accounts are names of the AT protocol, as Bluesky's are."""
    return platform.profile is not None and (platform.protocol or "").startswith("AT Protocol")


def normalise(typed: str, platform: Platform) -> str:
    """The bare handle in what was typed: `@name`, `name`, `acct:name@server`, or an address.

    Fediverse handles become `user@server`; where names are domains, or have no capitals, case is
    dropped. What cannot be seen (apps put marks of direction around names) and the angle brackets
    that keep Discord from showing a page are left out. Raises `UserError` with an example when the
    result does not look like a handle of this platform.
    """
    seen = "".join(c for c in clean(typed)[0] if unicodedata.category(c) != "Cf")
    text = " ".join(seen.split()).removeprefix("<").removesuffix(">")
    profile = platform.profile
    if profile is None:
        return _checked(_bare(text), _UNKNOWN, platform, example="")
    from_url = _from_addresses(text, platform, profile)
    handle = from_url if from_url is not None else _bare(text)
    pattern = re.compile(profile.pattern)
    if is_fediverse(platform) or is_atproto(platform) or not pattern.fullmatch(handle):
        handle = handle.lower()
    return _checked(handle, pattern, platform, example=profile.example)


_UNKNOWN = re.compile(r"[\w.-]{1,64}")
"""Where nothing is known of a service's names: letters and digits, and never an address."""


def _filled(template: str, handle: str) -> str:
    user, _, server = handle.partition("@")
    return template.format(handle=handle, user=user, server=server)


_PREFIX = re.compile(r"(?:acct:|at://)?@*", re.IGNORECASE)
"""How names are written where they are links: acct (RFC 7565), the AT protocol, mentions."""


def _bare(text: str) -> str:
    return _PREFIX.sub("", text, count=1)


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


def _from_addresses(text: str, platform: Platform, profile: Profile) -> str | None:
    """The handle in an address of this platform; None where none of its addresses fits."""
    for template in (profile.url, *profile.also):
        handle = _from_url(text, template)
        if handle and is_fediverse(platform) and handle.count("@") > 1:
            # Somebody of another server, seen from one's own: one.example/@jane@other.example
            handle = handle.rpartition("@")[0]
        if handle and re.fullmatch(profile.pattern, handle, re.IGNORECASE):
            return handle
    return None


_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def _from_url(text: str, template: str) -> str | None:
    """The handle, if the text is an address made from the template."""
    bare = _SCHEME.sub("", text, count=1)
    shape = _SCHEME.sub("", template)
    pattern = re.escape(shape.rstrip("/"))
    for field in ("handle", "user", "server"):
        pattern = pattern.replace(re.escape("{" + field + "}"), f"(?P<{field}>[^/?#]+)")
    match = re.fullmatch(pattern + r"/?(?:[?#].*)?", bare, re.IGNORECASE)
    if match is None:
        return None
    parts = match.groupdict()
    return parts["handle"] if "handle" in parts else f"{parts['user']}@{parts['server']}"
