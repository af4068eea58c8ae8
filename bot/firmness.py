"""How Tern holds on to Discord's HTTP API where discord.py 2.7.1 lets go.

discord.py repeats what Discord answers with 429 or 5xx. It gives up where a connection breaks off,
waits as long as a 429 says, and leaves a global limit shut for ever when whoever waited for it was
cancelled meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot import limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from discord.http import Route

FAILURES = (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError)
"""What a request to Discord may end in besides success. `TimeoutError` is an `OSError`."""

TOO_MANY = 429
"""The status that says so: of Discord's limits, and of Cloudflare's before it."""

SHUT_SECONDS = 60.0
"""How long a global limit keeps everybody waiting, at most. Who is still limited then is told so
again."""

TRY_SECONDS = 35
"""How long one request may take. discord.py's own five repeats pause for 25 s in all."""

PAUSES = (0.0, 1.0, 3.0, 5.0, 7.0)
"""Seconds before a request whose connection broke off is made again."""


def is_over(failed: BaseException | None) -> bool:
    """Whether this failure says that an interaction takes no answer, or no more."""
    over = limits.TOKEN_ENDED | {limits.ANSWERED}
    return isinstance(failed, discord.HTTPException) and failed.code in over


def is_disturbed(failed: BaseException | None) -> bool:
    """Whether this failure says by itself that Discord, or the way to it, is disturbed."""
    if isinstance(failed, discord.HTTPException):
        return failed.status >= 500 or failed.status == TOO_MANY
    return isinstance(failed, discord.RateLimited | aiohttp.ClientError)


class Gate(asyncio.Event):
    """Stands open (set) unless there is a global limit, and opens by itself.

    discord.py opens its own after it has waited as long as Discord said; but it does not when it is
    cancelled while it waits, and then no request to Discord ever ends.
    """

    def __init__(self, shut_seconds: float = SHUT_SECONDS) -> None:
        super().__init__()
        self._shut_seconds = shut_seconds
        self._opening: asyncio.TimerHandle | None = None
        super().set()

    def clear(self) -> None:
        super().clear()
        self._forget()
        self._opening = asyncio.get_running_loop().call_later(self._shut_seconds, self.set)

    def set(self) -> None:
        super().set()
        self._forget()

    def _forget(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None


def hold_on(client: discord.Client) -> None:
    """To be called once the client has logged in. Answers are firm in this task and in all that it
    starts from here on."""
    async_context.set(FirmAnswers())  # type: ignore[no-untyped-call] # discord.py's maker
    client.http._global_over = Gate()


class FirmAnswers(AsyncWebhookAdapter):
    """Answers to interactions, over connections that break off.

    What can be said twice without being there twice is said again: the first answer, which Discord
    takes once; changes and deletions. A follow-up is not: it would be there twice.
    """

    async def request(
        self,
        route: Route,
        session: aiohttp.ClientSession,
        *,
        files: Sequence[discord.File] | None = None,
        **how: Any,
    ) -> Any:
        """As discord.py's, with which it shares the errors raised."""
        once = _done(route) is None and route.method == "POST"
        pauses = iter(() if once else PAUSES)
        tries: Any = _Tries(session)
        while True:
            try:
                async with asyncio.timeout(TRY_SECONDS):
                    return await super().request(route, tries, files=files, **how)
            except discord.HTTPException as refused:
                # Deletions are repeated by aiohttp too, and told to nobody.
                own = tries.may_be_done or route.method == "DELETE"
                if not own or refused.code != _done(route):
                    raise
                # This very request did it, and Discord was not heard saying so.
                return {"interaction": {"id": route.webhook_id, "type": 0}}
            except (OSError, aiohttp.ClientError):
                pause = next(pauses, None)
                if pause is None:
                    raise
            await asyncio.sleep(pause)
            for file in files or ():
                file.reset(seek=True)


class _Tries:
    """A session, as far as discord.py 2.7.1 makes an answer with it: of all tries together, whether
    one of them may have been done though Discord was not heard saying so."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.may_be_done = False

    @asynccontextmanager
    async def request(
        self, method: str, url: str, **how: Any
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        before, self.may_be_done = self.may_be_done, True
        async with self._session.request(method, url, **how) as response:
            was_refused = 400 <= response.status < 500
            self.may_be_done = before or not was_refused
            yield response


def _done(route: Route) -> int | None:
    """The error code that says of a repeated request: it was done before."""
    if route.path.endswith("/callback"):
        return limits.ANSWERED
    return limits.NO_MESSAGE if route.method == "DELETE" else None
