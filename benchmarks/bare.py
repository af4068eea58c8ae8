"""The bot to compare with: discord.py's public API, a constant embed, constant completions."""

from __future__ import annotations

import os

import discord
from discord import app_commands
from discord.http import Route

CHOICES = 25


def main() -> None:
    """Connects to the API in `DISCORD_API_URL` with `DISCORD_TOKEN`."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    client = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True),
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        max_messages=None,
    )
    tree = app_commands.CommandTree(client)
    choices = [app_commands.Choice(name=f"Platform {n}", value=f"p{n}") for n in range(CHOICES)]

    @tree.command(name="bare", description="Answers always the same.")
    async def bare(
        interaction: discord.Interaction, platform: str, region: str | None = None
    ) -> None:
        embed = discord.Embed(title="Instagram", description="Used for AI training unless you act.")
        for number in range(6):
            embed.add_field(name=f"Field {number}", value="A sentence of about this length.")
        await interaction.response.send_message(embed=embed, ephemeral=True)

    @bare.autocomplete("platform")
    async def complete(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return choices

    @client.event
    async def setup_hook() -> None:
        await tree.sync()

    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
