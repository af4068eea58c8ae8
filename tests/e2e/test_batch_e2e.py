"""`/optout letter` to several platforms: one form, a letter and a case each, one answer."""

from __future__ import annotations

import pytest

from bot.local_discord.replies import Message, Modal, Reply
from tests.e2e.conftest import Tern
from tests.e2e.life import fill

pytestmark = pytest.mark.asyncio

ACCOUNTS = "X: @mara_x\nhttps://www.instagram.com/mara.paints\nTikTok: @mara.moves\nMara Example"
DM = r"POST /channels/\d+/messages"


async def form(tern: Tern, platforms: str = "instagram, x, tiktok", **options: str) -> Modal:
    reply = await tern.mara.slash("optout letter", platform=platforms, region="eu-ie", **options)
    assert reply.modal is not None, reply.text
    return reply.modal


async def to_the_end(reply: Reply) -> Message:
    """The list that comes after letters that were shown here."""
    message = await reply.next()
    while "Your letters" not in message.text:
        message = await reply.next()
    return message


def text_of(message: Message) -> str:
    return next(c for name, c in message.files.items() if name.endswith(".txt")).decode()


async def test_three_letters_each_with_its_own_account(tern: Tern) -> None:
    asked = await form(tern)
    assert asked.custom_id == "letter:v1:instagram+x+tiktok:eu-ie:objection:-:own"
    assert "“X: @name” goes into that letter only" in asked.text
    reply = await fill(tern.mara, asked, account=ACCOUNTS)
    assert reply.text.count("our chat") == 3
    assert "Nothing has been sent" in reply.text
    instagram, x, tiktok = map(text_of, tern.mara.dms())
    for text, own in ((instagram, "mara.paints"), (x, "@mara_x"), (tiktok, "@mara.moves")):
        assert own in text
        assert "Mara Example" in text
        assert not [a for a in ("mara.paints", "@mara_x", "@mara.moves") if a != own and a in text]
    cases = await tern.services.store.letters_of(int(tern.mara.id))
    assert {case.choice.platform for case in cases} == {"instagram", "x", "tiktok"}
    assert {case.state for case in cases} == {"delivered"}
    assert {int(message.id) for message in tern.mara.dms()} == {case.dm_message for case in cases}


async def test_a_platform_without_a_line_is_named_and_the_others_arrive(tern: Tern) -> None:
    reply = await fill(tern.mara, await form(tern), account="X: @mara_x\nTikTok: @mara.moves")
    assert "**Instagram**: not made. No line of yours is for Instagram" in reply.text
    assert reply.text.count("our chat") == 2
    assert len(tern.mara.dms()) == 2
    assert len(await tern.services.store.letters_of(int(tern.mara.id))) == 2


async def test_what_was_typed_about_another_platform_is_in_no_letter(tern: Tern) -> None:
    asked = await form(tern, "instagram, x")
    reply = await fill(tern.mara, asked, account="@mara\nhttps://bsky.app/profile/mara.example")
    assert "about Bluesky stands in none" in reply.text
    assert not any("bsky" in text_of(message) for message in tern.mara.dms())


async def test_closed_direct_messages_give_every_letter_in_a_message_of_its_own(
    tern: Tern,
) -> None:
    tern.discord.faults.closed_dms[tern.mara.id] = 50007
    reply = await fill(tern.mara, await form(tern), account=ACCOUNTS)
    last = await to_the_end(reply)
    assert reply.ephemeral
    assert last.ephemeral
    messages = [
        message
        for message in tern.mara.messages("general")
        if message.ephemeral and "case-sent" in "".join(message.custom_ids)
    ]
    texts = [text_of(message) for message in messages]
    assert ["mara.paints" in text for text in texts] == [True, False, False]
    assert ["@mara_x" in text for text in texts] == [False, True, False]
    assert last.text.count("here, in a message of its own") == 3
    cases = await tern.services.store.letters_of(int(tern.mara.id))
    assert {case.state for case in cases} == {"shown"}


async def test_one_direct_message_that_fails_leaves_the_others_alone(tern: Tern) -> None:
    tern.discord.faults.fail(DM, 403, code=50007)
    last = await to_the_end(await fill(tern.mara, await form(tern), account=ACCOUNTS))
    assert len(tern.mara.dms()) == 2
    assert "**Instagram**: here" in last.text
    assert last.text.count("our chat") == 2


async def test_what_breaks_in_tern_is_told_for_each(tern: Tern) -> None:
    tern.services.typesetter.close()  # type: ignore[attr-defined]
    reply = await fill(tern.mara, await form(tern), account=ACCOUNTS)
    assert reply.text.count("Something went wrong; the code is") == 3
    assert tern.mara.dms() == []


async def test_what_is_wrong_for_all_is_said_once(tern: Tern) -> None:
    reply = await fill(tern.mara, await form(tern), account=ACCOUNTS, reason="")
    assert reply.text.count("must rest on your situation") == 1
    assert "Instagram" not in reply.text


async def test_a_platform_that_nobody_knows_is_refused_before_the_form(tern: Tern) -> None:
    reply = await tern.mara.slash("optout letter", platform="instagram, zzzz", region="eu-ie")
    assert reply.modal is None
    assert "no record of a platform called “zzzz”" in reply.text


async def test_more_than_five_are_refused_and_twice_the_same_is_one(tern: Tern) -> None:
    six = "instagram, x, tiktok, etsy, reddit, tumblr"
    reply = await tern.mara.slash("optout letter", platform=six, region="eu-ie")
    assert "5 platforms at most" in reply.text
    asked = await form(tern, "Instagram, insta, x ,, ")
    assert asked.custom_id == "letter:v1:instagram+x:eu-ie:objection:-:own"


async def test_names_too_long_for_one_form_are_refused_in_words(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "optout letter",
        platform="wordpress_com, stability_ai, furaffinity, artstation, dreamwidth",
        region="elsewhere",
        kind="reservation",
        work="others",
    )
    assert reply.modal is None
    assert "too long for one form" in reply.text


async def test_the_last_platform_completes_and_those_before_stay(tern: Tern) -> None:
    choices = await tern.mara.complete("optout letter", "platform", "Instagram, tikt")
    assert choices[0] == {"name": "Instagram, TikTok", "value": "instagram, tiktok"}
    again = await tern.mara.complete("optout letter", "platform", "instagram, tiktok, insta")
    assert all(choice["value"].startswith("instagram, tiktok, ") for choice in again)
    assert "instagram, tiktok, instagram" not in [choice["value"] for choice in again]
    full = await tern.mara.complete("optout letter", "platform", "x, etsy, reddit, tumblr, vimeo, ")
    assert full == []
