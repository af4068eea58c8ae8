"""Being asked to stop: no new work, an end to what is open, nothing left claimed; and a process
that was started twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot import running
from bot.core.models import Job, LetterChoice, NewJob
from bot.jobs.worker import Done, Result
from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, tern_on, until_state
from tests.e2e.test_letters_e2e import FILLED
from tests.e2e.test_process_e2e import connection, process
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")
RESTARTED = "Tern is being restarted. Please try again in a minute."


async def until_said(errors: asyncio.StreamReader | None, words: str) -> str:
    """Reads the log until it says so; what it said until then."""
    assert errors is not None
    said = ""
    async with asyncio.timeout(30):
        while words not in said and (line := await errors.readline()):
            said += line.decode()
    assert words in said
    return said


async def until_restarting(person: Person) -> None:
    async with asyncio.timeout(10):
        while (await person.slash("about")).text != RESTARTED:
            pass


async def test_a_stopping_process_takes_nothing_new_and_finishes_what_is_open(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    mara, jun = discord.person("Mara"), discord.person("Jun")
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        shown = await jun.slash("policy show", platform="instagram", region="eu-de")
        form = await mara.slash("optout letter", platform="instagram", region="eu-de")
        assert form.modal is not None
        release = discord.faults.hold(r"POST /channels/\d+/messages")
        submitted = asyncio.create_task(mara.submit(form.modal, FILLED))
        await discord.world.until(
            lambda: any("thinking" in m.text for m in mara.messages("general"))
        )
        tern.send_signal(signal.SIGTERM)
        await until_restarting(jun)
        tern.send_signal(signal.SIGTERM)  # impatience changes nothing
        assert shown.message is not None
        pressed = await jun.press(shown.message, "policy-page:v1:timeline")
        assert RESTARTED in pressed.text
        release.set()
        assert "our chat" in (await submitted).text
        async with asyncio.timeout(10):
            _, errors = await tern.communicate()
    assert tern.returncode == 0
    assert b"Traceback" not in errors


class Stuck:
    """A handler that never ends, like a request to a Discord that hangs."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    async def __call__(self, job: Job) -> Result:
        self.begun.set()
        await asyncio.Event().wait()
        return Done()


async def test_a_job_that_does_not_end_in_time_is_given_back(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "FINISH_SECONDS", 0.1)
    stuck = Stuck()
    monkeypatch.setattr(running, "job_handlers", lambda _: {"letter-due": stuck})
    new = NewJob(kind="letter-due", user=1, case=0, at=10)
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        case = await store.open_letter(1, 0, CHOICE, 1, reader="en", jobs=[new])
    async with tern_on(discord, tmp_path):
        await asyncio.wait_for(stuck.begun.wait(), 10)
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        assert [(job.case, job.attempts) for job in await store.claim_jobs(11, 60, 9)] == [
            (case, 2)
        ]


async def test_an_answer_that_does_not_end_in_time_is_cut_off_and_its_letter_looked_after(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "FINISH_SECONDS", 0.1)
    mara = discord.person("Mara")
    async with tern_on(discord, tmp_path) as tern:
        submitted = await held_letter(tern, mara)
    submitted.cancel()
    discord.faults.clear()
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        (case,) = await store.letters_of(int(mara.id))
        assert case.state == "delivering"
        (job,) = (await store.export(int(mara.id)))["jobs"]
        assert job["kind"] == "letter-delivery"


async def held_letter(tern: Tern, mara: Person) -> asyncio.Task[object]:
    """A letter that Discord takes for ever to take."""
    form = await mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    tern.discord.faults.hold(r"POST /channels/\d+/messages", times=99)
    submitted: asyncio.Task[object] = asyncio.create_task(mara.submit(form.modal, FILLED))
    await until_state(tern, mara, "delivering")
    return submitted


async def test_a_second_run_waits_and_takes_over(discord: LocalDiscord, tmp_path: Path) -> None:
    """By mistake, or because the next version starts a little early: nobody is answered twice."""
    mara = discord.person("Mara")
    async with process(tmp_path, "run", **connection(discord)) as first:
        await discord.ready()
        async with process(tmp_path, "run", **connection(discord)) as second:
            await until_said(second.stderr, "another Tern runs on this database")
            reply = await mara.slash("migrate to", platform="cara", handle="marapaints")
            assert "marapaints" in reply.text
            first.send_signal(signal.SIGTERM)
            await first.communicate()
            await until_said(second.stderr, "ready")
            assert "marapaints" in (await mara.slash("migrate find", member=mara.id)).text
    assert first.returncode == 0


async def test_a_killed_process_is_in_nobodys_way(discord: LocalDiscord, tmp_path: Path) -> None:
    async with process(tmp_path, "run", **connection(discord)) as first:
        await discord.ready()
        first.kill()
        await first.wait()
    async with process(tmp_path, "run", **connection(discord)) as second:
        assert "another Tern" not in await until_said(second.stderr, "ready")
