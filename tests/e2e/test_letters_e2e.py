"""`/optout letter`: the form, the letter by direct message, the ladder when that is closed."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.local_discord.replies import Modal, Reply
from bot.local_discord.server import LocalDiscord
from tests.e2e import life
from tests.e2e.conftest import Tern, contains, tern_on, until_state
from tests.e2e.life import fill
from tests.letters import TEMPLATES

FILLED = {name: value for name, value in life.FILLED.items() if name != "works"}
"""What the form of an objection asks for."""

HOSTILE = (
    "{{ 7*7 }} #import <b>x</b> **bold** @everyone <@123456789012345678> $a$ [l](https://e.example)"
)


async def form(tern: Tern, region: str = "eu-de", **options: str) -> Modal:
    reply = await tern.mara.slash("optout letter", platform="instagram", region=region, **options)
    assert reply.modal is not None, reply.text
    return reply.modal


async def letter(tern: Tern, region: str = "eu-de", **changes: Any) -> Reply:
    return await fill(tern.mara, await form(tern, region), **changes)


def text_of(files: dict[str, bytes]) -> str:
    return next(content for name, content in files.items() if name.endswith(".txt")).decode()


@pytest.mark.asyncio
async def test_the_form_says_what_it_is_and_fills_in_nothing(tern: Tern) -> None:
    asked = await form(tern)
    assert asked.custom_id == "letter:v1:instagram:eu-de:objection:-:own"
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
@pytest.mark.parametrize(
    ("region", "said"), [("us-ca", "There is no right to object"), ("us-other", "claims no right")]
)
async def test_in_the_us_it_is_a_request_that_claims_no_right_to_object(
    tern: Tern, region: str, said: str
) -> None:
    await letter(tern, region)
    message = tern.mara.dms()[-1]
    assert said in message.text
    text = text_of(message.files)
    assert "GDPR" not in text
    assert "right to object" not in text.casefold()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("kind", "region", "fields", "words"),
    [
        ("objection", "uk", ["name", "contact", "account", "grounds", "reason"], "Art.\u00a021(1)"),
        ("erasure", "eu-ie", None, "Art.\u00a017"),
        ("access", "eu-ie", ["name", "contact", "account"], "Art.\u00a015"),
        ("reservation", "eu-ie", ["name", "contact", "account", "works"], "https://mara.example"),
        ("follow-up", "au", ["name", "contact", "account", "reason"], "I have written to you"),
        ("complaint", "eu-ie", ["name", "contact", "account", "reason"], "Data Protection"),
        ("request", "elsewhere", ["name", "contact", "account", "reason"], "I ask you not to use"),
    ],
)
async def test_every_kind_has_its_form_and_its_letter(
    tern: Tern, kind: str, region: str, fields: list[str] | None, words: str
) -> None:
    asked = await form(tern, region, kind=kind)
    assert asked.custom_id == f"letter:v1:instagram:{region}:{kind}:-:own"
    assert fields is None or list(asked.fields) == fields
    await fill(tern.mara, asked)
    message = tern.mara.dms()[-1]
    assert words in text_of(message.files)
    case = await until_state(tern, tern.mara, "delivered")
    assert (case.choice.kind, case.choice.region, case.work) == (kind, region, "own")
    assert f"case-sent:v1:{case.id}" in message.custom_ids
    assert f"letter-editable:v1:{case.id}" in message.custom_ids


@pytest.mark.asyncio
async def test_work_that_others_posted_is_said_in_form_letter_and_case(tern: Tern) -> None:
    asked = await form(tern, work="others")
    assert "Where others posted it" in asked.text
    await fill(tern.mara, asked)
    text = text_of(tern.mara.dms()[-1].files)
    assert "My work, or data about me, has come" in text
    assert "whether or not I have an account" in " ".join(text.split())
    assert (await until_state(tern, tern.mara, "delivered")).work == "others"


@pytest.mark.asyncio
async def test_a_german_reader_gets_the_english_letter_side_by_side(tern: Tern) -> None:
    tern.mara.locale = "de"
    asked = await form(tern)
    assert asked.custom_id == "letter:v1:instagram:eu-de:objection:-:own"
    await fill(tern.mara, asked)
    message = tern.mara.dms()[-1]
    assert len([name for name in message.files if name.endswith(".pdf")]) == 2
    assert "zeigt ihn neben Deutsch" in message.text
    text = text_of(message.files)
    assert "GDPR" in text
    assert "DSGVO" not in text
    case = await until_state(tern, tern.mara, "delivered")
    assert (case.choice.language, case.reader) == ("en", "de")


@pytest.mark.asyncio
async def test_an_english_reader_of_an_english_letter_needs_no_second_language(tern: Tern) -> None:
    await letter(tern)
    assert len([name for name in tern.mara.dms()[-1].files if name.endswith(".pdf")]) == 1


@pytest.mark.asyncio
async def test_an_address_that_three_people_found_bouncing_comes_last_and_without_a_draft(
    tern: Tern,
) -> None:
    store, now = tern.services.store, int(tern.services.clock.now().timestamp())
    options = {"platform": "artstation", "region": "br", "kind": "access"}
    for sent in (True, False):
        asked = await tern.mara.slash("optout letter", **options)
        assert asked.modal is not None
        await fill(tern.mara, asked.modal)
        message = tern.mara.dms()[-1]
        assert any(name.endswith(".eml") for name in message.files) == sent
        assert ("three people" in message.text) != sent
        for person in (11, 12, 13):
            await store.report_bounce(person, "artstation", "privacy@artstation.com", now)


@pytest.mark.asyncio
async def test_a_letter_with_an_unfilled_place_cannot_leave(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    broken = templates / "letters" / "en" / "objection.j2"
    broken.write_text(broken.read_text() + "\n## paragraph: broken\nDear {{ nobody_knows_this }}\n")
    async with tern_on(discord, tmp_path, templates=templates) as tern:
        reply = await letter(tern)
        assert "Something went wrong" in reply.text
        assert tern.mara.dms() == []
        assert await tern.services.store.letters_of(int(tern.mara.id)) == []


@pytest.mark.asyncio
async def test_the_list_shows_what_was_written(tern: Tern) -> None:
    await letter(tern)
    listed = await tern.mara.slash("optout list")
    assert "Instagram" in listed.text


@pytest.mark.asyncio
async def test_a_kind_the_law_lacks_is_answered_by_the_plain_request(tern: Tern) -> None:
    asked = await form(tern, "us-ca", kind="objection")
    assert asked.custom_id == "letter:v1:instagram:us-ca:request:-:own:objection"


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
async def test_a_region_that_is_not_in_the_list_can_be_named(tern: Tern) -> None:
    asked = await tern.mara.slash("optout letter", platform="instagram")
    assert asked.message is not None
    told = await tern.mara.select(asked.message, "letter-region:v1", "another")
    assert "option `region`" in told.text


@pytest.mark.asyncio
async def test_the_question_for_the_region_forgets_nothing(tern: Tern) -> None:
    asked = await tern.mara.slash(
        "optout letter", platform="instagram, x", kind="access", language="en", work="others"
    )
    assert asked.message is not None
    chosen = await tern.mara.select(asked.message, "letter-region:v1", "eu-ie")
    assert chosen.modal is not None
    assert chosen.modal.custom_id == "letter:v1:instagram+x:eu-ie:access:en:others"


@pytest.mark.asyncio
async def test_without_a_region_the_person_is_asked_and_the_form_follows(tern: Tern) -> None:
    reply = await tern.mara.slash("optout letter", platform="instagram")
    assert reply.message is not None
    assert reply.modal is None
    chosen = await tern.mara.select(reply.message, "letter-region:v1:instagram:-:-:own", "eu-ie")
    assert chosen.modal is not None
    assert chosen.modal.custom_id == "letter:v1:instagram:eu-ie:objection:-:own"


@pytest.mark.asyncio
async def test_the_letter_button_under_an_answer_opens_the_form(tern: Tern) -> None:
    answer = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert answer.message is not None
    pressed = await tern.mara.press(answer.message, "letter-form:v1:instagram:eu-de")
    assert pressed.modal is not None
    assert pressed.modal.custom_id == "letter:v1:instagram:eu-de:objection:-:own"


@pytest.mark.asyncio
async def test_languages_complete_and_the_letter_comes_in_the_one_chosen(tern: Tern) -> None:
    choices = await tern.mara.complete("optout letter", "language", "ger")
    assert [choice["value"] for choice in choices] == ["de"]
    asked = await form(tern, language="de")
    await fill(tern.mara, asked)
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
