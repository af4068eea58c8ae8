"""The connection to Discord: least intents, no caches of people, and where the API is."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.firmness import hold_on
from bot.logs import log_failure
from bot.router import Router
from bot.tracing import trace_of
from bot.tree import TernTree
from bot.views.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services import Services


GOODBYE_SECONDS = 2
"""How long the gateway may take to close a connection that Tern closes."""


_OF_THE_TREE = (
    discord.InteractionType.application_command,
    discord.InteractionType.autocomplete,
)


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
        self.is_stopping = False
        self.router = Router()
        self.prepared = Prepared()
        self._arrived: set[int] = set()
        self._noting_arrivals = False
        self.tree = TernTree(self)

    async def connect(self, *, reconnect: bool = True) -> None:
        """As discord.py's. Everything that answers comes of this task."""
        hold_on(self)
        await super().connect(reconnect=reconnect)

    async def close(self) -> None:
        """As discord.py's, but a gateway that does not say goodbye back is not waited for long."""
        closing = asyncio.ensure_future(super().close())
        done, _ = await asyncio.wait({closing}, timeout=GOODBYE_SECONDS)
        if not done:
            await self.http.close()  # breaks its sockets off
        await closing

    async def setup_hook(self) -> None:
        """discord.py asks the API where the gateway is only for the first connection, and only when
        it does not know how many shards there are; it begins every new session at its default."""
        shards, url, *_ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        if self.shard_count is None:
            self.shard_count = shards

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """What goes wrong where nobody waits for an answer."""
        error = sys.exception()
        if error is not None:
            log_failure(error, event_method)

    async def on_app_command_completion(
        self, interaction: discord.Interaction[TernClient], _command: object
    ) -> None:
        """A command was answered."""
        await self.tree.show_held(interaction)
        await self.tree.show_stopped(interaction)
        await self._seen(interaction)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """discord.py makes a task of its own for each event. The tree, which has commands and
        completions already, answers them faster without one that has nothing to do."""
        if event == "interaction" and args[0].type in _OF_THE_TREE:
            return
        super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[TernClient]) -> None:
        """Buttons, selects and modals. A form is the second half of a command, and nothing can
        follow the first."""
        trace_of(interaction)
        await self.router.dispatch(interaction)
        if interaction.type is discord.InteractionType.modal_submit:
            await self.tree.show_held(interaction)
        await self._seen(interaction)

    async def _seen(self, interaction: discord.Interaction[TernClient]) -> None:
        """Whoever acts in a server is a member of it, which nobody tells Tern otherwise. A failure
        is logged; they have their answer already."""
        if not isinstance(interaction.user, discord.Member) or interaction.guild_id is None:
            return
        try:
            await self.services.moves.seen(interaction.guild_id, interaction.user.id)
        except Exception as error:  # noqa: BLE001 - they are seen again at the next command
            log_failure(error, "noting who is there")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server removed Tern or was deleted; an outage is another event."""
        await self.services.erasures.server_left(guild.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tern is in a new server, or in one that it was in before."""
        await self.on_guild_available(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that Tern is in: at the start, after an outage. Thousands come at a start, so
        the database is asked once for all that came while it was asked for others."""
        self._arrived.add(guild.id)
        if self._noting_arrivals:
            return
        self._noting_arrivals = True
        try:
            while here := self._arrived:
                self._arrived = set()
                await self.services.erasures.servers_are_here(here)
        finally:
            self._noting_arrivals = False
