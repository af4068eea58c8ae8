"""What a Tern that is used in every way, and fails in some, writes into its log: one code for all
lines of a request, and nobody."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.everything import SECRETS, Everything
from tests.e2e.test_process_e2e import connection, process


@dataclass
class Logged:
    """Everything that a process wrote, and the codes that people were shown meanwhile."""

    text: str
    codes: list[str]


async def used(discord: LocalDiscord, folder: Path, style: str) -> Logged:
    """Starts Tern with the most detailed log, and has it used, refused and broken."""
    sol, jun = discord.person("Sol"), discord.person("Jun")
    everything = Everything(sol, jun)
    detailed = {"TERN_LOG": style, "TERN_LOG_LEVEL": "DEBUG"}
    async with process(folder, "run", **connection(discord), **detailed) as tern:
        written = asyncio.create_task(tern.communicate())  # a full pipe would stop Tern
        await discord.ready()
        await everything.use_commands()
        await everything.press_all()
        await everything.use_commands(nonsense=True)
        discord.faults.closed_dms[sol.id] = 50007
        await everything.use_commands()
        discord.faults.clear()
        discord.faults.fail(r"POST /channels", 400, times=3, code=50035)
        discord.faults.fail(r"POST /interactions/.*/callback", 400, times=2, code=50035)
        await everything.use_commands()
        discord.faults.clear()
        broken(folder / "tern.db")
        await everything.use_commands()
        tern.send_signal(signal.SIGTERM)
        output, errors = await written
    assert output == b""
    shown = [found[1] for r in everything.replies if (found := re.search(CODE, said(r)))]
    return Logged(errors.decode(), shown)


CODE = r"code \*\*([A-Z0-9]{6})\*\*"


def said(reply: Any) -> str:
    return reply.text if reply.message is not None else ""


def broken(database: Path) -> None:
    """Some of what Tern looks for is not there any more."""
    with sqlite3.connect(database) as found:
        for table in ("cards", "letters", "people"):
            found.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
    found.close()


@pytest.mark.asyncio
async def test_nobody_and_nothing_typed_is_in_a_log_of_text(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    logged = await used(discord, tmp_path, "text")
    is_of_nobody(logged, discord)
    for code in logged.codes:
        assert f"[{code}]: failure {code} in " in logged.text


@pytest.mark.asyncio
async def test_in_json_too_and_all_lines_of_a_request_carry_the_code_that_was_shown(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    logged = await used(discord, tmp_path, "json")
    is_of_nobody(logged, discord)
    lines = [json.loads(line) for line in logged.text.splitlines()]
    assert len(set(logged.codes)) == len(logged.codes)
    for code in logged.codes:
        own = [line["message"] for line in lines if line.get("request") == code]
        assert any(message.startswith(f"failure {code} in ") for message in own)
        assert any(": failed after" in message for message in own)
    of_requests = [line for line in lines if " after " in line["message"]]
    assert len({line["request"] for line in of_requests}) == len(of_requests)


def is_of_nobody(logged: Logged, discord: LocalDiscord) -> None:
    """Raises `AssertionError` for whoever or whatever was typed that the log names."""
    world = discord.world
    assert len(world.tokens) > 100
    assert len(logged.codes) > 3
    assert logged.text.count(" answered after ") > 100
    for secret in (discord.token, *SECRETS, *world.tokens, *world.users, *world.guilds):
        assert secret not in logged.text
    names = [user["username"] for user in world.users.values() if not user["bot"]]
    names += [guild.name for guild in world.guilds.values()]
    for name in (*names, "Mara", "Jun", "Sol"):
        assert re.search(rf"\b{re.escape(name)}\b", logged.text, re.IGNORECASE) is None, name


@pytest.mark.asyncio
async def test_a_line_of_text_carries_the_code_in_brackets(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    detailed = {"TERN_LOG_LEVEL": "DEBUG"}
    async with process(tmp_path, "run", **connection(discord), **detailed) as tern:
        await discord.ready()
        await discord.person("Mara").slash("about")
        tern.send_signal(signal.SIGTERM)
        _, errors = await tern.communicate()
    assert re.search(
        r"DEBUG   tern \[[A-Z0-9]{6}\]: command about: answered after \d+ ms\n", errors.decode()
    )
