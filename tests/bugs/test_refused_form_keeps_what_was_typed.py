"""A form that was refused, because a reason or a name was missing, lost all that had been typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import fill, form, letter, mark_sent, tell, tern_at
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


async def test_it_is_given_back_and_the_form_opens_again(tern: Tern) -> None:
    asked = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert asked.modal is not None
    refused = await fill(tern.mara, asked.modal, account="@mara ``` @everyone", reason="")
    assert refused.ephemeral
    assert "must rest on your situation" in refused.text
    assert "```\nMara Example\n```" in refused.text
    assert "```\n@mara ˋˋˋ @everyone\n```" in refused.text
    assert refused.message is not None
    assert refused.message.json["mentions"] == []
    again = await tern.mara.press(refused.message, asked.modal.custom_id)
    assert again.modal is not None
    assert again.modal.json == asked.modal.json
    assert "our chat" in (await fill(tern.mara, again.modal)).text


async def test_of_a_batch_the_letters_that_were_not_made_can_be_asked_for_again(
    tern: Tern,
) -> None:
    asked = await tern.mara.slash(
        "optout letter", platform="instagram, x, tiktok", region="us-ca", kind="objection"
    )
    assert asked.modal is not None
    reply = await fill(tern.mara, asked.modal, account="Instagram: @mara")
    given = await reply.next()
    assert "```\nInstagram: @mara\n```" in given.text
    again = await tern.mara.press(given, "letter:v1:x+tiktok:us-ca:request:-:own:objection")
    assert again.modal is not None


async def test_a_complaint_keeps_its_authority(tern: Tern) -> None:
    asked = await tern.mara.slash(
        "optout letter", platform="instagram", region="eu-de", kind="complaint"
    )
    assert asked.message is not None
    chosen = await tern.mara.select(asked.message, "letter-authority:v1", "3")
    assert chosen.modal is not None
    refused = await fill(tern.mara, chosen.modal, name=" \u200b ")
    assert refused.message is not None
    again = await tern.mara.press(refused.message, "letter:v1")
    assert again.modal is not None
    assert again.modal.custom_id == chosen.modal.custom_id
    assert "Nothing has been sent to the authority" in (await fill(tern.mara, again.modal)).text


async def test_a_follow_up_is_given_back_too(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        message = await mark_sent(tern.mara, await letter(tern.mara))
        clock.on(weeks=7)
        message = await tell(tern.mara, message, "silence")
        action = next(one for one in message.custom_ids if "follow-up" in one)
        asked = await form(tern.mara, message, action)
        assert "Anything to add?" in asked.text
        refused = await fill(tern.mara, asked, contact=" \u200b ")
        assert "a way to answer you" in refused.text
        assert "```\n@mara.paints\n```" in refused.text
        assert refused.message is not None
        again = await tern.mara.press(refused.message, action)
        assert again.modal is not None
        assert again.modal.custom_id == asked.custom_id


async def test_what_is_given_back_is_not_stored(tern: Tern, tmp_path: Path) -> None:
    asked = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert asked.modal is not None
    await fill(tern.mara, asked.modal, name="Canary-Zx93", reason="")
    assert await tern.services.store.letters_of(int(tern.mara.id)) == []
    assert b"Canary-Zx93" not in _bytes_of_all_files(tmp_path)


def _bytes_of_all_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("tern.db*"))
