"""What can go wrong on purpose: closed DMs, failing, limited, slow or broken-off routes.

Routes are named by a regular expression searched in "METHOD /path/template" and "METHOD /path",
for example r"POST /channels/\\d+/messages" or r"messages/@original". With `after=True` the request
does its work first: what the bot asked for has happened, and only the answer tells otherwise.

"CONNECT /gateway" is a bot that opens its websocket: before, it is refused; `after`, it is accepted
and then broken off or kept waiting, without a HELLO.
"""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from .errors import ApiError, rate_limited

CLOSED, NO_MUTUAL_GUILD = 50007, 50278


class Reset(Exception):  # noqa: N818 - what happens to the connection, not an error of ours
    """The connection breaks off without an answer."""


class Held(asyncio.Event):
    """Requests that come wait until it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.came = 0
        self._one_more = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self.came += 1
        self._one_more.set()
        return await super().wait()

    async def until(self, count: int, within: float = 60) -> None:
        """Waits until so many requests have come. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while self.came < count:
                self._one_more.clear()
                await self._one_more.wait()


@dataclass(slots=True)
class _Fault:
    route: re.Pattern[str]
    times: float
    error: ApiError | Reset | None = None
    wait: Callable[[], Awaitable[object]] | None = None
    after: bool = False
    until: float = math.inf


@dataclass(slots=True)
class Faults:
    """`closed_dms` maps a user id to 50007 (blocked or closed) or 50278 (no server in common).

    `clock` gives seconds: an outage ends by it.
    """

    clock: Callable[[], float] = time.time
    closed_dms: dict[str, int] = field(default_factory=dict)
    _faults: list[_Fault] = field(default_factory=list)

    def fail(
        self,
        route: str,
        status: int,
        times: int = 1,
        code: int | None = None,
        *,
        after: bool = False,
    ) -> None:
        """Answer the next `times` requests with this status (and Discord code, else 0)."""
        error = ApiError(status, code or 0, f"{status}: made to fail")
        self._faults.append(_Fault(re.compile(route), times, error, after=after))

    def outage(self, route: str, status: int, seconds: float) -> None:
        """Answer every request of the next so many seconds with this status."""
        error = ApiError(status, 0, f"{status}: made to fail")
        until = self.clock() + seconds
        self._faults.append(_Fault(re.compile(route), math.inf, error, until=until))

    def reset(self, route: str, times: int = 1, *, after: bool = False) -> None:
        """Break the connection off instead of answering the next `times` requests."""
        self._faults.append(_Fault(re.compile(route), times, Reset(), after=after))

    def ratelimit(
        self, route: str, retry_after: float, times: int = 1, *, global_: bool = False
    ) -> None:
        """Answer the next `times` requests with 429 and this `retry_after` in seconds."""
        self._faults.append(_Fault(re.compile(route), times, rate_limited(retry_after, global_)))

    def delay(self, route: str, seconds: float, times: int = 1) -> None:
        """Answer the next `times` requests so much later."""
        self._faults.append(_Fault(re.compile(route), times, wait=lambda: asyncio.sleep(seconds)))

    def hold(self, route: str, times: int = 1, *, after: bool = False) -> Held:
        """Keep the next `times` requests waiting until the returned event is set."""
        released = Held()
        self._faults.append(_Fault(re.compile(route), times, wait=released.wait, after=after))
        return released

    def clear(self) -> None:
        self._faults.clear()
        self.closed_dms.clear()

    async def strike(self, names: tuple[str, ...], *, after: bool = False) -> None:
        """Apply the first fault for a route under one of these names, before or `after` its work.

        Raises its `ApiError` or `Reset`.
        """
        now = self.clock()
        self._faults = [fault for fault in self._faults if fault.until > now]
        for fault in self._faults:
            if fault.after is after and any(fault.route.search(name) for name in names):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                if fault.wait:
                    await fault.wait()
                if fault.error:
                    raise fault.error
                return
