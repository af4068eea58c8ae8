"""Servers and members, as far as the bot is in them."""

from __future__ import annotations

from ..errors import error
from ..gateway.payloads import guild_json
from ..posts import Json
from ..world import Guild
from .api import Api, Call, Route


class Guilds:
    def __init__(self, api: Api) -> None:
        self._world = api.world

    def routes(self) -> list[Route]:
        return [
            ("GET", "/users/@me/guilds", self.own),
            ("GET", "/guilds/{guild_id}", self.guild),
            ("GET", "/guilds/{guild_id}/channels", self.channels),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self.member),
        ]

    def own(self, call: Call) -> list[Json]:
        """The servers the bot is in, by id; `after` and `limit` (200) narrow it."""
        after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 200))
        bot_id = self._world.bot["id"]
        own = [g for g in self._world.guilds.values() if bot_id in g.members and int(g.id) > after]
        return [_partial(guild) for guild in sorted(own, key=lambda g: int(g.id))[:limit]]

    def guild(self, call: Call) -> Json:
        return guild_json(self._find(call))

    def channels(self, call: Call) -> list[Json]:
        return [self._world.channels[i] for i in self._find(call).channel_ids]

    def member(self, call: Call) -> Json:
        guild = self._find(call)
        member = guild.members.get(call.at["user_id"])
        if member is None:
            raise error(10007 if call.at["user_id"] in self._world.users else 10013)
        return member

    def _find(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.at["guild_id"])
        if guild is None:
            raise error(10004)
        if self._world.bot["id"] not in guild.members:
            raise error(50001)
        return guild


def _partial(guild: Guild) -> Json:
    return {
        "id": guild.id,
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": "0",
        "features": [],
    }
