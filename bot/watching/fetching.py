"""Fetches one text from a platform's server: politely, and without trust in what answers.

Robots.txt is asked before every page and after every redirect (RFC 9309). Only public addresses
are connected to, looked at after names are resolved; redirects lead to the platform's own hosts or
nowhere; an answer has a size, unpacked, and all of them together a time. No cookies, no proxy.
"""

from __future__ import annotations

import asyncio
import re
import time
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

import aiohttp

from bot.network import IsAllowed, is_public, only_to
from bot.watching import robots
from bot.watching.page import Page, TooLargeError, Unpacking
from bot.watching.robots import Robots, Rules

if TYPE_CHECKING:
    from bot.core.watched import Problem

SECONDS: Final = 30
"""For one text, with its robots.txt and redirects."""

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a page, unpacked. The longest terms that are known have about a tenth of it."""

REDIRECTS: Final = 5
LONGEST_PAUSE: Final = 7 * 24 * 3600
"""Seconds; no server may ask for a longer one."""

BUSY: Final = 3600
"""Seconds for which a server is left alone that has too much to do and does not say how long."""

PAGES: Final = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"

_LONGEST_HEADER = 32 * 1024
_LONGEST_TAG = 512
"""Of ETag and Last-Modified, which are kept and sent back."""

_TOO_MUCH = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})


class FetchError(Exception):
    """There is no page. `retry_after` are the seconds that the server asked for, `status` is its
    HTTP error."""

    status: int | None = None

    def __init__(self, problem: Problem, retry_after: int | None = None) -> None:
        super().__init__(problem)
        self.problem: Problem = problem
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is the one whose `etag` or `modified` was sent (304)."""

    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """`user_agent` is a product with its version and where to learn of it; its name is what
    robots.txt is asked for. `is_allowed` and `names` are for tests, which have servers on this
    machine; `clock` counts seconds from any moment.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        is_allowed: IsAllowed = is_public,
        names: aiohttp.abc.AbstractResolver | None = None,
        seconds: float = SECONDS,
        largest: int = LARGEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_agent = user_agent
        self._token = re.split(r"[/\s]", user_agent, maxsplit=1)[0]
        self._is_allowed = is_allowed
        self._names = names
        self._seconds = seconds
        self._largest = largest
        self._robots = Robots(clock)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def fetch(
        self,
        url: str,
        hosts: frozenset[str],
        *,
        etag: str | None = None,
        modified: str | None = None,
        accept: str = PAGES,
        language: str | None = None,
    ) -> Page | NotModified:
        """What is published at the address; redirects lead to `hosts`, to what is under them, and
        never from https to http. `language` is the one asked for (ISO 639), where a server has
        several. Raises FetchError, and nothing else for what a server does."""
        asked = {
            "Accept": accept,
            "Accept-Language": f"{language}, *;q=0.1" if language else None,
            "If-None-Match": etag,
            "If-Modified-Since": modified,
        }
        headers = {name: value for name, value in asked.items() if value}
        try:
            async with self._session() as session:
                visit = _Visit(session, self._turns, hosts, self._seconds)
                answer = await self._page(visit, url, headers)
        except TooLargeError:
            raise FetchError("too-large") from None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, zlib.error) as error:
            raise FetchError("unreachable") from error
        if isinstance(answer, Page) or {"If-None-Match", "If-Modified-Since"} & headers.keys():
            return answer
        raise FetchError("status")

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self._names,
                socket_factory=only_to(self._is_allowed),
                use_dns_cache=False,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"},
            auto_decompress=False,
            trust_env=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )

    async def _page(self, visit: _Visit, url: str, headers: dict[str, str]) -> Page | NotModified:
        for _ in range(REDIRECTS + 1):
            await self._ask_robots(visit, url)
            answer = await visit.get(url, headers, self._largest)
            if not isinstance(answer, str):
                return answer
            url = answer
        raise FetchError("redirect")

    async def _ask_robots(self, visit: _Visit, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        rules = self._robots.get(site)
        if rules is None:
            rules = await self._read_robots(visit, site)
            self._robots.put(site, rules)
        if rules.problem:
            raise FetchError(rules.problem, rules.retry_after)
        if not await asyncio.to_thread(robots.allows, rules, url, self._token):
            raise FetchError("refused")

    async def _read_robots(self, visit: _Visit, site: str) -> Rules:
        """RFC 9309, section 2.3.1: with 4xx there are no rules; with 5xx and without an answer
        nothing is allowed. Nor is it where the redirects lead to no place that Tern asks, and
        "too many requests" is taken at its word."""
        url = f"{site}/robots.txt"
        try:
            for _ in range(REDIRECTS + 1):
                answer = await visit.get(url, {"Accept": "text/plain, */*;q=0.1"}, robots.LARGEST,
                                         is_cut=True)  # fmt: skip
                if isinstance(answer, Page):
                    return await asyncio.to_thread(robots.concerning, answer.content, self._token)
                if isinstance(answer, NotModified):
                    break
                url = answer
        except _StatusError as error:
            if error.status >= 500 or error.status == 429:
                return Rules(problem="refused", retry_after=error.retry_after)
            return Rules()
        except FetchError:
            pass
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, zlib.error):
            return Rules(problem="unreachable")
        return Rules(problem="refused")


class _StatusError(FetchError):
    status: int

    def __init__(self, status: int, retry_after: int | None) -> None:
        super().__init__("status", retry_after)
        self.status = status


class _Visit:
    """The requests for one text: one at a time to a host (`turns`), `seconds` for all of them,
    without what is spent in waiting for a turn."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        turns: WeakValueDictionary[str, asyncio.Lock],
        hosts: frozenset[str],
        seconds: float,
    ) -> None:
        self._session = session
        self._turns = turns
        self._hosts = hosts
        self._left = seconds

    async def get(
        self, url: str, headers: dict[str, str], largest: int, *, is_cut: bool = False
    ) -> Page | NotModified | str:
        """One request; a string is where it leads. With `is_cut` a larger answer is cut."""
        async with (
            self._turn(url),
            self._session.get(url, headers=headers, allow_redirects=False) as response,
        ):
            if response.status in _MOVED and "Location" in response.headers:
                return where_to(url, response.headers["Location"], self._hosts)
            etag, modified = (_kept(response.headers.get(n)) for n in ("ETag", "Last-Modified"))
            if response.status == 304:
                return NotModified(etag, modified)
            if response.status != 200:
                wait = BUSY if response.status in _TOO_MUCH else None
                raise _StatusError(response.status, retry_after(response.headers) or wait)
            return Page(
                url=url,
                status=response.status,
                content=await _content(response, largest, is_cut=is_cut),
                content_type=response.content_type if "Content-Type" in response.headers else "",
                charset=response.charset,
                etag=etag,
                modified=modified,
            )

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[None]:
        turn = self._turns.setdefault(urlsplit(url).netloc.lower(), asyncio.Lock())
        async with turn:
            started = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(self._left):
                    yield
            finally:
                self._left -= asyncio.get_running_loop().time() - started


