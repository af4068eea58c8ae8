"""Whether an account is there, asked of the service itself because its owner pressed a button.

The fediverse is asked by WebFinger (RFC 7033), Bluesky by the AT protocol's
com.atproto.identity.resolveHandle. The name of a server comes from what a member typed, so nothing
is trusted: only https, only public addresses (looked at where the connection is made, after every
name is resolved), no redirects, no cookies, no proxy, a few seconds and a few kilobytes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from bot.core.handles import is_atproto, is_fediverse
from bot.network import IsAllowed, is_public, only_to

if TYPE_CHECKING:
    from bot.core.records import Platform

SECONDS: Final = 5
LARGEST: Final = 64 * 1024
"""Bytes of an answer; a WebFinger document has about one thousand."""

_AT_ONCE = 8
"""Questions under way at the same time."""

RESOLVER: Final = "https://public.api.bsky.app"
"""Bluesky's public service for questions without an account."""


class AskServices:
    """Implements `bot.core.ports.HandleCheck`.

    `is_allowed`, `scheme` and `resolver` are for tests, which ask a server on this machine.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        is_allowed: IsAllowed = is_public,
        scheme: str = "https",
        resolver: str = RESOLVER,
        names: aiohttp.abc.AbstractResolver | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._user_agent = user_agent
        self._is_allowed = is_allowed
        self._scheme = scheme
        self._resolver = resolver
        self._names = names
        self._seconds = seconds
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def exists(self, platform: Platform, handle: str) -> bool | None:
        """See `HandleCheck.exists`."""
        if is_fediverse(platform):
            server = handle.rpartition("@")[2]
            url = f"{self._scheme}://{server}/.well-known/webfinger"
            return await self._ask(url, {"resource": f"acct:{handle}"}, _is_account)
        if is_atproto(platform):
            url = f"{self._resolver}/xrpc/com.atproto.identity.resolveHandle"
            return await self._ask(url, {"handle": handle}, _is_did, absent=(400, 404))
        return None

    async def _ask(
        self,
        url: str,
        query: dict[str, str],
        is_found: Callable[[Any], bool],
        *,
        absent: tuple[int, ...] = (404, 410),
    ) -> bool | None:
        try:
            async with self._turn:
                status, content = await self._get(url, query)
            if status in absent:
                return False
            return True if status == 200 and is_found(json.loads(content)) else None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, RecursionError):
            return None

    async def _get(self, url: str, query: dict[str, str]) -> tuple[int, bytes]:
        connector = aiohttp.TCPConnector(
            resolver=self._names, socket_factory=only_to(self._is_allowed), use_dns_cache=False
        )
        async with (
            aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=self._seconds),
                headers={"User-Agent": self._user_agent, "Accept": "application/json, */*;q=0.1"},
                auto_decompress=False,
                skip_auto_headers=("Accept-Encoding",),
                trust_env=False,
            ) as session,
            session.get(url, params=query, allow_redirects=False) as response,
        ):
            content = await response.content.read(LARGEST)
            while len(content) < LARGEST and not response.content.at_eof():
                content += await response.content.read(LARGEST - len(content))
            if not response.content.at_eof():
                raise ValueError("an answer too large to be one")
            return response.status, content


def _is_account(document: Any) -> bool:
    """A description of an account (RFC 7033, section 4.4): it names a subject and links to it."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("subject"), str)
        and isinstance(document.get("links"), list)
        and any(isinstance(one, dict) and one.get("rel") == "self" for one in document["links"])
    )


def _is_did(document: Any) -> bool:
    return isinstance(document, dict) and str(document.get("did", "")).startswith("did:")
