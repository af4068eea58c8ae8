"""Fetching a text: what is asked, what comes back, and where a redirect may lead."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from functools import partial
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.fetching import (
    BUSY,
    LONGEST_PAUSE,
    FetchError,
    NotModified,
    is_of,
    retry_after,
    where_to,
)
from bot.watching.page import Page
from tests.watching.served import HOST, HOSTS, URL, Platform, page, problem, unchanged

packed = partial(gzip.compress, mtime=0)  # without the time, tests keep their names

pytestmark = pytest.mark.asyncio

MONDAY = "Mon, 02 Mar 2026 10:00:00 GMT"


async def test_a_page_comes_with_what_the_watch_needs_of_it(platform: Platform) -> None:
    platform.says("/privacy", "<p>Grüße</p>", Content_Type="text/html; charset=UTF-8", ETag='"7"',
                  Last_Modified=MONDAY)  # fmt: skip
    got = await page(platform.fetcher())
    assert (got.url, got.status, got.text) == (URL, 200, "<p>Grüße</p>")
    assert (got.content_type, got.charset) == ("text/html", "UTF-8")
    assert (got.etag, got.modified) == ('"7"', MONDAY)


async def test_it_says_who_asks_and_nothing_of_anybody(platform: Platform) -> None:
    platform.says("/robots.txt", "", Set_Cookie="a=b")
    platform.says("/privacy", "text", Set_Cookie="c=d")
    fetcher = platform.fetcher()
    await page(fetcher)
    await page(fetcher)
    for request in platform.asked:
        assert request.headers["User-Agent"] == "Tern/1.0 (+https://tern.example)"
        assert not {"Cookie", "Authorization", "Referer", "From"} & request.headers.keys()


async def test_a_language_is_asked_for(platform: Platform) -> None:
    platform.says("/privacy", "Text")
    await page(platform.fetcher(), language="de")
    assert platform.asked[-1].headers["Accept-Language"] == "de, *;q=0.1"


async def test_a_page_that_is_the_same_is_not_sent_again(platform: Platform) -> None:
    async def answer(request: web.Request) -> web.Response:
        is_known = request.headers.get("If-None-Match") == '"7"'
        assert is_known == (request.headers.get("If-Modified-Since") == MONDAY)
        headers = {"ETag": '"7"', "Last-Modified": MONDAY}
        return web.Response(status=304 if is_known else 200, headers=headers)

    platform.says("/privacy", answer)
    fetcher = platform.fetcher()
    first = await page(fetcher)
    again = await unchanged(fetcher, etag=first.etag, modified=first.modified)
    assert again == NotModified('"7"', MONDAY)


async def test_not_modified_is_nothing_where_nothing_was_known(platform: Platform) -> None:
    platform.says("/privacy", status=304)
    assert await problem(platform.fetcher()) == "status"


async def test_a_tag_that_is_too_long_is_not_kept(platform: Platform) -> None:
    platform.says("/privacy", "text", ETag="x" * 1000)
    assert (await page(platform.fetcher())).etag is None


# ---------------------------------------------------------------- what servers say


@pytest.mark.parametrize("status", [201, 204, 400, 401, 403, 404, 410, 451, 500, 502, 999])
async def test_anything_but_a_page_is_a_problem(platform: Platform, status: int) -> None:
    platform.says("/privacy", "an error page", status)
    assert await problem(platform.fetcher()) == "status"


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_for_time_gets_it(platform: Platform, status: int) -> None:
    platform.says("/privacy", "", status, Retry_After="120")
    with pytest.raises(FetchError) as raised:
        await platform.fetcher().fetch(URL, HOSTS)
    assert (raised.value.problem, raised.value.retry_after) == ("status", 120)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_server_that_names_no_time_gets_an_hour(
    platform: Platform, status: int
) -> None:
    platform.says("/privacy", "", status)
    with pytest.raises(FetchError) as raised:
        await platform.fetcher().fetch(URL, HOSTS)
    assert (raised.value.problem, raised.value.retry_after) == ("status", BUSY)


@pytest.mark.parametrize(("said", "seconds"), [
    ("0", 0), ("3600", 3600), (" 5 ", 5), ("9" * 5000, LONGEST_PAUSE), ("-1", None), ("", None),
    ("soon", None), ("1.5", None), ("²", None), ("Mon, 02 Mar 2026 10:05:00 GMT", 300),
    ("Mon, 02 Mar 2026 09:00:00 GMT", 0), ("Sun, 01 Jan 9999 00:00:00 GMT", LONGEST_PAUSE),
    ("Mon, 02 Mar 2026 10:05:00 -0000", None), ("Mon, 99 Mar 2026 10:05:00 GMT", None),
    ("Mon, 02 Mar 2026 10:05:00 +99999999999999999999", None),
])  # fmt: skip
async def test_how_long_a_server_asks_to_wait(said: str, seconds: int | None) -> None:
    assert retry_after({"Retry-After": said, "Date": MONDAY}) == seconds


async def test_a_date_to_wait_for_is_read_with_the_servers_own_clock() -> None:
    assert retry_after({"Retry-After": "Mon, 02 Mar 2026 10:05:00 GMT"}) is None


@given(st.text(), st.text())
async def test_no_wish_to_wait_does_harm(said: str, date: str) -> None:
    seconds = retry_after({"Retry-After": said, "Date": date})
    assert seconds is None or 0 <= seconds <= LONGEST_PAUSE


# ---------------------------------------------------------------- redirects


async def test_redirects_lead_to_the_platforms_own_hosts(platform: Platform) -> None:
    platform.says("/privacy", "", 301, Location="http://www.example.org/legal?x=1#top")
    platform.says("www.example.org/legal", "", 307, Location="privacy/current")
    platform.says("www.example.org/privacy/current", "text", ETag='"new"')
    got = await platform.fetcher().fetch(URL, HOSTS | {"example.org"}, etag='"old"')
    assert isinstance(got, Page)
    assert (got.url, got.text) == ("http://www.example.org/privacy/current", "text")
    assert platform.pages[1:] == ["www.example.org/legal?x=1", "www.example.org/privacy/current"]
    assert platform.asked[-1].headers["If-None-Match"] == '"old"'


@pytest.mark.parametrize("location", [
    "http://elsewhere.example.net/privacy", "//elsewhere.example.net/", "http://10.0.0.1/",
    f"http://{HOST}.elsewhere.example/", f"http://not{HOST}/", f"http://{HOST}@elsewhere.example/",
    f"http://name:word@{HOST}/", f"ftp://{HOST}/", "file:///etc/passwd", "data:text/html,x",
    "javascript:alert(1)", "http://example.org/",
])  # fmt: skip
async def test_elsewhere_it_does_not_go(platform: Platform, location: str) -> None:
    platform.says("/privacy", "", 302, Location=location)
    platform.says("/", "text")
    assert await problem(platform.fetcher()) == "redirect"
    assert platform.pages == [f"{HOST}/privacy"]


async def test_redirects_have_an_end(platform: Platform) -> None:
    platform.says("/privacy", "", 302, Location="/privacy")
    assert await problem(platform.fetcher()) == "redirect"
    assert len(platform.pages) == 6


async def test_a_redirect_to_nowhere_is_a_problem(platform: Platform) -> None:
    platform.says("/privacy", "", 302)
    assert await problem(platform.fetcher()) == "status"
    platform.says("/privacy", "", 302, Location="http://[")
    assert await problem(platform.fetcher()) in {"redirect", "unreachable"}


@pytest.mark.parametrize(("url", "own"), [
    ("https://example.org/", True), ("https://www.example.org/", True),
    ("https://help.eu.example.org:8443/", True), ("https://EXAMPLE.org./", True),
    ("https://help.example.net/", True), ("https://a.help.example.net/", True),
    ("https://example.net/", False), ("https://notexample.org/", False),
    ("https://example.org.evil.example/", False), ("https://org/", False), ("/x", False),
    ("https://127.0.0.1:9/", True), ("https://127.0.0.2/", False),
])  # fmt: skip
async def test_which_hosts_are_the_platforms(url: str, own: bool) -> None:
    hosts = frozenset({"www.example.org", "help.example.net:443", "127.0.0.1:8000", ""})
    assert is_of(url, hosts) is own


async def test_it_never_goes_from_https_to_http() -> None:
    assert where_to(f"https://{HOST}/a", "/b", HOSTS) == f"https://{HOST}/b"
    assert where_to(f"http://{HOST}/a", f"https://{HOST}/b", HOSTS) == f"https://{HOST}/b"
    with pytest.raises(FetchError, match="redirect"):
        where_to(f"https://{HOST}/a", f"http://{HOST}/b", HOSTS)


# ---------------------------------------------------------------- packed content and letters


def deflate(content: bytes, window: int) -> bytes:
    packing = zlib.compressobj(wbits=window)
    return packing.compress(content) + packing.flush()


@pytest.mark.parametrize(("encoding", "packed"), [
    ("gzip", packed(b"the text")), ("x-gzip", packed(b"the text")),
    ("GZIP", packed(b"the text") + b"\0\0"), ("deflate", deflate(b"the text", 15)),
    ("deflate", deflate(b"the text", -15)), ("identity", b"the text"),
])  # fmt: skip
async def test_packed_content_is_unpacked(platform: Platform, encoding: str, packed: bytes) -> None:
    platform.says("/privacy", packed, Content_Encoding=encoding)
    assert (await page(platform.fetcher())).content == b"the text"


async def test_no_packing_is_asked_for_that_cannot_be_unpacked(platform: Platform) -> None:
    platform.says("/privacy", "text")
    await page(platform.fetcher())
    assert platform.asked[-1].headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize(("content", "header", "text"), [
    ("Datenschutzerklärung".encode(), None, "Datenschutzerklärung"),
    ("Datenschutzerklärung".encode("latin-1"), "text/html; charset=iso-8859-1",
     "Datenschutzerklärung"),
    ("<meta charset='windows-1252'>“”".encode("cp1252"), "text/html",
     "<meta charset='windows-1252'>“”"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">規約'.encode("cp932"),
     "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">規約'),
    ("利用規約".encode("euc-jp"), 'text/html; charset="EUC-JP"', "利用規約"),
    ("\ufeffterms".encode(), "text/html; charset=iso-8859-1", "terms"),
    ("\ufeffterms".encode("utf-16-le"), "text/html", "terms"),
    ("<meta charset=utf-16>é".encode(), "text/html", "<meta charset=utf-16>é"),
    ("é".encode(), "text/html; charset=no-such-charset", "é"),
    (b"caf\xe9", "text/html; charset=utf-8", "caf\ufffd"),
    (b"", "text/html", ""),
])  # fmt: skip
async def test_letters_are_read_as_they_were_written(
    platform: Platform, content: bytes, header: str | None, text: str
) -> None:
    platform.says("/privacy", content, **({"Content_Type": header} if header else {}))
    assert (await page(platform.fetcher())).text == text


@given(st.binary(), st.text())
async def test_no_charset_does_harm(content: bytes, charset: str) -> None:
    assert isinstance(Page(url=URL, status=200, content=content, charset=charset).text, str)


# ---------------------------------------------------------------- one at a time


async def test_a_host_is_asked_one_thing_at_a_time(platform: Platform) -> None:
    under_way: list[str] = []
    most: dict[str, int] = {}

    async def answer(request: web.Request) -> web.Response:
        under_way.append(request.host)
        most[request.host] = max(most.get(request.host, 0), under_way.count(request.host))
        most["all"] = max(most.get("all", 0), len(under_way))
        for _ in range(5):
            await asyncio.sleep(0)
        if request.host != HOST:
            await others.wait()
        under_way.remove(request.host)
        return web.Response(text="text")

    others = asyncio.Event()
    platform.says("/robots.txt", answer)
    platform.says("/privacy", answer)
    fetcher = platform.fetcher()
    waiting = asyncio.create_task(fetcher.fetch("http://other.example/privacy", HOSTS))
    here: list[Any] = await asyncio.gather(*(page(fetcher) for _ in range(4)))
    others.set()
    await waiting
    assert len(here) == 4
    assert most[HOST] == 1
