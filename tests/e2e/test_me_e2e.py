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
    for words in ("the region you live in", "the kind of letter", "your name there"):
        assert words in shown
    assert shown.count("Stored: ") == len(await tern.services.privacy.held(int(tern.mara.id)))


@pytest.mark.asyncio
async def test_export_gives_all_of_it_by_direct_message(tern: Tern) -> None:
    await leave_traces(tern)
    reply = await tern.mara.slash("me export")
    assert "our chat" in reply.text
    exported = json.loads(tern.mara.dms()[-1].files["tern-my-data.json"])
    assert exported["user_id"] == tern.mara.id
    assert set(exported["tables"]) == {"people", "cards", "card_owners", "letters"}
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
