"""Asking for an account, against a real server on this machine: what it says, and what it tries."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.core.records import Platform
from bot.handle_check import LARGEST, AskServices
from bot.network import is_public
from tests.shipped import catalogue

pytestmark = pytest.mark.asyncio


class AllNamesAreHere(AbstractResolver):
    """Every name is the test's own server, or whatever address it is told to be."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        self._port = port
        self._address = address

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=self._address,
                port=self._port,
                family=socket.AF_INET6 if ":" in self._address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None: ...


class Service:
    """A server of the fediverse and of the AT protocol. `answer` is what it says next."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.answer = web.Response(status=404)
        self.waits = asyncio.Event()
        self.waits.set()
        app = web.Application()
        app.router.add_get("/{path:.*}", self.handle)
        self.server = TestServer(app, host="127.0.0.1")

    async def handle(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        await self.waits.wait()
        return self.answer

    def says(self, document: Any, status: int = 200, **headers: str) -> None:
        self.answer = web.Response(
            body=document if isinstance(document, bytes) else json.dumps(document).encode(),
            status=status,
            headers=headers,
        )

    def client(self, **options: Any) -> AskServices:
        port = self.server.port
        assert port
        usual = {"is_allowed": lambda _: True, "scheme": "http", "resolver": "http://api.example"}
        return AskServices("Tern/test", names=AllNamesAreHere(port), **(usual | options))


@pytest_asyncio.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    await made.server.start_server()
    yield made
    made.waits.set()
    await made.server.close()


def platform(name: str) -> Platform:
    return catalogue().platforms[name]


ACCOUNT = {
    "subject": "acct:jane@mastodon.art",
    "links": [{"rel": "self", "type": "application/activity+json", "href": "https://x/jane"}],
}


async def ask(service: Service, **options: Any) -> bool | None:
    return await service.client(**options).exists(platform("mastodon"), "jane@mastodon.art")


async def test_the_fediverse_is_asked_by_webfinger(service: Service) -> None:
    service.says(ACCOUNT)
    assert await ask(service) is True
    (request,) = service.requests
    assert request.path == "/.well-known/webfinger"
    assert dict(request.query) == {"resource": "acct:jane@mastodon.art"}
    assert request.headers["Host"] == "mastodon.art"
    assert request.headers["User-Agent"] == "Tern/test"
    assert "Cookie" not in request.headers
    assert "Authorization" not in request.headers


async def test_bluesky_is_asked_by_the_at_protocol(service: Service) -> None:
    service.says({"did": "did:plc:abc"})
    client = service.client()
    assert await client.exists(platform("bluesky"), "jane.bsky.social") is True
    (request,) = service.requests
    assert request.path == "/xrpc/com.atproto.identity.resolveHandle"
    assert dict(request.query) == {"handle": "jane.bsky.social"}
    service.says({"error": "InvalidRequest", "message": "Unable to resolve handle"}, 400)
    assert await client.exists(platform("bluesky"), "nobody.bsky.social") is False


@pytest.mark.parametrize(("status", "known"), [
    (404, False), (410, False), (400, None), (401, None), (429, None), (500, None), (204, None),
])  # fmt: skip
async def test_only_a_clear_no_is_no(service: Service, status: int, known: bool | None) -> None:
    service.says(b"", status)
    assert await ask(service) is known


@pytest.mark.parametrize("document", [
    b"<html>", b"", b"[" * 100_0, b"\xff\xfe", {}, [], 5, None, {"subject": "acct:x@y"},
    {"subject": 1, "links": []}, {"subject": "a", "links": [1, {"rel": "other"}]},
])  # fmt: skip
async def test_what_is_no_description_of_an_account_says_nothing(
    service: Service, document: Any
) -> None:
    service.says(document)
    assert await ask(service) is None


async def test_redirects_are_not_followed(service: Service) -> None:
    service.says(b"", 302, Location="http://elsewhere.example/.well-known/webfinger")
    assert await ask(service) is None
    assert len(service.requests) == 1


async def test_a_large_answer_is_dropped(service: Service) -> None:
    service.says({**ACCOUNT, "padding": "x" * LARGEST})
    assert await ask(service) is None


async def test_a_slow_answer_is_not_waited_for(service: Service) -> None:
    service.waits.clear()
    assert await ask(service, seconds=0.05) is None


async def test_a_dead_server_says_nothing(service: Service) -> None:
    client = service.client()
    await service.server.close()
    assert await client.exists(platform("mastodon"), "jane@mastodon.art") is None


async def test_in_production_nothing_on_this_machine_is_asked(service: Service) -> None:
    service.says(ACCOUNT)
    assert await ask(service, is_allowed=is_public) is None
    assert service.requests == []


async def test_addresses_typed_as_names_are_looked_at_too(service: Service) -> None:
    """Patterns refuse them long before; the connection does so as well."""
    client = service.client(is_allowed=is_public)
    for server in ("127.0.0.1", "[::1]", "2130706433", "localhost"):
        handle = f"jane@{server}:{service.server.port}"
        assert await client.exists(platform("mastodon"), handle) is None
    assert service.requests == []


async def test_without_tls_there_is_no_answer(service: Service) -> None:
    service.says(ACCOUNT)
    assert await ask(service, scheme="https") is None
    assert service.requests == []


async def test_other_services_are_not_asked(service: Service) -> None:
    assert await service.client().exists(platform("cara"), "jane") is None
    assert service.requests == []


@pytest.mark.parametrize(("address", "public"), [
    ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True),
    ("127.0.0.1", False), ("10.0.0.1", False), ("172.16.5.4", False), ("192.168.1.1", False),
    ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
    ("255.255.255.255", False), ("192.0.2.1", False), ("198.18.0.1", False),
    ("::1", False), ("::", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
    ("ff02::1", False), ("2001:db8::1", False), ("::ffff:127.0.0.1", False),
    ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b::a00:1", False),
    ("2002:7f00:1::", False), ("2002:a00:1::1", False), ("not an address", False), ("", False),
])  # fmt: skip
async def test_what_a_public_address_is(address: str, public: bool) -> None:
    assert is_public(address) is public
