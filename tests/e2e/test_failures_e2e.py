"""What goes wrong becomes a sentence or a code, never silence, and never a leak."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, tern_on, until_state
from tests.e2e.test_letters_e2e import FILLED


@pytest.mark.asyncio
async def test_an_unexpected_failure_has_a_code_in_the_answer_and_the_log(
    tern: Tern, caplog: pytest.LogCaptureFixture
) -> None:
    """The database is gone: nobody's mistake, so a code."""
    await tern.services.store.close()
    with caplog.at_level(logging.ERROR):
        reply = await tern.mara.slash("migrate list")
    assert reply.ephemeral
    found = re.search(r"code \*\*([A-Z0-9]{6})\*\*", reply.text)
    assert found is not None
    assert found[1] in caplog.text
    assert "migrate list" in caplog.text


@pytest.mark.asyncio
async def test_a_refused_direct_message_loses_nothing_and_leaks_nothing(
    tern: Tern, caplog: pytest.LogCaptureFixture
) -> None:
    tern.discord.faults.fail(r"POST /channels/\d+/messages", 400, times=1, code=50035)
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    with caplog.at_level(logging.INFO):
        reply = await tern.mara.submit(form.modal, FILLED)
    assert "Discord did not take the direct message" in reply.text
    assert reply.message is not None
    assert len(reply.message.files) == 2
    assert FILLED["name"] not in caplog.text
    assert FILLED["reason"] not in caplog.text
    await until_state(tern, tern.mara, "shown")


@pytest.mark.asyncio
async def test_a_letter_that_arrived_nowhere_is_to_be_made_again(tern: Tern) -> None:
    """Nothing of it is kept; the case waits for the job that looks whether it arrived."""
    tern.discord.faults.closed_dms[tern.mara.id] = 50007
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    tern.discord.faults.fail(r"PATCH /webhooks/.*@original", 401, times=1, code=50027)
    reply = await tern.mara.submit(form.modal, FILLED)
    assert "could not be delivered" in reply.text
    assert "make it again" in reply.text
    assert reply.message is not None
    assert reply.message.files == {}
    (case,) = await tern.services.store.letters_of(int(tern.mara.id))
    assert case.state == "delivering"


@pytest.mark.asyncio
async def test_a_button_of_another_version_says_so(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert reply.message is not None
    for component in _buttons(reply.message.json["components"]):
        if component.get("custom_id", "").startswith("policy-post"):
            component["custom_id"] = "policy-post:v0:instagram:eu-de"
    answer = await tern.mara.press(reply.message, "policy-post:v0:instagram:eu-de")
    assert "older version" in answer.text


def _buttons(components: list) -> list:  # type: ignore[type-arg]
    found = []
    for component in components:
        found += [component, *_buttons(component.get("components", []))]
    return found


@pytest.mark.asyncio
async def test_buttons_and_forms_outlive_the_process(discord: LocalDiscord, tmp_path: Path) -> None:
    async with tern_on(discord, tmp_path) as first:
        answer = await first.mara.slash("policy show", platform="instagram", region="eu-de")
        form = await first.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert answer.message is not None
    assert form.modal is not None
    async with tern_on(discord, tmp_path) as second:
        page = await second.mara.press(answer.message, "policy-page:v1:timeline")
        assert "14 June 2024" in page.text
        await second.mara.submit(form.modal, FILLED)
        assert second.mara.dms()[-1].files


@pytest.mark.asyncio
async def test_a_refused_token_is_one_sentence(discord: LocalDiscord, tmp_path: Path) -> None:
    with pytest.raises(StartupError, match="refuses DISCORD_TOKEN") as caught:
        async with tern_on(discord, tmp_path, token="another-token"):
            pass
    assert "another-token" not in str(caught.value)