def where_to(url: str, location: str, hosts: frozenset[str]) -> str:
    """The address that a redirect names. Raises FetchError unless it is one of the platform's own
    (`is_of`), read by https or as the last one was."""
    there = urljoin(url, location).partition("#")[0]
    parts = urlsplit(there)
    schemes = {"https", urlsplit(url).scheme}
    if parts.scheme not in schemes or parts.username or not is_of(there, hosts):
        raise FetchError("redirect")
    return there


def is_of(url: str, hosts: frozenset[str]) -> bool:
    """Whether the address is on one of the hosts or under it; "www." of a host counts as its
    whole. Ports are not looked at."""
    name = _host(url)
    own = {_host(f"//{host}").removeprefix("www.") for host in hosts} - {""}
    return name in own or any(name.endswith(f".{host}") for host in own)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".")


async def _content(response: aiohttp.ClientResponse, largest: int, *, is_cut: bool) -> bytes:
    unpacking = Unpacking(response.headers.get("Content-Encoding", ""), largest)
    packed = 0
    if not is_cut and (response.content_length or 0) > largest:
        raise TooLargeError
    try:
        while part := await response.content.readany():
            packed += len(part)
            unpacking.add(part)
            if packed > largest:
                raise TooLargeError
    except TooLargeError:
        if not is_cut:
            raise
        return unpacking.content
    return unpacking.end()


def _kept(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_TAG and value.isprintable() else None


def retry_after(headers: Mapping[str, str]) -> int | None:
    """The seconds that Retry-After names (RFC 9110, section 10.2.3), at most `LONGEST_PAUSE`; a
    date is counted from the answer's own."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value) if len(value) < 10 else LONGEST_PAUSE, LONGEST_PAUSE)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0, min(int(wait.total_seconds()), LONGEST_PAUSE))
