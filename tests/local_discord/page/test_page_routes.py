"""What the page's addresses give and refuse, without a browser."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(world=harbour_studio()) as discord:
        yield discord


@pytest_asyncio.fixture
async def http(local: LocalDiscord) -> AsyncIterator[ClientSession]:
    async with ClientSession(local.page_url) as session:
        yield session


async def token(http: ClientSession) -> str:
    async with http.get("/page/state") as response:
        return str((await response.json())["token"])


async def test_the_page_runs_only_its_own_scripts(http: ClientSession) -> None:
    async with http.get("/") as response:
        html = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "https://" not in html
    assert "style=" not in html


async def test_acting_needs_this_runs_token(local: LocalDiscord, http: ClientSession) -> None:
    said = {"channel": "general", "content": "Hello"}
    for headers in ({}, {"X-Page-Token": "guessed"}):
        async with http.post("/page/do/say?as=Mara", json=said, headers=headers) as response:
            assert response.status == 403
    assert local.person("Mara").messages("general") == []
    headers = {"X-Page-Token": await token(http)}
    async with http.post("/page/do/say?as=Mara", json=said, headers=headers) as response:
        assert response.status == 200
    assert [message.text for message in local.person("Jun").messages("general")] == ["Hello"]


async def test_another_origin_or_host_is_refused(http: ClientSession) -> None:
    headers = {"X-Page-Token": await token(http)}
    foreign = headers | {"Origin": "https://example.org"}
    async with http.post("/page/do/locale", json={"locale": "de"}, headers=foreign) as response:
        assert response.status == 403
    async with http.get("/page/state", headers={"Host": "example.org"}) as response:
        assert response.status == 403


async def test_nobody_and_nowhere_are_not_found(local: LocalDiscord, http: ClientSession) -> None:
    hidden = local.person("Sol").channel("moderators")["id"]
    for address in ("/page/state?as=Nobody", f"/page/place?as=Mara&channel={hidden}"):
        async with http.get(address) as response:
            assert response.status == 404
    async with http.get(f"/page/place?as=Sol&channel={hidden}") as response:
        assert response.status == 200


async def test_an_action_that_is_refused_says_why(http: ClientSession) -> None:
    headers = {"X-Page-Token": await token(http)}
    asked = {"channel": "general", "line": "/nothing", "values": {}}
    async with http.post("/page/do/slash?as=Mara", json=asked, headers=headers) as response:
        assert response.status == 422
        assert "/nothing" in (await response.json())["problem"]
    async with http.post("/page/do/unheard_of", json={}, headers=headers) as response:
        assert response.status == 404


async def test_changes_are_heard_by_those_who_see_the_place(
    local: LocalDiscord, http: ClientSession
) -> None:
    async with http.get("/page/events?as=Mara") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readline() == b": open\n"
        await local.person("Sol").say("moderators", "Among us")
        await local.person("Sol").say("general", "To all")
        await response.content.readline()
        line = await response.content.readline()
    heard = json.loads(line.removeprefix(b"data: "))
    assert heard["type"] == "message_create"
    assert heard["message"]["content"] == "To all"
