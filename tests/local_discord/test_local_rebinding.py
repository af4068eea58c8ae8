"""A web page of somebody else's cannot reach the local Discord: not with a name of its own that it
lets point here (DNS rebinding), and not from its own origin; nobody on another machine can."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.local_discord.server import LocalDiscord

pytestmark = pytest.mark.asyncio

PATHS = (
    "/", "/page/state", "/page/events", "/page/static/page.js", "/gateway", "/attachments/1/2/x",
    "/api/v10/gateway", "/api/v10/users/@me", "/nowhere",
)  # fmt: skip


@pytest_asyncio.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as discord:
        yield discord


def port(local: LocalDiscord) -> int:
    return int(local.page_url.rstrip("/").rpartition(":")[2])


async def status(local: LocalDiscord, path: str, *headers: str, version: str = "1.1") -> int:
    """Of an answer to exactly this request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port(local))
    lines = [f"GET {path} HTTP/{version}", *headers, "Connection: close", "", ""]
    writer.write("\r\n".join(lines).encode())
    line = await reader.readline()
    writer.close()
    return int(line.split()[1])


@pytest.mark.parametrize("path", PATHS)
async def test_a_foreign_name_for_this_machine_is_refused(local: LocalDiscord, path: str) -> None:
    own = f"127.0.0.1:{port(local)}"
    for host in ("evil.example", f"evil.example:{port(local)}", f"{own}.evil.example", "127.0.0.1",
                 f"evil.example@{own}", f"[::1]:{port(local)}", ""):  # fmt: skip
        assert await status(local, path, f"Host: {host}") in (400, 403), host
    assert await status(local, path, version="1.0") == 403
    for origin in ("http://evil.example", f"https://{own}", "null", "file://", f"http://{own}x"):
        assert await status(local, path, f"Host: {own}", f"Origin: {origin}") == 403, origin
    assert await status(local, path, f"Host: {own}", f"Origin: http://{own}") != 403


async def test_it_listens_on_the_loopback_address_alone(local: LocalDiscord) -> None:
    sockets = [site._server.sockets for site in local._runner.sites]  # type: ignore[attr-defined]
    found = {each.getsockname()[0] for group in sockets for each in group}
    assert found == {"127.0.0.1"}
    with socket.create_server(("127.0.0.2", port(local))):
        pass  # nothing of it is there
