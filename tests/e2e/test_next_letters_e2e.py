"""The letters that follow another: follow-up and complaint, from the button of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Modal
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import fill, form, letter, mark_sent, press, tell, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


def text_of(message: Message) -> str:
    return next(c for name, c in message.files.items() if name.endswith(".txt")).decode()


async def unanswered(tern: Tern, clock: MovingClock, **options: str) -> Message:
    """A letter to which no answer came, seven weeks later: its message with the next letters."""
    message = await mark_sent(tern.mara, await letter(tern.mara, **options))
    clock.on(weeks=7)
    return await tell(tern.mara, message, "silence")


async def written(person: Person, asked: Modal, **changes: str) -> Message:
    """The letter that comes of the form; reminders may have come besides."""
    before = len(unsent(person))
    reply = await fill(person, asked, **changes)
    assert len(unsent(person)) == before + 1, reply.text
    return unsent(person)[-1]


def unsent(person: Person) -> list[Message]:
    return [message for message in person.dms() if message.text.startswith("## Nothing")]


def next_of(message: Message, kind: str) -> str:
    return next(one for one in message.custom_ids if one.startswith("letter-next") and kind in one)


async def test_a_follow_up_tells_of_the_letter_before_and_is_its_child(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        message = await unanswered(tern, clock, region="eu-ie", work="others")
        asked = await form(tern.mara, message, next_of(message, "follow-up"))
        (first,) = await tern.services.store.letters_of(int(tern.mara.id))
        assert asked.custom_id == f"letter-after:v1:{first.id}:follow-up:en:-"
        assert list(asked.fields) == ["name", "contact", "account", "reason"]
        assert not asked.fields["reason"].get("required", True)
        text = text_of(await written(tern.mara, asked, reason=""))
        assert "23 November 2026" in text
        assert "No answer" in text
        assert "My work, or data about me, has come" in text
        second, _ = await tern.services.store.letters_of(int(tern.mara.id))
        assert (second.parent, second.choice.kind, second.work) == (first.id, "follow-up", "others")
        assert second.state == "delivered"


async def test_a_complaint_goes_to_the_authority_that_was_chosen(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        message = await unanswered(tern, clock, region="eu-de")
        asked = await press(tern.mara, message, next_of(message, "complaint"))
        assert "Several authorities" in asked.text
        assert "Not for complaints" not in str(asked.json)
        chosen = await tern.mara.select(asked, "letter-authority:v1", "2")
        assert chosen.modal is not None
        (first,) = await tern.services.store.letters_of(int(tern.mara.id))
        authority = tern.services.letters.authorities("eu-de")[2]
        language = tern.services.letters.choose("instagram", "eu-de", "complaint").language
        assert chosen.modal.custom_id == f"letter-after:v1:{first.id}:complaint:{language}:2"
        complaint = await written(tern.mara, chosen.modal)
        assert f"Send it to {authority.name}" in complaint.text
        assert authority.note in complaint.text
        assert authority.address[0] in text_of(complaint)
        assert "November 2026" in text_of(complaint)


async def test_a_single_authority_needs_no_question(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        message = await unanswered(tern, clock, region="eu-ie")
        reply = await tern.mara.press(message, next_of(message, "complaint"))
        assert reply.modal is not None
        complaint = await written(tern.mara, reply.modal)
        assert "Data Protection Commission" in complaint.text
        assert "Attach copies" in complaint.text


async def test_nobody_can_follow_up_on_another_person_s_letter(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        await letter(tern.jun, "eu-ie")
        (theirs,) = await tern.services.store.letters_of(int(tern.jun.id))
        message = await unanswered(tern, clock, region="eu-ie")
        mine = await form(tern.mara, message, next_of(message, "follow-up"))
        mine.json["custom_id"] = f"letter-after:v1:{theirs.id}:follow-up:en:-"
        reply = await fill(tern.mara, mine)
        assert "no longer knows this letter" in reply.text
        assert unsent(tern.mara) == []


async def test_a_complaint_without_a_letter_of_terns_asks_what_happened(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "optout letter", platform="instagram, x", region="eu-de", kind="complaint"
    )
    assert reply.message is not None
    chosen = await tern.mara.select(reply.message, "letter-authority:v1:0:instagram+x", "1")
    assert chosen.modal is not None
    assert chosen.modal.custom_id == "letter:v1:instagram+x:eu-de:complaint:-:own:-:1"
    assert chosen.modal.fields["reason"]["required"]
    await fill(tern.mara, chosen.modal)
    assert [" BayLDA" in text_of(message) or "Bayerisches" in text_of(message)
            for message in tern.mara.dms()] == [True, True]  # fmt: skip
