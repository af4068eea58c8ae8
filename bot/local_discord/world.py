"""What exists on the local Discord: servers, people, messages, in Discord's own JSON shapes.

Ids are snowflakes written as strings, as in Discord's JSON. Nothing here talks to a network: the
gateway, the page and the tests listen to changes (`listen`, `subscribe`, `until`).

Changes are dicts with a `type`:

- `message_create`, `message_update`: `message` (JSON), `audience` (the only user id that sees it,
  or None). A message whose flags hold 128 (loading) is what Discord shows as "… is thinking".
- `message_delete`: `id`, `channel_id`, `guild_id`, `audience`.
- `modal`: `interaction_id`, `user_id`, `modal` (JSON). `interaction_failed`: `interaction_id`,
  `user_id`, `channel_id`, `reason` (one plain sentence).
- `commands_update`: the bot's commands changed. `presence`: `online` (a bot is connected or not).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .interactions import Interaction
from .permissions import EVERYONE, Overwrites, compute
from .posts import Json as Json
from .posts import Post
from .snowflakes import Snowflakes

Clock = Callable[[], float]

TEXT_CHANNEL, DM_CHANNEL = 0, 1


@dataclass(slots=True)
class Guild:
    """One server. `json` holds id, name, owner_id, preferred_locale; the rest is beside it."""

    json: Json
    roles: dict[str, Json] = field(default_factory=dict)
    members: dict[str, Json] = field(default_factory=dict)
    channel_ids: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def name(self) -> str:
        return str(self.json["name"])

    @property
    def locale(self) -> str:
        return str(self.json["preferred_locale"])


class Subscription:
    """Changes as an async iterator, from the moment it is made until `close` (or `with` ends)."""

    def __init__(self, world: World) -> None:
        self._queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._stop = world.listen(self._queue.put_nowait)

    def __enter__(self) -> Subscription:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self._stop()
        self._queue.put_nowait(None)

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Json:
        change = await self._queue.get()
        if change is None:
            raise StopAsyncIteration
        return change


class World:
    """Everything there is, and the one place that changes it.

    `clock` gives seconds since 1970; with it the limits of 3 s and 15 min are tested without
    waiting. `privileged_intents` are the intent bits that the application was granted.
    """

    def __init__(
        self, *, bot_name: str = "Bot", clock: Clock = time.time, privileged_intents: int = 0
    ) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.privileged_intents = privileged_intents
        self.users: dict[str, Json] = {}
        self.locales: dict[str, str] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Json] = {}
        self.posts: dict[str, dict[str, Post]] = {}
        self.commands: dict[str, Json] = {}
        self.interactions: dict[str, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.nonces: dict[str, tuple[float, Post]] = {}
        self.user_installs: set[str] = set()
        self.files: dict[str, bytes] = {}
        self._dm_channels: dict[str, str] = {}
        self.bot = self.add_user(bot_name, bot=True)
        self.application_id: str = self.bot["id"]
        self._listeners: list[Callable[[Json], None]] = []

    # --- changes ------------------------------------------------------------------------------

    def listen(self, heard: Callable[[Json], None]) -> Callable[[], None]:
        """Call `heard` at each change; returns what stops it."""
        self._listeners.append(heard)

        def stop() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return stop

    def subscribe(self) -> Subscription:
        return Subscription(self)

    async def until(self, holds: Callable[[], bool], within: float = 10) -> None:
        """Wait until `holds()` is true, looking now and after each change. Raises TimeoutError."""
        with self.subscribe() as changes:
            async with asyncio.timeout(within):
                while not holds():
                    await anext(changes)

    def tell(self, change: Json) -> None:
        for heard in tuple(self._listeners):
            heard(change)

    def now(self) -> str:
        return datetime.fromtimestamp(self.clock(), UTC).isoformat()

    # --- people and places --------------------------------------------------------------------

    def add_user(self, name: str, *, locale: str = "en-GB", bot: bool = False) -> Json:
        user: Json = {
            "id": self.ids.next(),
            "username": name.lower().replace(" ", "_"),
            "global_name": None if bot else name,
            "discriminator": "0000" if bot else "0",
            "avatar": None,
            "bot": bot,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }
        if bot:
            user["username"] = name
        self.users[user["id"]] = user
        self.locales[user["id"]] = locale
        if not bot:
            self._open_dm(user)
        return user

    def add_guild(
        self,
        name: str,
        *,
        owner: str | None = None,
        locale: str = "en-US",
        bot_permissions: int | None = EVERYONE,
        guild_id: str | None = None,
    ) -> Guild:
        """A new server. Without an `owner` (a user id) it belongs to somebody never seen here.

        `bot_permissions` None: the bot is not a member of it.
        """
        new_id = guild_id or self.ids.next()
        owner_id = owner or self.ids.next()
        guild = Guild(
            {
                "id": new_id,
                "name": name,
                "owner_id": owner_id,
                "preferred_locale": locale,
                "icon": None,
            }
        )
        self.guilds[new_id] = guild
        guild.roles[new_id] = _role(new_id, "@everyone", EVERYONE, 0)
        if owner:
            self.add_member(guild, owner)
        if bot_permissions is not None:
            role = self.add_role(guild, self.bot["username"], bot_permissions)
            role["managed"] = True
            role["tags"] = {"bot_id": self.bot["id"]}
            self.add_member(guild, self.bot["id"], roles=[role["id"]])
        return guild

    def add_role(self, guild: Guild, name: str, permissions: int) -> Json:
        role = _role(self.ids.next(), name, permissions, len(guild.roles))
        guild.roles[role["id"]] = role
        return role

    def add_member(
        self, guild: Guild, user_id: str, *, nick: str | None = None, roles: list[str] | None = None
    ) -> Json:
        member = {
            "user": self.users[user_id],
            "nick": nick,
            "avatar": None,
            "banner": None,
            "roles": list(roles or []),
            "joined_at": self.now(),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": None,
        }
        guild.members[user_id] = member
        return member

    def add_channel(
        self, guild: Guild, name: str, *, topic: str = "", overwrites: Overwrites = ()
    ) -> Json:
        channel: Json = {
            "id": self.ids.next(),
            "type": TEXT_CHANNEL,
            "guild_id": guild.id,
            "name": name,
            "topic": topic or None,
            "position": len(guild.channel_ids),
            "permission_overwrites": list(overwrites),
            "nsfw": False,
            "rate_limit_per_user": 0,
            "parent_id": None,
            "last_message_id": None,
            "flags": 0,
        }
        self.channels[channel["id"]] = channel
        self.posts[channel["id"]] = {}
        guild.channel_ids.append(channel["id"])
        return channel

    def dm_channel(self, user_id: str) -> Json:
        """The direct messages between the bot and this person."""
        return self.channels[self._dm_channels[user_id]]

    def _open_dm(self, user: Json) -> None:
        channel: Json = {
            "id": self.ids.next(),
            "type": DM_CHANNEL,
            "recipients": [user],
            "last_message_id": None,
            "flags": 0,
        }
        self.channels[channel["id"]] = channel
        self.posts[channel["id"]] = {}
        self._dm_channels[user["id"]] = channel["id"]

    # --- messages -----------------------------------------------------------------------------

    def add_post(self, post: Post) -> None:
        self.posts[post.channel_id][post.id] = post
        self.channels[post.channel_id]["last_message_id"] = post.id
        self._tell_post("message_create", post)

    def update_post(self, post: Post) -> None:
        self._tell_post("message_update", post)

    def delete_post(self, post: Post) -> None:
        post.deleted = True
        del self.posts[post.channel_id][post.id]
        guild_id = self.channels[post.channel_id].get("guild_id")
        gone = {"id": post.id, "channel_id": post.channel_id, "guild_id": guild_id}
        self.tell({"type": "message_delete", "audience": post.audience, **gone})

    def _tell_post(self, change: str, post: Post) -> None:
        self.tell({"type": change, "message": post.json, "audience": post.audience})

    def find_post(self, message_id: str) -> Post | None:
        return next((of[message_id] for of in self.posts.values() if message_id in of), None)

    def open(self, interaction: Interaction) -> None:
        """Keep an interaction, by id and by its token."""
        self.interactions[interaction.id] = interaction
        self.tokens[interaction.token] = interaction

    def spoken_in(self, channel: Json) -> str | None:
        """The language to write in without being asked: the server's, or by direct message the
        one in which this person last asked; None if they never did."""
        guild = self.guild_of(channel)
        if guild:
            return guild.locale
        (reader,) = (user["id"] for user in channel["recipients"])
        asked = (one for one in reversed(self.interactions.values()) if one.user_id == reader)
        return next((one.locale for one in asked), None)

    # --- rights -------------------------------------------------------------------------------

    def guild_of(self, channel: Json) -> Guild | None:
        guild_id = channel.get("guild_id")
        return self.guilds[guild_id] if guild_id else None

    def permissions(self, user_id: str, channel: Json) -> int:
        """What this member may do in this channel, as Discord computes it; 0 for a stranger."""
        guild = self.guild_of(channel)
        if guild is None:
            return EVERYONE
        member = guild.members.get(user_id)
        if member is None:
            return 0
        return compute(guild.json, guild.roles, member, channel["permission_overwrites"])

    def shares_guild(self, user_id: str) -> bool:
        """Whether the bot and this person are members of one server."""
        bot = self.bot["id"]
        return any(user_id in g.members and bot in g.members for g in self.guilds.values())

    def named(self, name_or_id: str) -> Json:
        """A user by id, display name or username. Raises KeyError for nobody."""
        if name_or_id in self.users:
            return self.users[name_or_id]
        wanted = name_or_id.lower()
        for user in self.users.values():
            if wanted in ((user["global_name"] or "").lower(), user["username"].lower()):
                return user
        raise KeyError(f"nobody here is called {name_or_id}")


def _role(role_id: str, name: str, permissions: int, position: int) -> Json:
    return {
        "id": role_id,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": str(permissions),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
