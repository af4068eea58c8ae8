"""The REST API's outside: headers, tokens, hosts, faults, what is recorded."""

import asyncio
import logging
from typing import Any

import aiohttp
import discord
import pytest

from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import Host, TinyBot

pytestmark = pytest.mark.asyncio
LIMIT_HEADERS = {
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-RateLimit-Reset-After",
    "X-RateLimit-Bucket",
}


async def test_every_answer_is_plain_json_with_limits(local: LocalDiscord, call: Call) -> None:
    status, body, headers = await call("GET", "/users/@me")
    assert (status, body["id"]) == (200, local.world.bot["id"])
    assert headers["Content-Type"] == "application/json"
    assert headers.keys() >= LIMIT_HEADERS | {"Via"}
    again = (await call("GET", "/users/@me"))[2]
    assert int(again["X-RateLimit-Remaining"]) == int(headers["X-RateLimit-Remaining"]) - 1


async def test_an_emptied_bucket_is_429(local: LocalDiscord, call: Call) -> None:
    answers = [await call("GET", "/users/@me") for _ in range(60)]
    limited = [(body, headers) for status, body, headers in answers if status == 429]
    assert limited
    body, headers = limited[0]
    assert body["global"] is False
    assert 0 < body["retry_after"] <= 1
    assert headers["Retry-After"]
    assert headers["X-RateLimit-Remaining"] == "0"


@pytest.mark.parametrize("token", [None, "Bot wrong", "Bearer local-bot-token"])
async def test_without_the_token_it_is_401(local: LocalDiscord, token: str | None) -> None:
    headers = {"Authorization": token} if token else {}
    async with aiohttp.ClientSession(headers=headers) as http:
        async with http.get(local.api_url + "/users/@me") as answer:
            assert answer.status == 401
            assert await answer.json() == {"message": "401: Unauthorized", "code": 0}
        async with http.get(local.api_url + "/gateway") as answer:
            assert (await answer.json())["url"].startswith("ws://127.0.0.1:")


async def test_unknown_paths_and_methods(call: Call) -> None:
    status, body, _ = await call("GET", "/nothing/here")
    assert (status, body["code"]) == (404, 0)
    assert (await call("DELETE", "/gateway"))[0] == 405


