"""Robots.txt (RFC 9309), asked of a real server before every page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.fetching import FetchError
from bot.watching.robots import KEPT, KEPT_SILENCE, LARGEST, allows, concerning
from tests.watching.served import HOST, HOSTS, URL, Platform, page, problem

PAGE = f"https://{HOST}/legal/privacy?lang=en"


@pytest.mark.parametrize(("lines", "allowed"), [
    ("", True),
    ("<html><body>No such page</body></html>", True),
    ("User-agent: *\nDisallow: /", False),
    ("User-agent: *\nDisallow:", True),
    ("User-agent: *\nDisallow: /private", True),
    ("User-agent: *\nDisallow: /legal", False),
    ("USER-AGENT: *\r\nDISALLOW: /legal/\r\n", False),
    ("User-agent: *\nDisallow: /\nAllow: /legal/", True),
    ("User-agent: *\nAllow: /legal/\nDisallow: /legal/privacy", False),
    ("User-agent: *\nDisallow: /*?lang=", False),
    ("User-agent: *\nDisallow: /legal/privacy$", True),
    ("User-agent: *\nDisallow: /legal/privacy?lang=en$", False),
    ("User-agent: *\nDisallow: / # everything", False),
    ("User-agent: *\n# Disallow: /", True),
    ("\ufeffUser-agent: *\nDisallow: /", False),
    ("Disallow: /", True),
    # The group of Tern's own name goes before everybody's.
    ("User-agent: *\nDisallow: /\n\nUser-agent: Tern\nAllow: /", True),
    ("User-agent: tern\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
    ("User-agent: Tern/2.0\nDisallow: /", False),
    ("User-agent: Tern\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
    ("User-agent: ternary\nDisallow: /", True),
    ("User-agent: te\nDisallow: /", True),
    ("User-agent: OtherBot\nDisallow: /", True),
    ("User-agent: Tern\nUser-agent: OtherBot\nDisallow: /", False),
    ("User-agent: OtherBot\nUser-agent: Tern\nDisallow: /", False),
    ("User-agent: OtherBot\n\n\nUser-agent: *\n\nDisallow: /", False),
    ("User-agent: Tern\nAllow: /\nUser-agent: OtherBot\nDisallow: /", True),
    ("User-agent: OtherBot\nDisallow: /\nUser-agent: Tern\nAllow: /", True),
    # Groups of one name count together; lines that are no rules do not part them.
    ("User-agent: Tern\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
     "User-agent: tern\nDisallow: /legal", False),
    ("User-agent: Tern\nSitemap: https://example.org/map.xml\nDisallow: /", False),
    ("User-agent: Tern\nCrawl-delay: 5\nDisallow: /", False),
])  # fmt: skip
def test_what_a_file_says(lines: str, allowed: bool) -> None:
    assert allows(concerning(lines.encode(), "Tern"), PAGE, "Tern") is allowed


@given(st.binary(max_size=300) | st.lists(st.sampled_from([
    "User-agent: *", "User-agent: Tern", "User-agent: x", "Disallow: /", "Allow: /", "Disallow:",
    "Disallow: /*/*$", "Allow", ":", "# x", "",
])).map(lambda lines: "\n".join(lines).encode()))  # fmt: skip
def test_no_file_does_harm(content: bytes) -> None:
    assert isinstance(allows(concerning(content, "Tern"), PAGE, "Tern"), bool)


def test_of_a_file_for_thousands_of_robots_only_what_concerns_tern_is_kept() -> None:
    """Every rule of a group counts for every robot named above it: a million of them."""
    agents = "\n".join(f"User-agent: bot{number}" for number in range(1000))
    rules = "\n".join(f"Disallow: /{number}" for number in range(1000))
    ours = "User-agent: *\nDisallow: /legal"
    kept = concerning(f"{agents}\n{rules}\n{ours}\n".encode(), "Tern")
    assert kept.lines == ours


@pytest.mark.asyncio
async def test_it_is_asked_first_and_holds_for_a_day(platform: Platform) -> None:
    platform.says("/robots.txt", "User-agent: *\nDisallow: /private")
    platform.says("/privacy", "text")
    now = [1000.0]
    fetcher = platform.fetcher(clock=lambda: now[0])
    await page(fetcher)
    assert platform.addresses == [f"{HOST}/robots.txt", f"{HOST}/privacy"]
    now[0] += KEPT - 1
    await page(fetcher)
    assert platform.addresses.count(f"{HOST}/robots.txt") == 1
    platform.says("/robots.txt", "User-agent: *\nDisallow: /")
    now[0] += 2
    assert await problem(fetcher) == "refused"
    assert platform.pages == [f"{HOST}/privacy"] * 2


@pytest.mark.asyncio
async def test_a_refusal_is_kept_to(platform: Platform) -> None:
    platform.says("/robots.txt", "User-agent: Tern\nDisallow: /privacy")
    platform.says("/privacy", "text")
    fetcher = platform.fetcher()
    assert await problem(fetcher) == "refused"
    assert await problem(fetcher) == "refused"
    assert platform.pages == []
    assert len(platform.asked) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_without_a_file_everything_is_allowed(platform: Platform, status: int) -> None:
    platform.says("/robots.txt", "User-agent: *\nDisallow: /", status)
    platform.says("/privacy", "text")
    assert (await page(platform.fetcher())).text == "text"


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_server_in_trouble_is_left_alone(platform: Platform, status: int) -> None:
    platform.says("/robots.txt", "", status, Retry_After="600")
    platform.says("/privacy", "text")
    now = [0.0]
    fetcher = platform.fetcher(clock=lambda: now[0])
    for _ in range(2):
        with pytest.raises(FetchError) as raised:
            await fetcher.fetch(URL, HOSTS)
        assert (raised.value.problem, raised.value.retry_after) == ("refused", 600)
    assert len(platform.asked) == 1
    platform.says("/robots.txt", "")
    now[0] += KEPT_SILENCE
    assert (await page(fetcher)).text == "text"


@pytest.mark.asyncio
async def test_a_server_that_is_not_there_is_not_asked_for_each_of_its_texts(
    platform: Platform,
) -> None:
    fetcher = platform.fetcher()
    await platform.server.close()
    assert await problem(fetcher) == "unreachable"
    assert await problem(fetcher, f"http://{HOST}/terms") == "unreachable"


@pytest.mark.asyncio
async def test_the_file_may_have_moved(platform: Platform) -> None:
    platform.says(f"{HOST}/robots.txt", "", 301, Location=f"http://www.{HOST}/robots.txt")
    platform.says(f"www.{HOST}/robots.txt", "User-agent: *\nDisallow: /privacy")
    platform.says("/privacy", "text")
    assert await problem(platform.fetcher()) == "refused"


@pytest.mark.asyncio
@pytest.mark.parametrize("location", ["/robots.txt", "http://elsewhere.example.net/robots.txt"])
async def test_a_file_that_cannot_be_found_allows_nothing(
    platform: Platform, location: str
) -> None:
    platform.says("/robots.txt", "", 302, Location=location)
    platform.says("/privacy", "text")
    assert await problem(platform.fetcher()) == "refused"
    assert platform.pages == []


@pytest.mark.asyncio
async def test_after_a_redirect_it_is_asked_again(platform: Platform) -> None:
    platform.says("/privacy", "", 302, Location=f"http://www.{HOST}/new")
    platform.says(f"www.{HOST}/robots.txt", "User-agent: *\nDisallow: /new")
    platform.says(f"www.{HOST}/new", "text")
    assert await problem(platform.fetcher()) == "refused"
    assert platform.pages == [f"{HOST}/privacy"]
    platform.says(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /secret")
    platform.says("/privacy", "", 302, Location="/secret/text")
    assert await problem(platform.fetcher()) == "refused"


@pytest.mark.asyncio
async def test_of_a_large_file_the_beginning_counts(platform: Platform) -> None:
    filling = "# nothing\n" * (LARGEST // 10)
    platform.says("/privacy", "text")
    platform.says("/robots.txt", f"User-agent: *\nDisallow: /privacy\n{filling}{filling}")
    assert await problem(platform.fetcher()) == "refused"
    platform.says("/robots.txt", f"{filling}{filling}User-agent: *\nDisallow: /privacy\n")
    assert (await page(platform.fetcher())).text == "text"


@pytest.mark.asyncio
async def test_half_a_line_is_no_rule(platform: Platform) -> None:
    """Cut off after "/", the rule would refuse everything."""
    start, rule = "User-agent: *\n#", "\nDisallow: /"
    filling = "x" * (LARGEST - len(start) - len(rule))
    platform.says("/privacy", "text")
    platform.says("/robots.txt", f"{start}{filling}{rule}elsewhere\n")
    assert (await page(platform.fetcher())).text == "text"
    platform.says("/robots.txt", f"{start}{filling[1:]}{rule}\nx")
    assert await problem(platform.fetcher()) == "refused"
