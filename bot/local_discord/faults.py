"""What can go wrong on purpose: closed DMs, failing, limited, slow or broken-off routes.

Routes are named by a regular expression searched in "METHOD /path/template" and "METHOD /path",
for example r"POST /channels/\\d+/messages" or r"messages/@original". With `after=True` the request
does its work first: what the bot asked for has happened, and only the answer tells otherwise.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from .errors import ApiError, rate_limited

CLOSED, NO_MUTUAL_GUILD = 50007, 50278


class Reset(Exception):  # noqa: N818 - what happens to the connection, not an error of ours
    """The connection breaks off without an answer."""


@dataclass(slots=True)
class _Fault:
    route: re.Pattern[str]
    times: int
    error: ApiError | Reset | None = None
    wait: Callable[[], Awaitable[object]] | None = None
    after: bool = False


@dataclass(slots=True)
class Faults:
    """`closed_dms` maps a user id to 50007 (blocked or closed) or 50278 (no server in common)."""

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

    def hold(self, route: str, times: int = 1, *, after: bool = False) -> asyncio.Event:
        """Keep the next `times` requests waiting until the returned event is set."""
        released = asyncio.Event()
        self._faults.append(_Fault(re.compile(route), times, wait=released.wait, after=after))
        return released

    def clear(self) -> None:
        self._faults.clear()
        self.closed_dms.clear()

    async def strike(self, names: tuple[str, str], *, after: bool = False) -> None:
        """Apply the first fault for a route under one of these names, before or `after` its work.

        Raises its `ApiError` or `Reset`.
        """
        for fault in self._faults:
            if fault.after is after and any(fault.route.search(name) for name in names):
                fault.times -= 1
                if not fault.times:
                    self._faults.remove(fault)
                if fault.wait:
                    await fault.wait()
                if fault.error:
                    raise fault.error
                return
