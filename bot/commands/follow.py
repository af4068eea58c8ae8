"""`/migrate follow`: a file to follow everybody who allowed it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, complete_platform, guild_of
from bot.replies import language_of, reply, think, uploads
from bot.views import follow as views


def follow() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/migrate`."""

    @app_commands.command(
        name="follow", description=locale_str("A file to follow all who allow it on a platform.")
    )
    @app_commands.describe(platform=locale_str("Where you want to follow them"))
    @app_commands.autocomplete(platform=complete_platform)
    async def command(interaction: Interaction, platform: str) -> None:
        await think(interaction)
        services = interaction.client.services
        t = language_of(interaction)
        record = services.policies.platform(platform)
        member = interaction.user
        made = await services.following.pack(
            guild_of(interaction),
            member.id,
            record,
            joined_at=member.joined_at if isinstance(member, discord.Member) else None,
            title=t("Members of my server on {platform}", platform=record.name),
            language=t.code,
        )
        await reply(interaction, views.pack(made, record.name, t), uploads(made.files))

    return command