@pytest.mark.parametrize(
    "header",
    [{"Host": "evil.example"}, {"Host": "127.0.0.1:1"}, {"Origin": "https://evil.example"}],
)
async def test_other_hosts_and_origins_are_403(local: LocalDiscord, header: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as http:
        for url in (local.api_url + "/gateway", local.page_url + "attachments/1/1/a"):
            async with http.get(url, headers=header) as answer:
                assert answer.status == 403


async def test_localhost_and_the_own_origin_are_let_in(local: LocalDiscord) -> None:
    own = local.page_url.rstrip("/")
    here = own.removeprefix("http://").replace("127.0.0.1", "localhost")
    async with aiohttp.ClientSession() as http:
        for headers in ({"Origin": own}, {"Host": here, "Origin": f"http://{here}"}):
            async with http.get(local.api_url + "/gateway", headers=headers) as answer:
                assert answer.status == 200


async def test_bad_json_and_bodies_of_another_kind(local: LocalDiscord, call: Call) -> None:
    path = f"/channels/{local.person('Mara').channel('general')['id']}/messages"
    status, body, _ = await call(
        "POST", path, data=b"{", headers={"Content-Type": "application/json"}
    )
    assert (status, body["code"]) == (400, 50109)
    assert (await call("POST", path, []))[1]["code"] == 50035
    assert (await call("POST", path))[1]["code"] == 50035


async def test_users_members_servers_and_applications(
    host: Host, local: LocalDiscord, bot: TinyBot, call: Call
) -> None:
    await host.start(local, bot)
    mara = local.person("Mara")
    harbour = discord.utils.get(bot.guilds, name="Harbour Studio")
    assert harbour is not None
    assert (await harbour.fetch_member(int(mara.id))).display_name == "Mara"
    fetched = await bot.fetch_guild(harbour.id)
    assert (fetched.name, fetched.approximate_member_count) == ("Harbour Studio", 4)
    assert len(await harbour.fetch_channels()) == 4
    assert (await bot.fetch_channel(harbour.text_channels[0].id)).guild.id == harbour.id
    assert (await bot.application_info()).name == "Bot"
    stranger = local.world.add_user("Stranger")["id"]
    away = local.world.add_guild("Away", bot_permissions=None)
    for path, code in [
        (f"/guilds/{harbour.id}/members/{stranger}", 10007),
        (f"/guilds/{harbour.id}/members/1", 10013),
        ("/guilds/1", 10004),
        (f"/guilds/{away.id}", 50001),
        ("/users/1", 10013),
    ]:
        assert (await call("GET", path))[1]["code"] == code
    for recipient, code in [("1", 10013), (local.world.bot["id"], 50007), (None, 50035)]:
        body = {"recipient_id": recipient} if recipient else {}
        assert (await call("POST", "/users/@me/channels", body))[1]["code"] == code


async def test_failing_routes(local: LocalDiscord, call: Call) -> None:
    local.faults.fail(r"GET /users/@me", 500, times=2)
    local.faults.fail(r"/users/\d+$", 403, code=50001)
    assert [(await call("GET", "/users/@me"))[0] for _ in range(3)] == [500, 500, 200]
    status, body, _ = await call("GET", f"/users/{local.person('Mara').id}")
    assert (status, body["code"]) == (403, 50001)
    local.faults.fail("gateway", 503)
    local.faults.clear()
    assert (await call("GET", "/gateway"))[0] == 200


async def test_a_slow_route_holds_until_released(local: LocalDiscord, call: Call) -> None:
    local.faults.delay("GET /gateway$", 0.001)
    assert (await call("GET", "/gateway"))[0] == 200
    released = local.faults.hold("GET /users/@me")
    waiting = asyncio.create_task(call("GET", "/users/@me"))
    assert (await call("GET", "/oauth2/applications/@me"))[0] == 200
    assert not waiting.done()
    released.set()
    assert (await asyncio.wait_for(waiting, 5))[0] == 200


@pytest.mark.parametrize("everywhere", [False, True])
async def test_discord_py_waits_out_a_429(
    host: Host, local: LocalDiscord, bot: TinyBot, everywhere: bool, caplog: Any
) -> None:
    await host.start(local, bot)
    local.faults.ratelimit(r"GET /users/\{user_id\}", 0.01, times=2, global_=everywhere)
    with caplog.at_level(logging.CRITICAL):
        user = await bot.fetch_user(int(local.person("Mara").id))
    assert user.name == "mara"
    statuses = [r.status for r in local.requests if r.route == "/users/{user_id}"]
    assert statuses == [429, 429, 200]


async def test_a_global_429_says_so(local: LocalDiscord, call: Call) -> None:
    local.faults.ratelimit("gateway", 0.5, global_=True)
    status, body, headers = await call("GET", "/gateway")
    assert (status, body["global"], body["retry_after"]) == (429, True, 0.5)
    assert headers["X-RateLimit-Global"] == "true"
    assert headers["Retry-After"] == "0.500"
    assert headers["Via"]


async def test_answers_and_follow_ups_survive_429s(
    host: Host, local: LocalDiscord, bot: TinyBot, caplog: Any
) -> None:
    @bot.tree.command()
    async def ping(interaction: discord.Interaction) -> None:
        """Answer."""
        await interaction.response.send_message("one")
        await interaction.followup.send("two")

    await host.start(local, bot)
    local.faults.ratelimit("callback$", 0.01)
    local.faults.ratelimit(r"POST /webhooks", 0.01)
    with caplog.at_level(logging.CRITICAL):
        reply = await local.person("Mara").slash("ping")
        assert (await reply.next()).text == "two"
    assert reply.text == "one"


async def test_requests_are_recorded(local: LocalDiscord, call: Call) -> None:
    channel = local.person("Mara").channel("general")["id"]
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", '{"content": "with a file"}', content_type="application/json")
    form.add_field("files[0]", b"data", filename="a.txt")
    await call("POST", f"/channels/{channel}/messages?wait=1", data=form)
    recorded = local.requests[-1]
    assert recorded.method == "POST"
    assert recorded.path == f"/channels/{channel}/messages"
    assert recorded.route == "/channels/{channel_id}/messages"
    assert recorded.query == {"wait": "1"}
    assert recorded.body == {"content": "with a file"}
    assert recorded.files == [("a.txt", 4)]
    assert recorded.status == 200


async def test_two_can_run_side_by_side_and_a_port_can_be_chosen(host: Host) -> None:
    first, second = await host.open(), await host.open()
    assert first.page_url != second.page_url
    assert first.api_url == first.page_url + "api/v10"
