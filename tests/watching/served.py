"""A server on this machine for the watch's tests, to which every name of the internet leads."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.core.watched import Problem
from bot.watching.fetching import Fetcher, FetchError, NotModified, Page

Answer = web.StreamResponse | Callable[[web.Request], Awaitable[web.StreamResponse]]

HERE = "127.0.0.1"
HOST = "policies.example.org"
HOSTS = frozenset({HOST})
URL = f"http://{HOST}/privacy"


class Names(AbstractResolver):
    """Every name is the server at this port; those in `elsewhere` have addresses of their own."""

    def __init__(self, port: int, elsewhere: dict[str, str] | None = None) -> None:
        self._port = port
        self._elsewhere = elsewhere or {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=self._elsewhere.get(host, HERE),
                port=self._port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None: ...


class Platform:
    """A platform's server. `says` gives the next answers by address, "host/path" or "/path" for
    every host; an address that it knows nothing of is 404, its robots.txt too."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self._answers: dict[str, Answer] = {}
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self.server = TestServer(app, host=HERE)

    def says(
        self, where: str, content: str | bytes | Answer = b"", status: int = 200, **headers: str
    ) -> None:
        if isinstance(content, str):
            content = content.encode()
        if not isinstance(content, bytes):
            self._answers[where] = content
            return
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(body=content, status=status, headers=named)

        self._answers[where] = answer

    @property
    def addresses(self) -> list[str]:
        """What it was asked for, in order."""
        return [f"{request.host}{request.path_qs}" for request in self.asked]

    @property
    def pages(self) -> list[str]:
        """The same without robots.txt."""
        return [address for address in self.addresses if not address.endswith("/robots.txt")]

    def fetcher(self, *, elsewhere: dict[str, str] | None = None, **options: Any) -> Fetcher:
        port = self.server.port
        assert port
        usual = {"is_allowed": HERE.__eq__, "names": Names(port, elsewhere)}
        return Fetcher("Tern/1.0 (+https://tern.example)", **(usual | options))

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        address = f"{request.host}{request.path}"
        answer = self._answers.get(address) or self._answers.get(request.path)
        if answer is None:
            return web.Response(status=404)
        return answer if isinstance(answer, web.StreamResponse) else await answer(request)


async def page(fetcher: Fetcher, url: str = URL, **options: Any) -> Page:
    got = await fetcher.fetch(url, HOSTS, **options)
    assert isinstance(got, Page)
    return got


async def unchanged(fetcher: Fetcher, url: str = URL, **options: Any) -> NotModified:
    got = await fetcher.fetch(url, HOSTS, **options)
    assert isinstance(got, NotModified)
    return got


async def problem(fetcher: Fetcher, url: str = URL, **options: Any) -> Problem:
    try:
        await fetcher.fetch(url, HOSTS, **options)
    except FetchError as error:
        return error.problem
    raise AssertionError("there is a page")
