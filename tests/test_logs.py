"""Logs name the code and the place of a failure, and nothing that a person typed."""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
import re
from pathlib import Path

import aiohttp
import discord
import pytest

from bot.logs import (
    JsonFormatter,
    TextFormatter,
    Work,
    begun,
    log_failure,
    set_up,
    shorten,
    stack_of,
)

CANARY = "Mara Example, 12 Harbour Street"


def failing() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        raise RuntimeError(f"could not handle {CANARY}") from error


def caught() -> RuntimeError:
    with pytest.raises(RuntimeError) as info:
        failing()
    return info.value


def test_the_stack_names_types_and_places_but_no_messages() -> None:
    stack = stack_of(caught())
    assert "RuntimeError" in stack
    assert "ValueError" in stack
    assert "test_logs.py" in stack
    assert CANARY not in stack


def test_a_failure_is_logged_under_the_code_it_returns(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "tern"):
        code = log_failure(caught(), "optout letter")
    assert code in caplog.text
    assert "optout letter" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_formatters_keep_messages_of_exceptions_out(formatter: logging.Formatter) -> None:
    error = caught()
    record = logging.LogRecord(
        "tern", logging.ERROR, __file__, 1, "it failed", None, (type(error), error, None)
    )
    line = formatter.format(record)
    assert "it failed" in line
    assert "RuntimeError" in line
    assert CANARY not in line


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_whatever_a_library_logs_has_no_id_in_it(formatter: logging.Formatter) -> None:
    said = "Task for <Member id=%s> and /users/12345678901234567 took 1500 ms"
    record = logging.LogRecord("asyncio", 40, __file__, 1, said, (1234567890123456789,), None)
    line = formatter.format(record)
    assert "1234567890" not in line
    assert "<Member id=[id]> and /users/[id] took 1500 ms" in line


def test_no_line_of_code_logs_whom_it_is_about() -> None:
    said = re.compile(r"_log\.\w+\((?:[^()]|\([^()]*\))*\)|log_failure\((?:[^()]|\([^()]*\))*\)")
    whom = re.compile(r"\buser(?:_id)?\b|\bmember\b|\bauthor\b|\bowner\b|\bhandle\b|\.name\b")
    found = [
        f"{path.name}: {call}"
        for path in (Path(__file__).parents[1] / "bot").rglob("*.py")
        for call in said.findall(path.read_text("utf-8"))
        if whom.search(call)
    ]
    assert found == []


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING"])
def test_no_level_makes_discord_py_log_what_it_handles(level: str) -> None:
    before = logging.root.level, logging.root.handlers[:]
    try:
        set_up("text", level)
        assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)
        assert not logging.getLogger("discord.http").isEnabledFor(logging.WARNING)
    finally:
        logging.root.setLevel(before[0])
        logging.root.handlers[:] = before[1]


def test_json_lines_are_json() -> None:
    record = logging.LogRecord("tern", logging.INFO, __file__, 1, "line\nbreak", None, None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "line\nbreak"


def lines_of(formatter: logging.Formatter, work: Work | None) -> str:
    """What is written of a line that is logged at this work."""

    def logged() -> str:
        if work is not None:
            begun(work)
        record = logging.LogRecord("tern", logging.INFO, __file__, 1, "said", None, None)
        return formatter.format(record)

    return contextvars.copy_context().run(logged)


def test_every_line_at_a_work_carries_its_code_and_no_other_line_does() -> None:
    one, other = Work(), Work()
    assert one.code != other.code
    assert json.loads(lines_of(JsonFormatter(), one))["request"] == one.code
    assert f" tern [{other.code}]: said" in lines_of(TextFormatter(), other)
    assert "request" not in json.loads(lines_of(JsonFormatter(), None))
    assert " tern: said" in lines_of(TextFormatter(), None)


@pytest.mark.asyncio
async def test_tasks_of_a_work_carry_its_code_and_those_beside_it_do_not() -> None:
    async def fail() -> str:
        return log_failure(caught(), "test")

    async def at_work(work: Work) -> list[str]:
        begun(work)
        return [await fail(), *await asyncio.gather(fail(), asyncio.create_task(fail()))]

    works = [Work(), Work()]
    shown = await asyncio.gather(*map(at_work, works))
    assert shown == [[work.code] * 3 for work in works]
    assert len({await fail(), await fail(), *(work.code for work in works)}) == 4


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), aiohttp.ServerDisconnectedError(), discord.GatewayNotFound()]
)
@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_what_discord_py_logs_of_a_network_that_fails_is_one_line(
    formatter: logging.Formatter, error: Exception
) -> None:
    record = logged("discord.shard", error)
    assert shorten(record)
    line = formatter.format(record)
    assert f"again in 2 s ({type(error).__name__})" in line
    assert "\n" not in line
    assert "stack" not in line


@pytest.mark.parametrize("name", ["tern", "discord.client"])
def test_what_is_a_mistake_keeps_its_stack(name: str) -> None:
    error = caught() if name == "discord.client" else ConnectionResetError()
    record = logged(name, error)
    assert shorten(record)
    assert record.exc_info is not None


def logged(name: str, error: Exception) -> logging.LogRecord:
    about = (type(error), error, error.__traceback__)
    return logging.LogRecord(name, logging.ERROR, __file__, 1, "again in %d s", (2,), about)
