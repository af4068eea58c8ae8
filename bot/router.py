"""Buttons, selects and modals: one table from what they say they are to who answers.

See docs/decisions/0002-one-router-for-components.md for why this is not discord.py's DynamicItem.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Concatenate

import discord

from bot.errors import UserError
from bot.replies import custom_id_of, report
from bot.views.card import parse_custom_id

if TYPE_CHECKING:
    from bot.client import TernClient

Handler = Callable[Concatenate["discord.Interaction[TernClient]", ...], Awaitable[None]]
"""Takes the interaction and the custom_id's arguments."""


class Router:
    """Answers component and modal interactions by the action in their custom_id."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def add(self, action: str, handler: Handler) -> None:
        """Raises `ValueError` when the action is taken."""
        if action in self._handlers:
            raise ValueError(f"two handlers for {action}")
        self._handlers[action] = handler

    async def dispatch(self, interaction: discord.Interaction[TernClient]) -> None:
        """Answers a component or a modal; every other interaction is not for here."""
        if interaction.type not in (
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        ):
            return
        try:
            await self._answer(interaction)
        except Exception as error:  # noqa: BLE001 - the one place where failures become an answer
            await report(interaction, error)

    async def _answer(self, interaction: discord.Interaction[TernClient]) -> None:
        parsed = parse_custom_id(custom_id_of(interaction))
        handler = self._handlers.get(parsed[0]) if parsed else None
        if parsed is None or handler is None:
            raise UserError(
                "This belongs to an older version of Tern. Please use the command again."
            )
        await handler(interaction, *parsed[1])
