"""Buttons, selects and modals: one table from what they say they are to who answers.

See docs/decisions/0002-one-router-for-components.md for why this is not discord.py's DynamicItem.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Concatenate

import discord

from bot.errors import UserError
from bot.replies import being_restarted, custom_id_of, cut_off, report
from bot.tracing import UNKNOWN, ended
from bot.views.card import parse_custom_id

if TYPE_CHECKING:
    from bot.client import TernClient

Handler = Callable[Concatenate["discord.Interaction[TernClient]", ...], Awaitable[None]]
"""Takes the interaction and the custom_id's arguments."""


class Router:
    """Answers component and modal interactions by the action in their custom_id."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._counts: dict[str, range] = {}

    def add(self, action: str, handler: Handler) -> None:
        """Raises `ValueError` when the action is taken."""
        if action in self._handlers:
            raise ValueError(f"two handlers for {action}")
        self._handlers[action] = handler
        self._counts[action] = _argument_counts(handler)

    async def dispatch(self, interaction: discord.Interaction[TernClient]) -> None:
        """Answers a component or a modal; every other interaction is not for here."""
        if interaction.type not in (
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        ):
            return
        parsed = parse_custom_id(custom_id_of(interaction))
        action, arguments = parsed or (UNKNOWN, ())
        handler = self._handlers.get(action)
        try:
            if interaction.client.is_stopping:
                raise being_restarted()
            if handler is None or len(arguments) not in self._counts[action]:
                raise UserError(
                    "This belongs to an older version of Tern. Please use the command again."
                )
            await handler(interaction, *arguments)
        except Exception as error:  # noqa: BLE001 - the one place where failures become an answer
            await report(interaction, error)
        except asyncio.CancelledError:
            await cut_off(interaction)
            raise
        finally:
            ended(interaction, action if handler else UNKNOWN)


def _argument_counts(handler: Handler) -> range:
    """How many arguments of a custom_id the handler takes. Messages stay for years, and an older
    version of Tern may have written another number."""
    _interaction, *named = inspect.signature(handler).parameters.values()
    needed = sum(one.default is one.empty for one in named)
    return range(needed, len(named) + 1)
