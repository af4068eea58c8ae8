"""Messages in channels and direct messages, with files, limits of rights, and mentions."""

import asyncio
import io
import json
import struct
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui

from bot.local_discord import permissions
from bot.local_discord.replies import Refused
from bot.local_discord.server import LocalDiscord
from bot.local_discord.validate.shape import Invalid
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import Host, TinyBot

pytestmark = pytest.mark.asyncio
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)


def channel_id(local: LocalDiscord, name: str = "general") -> str:
    return next(i for i, c in local.world.channels.items() if c.get("name") == name)


def messages(local: LocalDiscord, name: str = "general") -> str:
    return f"/channels/{channel_id(local, name)}/messages"


async def test_a_direct_message_with_files_arrives(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    mara = local.person("Mara")
    user = await bot.fetch_user(int(mara.id))
    files = [
        discord.File(io.BytesIO(b"%PDF-1.7 letter"), "Brief an Möwe.pdf", description="The letter"),
        discord.File(io.BytesIO(PNG), "chart.png"),
    ]
    sent = await user.send("Nothing has been sent.", files=files)
    (message,) = mara.dms()
    assert message.files == {"Brief_an_Möwe.pdf": b"%PDF-1.7 letter", "chart.png": PNG}
    assert message.json["attachments"][0]["description"] == "The letter"
    assert message.json["attachments"][1]["width"] == 640
    assert message.text.splitlines() == [
        "Nothing has been sent.",
        "",
        "(file: Brief_an_Möwe.pdf, 15 bytes) – The letter",
        "",
        "(file: chart.png, 24 bytes)",
    ]
    assert await sent.attachments[0].read() == b"%PDF-1.7 letter"
    async with aiohttp.ClientSession() as http, http.get(sent.attachments[1].url) as answer:
        assert await answer.read() == PNG
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert local.person("Jun").dms() == []
    await sent.delete()
    assert mara.dms() == []
    assert message.deleted


async def test_a_file_that_nobody_sent_is_not_there(local: LocalDiscord) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{local.page_url}attachments/1/2/x.png") as answer,
    ):
        assert answer.status == 404


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_dms(host: Host, local: LocalDiscord, bot: TinyBot, code: int) -> None:
    await host.start(local, bot)
    mara = local.person("Mara")
    local.faults.closed_dms[mara.id] = code
    user = await bot.fetch_user(int(mara.id))
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert (refused.value.status, refused.value.code) == (403, code)
    assert mara.dms() == []


