"""The gateway, through discord.py and through bare websockets."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest

from bot.local_discord.sample import many_guilds
from bot.local_discord.server import LocalDiscord
from bot.local_discord.snowflakes import shard_of
from tests.local_discord.tiny import Host, TinyBot

pytestmark = pytest.mark.asyncio
GUILDS = 1


class Socket:
    """A bare gateway client."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse, local: LocalDiscord) -> None:
        self.ws = ws
        self.local = local
        self.inflate = zlib.decompressobj()

    async def receive(self) -> Any:
        message = await self.ws.receive(timeout=5)
        if message.type is aiohttp.WSMsgType.BINARY:
            return json.loads(self.inflate.decompress(message.data))
        if message.type is aiohttp.WSMsgType.TEXT:
            return json.loads(message.data)
        return self.ws.close_code

    async def until(self, event: str) -> Any:
        payload = await self.receive()
        while payload["t"] != event:
            payload = await self.receive()
        return payload

    async def send(self, op: int, data: Any) -> None:
        await self.ws.send_json({"op": op, "d": data})

    async def identify(self, **changed: Any) -> None:
        data = {"token": self.local.token, "intents": GUILDS, "properties": {"os": "linux"}}
        await self.send(2, data | changed)


@asynccontextmanager
async def dialled(local: LocalDiscord, query: str = "v=10&encoding=json") -> AsyncIterator[Socket]:
    address = local.page_url.replace("http", "ws") + f"gateway?{query}"
    async with aiohttp.ClientSession() as http, http.ws_connect(address) as ws:
        yield Socket(ws, local)


async def test_discord_py_logs_in_and_sees_its_servers(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    assert bot.user is not None
    assert bot.user.name == "Bot"
    assert bot.application_id == int(local.world.application_id)
    assert {guild.name for guild in bot.guilds} == {"Harbour Studio", "Print Room"}
    harbour = discord.utils.get(bot.guilds, name="Harbour Studio")
    assert harbour is not None
    names = [channel.name for channel in harbour.text_channels]
    assert names == ["welcome", "general", "art-talk", "moderators"]
    assert harbour.member_count == 4
    assert [member.id for member in harbour.members] == [bot.user.id]
    assert local.online


async def test_a_wrong_token_is_closed_with_4004(local: LocalDiscord) -> None:
    async with dialled(local) as socket:
        assert (await socket.receive())["op"] == 10
        await socket.identify(token="wrong")
        assert await socket.receive() == 4004


async def test_login_with_a_wrong_token_fails(host: Host, local: LocalDiscord) -> None:
    bot = TinyBot()
    with pytest.raises(discord.LoginFailure):
        await bot.login("wrong")
    await bot.http.close()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 40}, 4013),
        ({"intents": 1 << 1}, 4014),
        ({"properties": None}, 4002),
    ],
)
async def test_a_bad_identify_is_closed(local: LocalDiscord, changed: Any, code: int) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.identify(**changed)
        assert await socket.receive() == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", 4002),
        ('{"op": 99, "d": null}', 4001),
        ('{"op": 8, "d": {}}', 4003),
        (json.dumps({"op": 1, "d": "x" * 5000}), 4002),
    ],
)
async def test_a_bad_payload_is_closed(local: LocalDiscord, text: str, code: int) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.ws.send_str(text)
        assert await socket.receive() == code


async def test_a_second_identify_is_closed_with_4005(local: LocalDiscord) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.identify()
        await socket.until("READY")
        await socket.identify()
        payload = await socket.receive()
        while isinstance(payload, dict):
            payload = await socket.receive()
        assert payload == 4005


async def test_another_api_version_is_closed_with_4012(local: LocalDiscord) -> None:
    async with dialled(local, "v=9&encoding=json") as socket:
        assert await socket.receive() == 4012


@pytest.mark.parametrize("compress", ["", "&compress=zlib-stream"])
async def test_ready_then_each_server_plain_and_compressed(
    local: LocalDiscord, compress: str
) -> None:
    async with dialled(local, f"v=10&encoding=json{compress}") as socket:
        hello = await socket.receive()
        assert hello["d"]["heartbeat_interval"] == 41250
        await socket.identify()
        ready = (await socket.receive())["d"]
        assert ready["user"]["id"] == local.world.bot["id"]
        assert ready["application"]["id"] == local.world.application_id
        assert all(guild["unavailable"] for guild in ready["guilds"])
        created = [(await socket.receive())["d"]["name"] for _ in ready["guilds"]]
        assert sorted(created) == ["Harbour Studio", "Print Room"]


async def test_without_the_guilds_intent_no_server_comes(local: LocalDiscord) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.identify(intents=0)
        assert (await socket.receive())["t"] == "READY"
        await socket.send(1, None)
        assert (await socket.receive())["op"] == 11


async def test_heartbeats_are_acknowledged_and_missing_ones_close(host: Host) -> None:
    local = await host.open(heartbeat_interval=0.02)
    async with dialled(local) as socket:
        await socket.receive()
        await socket.send(1, None)
        assert (await socket.receive())["op"] == 11
        assert await socket.receive() == 4000


async def test_op_7_reconnects_and_resumes_with_what_was_missed(
    host: Host, local: LocalDiscord
) -> None:
    bot = TinyBot(discord.Intents(guilds=True, guild_messages=True))
    heard: asyncio.Queue[str] = asyncio.Queue()

    @bot.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(f"message in {message.channel}")

    @bot.event
    async def on_resumed() -> None:
        heard.put_nowait("resumed")

    await host.start(local, bot)
    await local.send_op(7)
    await local.person("Mara").say("general", "while you were away")
    got = [await asyncio.wait_for(heard.get(), 5) for _ in range(2)]
    assert got == ["message in general", "resumed"]
    await local.ready()


