"""Logs name the code and the place of a failure, and nothing that a person typed."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

from bot.logs import JsonFormatter, TextFormatter, log_failure, set_up, stack_of

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
