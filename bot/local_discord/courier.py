"""Brings what a person does to the bot as an interaction, and waits for what comes back."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from .commandline import GUILD_INSTALL, IN_DM, IN_GUILD, USER_INSTALL, installs
from .files import UPLOAD_LIMIT
from .gateway.gateway import Gateway
from .interactions import Interaction, Step
from .messages import Writer
from .posts import Json, Post
from .replies import NoAnswer, Reply
from .resolved import Resolver
from .world import DM_CHANNEL, World

SILENCE = "The application did not respond."


@dataclass(slots=True)
class Courier:
    """`answer_within` is Discord's 3 s, `patience` how long a "thinking…" is watched (real s)."""

    world: World
    writer: Writer
    gateway: Gateway
    answer_within: float
    patience: float

    def resolver(self, channel: Json) -> Resolver:
        return Resolver(self.world, self.writer, channel)

    async def deliver(
        self, user_id: str, channel: Json, kind: int, data: Json, source: Post | None = None
    ) -> Interaction:
        """Send the interaction and wait for the bot's first answer. Raises `NoAnswer`."""
        interaction = Interaction(
            id=self.world.ids.next(),
            kind=kind,
            user_id=user_id,
            channel_id=channel["id"],
            guild_id=channel.get("guild_id"),
            opened_at=self.world.clock(),
            payload={},
            source=source,
            by_user_install=GUILD_INSTALL not in installs(self.world, user_id, channel),
        )
        interaction.payload = self._payload(interaction, channel, data)
        self.world.open(interaction)
        sent = self.gateway.dispatch(
            "INTERACTION_CREATE", interaction.payload, interaction.guild_id
        )
        step = await interaction.step(0, self.answer_within) if sent else None
        if step is None or step.kind == "failed":
            self._fail(interaction)
        return interaction

    async def settle(self, interaction: Interaction) -> Reply:
        """The reply past any "thinking…". Raises `NoAnswer` when that never ends."""
        seen = 1
        while interaction.steps[seen - 1].kind in ("thinking", "delete"):
            if await interaction.step(seen, self.patience) is None:
                raise NoAnswer("The application is still thinking.")
            seen += 1
        return Reply(self.world, interaction, seen, self.patience)

    def _fail(self, interaction: Interaction) -> None:
        """Tell the person, and let a late answer find the interaction gone."""
        interaction.add(Step("failed"))
        about = {
            "interaction_id": interaction.id,
            "user_id": interaction.user_id,
            "channel_id": interaction.channel_id,
        }
        self.world.tell({"type": "interaction_failed", "reason": SILENCE, **about})
        raise NoAnswer(SILENCE)

    def _payload(self, interaction: Interaction, channel: Json, data: Json) -> Json:
        """The interaction object of the docs (Receiving and Responding)."""
        world, user_id = self.world, interaction.user_id
        payload: Json = {
            "id": interaction.id,
            "application_id": world.application_id,
            "type": interaction.kind,
            "data": data,
            "token": interaction.token,
            "version": 1,
            "channel_id": channel["id"],
            "channel": self._channel(channel, user_id),
            "app_permissions": str(self._app_permissions(channel)),
            "locale": world.locales[user_id],
            "entitlements": [],
            "authorizing_integration_owners": self._owners(user_id, channel),
            "context": IN_DM if channel["type"] == DM_CHANNEL else IN_GUILD,
            "attachment_size_limit": UPLOAD_LIMIT,
        }
        guild = world.guild_of(channel)
        if guild:
            payload |= {
                "guild_id": guild.id,
                "guild_locale": guild.locale,
                "guild": {"id": guild.id, "locale": guild.locale, "features": ["COMMUNITY"]},
                "member": {**self.resolver(channel).member(user_id), "user": world.users[user_id]},
            }
        else:
            payload["user"] = world.users[user_id]
        if interaction.source:
            payload["message"] = deepcopy(interaction.source.json)
        return payload

    def _channel(self, channel: Json, user_id: str) -> Json:
        return {**channel, "permissions": str(self.world.permissions(user_id, channel))}

    def _app_permissions(self, channel: Json) -> int:
        return self.world.permissions(self.world.bot["id"], channel)

    def _owners(self, user_id: str, channel: Json) -> Json:
        """Who installed the app: the server ("0": its id, or "0" in the DM), the user ("1")."""
        found = installs(self.world, user_id, channel)
        owners: Json = {}
        if GUILD_INSTALL in found:
            owners[str(GUILD_INSTALL)] = channel.get("guild_id", "0")
        if USER_INSTALL in found:
            owners[str(USER_INSTALL)] = user_id
        return owners
