"""More made of a letter from the message that holds it: a file to change, text for the form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from discord import ui

from bot.core.models import Letter, LetterFile, Writer
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Reply
from bot.replies import uploads
from bot.views.card import attached, button, card, custom_id, row, text
from tests.e2e.conftest import Tern, contains

WRITER = Writer(
    name="Mara Example",
    contact="mara@example.org",
    account="@mara.paints",
    grounds=("style",),
    reason="My commissions come from people who know my hand.\n\n```\nSecond & <last>.",
)


async def case_of(tern: Tern, person: Person, letter: Letter) -> int:
    return await tern.services.letters.open(int(person.id), 0, letter.choice, reader="en")


def letter_of(tern: Tern, writer: Writer = WRITER, platform: str = "instagram") -> Letter:
    letters = tern.services.letters
    return letters.compose(letters.choose(platform, "uk"), writer)


def message_card(case: int, files: Sequence[LetterFile]) -> ui.LayoutView:
    return card(
        text("Your letter."),
        *(attached(file.name) for file in files),
        row(
            button("Editable", custom_id("letter-editable", str(case))),
            button("For the form", custom_id("letter-pieces", str(case))),
        ),
    )


async def sent(tern: Tern, person: Person, case: int, files: Sequence[LetterFile]) -> Message:
    """A direct message with these files and both buttons."""
    user = await tern.client.fetch_user(int(person.id))
    await user.send(view=message_card(case, files), files=uploads(files))
    return person.dms()[-1]


async def delivered(tern: Tern, writer: Writer = WRITER) -> tuple[Message, int, Letter]:
    letter = letter_of(tern, writer)
    case = await case_of(tern, tern.mara, letter)
    files = await tern.services.typesetter.letter_files(letter)
    return await sent(tern, tern.mara, case, files), case, letter


async def press(person: Person, message: Message, action: str, case: int) -> Reply:
    return await person.press(message, f"{action}:v1:{case}")


@pytest.mark.asyncio
async def test_the_editable_file_is_the_letter(tern: Tern) -> None:
    message, case, letter = await delivered(tern)
    reply = await press(tern.mara, message, "letter-editable", case)
    assert reply.ephemeral
    assert reply.message is not None
    ((name, content),) = reply.message.files.items()
    assert name == f"tern-objection-instagram-{letter.date}.odt"
    assert content == (await tern.services.typesetter.editable(letter)).content
    assert b"Mara Example" in zipfile.ZipFile(io.BytesIO(content)).read("content.xml")


@pytest.mark.asyncio
async def test_the_pieces_can_be_copied_one_by_one(tern: Tern) -> None:
    message, case, letter = await delivered(tern)
    reply = await press(tern.mara, message, "letter-pieces", case)
    assert reply.ephemeral
    assert "```\n@mara.paints\n```" in reply.text
    assert "My commissions come from people who know my hand." in reply.text
    assert "ˋˋˋ\nSecond & <last>." in reply.text
    door = tern.services.letters.door(letter.choice)
    assert door.opt_out is not None
    assert door.opt_out.url is not None
    last = reply.message
    assert last is not None
    while not contains(last.json, door.opt_out.url):
        last = await reply.next()


@pytest.mark.asyncio
async def test_a_form_whose_fields_are_known_is_followed(tern: Tern) -> None:
    letters = tern.services.letters
    letter = letters.compose(letters.choose("instagram", "eu-de"), WRITER)
    opt_out = letters.door(letter.choice).opt_out
    assert opt_out is not None
    assert opt_out.fields
    case = await case_of(tern, tern.mara, letter)
    files = await tern.services.typesetter.letter_files(letter)
    message = await sent(tern, tern.mara, case, files)
    reply = await press(tern.mara, message, "letter-pieces", case)
    assert opt_out.fields[0].label in reply.text
    assert "```\nmara@example.org\n```" in reply.text


@pytest.mark.asyncio
async def test_a_long_letter_takes_several_messages(tern: Tern) -> None:
    long = replace(WRITER, reason="\n\n".join(f"{n} " + "word " * 150 + "end." for n in range(5)))
    message, case, _ = await delivered(tern, long)
    reply = await press(tern.mara, message, "letter-pieces", case)
    second = await reply.next()
    assert second.ephemeral
    assert "part 1 of" in reply.text + second.text


@pytest.mark.asyncio
@pytest.mark.parametrize("action", ["letter-editable", "letter-pieces"])
async def test_without_the_text_file_the_person_is_told(tern: Tern, action: str) -> None:
    letter = letter_of(tern)
    case = await case_of(tern, tern.mara, letter)
    pdf, *_ = await tern.services.typesetter.letter_files(letter)
    message = await sent(tern, tern.mara, case, [pdf])
    reply = await press(tern.mara, message, action, case)
    assert "Tern keeps no copy of a letter" in reply.text


@pytest.mark.asyncio
@pytest.mark.parametrize("action", ["letter-editable", "letter-pieces"])
async def test_a_letter_of_somebody_else_is_not_made_again(tern: Tern, action: str) -> None:
    letter = letter_of(tern)
    of_jun = await case_of(tern, tern.jun, letter)
    files = await tern.services.typesetter.letter_files(letter)
    reply = await press(tern.mara, await sent(tern, tern.mara, of_jun, files), action, of_jun)
    assert "no record of this letter" in reply.text
    assert reply.message is not None
    assert reply.message.files == {}


@pytest.mark.asyncio
async def test_a_forgotten_letter_is_not_made_again(tern: Tern) -> None:
    message, case, _ = await delivered(tern)
    await tern.services.store.forget_letter(int(tern.mara.id), case)
    reply = await press(tern.mara, message, "letter-editable", case)
    assert "no record of this letter" in reply.text
