"""`/optout letter`: the form, the letter by direct message, the ladder when that is closed."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.local_discord.replies import Modal, Reply
from tests.e2e.conftest import Tern, contains, until_state

FILLED: dict[str, Any] = {
    "name": "Mara Example",
    "contact": "mara@example.org",
    "account": "@mara.paints",
    "grounds": [],
    "reason": "My commissions come from people who know my hand.",
}
HOSTILE = (
    "{{ 7*7 }} #import <b>x</b> **bold** @everyone <@123456789012345678> $a$ [l](https://e.example)"
)


async def form(tern: Tern, region: str = "eu-de", **options: str) -> Modal:
    reply = await tern.mara.slash("optout letter", platform="instagram", region=region, **options)
    assert reply.modal is not None, reply.text
    return reply.modal


async def letter(tern: Tern, region: str = "eu-de", **changes: Any) -> Reply:
    asked = await form(tern, region)
    values = {name: value for name, value in (FILLED | changes).items() if name in asked.fields}
    return await tern.mara.submit(asked, values)


def text_of(files: dict[str, bytes]) -> str:
    return next(content for name, content in files.items() if name.endswith(".txt")).decode()


@pytest.mark.asyncio
async def test_the_form_says_what_it_is_and_fills_in_nothing(tern: Tern) -> None:
    asked = await form(tern)
    assert asked.custom_id == "letter:v1:instagram:eu-de:objection:en"
    assert list(asked.fields) == ["name", "contact", "account", "grounds", "reason"]
    assert not contains(asked.json, '"value": "M')
    assert all(not option.get("default") for option in asked.fields["grounds"]["options"])


@pytest.mark.asyncio
async def test_a_gdpr_objection_comes_by_direct_message(tern: Tern) -> None:
    reply = await letter(tern)
    assert reply.ephemeral
    assert "our chat" in reply.text
    message = tern.mara.dms()[-1]
    assert message.text.startswith("## Nothing has been sent. You send it.")
    names = sorted(message.files)
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "txt"]
    text = text_of(message.files)
    for words in (
        "Meta Platforms Ireland Limited", "Merrion Road", "Art.\u00a021(1)", "Art.\u00a018(1)(d)",
        "Mara Example", "@mara.paints", FILLED["reason"],
    ):  # fmt: skip
        assert words in text
    assert next(c for n, c in message.files.items() if n.endswith(".pdf")).startswith(b"%PDF-")
    case = await until_state(tern, tern.mara, "delivered")
    assert case.dm_message == int(message.id)


@pytest.mark.asyncio
@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_give_the_same_files_here(tern: Tern, code: int) -> None:
    tern.discord.faults.closed_dms[tern.mara.id] = code
    reply = await letter(tern)
    assert reply.ephemeral
    assert reply.message is not None
    assert "Nothing has been sent" in reply.text
    assert "no direct messages" in reply.text
    assert "Meta Platforms Ireland Limited" in text_of(reply.message.files)
    assert all(reply.message.files.values())
    await until_state(tern, tern.mara, "shown")


@pytest.mark.asyncio
@pytest.mark.parametrize("region", ["us-ca", "us-other"])
async def test_in_the_us_it_is_a_plain_request_that_claims_no_right(
    tern: Tern, region: str
) -> None:
    await letter(tern, region)
    message = tern.mara.dms()[-1]
    assert "claims no right" in message.text
    text = text_of(message.files)
    assert "GDPR" not in text
    assert "right to object" not in text.casefold()


@pytest.mark.asyncio
async def test_a_kind_the_law_lacks_is_answered_by_the_plain_request(tern: Tern) -> None:
    asked = await form(tern, "us-ca", kind="objection")
    assert asked.custom_id == "letter:v1:instagram:us-ca:request:en:objection"


@pytest.mark.asyncio
async def test_no_objection_without_a_reason(tern: Tern) -> None:
    reply = await letter(tern, reason="")
    assert "must rest on your situation" in reply.text
    assert tern.mara.dms() == []
    assert await tern.services.store.letters_of(int(tern.mara.id)) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("field", ["name", "contact", "account"])
async def test_white_space_is_not_a_field(tern: Tern, field: str) -> None:
    reply = await letter(tern, **{field: " \u200b "})
    assert "The letter needs" in reply.text
    assert tern.mara.dms() == []


@pytest.mark.asyncio
@pytest.mark.parametrize("field", ["name", "contact", "account", "reason"])
async def test_what_is_typed_is_printed_as_typed(tern: Tern, field: str) -> None:
    await letter(tern, **{field: HOSTILE})
    message = tern.mara.dms()[-1]
    assert HOSTILE in text_of(message.files)
    assert message.json["mentions"] == []
    assert not message.json["mention_everyone"]


@pytest.mark.asyncio
async def test_four_thousand_characters_are_taken(tern: Tern) -> None:
    reason = ("long " * 800).strip()
    await letter(tern, reason=reason)
    assert reason in text_of(tern.mara.dms()[-1].files)


@pytest.mark.asyncio
async def test_invisible_characters_are_removed_and_the_person_is_told(tern: Tern) -> None:
    await letter(tern, name="Ma\u202era\x07")
    message = tern.mara.dms()[-1]
    assert "control characters were removed" in message.text
    text = text_of(message.files)
    assert "Mara" in text
    assert "\u202e" not in text


@pytest.mark.asyncio
async def test_a_character_without_a_font_is_named(tern: Tern) -> None:
    await letter(tern, name="Mara \U00012000\U000130f0")
    message = tern.mara.dms()[-1]
    assert "\U000130f0" in text_of(message.files)
    assert "no font has them" in message.text


@pytest.mark.asyncio
async def test_the_message_can_be_deleted_from_the_chat(tern: Tern) -> None:
    await letter(tern)
    message = tern.mara.dms()[-1]
    await tern.mara.press(message, "message-delete:v1")
    await tern.discord.world.until(lambda: message.deleted)


@pytest.mark.asyncio
async def test_without_a_region_the_person_is_asked_and_the_form_follows(tern: Tern) -> None:
    reply = await tern.mara.slash("optout letter", platform="instagram")
    assert reply.message is not None
    assert reply.modal is None
    chosen = await tern.mara.select(reply.message, "letter-region:v1:instagram", "eu-ie")
    assert chosen.modal is not None
    assert chosen.modal.custom_id == "letter:v1:instagram:eu-ie:objection:en"


@pytest.mark.asyncio
async def test_the_letter_button_under_an_answer_opens_the_form(tern: Tern) -> None:
    answer = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert answer.message is not None
    pressed = await tern.mara.press(answer.message, "letter-form:v1:instagram:eu-de")
    assert pressed.modal is not None
    assert pressed.modal.custom_id == "letter:v1:instagram:eu-de:objection:en"


@pytest.mark.asyncio
async def test_languages_complete_and_the_letter_comes_in_the_one_chosen(tern: Tern) -> None:
    choices = await tern.mara.complete("optout letter", "language", "ger")
    assert [choice["value"] for choice in choices] == ["de"]
    asked = await form(tern, language="de")
    await tern.mara.submit(asked, FILLED)
    assert "DSGVO" in text_of(tern.mara.dms()[-1].files)


def _bytes_of_all_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("tern.db*"))


@pytest.mark.asyncio
async def test_nothing_that_was_typed_is_stored_or_logged(
    tern: Tern, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    canary = "Canary-Zx93-Feather"
    with caplog.at_level(logging.DEBUG):
        await letter(tern, name=canary, contact=canary, account=canary, reason=canary)
    assert canary in text_of(tern.mara.dms()[-1].files)
    ours = [r for r in caplog.records if not r.name.startswith(("bot.local_discord", "aiohttp"))]
    shown = "\n".join(r.getMessage() for r in ours if r.levelno >= logging.INFO)
    assert canary not in shown
    assert tern.discord.token not in shown
    with sqlite3.connect(tmp_path / "tern.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert canary.encode() not in _bytes_of_all_files(tmp_path)