async def test_a_dropped_socket_resumes(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    resumed = asyncio.Event()

    @bot.event
    async def on_resumed() -> None:
        resumed.set()

    await host.start(local, bot)
    await local.drop_gateway()
    await asyncio.wait_for(resumed.wait(), 10)
    assert local.online


@pytest.mark.parametrize("how", ["op 9", "dropped, not resumable"])
async def test_a_lost_session_identifies_again(
    host: Host, local: LocalDiscord, bot: TinyBot, how: str
) -> None:
    connects: asyncio.Queue[None] = asyncio.Queue()

    @bot.event
    async def on_connect() -> None:
        connects.put_nowait(None)

    @bot.tree.command()
    async def ping(interaction: discord.Interaction) -> None:
        """Answer."""
        await interaction.response.send_message("still here")

    await host.start(local, bot)
    await asyncio.wait_for(connects.get(), 5)
    if how == "op 9":
        await local.send_op(9)
    else:
        await local.drop_gateway(resumable=False)
    await asyncio.wait_for(connects.get(), 10)
    await local.ready()
    assert (await local.person("Mara").slash("ping")).text == "still here"


async def test_a_resumable_op_9_keeps_the_session(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    resumed = asyncio.Event()

    @bot.event
    async def on_resumed() -> None:
        resumed.set()

    await host.start(local, bot)
    await local.send_op(9, resumable=True)
    await asyncio.wait_for(resumed.wait(), 10)


async def test_only_op_7_and_9_can_be_sent(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    await host.start(local, bot)
    with pytest.raises(ValueError, match="op 7 and op 9"):
        await local.send_op(8)


async def test_resume_with_a_stranger_s_session_is_refused(local: LocalDiscord) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.send(6, {"token": local.token, "session_id": "nothing", "seq": 1})
        answer = await socket.receive()
        assert (answer["op"], answer["d"]) == (9, False)


async def test_two_shards_share_the_servers(host: Host) -> None:
    world = many_guilds(8)
    local = await host.open(world=world, shards=2)
    bot = TinyBot()
    answered: list[tuple[str, int]] = []

    @bot.tree.command()
    async def where(interaction: discord.Interaction) -> None:
        """Say which shard heard this."""
        shard = interaction.guild.shard_id if interaction.guild else 0
        answered.append((str(interaction.guild_id), shard))
        await interaction.response.send_message("ok")

    await host.start(local, bot)
    assert bot.shard_count == 2
    owner = local.person("Owner")
    for guild in world.guilds.values():
        await owner.slash("where", channel=f"{guild.name}/general")
    assert answered == [(i, shard_of(i, 2)) for i in world.guilds]
    assert {shard for _, shard in answered} == {0, 1}
    assert (await owner.slash("where", channel="dm")).text == "ok"


async def test_direct_messages_are_shard_0_s(local: LocalDiscord) -> None:
    async with dialled(local) as zero, dialled(local) as one:
        for shard, socket in enumerate((zero, one)):
            await socket.receive()
            await socket.identify(shard=[shard, 2], intents=1 << 12)
            await socket.until("READY")
        await local.person("Mara").say("dm", "hello")
        message = (await zero.until("MESSAGE_CREATE"))["d"]
        assert message["content"] == "hello"
        assert "guild_id" not in message
        await one.send(1, None)
        assert (await one.receive())["op"] == 11


async def test_half_the_shards_is_not_online(local: LocalDiscord) -> None:
    async with dialled(local) as socket:
        await socket.receive()
        await socket.identify(shard=[0, 2])
        await socket.until("READY")
        assert not local.online
        with pytest.raises(TimeoutError):
            await local.ready(timeout=0)


async def test_members_are_found_by_name_and_id(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    harbour = discord.utils.get(bot.guilds, name="Harbour Studio")
    assert harbour is not None
    assert [m.display_name for m in await harbour.query_members("ma")] == ["Mara"]
    jun = int(local.person("Jun").id)
    assert [m.id for m in await harbour.query_members(user_ids=[jun])] == [jun]


async def test_the_whole_member_list_needs_the_intent(host: Host, local: LocalDiscord) -> None:
    local.world.privileged_intents = 1 << 1
    bot = TinyBot(discord.Intents(guilds=True, members=True), chunk_guilds_at_startup=True)
    await host.start(local, bot)
    harbour = discord.utils.get(bot.guilds, name="Harbour Studio")
    assert harbour is not None
    assert {m.display_name for m in harbour.members} == {"Bot", "Mara", "Jun", "Sol"}


async def test_words_of_others_need_the_content_intent(host: Host, local: LocalDiscord) -> None:
    bot = TinyBot(discord.Intents(guilds=True, guild_messages=True))
    heard: asyncio.Queue[str] = asyncio.Queue()

    @bot.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message.content)

    await host.start(local, bot)
    mara = local.person("Mara")
    await mara.say("general", "for the others")
    await mara.say("general", f"for <@{local.world.bot['id']}>")
    assert await asyncio.wait_for(heard.get(), 5) == ""
    assert (await asyncio.wait_for(heard.get(), 5)).startswith("for <@")


async def test_a_new_process_hears_what_the_old_one_no_longer_does(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    await bot.close()
    await local.world.until(lambda: not local.online)
    again = TinyBot()

    @again.tree.command()
    async def ping(interaction: discord.Interaction) -> None:
        """Answer."""
        await interaction.response.send_message("second")

    await host.start(local, again)
    assert (await local.person("Jun").slash("ping")).text == "second"
