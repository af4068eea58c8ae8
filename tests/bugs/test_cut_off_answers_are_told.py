"""Whoever waited for a letter or for figures that a stopping process cut off was left with
"thinking" for ever, and counted as answered."""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from bot import running
from bot.core.stats import Stats
from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import tern_on
from tests.e2e.test_letters_e2e import FILLED
from tests.e2e.test_stopping_e2e import RESTARTED

pytestmark = pytest.mark.asyncio


async def never(*_: object) -> None:
    await asyncio.Event().wait()


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FINISH_SECONDS", 0.1)
    monkeypatch.setattr(running, "LAST_SECONDS", 10)


async def until_thinking(discord: LocalDiscord, person: Person) -> None:
    await discord.world.until(
        lambda: any("thinking" in message.text for message in person.messages("general"))
    )


async def test_who_waits_is_told_to_ask_again(
    discord: LocalDiscord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "tern")
    monkeypatch.setattr(Stats, "report", never)
    mara, sol, release = discord.person("Mara"), discord.person("Sol"), threading.Event()
    async with tern_on(discord, tmp_path) as tern:
        form = await mara.slash("optout letter", platform="instagram", region="eu-de")
        assert form.modal is not None
        busy = asyncio.create_task(tern.services.typesetter.aside(lambda: release.wait(30)))
        letter = asyncio.create_task(mara.submit(form.modal, FILLED))
        figures = asyncio.create_task(sol.slash("stats overview"))
        await until_thinking(discord, mara)
        await until_thinking(discord, sol)
    release.set()
    await busy
    assert (await letter).text == RESTARTED
    assert (await figures).text == RESTARTED
    assert "2 answers took too long and were cut off" in caplog.text
    assert "command stats overview: refused" in caplog.text
    assert "form letter: refused" in caplog.text


async def test_who_has_an_answer_is_told_nothing(
    discord: LocalDiscord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(Stats, "asked", never)
    mara = discord.person("Mara")
    async with tern_on(discord, tmp_path):
        reply = await mara.slash("policy show", platform="instagram", region="eu-de")
    assert "Instagram" in reply.text
    assert "1 answers took too long and were cut off" in caplog.text
    assert RESTARTED not in [message.text for message in mara.messages("general")]
