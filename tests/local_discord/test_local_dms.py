"""The chat between a bot and one person: layouts with files, and all one can do with them there."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui

from bot.local_discord.replies import Message
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from tests.local_discord.conftest import Call
from tests.local_discord.tiny import FakeClock, Host, TinyBot

pytestmark = pytest.mark.asyncio
TEXT, DATES = b"Dear Sir or Madam", b"BEGIN:VCALENDAR"
SIZES = ["Small", "Large"]


@dataclass(frozen=True)
class Kept:
    """An attachment that stays: what discord.py asks of one is `to_dict`."""

    id: int
    filename: str

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "filename": self.filename}


def panel(*names: str) -> ui.LayoutView:
    """Files, a button beside a text, and a select."""
    box: ui.Container[Any] = ui.Container(
        *(ui.File(f"attachment://{name}") for name in names),
        ui.Section("What now?", accessory=ui.Button(label="Ask", custom_id="ask")),
        ui.ActionRow(
            ui.Select(custom_id="pick", options=[discord.SelectOption(label=s) for s in SIZES])
        ),
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    return view


def upload(name: str, content: bytes) -> discord.File:
    return discord.File(io.BytesIO(content), name)


class Question(ui.Modal, title="Which size?"):
    size: ui.Label[Any] = ui.Label(
        text="Size",
        component=ui.RadioGroup(
            custom_id="size", options=[discord.RadioGroupOption(label=each) for each in SIZES]
        ),
    )


def file_of(message: discord.Message) -> Any:
    """The media of the first file that the message shows."""
    box: Any = message.components[0]
    return next(c for c in box.children if isinstance(c, discord.FileComponent)).media


def with_questions(bot: TinyBot) -> list[discord.Interaction[Any]]:
    """Answers the panel: "ask" opens a form, its submit changes the message, "pick" says what."""
    heard: list[discord.Interaction[Any]] = []

    @bot.event
    async def on_interaction(interaction: discord.Interaction[Any]) -> None:
        heard.append(interaction)
        data: Any = interaction.data or {}
        if data.get("custom_id") == "ask":
            await interaction.response.send_modal(Question(custom_id="question"))
        elif data.get("custom_id") == "pick":
            await interaction.response.send_message(data["values"][0], ephemeral=True)
            await interaction.followup.send("and more", ephemeral=True)
        elif data.get("custom_id") == "question":
            assert interaction.message is not None
            letter = file_of(interaction.message)
            kept: Any = Kept(letter.attachment_id, "letter.txt")
            await interaction.response.edit_message(
                view=panel("letter.txt", "due.ics"), attachments=[kept, upload("due.ics", DATES)]
            )

    return heard


async def panel_in_chat(bot: TinyBot, local: LocalDiscord) -> Message:
    user = await bot.fetch_user(int(local.person("Mara").id))
    await user.send(view=panel("letter.txt"), files=[upload("letter.txt", TEXT)])
    return local.person("Mara").dms()[-1]


async def panel_here(bot: TinyBot, local: LocalDiscord) -> Message:
    reply = await local.person("Mara").slash("panel", channel="dm")
    assert reply.message is not None
    assert reply.ephemeral
    return reply.message


@pytest.mark.parametrize("shown", [panel_in_chat, panel_here])
async def test_a_form_from_a_button_changes_the_message_and_keeps_its_files(
    host: Host, local: LocalDiscord, bot: TinyBot, shown: Any
) -> None:
    heard = with_questions(bot)

    @bot.tree.command(name="panel")
    async def command(interaction: discord.Interaction[Any]) -> None:
        """Show the panel."""
        await interaction.response.send_message(
            view=panel("letter.txt"), files=[upload("letter.txt", TEXT)], ephemeral=True
        )

    await host.start(local, bot)
    mara, message = local.person("Mara"), await shown(bot, local)
    heard.clear()
    asked = await mara.press(message, "ask")
    assert asked.modal is not None
    assert "Small" in asked.modal.text
    changed = await mara.submit(asked.modal, {"size": "Large"})
    assert changed.message is not None
    assert changed.message.id == message.id
    assert message.files == {"letter.txt": TEXT, "due.ics": DATES}
    for interaction in heard:
        assert interaction.message is not None
        assert interaction.message.id == int(message.id)
        assert interaction.guild_id is None
        assert interaction.context.dm_channel
    fields: Any = heard[-1].data
    assert fields["components"][0]["component"]["value"] == "Large"


@pytest.mark.parametrize("shown", [panel_in_chat, panel_here])
async def test_a_bot_reads_back_the_file_of_the_pressed_message(
    host: Host, local: LocalDiscord, bot: TinyBot, shown: Any
) -> None:
    """Discord lists no attachment that a component shows; the component has its address."""
    heard = with_questions(bot)

    @bot.tree.command(name="panel")
    async def command(interaction: discord.Interaction[Any]) -> None:
        """Show the panel."""
        await interaction.response.send_message(
            view=panel("letter.txt"), files=[upload("letter.txt", TEXT)], ephemeral=True
        )

    await host.start(local, bot)
    await local.person("Mara").press(await shown(bot, local), "ask")
    pressed = heard[-1].message
    assert pressed is not None
    assert pressed.attachments == []
    assert await bot.http.get_from_cdn(file_of(pressed).url) == TEXT


async def test_a_select_answers_for_one_person_in_their_chat(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    with_questions(bot)
    await host.start(local, bot)
    mara = local.person("Mara")
    reply = await mara.select(await panel_in_chat(bot, local), "pick", "Small")
    assert (reply.text, reply.ephemeral) == ("Small", True)
    more = await reply.next()
    assert (more.text, more.ephemeral) == ("and more", True)
    chat = await bot.create_dm(discord.Object(int(mara.id)))
    assert len([m async for m in chat.history()]) == 1


async def test_new_files_replace_those_that_are_not_named(
    host: Host, local: LocalDiscord, bot: TinyBot, call: Call
) -> None:
    await host.start(local, bot)
    message = await panel_in_chat(bot, local)
    path = f"/channels/{message.channel_id}/messages/{message.id}"
    status, body, _ = await call("PATCH", path, {"components": [{"type": 10, "content": "kept"}]})
    assert (status, [a["filename"] for a in body["attachments"]]) == (200, ["letter.txt"])
    chat = await bot.create_dm(discord.Object(int(local.person("Mara").id)))
    partial = chat.get_partial_message(int(message.id))
    await partial.edit(view=panel("due.ics"), attachments=[upload("due.ics", DATES)])
    assert message.files == {"due.ics": DATES}


async def test_a_chat_is_read_back_in_pages(host: Host, local: LocalDiscord, bot: TinyBot) -> None:
    await host.start(local, bot)
    chat = await bot.create_dm(discord.Object(int(local.person("Mara").id)))
    sent = [await chat.send(str(number)) for number in range(7)]
    assert [m.content async for m in chat.history(limit=3)] == ["6", "5", "4"]
    assert [m.content async for m in chat.history(limit=2, before=sent[3])] == ["2", "1"]
    assert [m.content async for m in chat.history(limit=2, after=sent[3])] == ["4", "5"]
    around = [m.content async for m in chat.history(limit=3, around=sent[3])]
    assert sorted(around) == ["2", "3", "4"]


async def test_chats_close_and_open_while_a_bot_runs(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    mara = local.person("Mara")
    chat = await bot.create_dm(discord.Object(int(mara.id)))
    await chat.send("one")
    local.faults.closed_dms[mara.id] = 50007
    with pytest.raises(discord.Forbidden):
        await chat.send("two")
    assert [m.content async for m in chat.history()] == ["one"]
    del local.faults.closed_dms[mara.id]
    await chat.send("three")
    assert [m.text for m in mara.dms()] == ["one", "three"]


# ---------------------------------------------------------------- nonces, and work that was done


async def test_a_nonce_counts_for_some_minutes_in_whichever_chat(host: Host, bot: TinyBot) -> None:
    clock = FakeClock()
    local = await host.open(world=harbour_studio(clock=clock))
    await host.start(local, bot)
    mara, jun = [await bot.fetch_user(int(local.person(n).id)) for n in ("Mara", "Jun")]
    first = await mara.send("once", nonce="7")
    assert (await jun.send("other", nonce="7")).id == first.id
    assert local.person("Jun").dms() == []
    clock.now += 301
    assert (await mara.send("later", nonce="7")).id != first.id


@pytest.mark.parametrize("way", ["fail", "reset", "hold"])
async def test_a_route_can_do_its_work_and_not_say_so(
    host: Host, local: LocalDiscord, bot: TinyBot, way: str
) -> None:
    await host.start(local, bot)
    mara = local.person("Mara")
    chat = await bot.create_dm(discord.Object(int(mara.id)))
    route = r"POST /channels/\d+/messages"
    if way == "fail":
        local.faults.fail(route, 503, after=True)
        with pytest.raises(discord.DiscordServerError):
            await chat.send("done")
    elif way == "reset":
        local.faults.reset(route, after=True)
        with pytest.raises(aiohttp.ClientConnectionError):
            await chat.send("done")
        assert local.requests[-1].status == 0
    else:
        released = local.faults.hold(route, after=True)
        waiting = asyncio.create_task(chat.send("done"))
        await local.world.until(lambda: bool(mara.dms()))
        assert not waiting.done()
        released.set()
        await waiting
    assert [m.text for m in mara.dms()] == ["done"]


async def test_a_connection_can_break_before_the_work(
    host: Host, local: LocalDiscord, bot: TinyBot
) -> None:
    await host.start(local, bot)
    chat = await bot.create_dm(discord.Object(int(local.person("Mara").id)))
    local.faults.reset("POST .*messages")
    with pytest.raises(aiohttp.ClientConnectionError):
        await chat.send("never")
    assert local.person("Mara").dms() == []
    await chat.send("again")
    assert [m.text for m in local.person("Mara").dms()] == ["again"]
