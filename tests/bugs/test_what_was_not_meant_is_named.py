"""What somebody typed and did not mean, an account elsewhere, a line for every letter, a reason in
another language, names without commas, went through without a word or was refused without one."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern
from tests.e2e.life import fill, letter

pytestmark = pytest.mark.asyncio


async def test_an_account_on_another_platform_is_asked_about(tern: Tern) -> None:
    typed = {"account": "https://bsky.app/profile/mara.example"}
    message = await letter(tern.mara, typed=typed)
    assert "This looks like an account on Bluesky. Is it meant?" in message.text
    assert "looks like" not in (await letter(tern.mara)).text


async def test_a_line_for_all_letters_is_named(tern: Tern) -> None:
    options = {"platform": "instagram, x, tiktok", "region": "eu-ie"}
    asked = await tern.mara.slash("optout letter", **options)
    assert asked.modal is not None
    told = await fill(tern.mara, asked.modal, account="@mara\nX: @mara_x")
    assert "“@mara” stands in each of the 3 letters" in told.text
    again = await tern.mara.slash("optout letter", **options, work="others")
    assert again.modal is not None
    assert "stands in each" not in (await fill(tern.mara, again.modal, account="@mara")).text


async def test_a_reason_in_another_language_can_be_translated(tern: Tern) -> None:
    tern.mara.locale = "fr"
    assert "Votre propre raison figure telle que" in (await letter(tern.mara)).text
    typed = {"reason": "", "grounds": ["style"]}
    assert "Votre propre raison" not in (await letter(tern.mara, typed=typed)).text


async def test_a_language_is_known_by_its_own_name(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "optout letter", platform="instagram", region="eu-de", language="Deutsch"
    )
    assert reply.modal is not None
    assert reply.modal.custom_id == "letter:v1:instagram:eu-de:objection:de:own"


@pytest.mark.parametrize("typed", ["Instagram und X", "instagram; x", "Instagram & X"])
async def test_several_names_without_commas_are_told_of_commas(tern: Tern, typed: str) -> None:
    reply = await tern.mara.slash("optout letter", platform=typed, region="eu-de")
    assert f"called “{typed}”" in reply.text
    assert "by commas" in reply.text
