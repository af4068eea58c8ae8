"""Logging: text or JSON lines, and failures under a code that a person can quote.

Logs never hold a token, a name, a handle, an id of a person or the text of a letter. Messages of
exceptions can quote what was being handled, so a failure is logged as its type and its stack only;
of Discord's own refusals the status and the code are kept. Whatever else a library logs, a number
as long as an id is struck out of it.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import traceback

import discord

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not taken for one another when read aloud."""

_ID = re.compile(r"\d{15,}")
"""Discord's ids are 17 to 20 digits long."""

_log = logging.getLogger("tern")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            entry["stack"] = stack_of(record.exc_info[1])
        return _struck(json.dumps(entry, ensure_ascii=False))


class TextFormatter(logging.Formatter):
    """`time LEVEL logger: message`, and the stack below where there is one."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return _struck(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        error = ei[1] if isinstance(ei, tuple) else None
        return stack_of(error) if isinstance(error, BaseException) else ""


def _struck(line: str) -> str:
    return _ID.sub("[id]", line)


def set_up(style: str, level: str) -> None:
    """Sends everything to standard error in the chosen style ("text" or "json")."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if style == "json" else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # In detail, discord.py logs whole interactions and their tokens; when it is rate limited,
    # addresses with ids. Neither belongs into a log, whatever level an operator asks for.
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLevelName(level)))
    for name in ("discord.http", "discord.webhook"):
        logging.getLogger(name).setLevel(logging.ERROR)


def stack_of(error: BaseException) -> str:
    """Type and stack of an error and its causes, without their messages."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        where = "".join(f"\n  {f.filename}:{f.lineno} in {f.name}" for f in frames)
        detail = ""
        if isinstance(current, discord.HTTPException):
            detail = f" (status {current.status}, code {current.code})"
        lines.append(f"{type(current).__qualname__}{detail}{where}")
        current = current.__cause__ or current.__context__
    return "\ncaused by ".join(lines)


def log_failure(error: BaseException, doing: str) -> str:
    """Logs an unexpected failure and returns the code it stands under."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    _log.error("failure %s in %s\n%s", code, doing, stack_of(error))
    return code
