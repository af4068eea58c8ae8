"""The connection to Discord: least intents, no caches of people, and where the API is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.router import Router
from bot.tree import TernTree
from bot.views.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services import Services


class TernClient(discord.AutoShardedClient):
    """Tern on Discord.

    `guilds` is the only intent: Tern sees which servers it is in, and nothing of what is said or
    who comes and goes. Nobody is ever pinged.
    """

    def __init__(
        self,
        services: Services,
        *,
        api_url: str,
        shard_count: int | None = None,
        shard_ids: Sequence[int] | None = None,
    ) -> None:
        # Tern does not speak, so nobody needs to hear which parts for that are missing.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        # discord.py keeps the address on the class, so it holds for the whole process.
        Route.BASE = api_url
        shards: dict[str, Any] = {"shard_count": shard_count}
        if shard_ids is not None:
            shards["shard_ids"] = list(shard_ids)
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # Nothing of Tern's waits for servers to be known, so nor does its start.
            guild_ready_timeout=0.1,
            **shards,
        )
        self.services = services
        self.router = Router()
        self.prepared = Prepared()
        self.tree = TernTree(self)

    async def setup_hook(self) -> None:
        """With a fixed number of shards discord.py does not ask the API where the gateway is."""
        if self.shard_count is not None:
            _, url, *_ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    async def on_app_command_completion(
        self, interaction: discord.Interaction[TernClient], _command: object
    ) -> None:
        """A command was answered."""
        await self.tree.show_held(interaction)
        await self.tree.show_stopped(interaction)

    async def on_interaction(self, interaction: discord.Interaction[TernClient]) -> None:
        """Buttons, selects and modals; discord.py's tree has commands and completions already.

        Whoever acts in a server is a member of it, which nobody tells Tern otherwise. A form is the
        second half of a command, and nothing can follow the first.
        """
        await self.router.dispatch(interaction)
        if isinstance(interaction.user, discord.Member) and interaction.guild_id is not None:
            await self.services.moves.seen(interaction.guild_id, interaction.user.id)
        if interaction.type is discord.InteractionType.modal_submit:
            await self.tree.show_held(interaction)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server removed Tern or was deleted; an outage is another event."""
        await self.services.erasures.server_left(guild.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tern is in a new server, or in one that it was in before."""
        await self.services.erasures.server_is_here(guild.id)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that Tern is in: at the start, after an outage."""
        await self.services.erasures.server_is_here(guild.id)
