"""`/policy check` and the menu "Check this claim", as people use them."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import discord
import pytest

from bot.local_discord.replies import Message
from tests.e2e.conftest import Tern, contains

CANARY = "Quillfeather"
CHAIN = (
    f"I, {CANARY}, say Goodbye Meta AI. An attorney has advised us to put this on. I do not give "
    "Meta or anyone else permission to use my photos."
)
HARMLESS = f"{CANARY} has painted a lighthouse."
MENU = "Check this claim"


async def posted_by_the_bot(tern: Tern, **what: object) -> Message:
    """A message of Tern's own in the first channel."""
    channel = int(tern.mara.channel()["id"])
    sent = await tern.client.get_partial_messageable(channel).send(**what)  # type: ignore[call-overload]
    return tern.mara.message(str(sent.id))


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.asyncio
async def test_the_verdict_comes_first_and_the_text_is_not_repeated(tern: Tern) -> None:
    reply = await tern.mara.slash("policy check", text=CHAIN)
    record = tern.services.catalogue.rumours["goodbye-meta-ai"]
    assert reply.ephemeral
    assert reply.text.startswith("## That is false")
    for statement in (*record.truth, *record.instead):
        assert statement.text in reply.text
    assert "checked on 23 November 2026" in reply.text
    assert CANARY not in reply.text


@pytest.mark.asyncio
@pytest.mark.parametrize("text", [
    HARMLESS, "🦊", "x" * 4000, '"noai" AND (stop OR NOT ai*)', "مرحبا بكم", "学習", "@everyone",
])  # fmt: skip
async def test_what_is_unknown_always_gets_the_same_words(tern: Tern, text: str) -> None:
    reply = await tern.mara.slash("policy check", text=text)
    other = await tern.jun.slash("policy check", text="Nothing to see here")
    assert reply.ephemeral
    assert reply.text == other.text
    assert reply.text.startswith("## Tern knows no such rumour")
    assert "does not make the text true" in reply.text
    assert "/policy ask" in reply.text


@pytest.mark.asyncio
async def test_a_message_is_checked_from_its_menu(tern: Tern) -> None:
    said = await tern.jun.say(tern.jun.channel()["id"], CHAIN)
    reply = await tern.mara.message_menu(MENU, said)
    assert reply.ephemeral
    assert reply.text.startswith("## That is false")
    harmless = await tern.jun.say(tern.jun.channel()["id"], HARMLESS)
    assert (await tern.mara.message_menu(MENU, harmless)).text.startswith("## Tern knows no such")


@pytest.mark.asyncio
async def test_asking_is_answered_but_a_message_that_asks_spreads_nothing(tern: Tern) -> None:
    asked = "Is it true that WhatsApp AI reads all your chats?"
    assert (await tern.mara.slash("policy check", text=asked)).text.startswith("## That is false")
    said = await tern.jun.say(tern.jun.channel()["id"], asked)
    assert (await tern.mara.message_menu(MENU, said)).text.startswith("## Tern knows no such")


@pytest.mark.asyncio
async def test_embeds_and_components_of_bots_are_read_too(tern: Tern) -> None:
    field = discord.Embed(title="News").add_field(name="Read this", value=CHAIN)
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.Container(
        discord.ui.Section(discord.ui.TextDisplay(CHAIN), accessory=discord.ui.Button(label="More"))
    ))  # fmt: skip
    for message in (
        await posted_by_the_bot(tern, embed=discord.Embed(description=CHAIN)),
        await posted_by_the_bot(tern, embed=field),
        await posted_by_the_bot(tern, view=view),
    ):
        reply = await tern.mara.message_menu(MENU, message)
        assert reply.text.startswith("## That is false")
        assert CANARY not in reply.text


@pytest.mark.asyncio
async def test_a_picture_alone_has_a_sentence_of_its_own(tern: Tern) -> None:
    file = discord.File(io.BytesIO(b"-"), "chain-post.png", description="A chain post")
    picture = await posted_by_the_bot(tern, file=file)
    reply = await tern.mara.message_menu(MENU, picture)
    assert reply.ephemeral
    assert "does not read pictures" in reply.text


@pytest.mark.asyncio
async def test_posting_answers_for_everyone_and_names_who_pressed(tern: Tern) -> None:
    reply = await tern.mara.slash("policy check", text=CHAIN)
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "rumour-post:v1:goodbye-meta-ai")
    assert posted.message is not None
    assert not posted.ephemeral
    assert posted.text.startswith("## That is false")
    assert "Posted by Mara" in posted.text
    assert not contains(posted.message.json["components"], CANARY)
    assert posted.message.id in [m.id for m in tern.jun.messages(posted.message.channel_id)]
    assert not any(custom_id.startswith("rumour-post") for custom_id in posted.message.custom_ids)


@pytest.mark.asyncio
async def test_sources_turn_in_place_and_platforms_answer_beside(tern: Tern) -> None:
    reply = await tern.mara.slash("policy check", text=CHAIN)
    assert reply.message is not None
    first = reply.text
    sources = await tern.mara.press(reply.message, "rumour-page:v1:sources:goodbye-meta-ai:0")
    assert "read on" in sources.text
    back = await tern.mara.press(reply.message, "rumour-page:v1:answer:goodbye-meta-ai:0")
    assert back.text == first
    platform = await tern.mara.press(reply.message, "policy-open:v1:instagram")
    assert platform.ephemeral
    assert "## Instagram" in platform.text
    assert reply.message.text == first


@pytest.mark.asyncio
async def test_a_rumour_that_is_gone_is_said_so(tern: Tern) -> None:
    reply = await tern.mara.slash("policy check", text=CHAIN)
    assert reply.message is not None
    for row in reply.message.json["components"][0]["components"]:
        for component in row.get("components", ()):
            if component.get("custom_id", "").startswith("rumour-post"):
                component["custom_id"] = "rumour-post:v1:gone"
    gone = await tern.mara.press(reply.message, "rumour-post:v1:gone")
    assert gone.ephemeral
    assert "no record of this rumour any more" in gone.text


@pytest.mark.asyncio
async def test_nothing_of_the_text_is_stored_or_logged(
    tern: Tern, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await tern.mara.slash("policy check", text=CHAIN)
        await tern.mara.slash("policy check", text=HARMLESS)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("tern")]
    assert CANARY not in "\n".join(ours)
    assert CANARY.encode() not in everything_in(tmp_path)
