"""Each interaction from its arrival to its end: one code for all of its log lines, and what came of
it for whoever watches."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.logs import Work, begun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import TernClient
    from bot.core.monitor import Asked, Outcome

_log = logging.getLogger("tern")

_TRACE: Final = "trace"
"""Among an interaction's extras: its `Trace`."""

_HOW: Final[Mapping[discord.InteractionType, Asked]] = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.autocomplete: "completion",
    discord.InteractionType.component: "component",
    discord.InteractionType.modal_submit: "form",
}

UNKNOWN: Final = "unknown"
"""A command or an action that is not Tern's, or not any more. What it was called is not counted:
names that somebody else chooses have no end."""


class Trace(Work):
    """An interaction at work. `outcome` is set by whoever tells the person that something went
    wrong; left at None, an answer or its absence speaks for itself."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.outcome: Outcome | None = None


def trace_of(interaction: discord.Interaction[Any]) -> Trace:
    """The interaction's trace, which begins at the first call. From here on this task logs under
    its code."""
    trace: Trace = interaction.extras.setdefault(_TRACE, Trace())
    begun(trace)
    return trace


def until_task_ends(interaction: discord.Interaction[TernClient]) -> None:
    """Follows a command, or a completion: discord.py answers each in a task of its own, and tells
    nobody when a completion is over."""
    trace_of(interaction)
    task = asyncio.current_task()
    if task is not None:
        task.add_done_callback(lambda _: ended(interaction, _command(interaction)))


def ended(interaction: discord.Interaction[TernClient], what: str) -> None:
    """The interaction is over; `what` is one of Tern's commands or actions, or `UNKNOWN`."""
    trace = trace_of(interaction)
    how = _HOW.get(interaction.type)
    if how is None:
        return
    seconds = time.perf_counter() - trace.began
    is_answered = interaction.response.is_done()
    outcome = trace.outcome or ("answered" if is_answered else "unanswered")
    interaction.client.services.monitor.asked(how, what, outcome, seconds)
    _log.debug("%s %s: %s after %d ms", how, what, outcome, 1000 * seconds)


def _command(interaction: discord.Interaction[Any]) -> str:
    return interaction.command.qualified_name if interaction.command else UNKNOWN