async def test_a_stranger_cannot_be_written_to(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    stranger = local.world.add_user("Stranger")
    await host.start(local, bot)
    user = await bot.fetch_user(int(stranger["id"]))
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert refused.value.code == 50278
    local.world.user_installs.add(stranger["id"])
    await user.send("hello")
    assert [m.text for m in local.person("Stranger").dms()] == ["hello"]


async def test_a_nonce_is_not_sent_twice(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    await host.start(local, bot)
    user = await bot.fetch_user(int(local.person("Mara").id))
    first = await user.send("once", nonce="letter-1")
    again = await user.send("once", nonce="letter-1")
    other = await user.send("twice", nonce="letter-2")
    assert first.id == again.id != other.id
    assert len(local.person("Mara").dms()) == 2


async def test_files_are_kept_added_and_replaced_by_edits(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    channel: Any = bot.get_channel(int(channel_id(local)))
    message = await channel.send("files", file=discord.File(io.BytesIO(b"a"), "a.txt"))
    await message.edit(content="still there")
    assert [a.filename for a in message.attachments] == ["a.txt"]
    added = await message.add_files(discord.File(io.BytesIO(b"b"), "b.txt"))
    assert [a.filename for a in added.attachments] == ["a.txt", "b.txt"]
    fewer = await added.remove_attachments(added.attachments[0])
    assert [a.filename for a in fewer.attachments] == ["b.txt"]
    seen = local.person("Mara").messages("general")[0]
    assert seen.files == {"b.txt": b"b"}
    assert seen.json["edited_timestamp"]


async def test_listing_reading_editing_and_deleting(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    channel: Any = bot.get_channel(int(channel_id(local)))
    sent = [await channel.send(str(n)) for n in range(5)]
    assert [m.content async for m in channel.history(limit=3)] == ["4", "3", "2"]
    assert [m.content async for m in channel.history(before=sent[2])] == ["1", "0"]
    assert [m.content async for m in channel.history(after=sent[2], oldest_first=True)] == [
        "3",
        "4",
    ]
    around = [m.content async for m in channel.history(around=sent[2], limit=3)]
    assert sorted(around) == ["1", "2", "3"]
    assert (await channel.fetch_message(sent[0].id)).content == "0"
    await sent[0].delete()
    with pytest.raises(discord.NotFound) as refused:
        await channel.fetch_message(sent[0].id)
    assert refused.value.code == 10008


async def test_a_reply_points_at_what_it_answers(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    channel: Any = bot.get_channel(int(channel_id(local)))
    said = await local.person("Mara").say("general", "question")
    question = await channel.fetch_message(int(said.id))
    answer = await question.reply("answer", mention_author=False)
    assert answer.reference.message_id == question.id
    await local.person("Mara").say("general", "more")
    await answer.delete()
    with pytest.raises(discord.HTTPException) as refused:
        await answer.reply("to nothing")
    assert refused.value.code == 50035


@pytest.mark.parametrize(
    ("denied", "more"),
    [
        (permissions.SEND_MESSAGES, {}),
        (permissions.ATTACH_FILES, {"file": True}),
        (permissions.EMBED_LINKS, {"embed": discord.Embed(title="x")}),
    ],
)
async def test_missing_rights_are_50013(
    host: Host, local: LocalDiscord, bot: TinyBot, denied: int, more: dict[str, Any]
) -> None:
    await host.start(local, bot)
    channel: Any = bot.get_channel(int(channel_id(local)))
    if more.get("file"):
        more = {"file": discord.File(io.BytesIO(b"x"), "x.txt")}
    await channel.send("before")
    me = permissions.overwrite(local.world.bot["id"], deny=denied, member=True)
    local.world.channels[str(channel.id)]["permission_overwrites"].append(me)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("now", **more)
    assert refused.value.code == 50013


async def test_others_messages(local: LocalDiscord, call: Call) -> None:
    said = await local.person("Mara").say("general", "mine")
    path = f"{messages(local)}/{said.id}"
    assert (await call("PATCH", path, {"content": "yours"}))[1]["code"] == 50005
    assert (await call("DELETE", path))[1]["code"] == 50013
    direct = await local.person("Mara").say("dm", "mine")
    path = f"/channels/{direct.channel_id}/messages/{direct.id}"
    assert (await call("DELETE", path))[1]["code"] == 50003


async def test_what_is_not_there_or_not_seen(local: LocalDiscord, call: Call) -> None:
    assert (await call("GET", "/channels/1"))[1]["code"] == 10003
    assert (await call("GET", f"{messages(local)}/1"))[1]["code"] == 10008
    assert (await call("GET", messages(local) + "?limit=101"))[1]["code"] == 50035
    general = local.world.channels[channel_id(local)]
    hidden = permissions.overwrite(
        local.world.bot["id"], deny=permissions.VIEW_CHANNEL, member=True
    )
    general["permission_overwrites"].append(hidden)
    assert (await call("GET", messages(local)))[1]["code"] == 50001
    hidden["deny"] = str(permissions.READ_MESSAGE_HISTORY)
    assert (await call("GET", messages(local)))[1] == []


async def test_people_see_and_write_where_they_may(local: LocalDiscord) -> None:
    mara, sol = local.person("Mara"), local.person("Sol")
    assert [c["name"] for c in mara.channels()[:-1]] == ["welcome", "general", "art-talk", "press"]
    assert [c["name"] for c in sol.channels()[:-1]] == [
        "welcome",
        "general",
        "art-talk",
        "moderators",
    ]
    assert mara.channel()["name"] == "general"
    assert mara.channel("Harbour Studio/art-talk")["name"] == "art-talk"
    with pytest.raises(Refused, match="no channel called moderators"):
        await mara.say("moderators", "let me in")
    general = local.world.channels[channel_id(local)]
    quiet = permissions.overwrite(mara.id, deny=permissions.SEND_MESSAGES, member=True)
    general["permission_overwrites"].append(quiet)
    with pytest.raises(Refused, match="permission"):
        await mara.say("general", "hello")
    with pytest.raises(Invalid):
        await sol.say("general", "x" * 2001)
    with pytest.raises(KeyError):
        local.person("Nobody")
    assert [person.name for person in local.people()] == ["Mara", "Jun", "Sol"]
    mara.locale = "fr"
    assert local.person("Mara").locale == "fr"


@pytest.mark.parametrize(
    ("allowed", "users", "everyone"),
    [
        (None, True, True),
        ({"parse": []}, False, False),
        ({"parse": ["users"]}, True, False),
        ({"parse": ["everyone"]}, False, True),
        ({"users": "mara"}, True, False),
    ],
)
@pytest.mark.parametrize("v2", [False, True])
async def test_only_allowed_mentions_notify(
    local: LocalDiscord, call: Call, allowed: Any, users: bool, everyone: bool, v2: bool
) -> None:
    harbour = next(g for g in local.world.guilds.values() if g.name == "Harbour Studio")
    own_role = next(r for r in harbour.roles.values() if r["managed"])
    own_role["permissions"] = str(int(own_role["permissions"]) | permissions.MENTION_EVERYONE)
    mara = local.person("Mara")
    text = f"<@{mara.id}> <@&{harbour.id}> @everyone"
    if allowed and "users" in allowed and allowed["users"] == "mara":
        allowed = {"parse": [], "users": [mara.id]}
    body: Any = (
        {"components": [{"type": 10, "content": text}], "flags": 1 << 15}
        if v2
        else {"content": text}
    )
    if allowed is not None:
        body["allowed_mentions"] = allowed
    _, made, _ = await call("POST", messages(local), body)
    assert [user["id"] for user in made["mentions"]] == ([mara.id] if users else [])
    assert made["mention_everyone"] is everyone


async def test_everyone_needs_the_right(local: LocalDiscord, call: Call) -> None:
    _, made, _ = await call("POST", messages(local), {"content": "@everyone @here"})
    assert made["mention_everyone"] is False


async def test_embeds_never_notify_and_show_their_images(local: LocalDiscord, call: Call) -> None:
    form = aiohttp.FormData(quote_fields=False)
    embed = {"description": f"<@{local.person('Mara').id}>", "image": {"url": "attachment://a.png"}}
    form.add_field("payload_json", json.dumps({"embeds": [embed]}))
    form.add_field("files[0]", PNG, filename="a.png", content_type="image/png")
    _, made, _ = await call("POST", messages(local), data=form)
    assert made["mentions"] == []
    (attachment,) = local.person("Mara").messages("general")[0].attachments
    assert made["embeds"][0]["image"]["url"] == attachment["url"]
    assert made["attachments"] == []
    assert made["embeds"][0]["image"]["width"] == 640
    assert local.person("Mara").messages("general")[0].text.endswith("(image)")


async def test_a_layout_shows_its_files(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    await host.start(local, bot)
    channel: Any = bot.get_channel(int(channel_id(local)))
    view = ui.LayoutView()
    container = ui.Container(ui.TextDisplay("# Chart"), accent_colour=0x336699)
    container.add_item(
        ui.MediaGallery(discord.MediaGalleryItem("attachment://c.png", description="Moves"))
    )
    container.add_item(ui.Separator())
    container.add_item(ui.File("attachment://c.csv"))
    container.add_item(
        ui.Section("Details", accessory=ui.Button(label="Open", url="https://example.org"))
    )
    view.add_item(container)
    files = [discord.File(io.BytesIO(PNG), "c.png"), discord.File(io.BytesIO(b"a,b"), "c.csv")]
    sent = await channel.send(view=view, files=files)
    shown = local.person("Mara").messages("general")[0]
    assert shown.text.splitlines() == [
        "# Chart",
        "(image: Moves)",
        "",
        "(file: c.csv, 3 bytes)",
        "Details",
        "[Open] <https://example.org>",
    ]
    media = shown.json["components"][0]["components"][1]["items"][0]["media"]
    assert media["url"] == shown.attachments[0]["url"]
    assert sent.attachments == shown.json["attachments"] == []
    assert [c.id for c in sent.components] == [1]
    await sent.edit(view=ui.LayoutView().add_item(ui.TextDisplay("gone")), attachments=[])
    assert (shown.text, shown.files) == ("gone", {})


async def test_an_edit_can_turn_to_components_v2_but_not_back(
    local: LocalDiscord, call: Call
) -> None:
    _, made, _ = await call("POST", messages(local), {"content": "old"})
    path = f"{messages(local)}/{made['id']}"
    v2 = {"components": [{"type": 10, "content": "new"}], "flags": 1 << 15}
    status, body, _ = await call("PATCH", path, v2)
    assert (status, list(body["errors"])) == (400, ["content"])
    assert (await call("PATCH", path, {**v2, "content": None, "embeds": []}))[0] == 200
    status, body, _ = await call("PATCH", path, {"flags": 0, "content": "back"})
    assert (status, list(body["errors"])) == (400, ["flags"])
    status, body, _ = await call("PATCH", path, {"content": "back"})
    assert (status, list(body["errors"])) == (400, ["content"])
    assert (await call("PATCH", path, {"components": []}))[1]["code"] == 50006
    shown = local.person("Mara").messages("general")[0]
    assert shown.text == "new"


async def test_changes_can_be_followed(local: LocalDiscord) -> None:
    with local.world.subscribe() as changes:
        said = await local.person("Mara").say("general", "hello")
        change = await asyncio.wait_for(anext(changes), 5)
        assert (change["type"], change["message"]["id"]) == ("message_create", said.id)
        local.world.delete_post(said.post)
        change = await asyncio.wait_for(anext(changes), 5)
        assert (change["type"], change["id"]) == ("message_delete", said.id)
        changes.close()
        with pytest.raises(StopAsyncIteration):
            await anext(changes)
