"""Tools are found by name, age like everything else, and files are for one's own website only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.policies import age_of
from bot.core.protection import Protection
from bot.errors import UserError
from tests.records import FixedClock
from tests.shipped import catalogue

TOOLS = list(catalogue().tools.values())


def protection() -> Protection:
    return Protection(catalogue(), FixedClock())


@pytest.mark.parametrize(("typed", "found"), [
    ("glaze", "glaze"), ("Glaze", "glaze"), ("robots.txt", "robots_txt"), ("NOAI", "noai_meta"),
    ("tdmrep.json", "tdmrep"), ("C2PA", "c2pa_content_credentials"),
])  # fmt: skip
def test_tools_by_name(typed: str, found: str) -> None:
    assert protection().tool(typed).id == found


@pytest.mark.parametrize("typed", ["glaize", "", "x" * 4000, "🦊", "Schutz"])
def test_an_unknown_tool_names_the_three_nearest(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        protection().tool(typed)
    known = {tool.name for tool in TOOLS}
    near = [name for name in known if name in str(caught.value.values["names"])]
    assert len(near) >= 3
    if typed == "glaize":
        assert caught.value.values["names"][0] == "Glaze"


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)
def test_every_tool_ages(tool) -> None:  # type: ignore[no-untyped-def]
    assert age_of(tool, tool.checked + timedelta(days=366)) == "stale"
    assert age_of(tool, tool.checked + timedelta(days=181)) == "ageing"
    later = Protection(catalogue(), FixedClock(datetime(2028, 1, 1, tzinfo=UTC)))
    assert later.show(tool).age == "stale"


def test_a_site_may_be_named_or_not() -> None:
    assert protection().site(None).host is None
    named = protection().site("https://mara.art/work").host
    assert named is not None
    assert named.name == "mara.art"


@pytest.mark.parametrize(("typed", "name"), [
    ("https://www.instagram.com/mara.paints", "Instagram"), ("deviantart.com", "DeviantArt"),
])  # fmt: skip
def test_a_platform_is_not_the_persons_own_website(typed: str, name: str) -> None:
    with pytest.raises(UserError, match=name):
        protection().site(typed)


@pytest.mark.parametrize("typed", [
    "twitter.com", "m.facebook.com", "fb.com", "mara.tumblr.com", "mara.deviantart.com",
])  # fmt: skip
def test_other_names_of_a_platform_are_not_either(typed: str) -> None:
    with pytest.raises(UserError, match="website of your own"):
        protection().site(typed)


@pytest.mark.parametrize("typed", ["mara.neocities.org", "mara.wordpress.com", "example.org"])
def test_a_site_of_ones_own_may_stand_at_a_host_of_sites(typed: str) -> None:
    assert protection().site(typed).host is not None


def test_search_engines_are_not_among_the_crawlers() -> None:
    names = {crawler.user_agent.casefold() for crawler in protection().site(None).robots.crawlers}
    assert {"gptbot", "google-extended", "ccbot"} <= names
    assert not names & {"googlebot", "bingbot", "applebot", "duckduckbot", "googlebot-image", "*"}


@pytest.mark.parametrize("name", ["Google-Extended", "Applebot-Extended"])
def test_control_tokens_are_marked(name: str) -> None:
    crawlers = {crawler.user_agent: crawler for crawler in protection().site(None).robots.crawlers}
    assert [one.user_agent for one in crawlers.values() if one.control].count(name) == 1
