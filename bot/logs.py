"""Logging: text or JSON lines, each under the code of the request or job that it is about, which a
person can quote when it failed.

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
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.errors import DatabaseError
from bot.firmness import is_disturbed, is_over

if TYPE_CHECKING:
    import asyncio

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not taken for one another when read aloud."""

_ID = re.compile(r"\d{15,}")
"""Discord's ids are 17 to 20 digits long."""

_PASSES = (discord.GatewayNotFound, discord.ConnectionClosed, OSError)
"""What comes and goes with the network."""

_log = logging.getLogger("tern")


class Work:
    """A request or a job. Every line logged in a task that has `begun` it carries its code, those
    of the tasks that come of it too."""

    @cached_property
    def code(self) -> str:
        """Six letters and digits, chosen when they are first needed: most work logs nothing."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(6))


_AT_WORK: Final[ContextVar[Work | None]] = ContextVar("tern-work", default=None)


def begun(work: Work) -> None:
    """From here on this task is at this work."""
    _AT_WORK.set(work)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message; the code in `request`."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if work := _AT_WORK.get():
            entry["request"] = work.code
        if record.exc_info and record.exc_info[1]:
            entry["stack"] = stack_of(record.exc_info[1])
        return _struck(json.dumps(entry, ensure_ascii=False))


class TextFormatter(logging.Formatter):
    """`time LEVEL logger [CODE]: message`, and the stack below where there is one."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s%(request)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        work = _AT_WORK.get()
        record.request = f" [{work.code}]" if work else ""
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
    handler.addFilter(shorten)
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


def shorten(record: logging.LogRecord) -> bool:
    """A filter that lets everything pass. What discord.py logs of a network that fails is one line
    without a stack: it connects again by itself, and what Discord refuses is nobody's bug."""
    logged = record.exc_info[1] if record.exc_info else None
    error: BaseException | None = getattr(logged, "original", logged)
    if error is None or not record.name.startswith("discord."):
        return True
    if isinstance(error, _PASSES) or is_disturbed(error) or is_over(error):
        record.msg, record.args = f"{record.getMessage()} ({in_brief(error)})", None
        record.exc_info = record.exc_text = None
    return True


def in_brief(error: BaseException) -> str:
    """What kind of failure, and what Discord said to it; nothing that an exception quotes."""
    if isinstance(error, discord.HTTPException):
        return f"{type(error).__name__}, status {error.status}, code {error.code}"
    return type(error).__name__


def log_failure(error: BaseException, doing: str) -> str:
    """Logs an unexpected failure and returns the code it stands under: that of the work at hand."""
    code = (_AT_WORK.get() or Work()).code
    if isinstance(error, DatabaseError):
        # It comes again and again while it lasts, and a stack would tell nothing more.
        _log.error("failure %s in %s: the database failed (%s)", code, doing, error)
        return code
    _log.error("failure %s in %s\n%s", code, doing, stack_of(error))
    return code


def log_uncaught(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For a loop's `set_exception_handler`: its own quotes what failed and what it was at."""
    if error := context.get("exception"):
        log_failure(error, "a task")
    else:
        _log.error("the loop reports: %s", context["message"])
