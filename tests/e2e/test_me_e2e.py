"""`/me` and `/about`."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.test_letters_e2e import FILLED


async def leave_traces(tern: Tern) -> None:
    """A region, a card and a letter."""
    await tern.mara.slash("me region", region="eu-de")
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    await tern.mara.submit(form.modal, FILLED)


@pytest.mark.asyncio
async def test_nothing_is_held_on_somebody_who_only_reads(tern: Tern) -> None:
    await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    for command in ("me show", "me export", "me delete"):
        assert "holds nothing on you" in (await tern.mara.slash(command)).text
    assert tern.mara.dms() == []


@pytest.mark.asyncio
async def test_show_names_every_table_that_holds_something(tern: Tern) -> None:
    await leave_traces(tern)
    shown = (await tern.mara.slash("me show")).text
    for words in ("where you live", "which letters you made", "forwarding cards"):
        assert words in shown


@pytest.mark.asyncio
async def test_export_gives_all_of_it_by_direct_message(tern: Tern) -> None:
    await leave_traces(tern)
    reply = await tern.mara.slash("me export")
    assert "our chat" in reply.text
    exported = json.loads(tern.mara.dms()[-1].files["tern-my-data.json"])
    assert exported["user_id"] == tern.mara.id
    assert set(exported["tables"]) == {"people", "cards", "letters"}
    assert exported["tables"]["cards"][0]["handle"] == "marapaints"


@pytest.mark.asyncio
async def test_export_with_closed_direct_messages_comes_here(tern: Tern) -> None:
    await leave_traces(tern)
    tern.discord.faults.closed_dms[tern.mara.id] = 50007
    reply = await tern.mara.slash("me export")
    assert reply.ephemeral
    assert reply.message is not None
    assert json.loads(reply.message.files["tern-my-data.json"])["tables"]["people"]


@pytest.mark.asyncio
async def test_delete_asks_then_erases_rows_and_messages(tern: Tern) -> None:
    await leave_traces(tern)
    letter = tern.mara.dms()[-1]
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    assert await tern.services.privacy.held(int(tern.mara.id))
    pressed = await tern.mara.press(asked.message, "me-delete:v1")
    done = await pressed.next()
    assert "3 entries erased" in done.text
    assert "1 message deleted" in done.text
    assert letter.deleted
    assert await tern.services.privacy.held(int(tern.mara.id)) == {}


@pytest.mark.asyncio
async def test_delete_can_be_declined(tern: Tern) -> None:
    await leave_traces(tern)
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    kept = await tern.mara.press(asked.message, "me-keep:v1")
    assert "Nothing was erased" in kept.text
    assert await tern.services.privacy.held(int(tern.mara.id))


@pytest.mark.asyncio
async def test_one_persons_erasure_leaves_anothers_data(tern: Tern) -> None:
    await leave_traces(tern)
    await tern.jun.slash("migrate to", platform="cara", handle="jun")
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    await (await tern.mara.press(asked.message, "me-delete:v1")).next()
    assert (await tern.services.privacy.held(int(tern.jun.id)))["cards"]


@pytest.mark.asyncio
async def test_messages_discord_will_not_delete_are_told_of(tern: Tern) -> None:
    await leave_traces(tern)
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    tern.discord.faults.fail(r"DELETE /channels/\d+/messages/\d+", 403, times=1, code=50013)
    pressed = await tern.mara.press(asked.message, "me-delete:v1")
    done = await pressed.next()
    assert "1 message could not be deleted" in done.text
    assert await tern.services.privacy.held(int(tern.mara.id)) == {}


@pytest.mark.asyncio
async def test_what_is_left_in_the_chat_can_be_deleted_later(tern: Tern) -> None:
    await leave_traces(tern)
    tern.discord.faults.fail(r"DELETE /channels/\d+/messages/\d+", 403, times=1, code=50013)
    for said in ("3 entries erased", "1 message deleted"):
        asked = await tern.mara.slash("me delete")
        assert asked.message is not None
        pressed = await tern.mara.press(asked.message, "me-delete:v1")
        assert said in (await pressed.next()).text
    assert all(message.ephemeral or message.deleted for message in tern.mara.dms())


@pytest.mark.asyncio
async def test_a_chat_that_cannot_be_read_is_told_of(tern: Tern) -> None:
    await leave_traces(tern)
    asked = await tern.mara.slash("me delete")
    assert asked.message is not None
    tern.discord.faults.fail(r"GET /channels/\d+/messages", 403, code=50001)
    done = await (await tern.mara.press(asked.message, "me-delete:v1")).next()
    assert "1 message deleted" in done.text
    assert "could not look through all of our chat" in done.text


@pytest.mark.asyncio
@pytest.mark.parametrize("channel", ["general", "dm"])
async def test_about(tern: Tern, channel: str) -> None:
    text = (await tern.mara.slash("about", channel=channel)).text
    for words in (
        "no generative AI",
        "not legal advice",
        "Never what you type into a letter",
        "Version 0.1.0",
    ):
        assert words in text
