""" "Post here": an answer for everyone in the channel, by the person's own press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import UserError
from bot.replies import reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.options import Interaction
    from bot.i18n import Language
    from bot.views.card import Card


async def post_here(interaction: Interaction, make: Callable[[str, Language], Card]) -> None:
    """Posts what `make` makes of the person's name, in the server's language.

    Raises `UserError` unless the person may write there themselves.
    """
    if interaction.guild_id is not None and not _may_write(interaction):
        raise UserError("You may not write in this channel, so Tern does not post for you.")
    locale = interaction.guild_locale or interaction.locale
    t = interaction.client.services.languages.of(locale.value)
    await reply(interaction, make(interaction.user.display_name, t), public=True)


def _may_write(interaction: Interaction) -> bool:
    """Threads have a permission of their own."""
    if isinstance(interaction.channel, discord.Thread):
        return interaction.permissions.send_messages_in_threads
    return interaction.permissions.send_messages
