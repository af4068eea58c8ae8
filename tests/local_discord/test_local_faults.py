"""What can be made to go wrong besides single requests: outages, sockets, the token."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import FakeClock, Host, TinyBot

pytestmark = pytest.mark.asyncio
CONNECT = "CONNECT /gateway"


async def connects(local: LocalDiscord) -> aiohttp.WSMessage:
    """The first thing said on a new socket."""
    address = local.page_url.replace("http", "ws") + "gateway?v=10&encoding=json"
    async with aiohttp.ClientSession() as http, http.ws_connect(address) as ws:
        return await ws.receive(timeout=5)


async def test_an_outage_ends_by_the_worlds_clock(host: Host) -> None:
    clock = FakeClock()
    local = await host.open(world=harbour_studio(clock=clock))
    local.faults.outage("GET /users/@me", 503, seconds=10)
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {local.token}"}) as http:

        async def status() -> int:
            async with http.get(local.api_url + "/users/@me") as answer:
                return answer.status

        assert [await status() for _ in range(3)] == [503, 503, 503]
        clock.now += 9.9
        assert await status() == 503
        clock.now += 0.2
        assert await status() == 200


async def test_a_socket_is_refused(local: LocalDiscord) -> None:
    local.faults.fail(CONNECT, 503)
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await connects(local)
    assert refused.value.status == 503
    assert (await connects(local)).type is aiohttp.WSMsgType.TEXT


async def test_a_socket_is_broken_off_before_a_word(local: LocalDiscord) -> None:
    local.faults.reset(CONNECT, after=True)
    local.faults.fail(CONNECT, 500, after=True)
    assert (await connects(local)).type is aiohttp.WSMsgType.CLOSED
    assert (await connects(local)).type is aiohttp.WSMsgType.CLOSE
    assert (await connects(local)).type is aiohttp.WSMsgType.TEXT


async def test_an_aborted_handshake(local: LocalDiscord) -> None:
    local.faults.reset(CONNECT, times=5)  # aiohttp tries a few times by itself
    with pytest.raises(aiohttp.ClientError):
        await connects(local)


async def test_a_new_token_ends_the_sockets_of_the_old(
    host: Host, local: LocalDiscord, bot: TinyBot, call: Call
) -> None:
    ended = asyncio.create_task(bot.start(local.token))
    await local.ready()
    local.reset_token("another")
    with pytest.raises(discord.ConnectionClosed) as closed:
        await asyncio.wait_for(ended, 10)
    assert closed.value.code == 4004
    assert (await call("GET", "/users/@me"))[0] == 401
    assert not local.online


async def test_a_silent_gateway_keeps_its_sockets(local: LocalDiscord) -> None:
    address = local.page_url.replace("http", "ws") + "gateway?v=10&encoding=json"
    async with aiohttp.ClientSession() as http, http.ws_connect(address) as ws:
        assert (await ws.receive_json())["op"] == 10
        local.hush_gateway()
        await ws.send_json({"op": 1, "d": None})
        with pytest.raises(TimeoutError):
            await ws.receive(timeout=0.05)
        assert not ws.closed
        assert (await connects(local)).type is aiohttp.WSMsgType.TEXT


async def test_each_interactions_answers_have_a_limit_of_their_own(
    local: LocalDiscord, call: Call
) -> None:
    hook = f"/webhooks/{local.world.application_id}"
    _, _, one = await call("PATCH", f"{hook}/one/messages/@original", {})
    _, _, other = await call("PATCH", f"{hook}/other/messages/@original", {})
    assert one["X-RateLimit-Remaining"] == other["X-RateLimit-Remaining"]
