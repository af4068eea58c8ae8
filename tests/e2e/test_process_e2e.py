"""Tern as a process: how it starts, what it leaves when it is killed, how it ends."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.life import fill
from tests.store.filled import ANA, BEN
from tests.store.opened import opened

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(
    folder: Path, *words: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot WORDS` in a folder of its own, killed at the end if it still runs."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()


def connection(discord: LocalDiscord) -> dict[str, str]:
    return {"DISCORD_TOKEN": discord.token, "DISCORD_API_URL": discord.api_url}


@pytest.mark.asyncio
async def test_without_a_token_one_line_says_what_is_missing(tmp_path: Path) -> None:
    async with process(tmp_path, "run") as tern:
        output, errors = await tern.communicate()
    assert tern.returncode not in (0, None)
    assert output == b""
    assert errors.count(b"\n") == 1
    assert b"DISCORD_TOKEN is missing" in errors
    assert b"make try" in errors


@pytest.mark.asyncio
async def test_a_refused_token_is_one_line_without_the_token(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    environment = connection(discord) | {"DISCORD_TOKEN": "not-the-token"}
    async with process(tmp_path, "run", **environment) as tern:
        _, errors = await tern.communicate()
    assert tern.returncode == 2
    assert b"refuses DISCORD_TOKEN" in errors
    assert b"not-the-token" not in errors


@pytest.mark.asyncio
async def test_what_was_acknowledged_is_there_after_kill_9(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    mara = discord.person("Mara")
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        for number in range(5):
            reply = await mara.slash("migrate to", platform="cara", handle=f"mara{number}")
        tern.send_signal(signal.SIGKILL)
    assert "mara4" in reply.text
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}") as store:
        cards = await store.cards_of(int(reply.interaction.guild_id or 0), int(mara.id))
    assert [card.handle for card in cards] == ["mara4"]


@pytest.mark.asyncio
async def test_after_kill_9_the_next_process_answers_with_what_was_there(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    mara, jun = discord.person("Mara"), discord.person("Jun")
    async with process(tmp_path, "run", **connection(discord)) as first:
        await discord.ready()
        await mara.slash("migrate to", platform="cara", handle="marapaints")
        first.send_signal(signal.SIGKILL)
        await first.wait()
        await discord.world.until(lambda: not discord.online)
    async with process(tmp_path, "run", **connection(discord)):
        await discord.ready()
        found = await jun.slash("migrate find", member=mara.id)
    assert "marapaints" in found.text


@pytest.mark.asyncio
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_in_good_order(
    discord: LocalDiscord, tmp_path: Path, how: signal.Signals
) -> None:
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        await discord.person("Mara").slash("about")
        tern.send_signal(how)
        async with asyncio.timeout(10):
            _, errors = await tern.communicate()
    assert tern.returncode == 0
    assert b"Traceback" not in errors


@pytest.mark.asyncio
async def test_one_answer_can_be_had_without_an_account(tmp_path: Path) -> None:
    line = "/policy show platform:instagram region:eu-de"
    async with process(tmp_path, "try", "--say", line) as tern:
        output, errors = await tern.communicate()
    assert tern.returncode == 0
    assert errors == b""
    assert output.decode().startswith("## Instagram\n-# Answer for: Germany\n")


@pytest.mark.asyncio
@pytest.mark.parametrize(("line", "words"), [
    ("/policy", "policy"), ("/nonsense", "nonsense"), ("hello", "/"), ("/policy show", "platform"),
])  # fmt: skip
async def test_a_line_that_is_no_command_is_refused_kindly(
    tmp_path: Path, line: str, words: str
) -> None:
    async with process(tmp_path, "try", "--say", line) as tern:
        output, errors = await tern.communicate()
    assert tern.returncode == 1
    assert output == b""
    assert words in errors.decode()
    assert b"Traceback" not in errors


@pytest.mark.asyncio
async def test_the_main_job_ends_by_itself_without_a_terminal(tmp_path: Path) -> None:
    async with process(tmp_path, "try") as tern:
        output, errors = await tern.communicate()
    assert (tern.returncode, errors) == (0, b"")
    text = output.decode()
    for words in ("## Instagram", "Nothing has been sent", "Where to find Ada", "oder mehr"):
        assert words in text
    assert text.count("Tern writes") == 2
    written = {path.suffix: path.read_bytes() for path in (tmp_path / "try").iterdir()}
    assert written[".pdf"].startswith(b"%PDF-")
    assert written[".png"].startswith(b"\x89PNG")
    assert written[".ics"].startswith(b"BEGIN:VCALENDAR")
    assert b"Meta Platforms Ireland Limited" in written[".txt"]


@pytest.mark.asyncio
@pytest.mark.parametrize("style", ["text", "json"])
async def test_no_log_has_an_id_of_anybody_in_it(
    discord: LocalDiscord, tmp_path: Path, style: str
) -> None:
    mara, jun = discord.person("Mara"), discord.person("Jun")
    logged = {"TERN_LOG": style, "TERN_LOG_LEVEL": "DEBUG"}
    async with process(tmp_path, "run", **connection(discord), **logged) as tern:
        await discord.ready()
        discord.faults.closed_dms[jun.id] = 50007
        for person in (mara, jun):
            await person.slash("migrate to", platform="cara", handle="painter")
            form = await person.slash("optout letter", platform="instagram", region="eu-de")
            assert form.modal is not None
            await fill(person, form.modal)
            await person.slash("me export")
            await person.slash("migrate find", member=mara.id)
        discord.faults.fail("POST /channels", 400, times=1)
        discord.faults.fail("PATCH /webhooks", 400, times=1)
        await mara.slash("me export")
        discord.faults.clear()
        tern.send_signal(signal.SIGTERM)
        output, errors = await tern.communicate()
    assert b"ready" in errors
    assert b"direct message refused" in errors
    assert b"failure" in errors
    for person in (mara, jun):
        assert person.id.encode() not in output + errors


@pytest.mark.asyncio
async def test_a_restored_backup_is_cleansed_by_one_word(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tern.db'}"
    async with opened(url) as store:
        for user in (ANA, BEN):
            await store.remember_region(user, "eu-de", 1)
    shutil.copy(tmp_path / "tern.db", tmp_path / "backup.db")
    assert await said(tmp_path, "erase", str(ANA)) == "1 rows erased.\n"
    shutil.copy(tmp_path / "backup.db", tmp_path / "tern.db")
    again = "Erased again: 1 people, 0 servers, 1 rows.\n"
    assert await said(tmp_path, "erase", "--restored") == again
    assert await said(tmp_path, "erase", "--restored") == again.replace("1", "0")
    assert await said(tmp_path, "export", str(ANA)) == "{}\n"
    assert '"region": "eu-de"' in await said(tmp_path, "export", str(BEN))


@pytest.mark.asyncio
async def test_a_restored_backup_is_cleansed_before_anything_is_answered(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tern.db'}"
    async with opened(url) as store:
        await store.remember_region(ANA, "eu-de", 1)
    shutil.copy(tmp_path / "tern.db", tmp_path / "backup.db")
    await said(tmp_path, "erase", str(ANA))
    shutil.copy(tmp_path / "backup.db", tmp_path / "tern.db")
    assert await said(tmp_path, "export", str(ANA)) == "{}\n"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("erase",), "one of the arguments"),
        (("erase", "1", "--restored"), "not allowed with"),
        (("erase", "--restored", "nowhere"), "no list of erasures at"),
        (("schema", "--page", "nowhere"), "cannot be renewed"),
    ],
)
async def test_what_makes_no_sense_is_said(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    async with opened(f"sqlite:///{tmp_path / 'tern.db'}"):
        pass
    async with process(tmp_path, *words) as tern:
        _, errors = await tern.communicate()
    assert tern.returncode == 2
    assert told in errors.decode()
    assert "Traceback" not in errors.decode()


async def said(folder: Path, *words: str, **environment: str) -> str:
    async with process(folder, *words, **environment) as tern:
        output, errors = await tern.communicate()
    assert tern.returncode == 0, errors.decode()
    return output.decode()
