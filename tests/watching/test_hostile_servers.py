"""Servers that mean harm, or are broken: each ends as a problem, soon and without growing."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import pytest
from aiohttp import web

from bot.network import is_public
from bot.watching.fetching import Fetcher
from tests.watching.served import HERE, HOST, URL, Names, Platform, page, problem

packed = partial(gzip.compress, mtime=0)  # without the time, tests keep their names

pytestmark = pytest.mark.asyncio

LARGEST = 100_000


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<p>and so on</p>" * 1000)


async def dripping(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"x")
        await asyncio.sleep(0.005)


def bomb(size: int, wbits: int = 31) -> bytes:
    packing = zlib.compressobj(9, wbits=wbits)
    zeros = bytes(1_000_000)
    parts = [packing.compress(zeros) for _ in range(size // len(zeros))]
    return b"".join(parts) + packing.flush()


async def test_a_body_without_end_is_cut_off(platform: Platform) -> None:
    platform.says("/privacy", endless)
    assert await problem(platform.fetcher(largest=LARGEST)) == "too-large"


async def test_a_size_that_is_too_large_is_believed(platform: Platform) -> None:
    platform.says("/privacy", b"x" * (LARGEST + 1))
    assert await problem(platform.fetcher(largest=LARGEST)) == "too-large"
    platform.says("/privacy", b"x" * LARGEST)
    assert len((await page(platform.fetcher(largest=LARGEST))).content) == LARGEST


async def test_a_slow_drip_ends(platform: Platform) -> None:
    platform.says("/privacy", dripping)
    assert await problem(platform.fetcher(seconds=0.1)) == "unreachable"


async def test_a_slow_robots_txt_ends_too(platform: Platform) -> None:
    platform.says("/robots.txt", dripping)
    platform.says("/privacy", "text")
    assert await problem(platform.fetcher(seconds=0.1)) == "unreachable"
    assert platform.pages == []


async def test_redirects_do_not_give_more_time(platform: Platform) -> None:
    """Each is quick enough for itself; all of them together are not."""

    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.06)
        return web.Response(status=302, headers={"Location": f"{request.path}x"})

    for length in range(6):
        platform.says("/privacy" + "x" * length, slow)
    assert await problem(platform.fetcher(seconds=0.15)) == "unreachable"


async def test_a_robots_txt_without_end_is_read_up_to_its_size(platform: Platform) -> None:
    platform.says("/robots.txt", endless)
    platform.says("/privacy", "text")
    assert (await page(platform.fetcher())).text == "text"


@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
async def test_a_bomb_is_not_unpacked(platform: Platform, encoding: str, wbits: int) -> None:
    platform.says("/privacy", bomb(50_000_000, wbits), Content_Encoding=encoding)
    assert await problem(platform.fetcher(largest=LARGEST)) == "too-large"


async def test_a_bomb_for_robots_txt_is_not_unpacked(platform: Platform) -> None:
    platform.says("/robots.txt", bomb(50_000_000), Content_Encoding="gzip")
    platform.says("/privacy", "text")
    assert (await page(platform.fetcher())).text == "text"


@pytest.mark.parametrize(("encoding", "content"), [
    ("gzip", b"not packed"), ("gzip", packed(b"text" * 1000)[:-20]),
    ("gzip", packed(b"text") + packed(b"more")), ("deflate", b"\xff\xff\xff"),
    ("br", b"text"), ("gzip, gzip", packed(packed(b"text"))), ("zstd", b"text"),
])  # fmt: skip
async def test_half_a_text_is_none(platform: Platform, encoding: str, content: bytes) -> None:
    platform.says("/privacy", content, Content_Encoding=encoding)
    assert await problem(platform.fetcher()) == "unreachable"


@pytest.mark.parametrize("charset", [
    "punycode", "idna", "unicode_escape", "rot13", "zlib", "utf-7", "undefined", "../x", "x" * 999,
])  # fmt: skip
async def test_a_charset_that_is_none_is_not_used(platform: Platform, charset: str) -> None:
    platform.says("/privacy", b"text\\u0041+AEE-", Content_Type=f"text/html; charset={charset}")
    assert (await page(platform.fetcher())).text == "text\\u0041+AEE-"
    platform.says("/privacy", f"<meta charset={charset}>text", Content_Type="text/html")
    assert (await page(platform.fetcher())).text.endswith(">text")


async def test_bytes_that_are_no_letters_do_no_harm(platform: Platform) -> None:
    platform.says("/privacy", bytes(range(256)), Content_Type="text/html; charset=iso-2022-jp")
    assert (await page(platform.fetcher())).text


# ---------------------------------------------------------------- addresses that are not public


async def test_nothing_on_this_machine_is_asked(platform: Platform) -> None:
    platform.says("/privacy", "text")
    assert await problem(platform.fetcher(is_allowed=is_public)) == "unreachable"
    for name in (HERE, "localhost", "[::1]", "2130706433", "0x7f000001"):
        url = f"http://{name}:{platform.server.port}/privacy"
        assert await problem(platform.fetcher(is_allowed=is_public), url) == "unreachable"
    assert platform.asked == []


async def test_a_redirect_to_a_private_address_is_not_followed(platform: Platform) -> None:
    """The name is the platform's own; what it stands for is inside of somebody's house."""
    inside = f"inside.{HOST}"
    platform.says("/privacy", "", 302, Location=f"http://{inside}/")
    allowed: list[str] = []

    def is_allowed(address: str) -> bool:
        allowed.append(address)
        return address == HERE

    fetcher = platform.fetcher(elsewhere={inside: "10.0.0.1"}, is_allowed=is_allowed)
    assert await problem(fetcher) == "unreachable"
    assert allowed[-1] == "10.0.0.1"
    assert platform.pages == [f"{HOST}/privacy"]


async def test_a_server_without_tls_is_not_asked_in_the_open(platform: Platform) -> None:
    platform.says("/privacy", "text")
    assert await problem(platform.fetcher(), f"https://{HOST}/privacy") == "unreachable"
    assert platform.asked == []


# ---------------------------------------------------------------- what is no HTTP at all


@asynccontextmanager
async def raw(page_answer: bytes) -> AsyncIterator[Fetcher]:
    """A server that has no robots.txt and writes these bytes for everything else."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        is_robots = asked.startswith(b"GET /robots.txt")
        missing = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(missing if is_robots else page_answer)
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, HERE, 0)
    port = server.sockets[0].getsockname()[1]
    yield Fetcher("Tern/1.0", is_allowed=HERE.__eq__, names=Names(port), seconds=5)
    server.close()
    await server.wait_closed()


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("answer", [
    b"", b"\0" * 1000, b"HTTP/9.9 200 OK\r\n\r\n", b"HTTP/1.1 200", b"HTTP/1.1 abc\r\n\r\n",
    b"SSH-2.0-server\r\n", OK + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n",
    OK + b"".join(b"X-%d: y\r\n" % number for number in range(50_000)) + b"\r\n",
    OK + b"Content-Length: 10\r\n\r\nshort", OK + b"Content-Length: -1\r\n\r\n",
    OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx",
    OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
    OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n" * 1000,
])  # fmt: skip
async def test_what_is_no_answer_is_a_problem(answer: bytes) -> None:
    async with raw(answer) as fetcher:
        assert await problem(fetcher) in {"unreachable", "too-large"}


async def test_a_raw_server_can_be_read() -> None:
    """Otherwise the test above would say nothing."""
    async with raw(OK + b"Content-Length: 4\r\nConnection: close\r\n\r\ntext") as fetcher:
        assert (await page(fetcher, URL)).text == "text"
