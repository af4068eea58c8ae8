"""Names a person types or picks, turned into ids with the `resolved` data that goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from .files import Upload
from .messages import Writer
from .posts import Json
from .replies import Refused
from .world import World

_MENTION = re.compile(r"<(?:@!?|@&|#)(\d+)>")


class Resolver:
    """Collects what one interaction refers to; `data` is its `resolved` object."""

    def __init__(self, world: World, writer: Writer, channel: Json) -> None:
        self._world = world
        self._writer = writer
        self._channel = channel
        self._guild = world.guild_of(channel)
        self.data: dict[str, Json] = {}

    def user(self, named: str) -> str:
        """A person by id, mention or name; members come with their membership."""
        try:
            user = self._world.named(_bare(named))
        except KeyError:
            raise Refused(f"There is nobody called {named} here.") from None
        self._add("users", user["id"], user)
        if self._guild and user["id"] in self._guild.members:
            self._add("members", user["id"], self.member(user["id"]))
        return str(user["id"])

    def member(self, user_id: str) -> Json:
        """A membership without its user, with the permissions it has in this channel."""
        assert self._guild is not None
        member = {k: v for k, v in self._guild.members[user_id].items() if k != "user"}
        member["permissions"] = str(self._world.permissions(user_id, self._channel))
        return member

    def role(self, named: str) -> str:
        roles = self._guild.roles.values() if self._guild else ()
        found = _match(roles, _bare(named).removeprefix("@"))
        if found is None:
            raise Refused(f"There is no role called {named} here.")
        self._add("roles", found["id"], found)
        return str(found["id"])

    def channel(self, named: str) -> str:
        ids = self._guild.channel_ids if self._guild else []
        found = _match([self._world.channels[i] for i in ids], _bare(named).removeprefix("#"))
        if found is None:
            raise Refused(f"There is no channel called {named} here.")
        rights = str(self._world.permissions(self._world.bot["id"], found))
        self._add("channels", found["id"], {**found, "permissions": rights})
        return str(found["id"])

    def mentionable(self, named: str) -> str:
        try:
            return self.user(named)
        except Refused:
            return self.role(named)

    def attachment(self, upload: Upload) -> str:
        kept = {**self._writer.keep(self._channel["id"], upload), "ephemeral": True}
        self._add("attachments", kept["id"], kept)
        return str(kept["id"])

    def message(self, json: Json) -> str:
        self._add("messages", json["id"], deepcopy(json))
        return str(json["id"])

    def _add(self, kind: str, key: str, value: Json) -> None:
        self.data.setdefault(kind, {})[key] = value


def _bare(named: str) -> str:
    """The id in a mention, or the name as it is."""
    match = _MENTION.fullmatch(named.strip())
    return match[1] if match else named.strip().removeprefix("@")


def _match(things: Iterable[Json], named: str) -> Json | None:
    wanted = named.lower()
    return next((t for t in things if wanted in (t["id"], t["name"].lower())), None)
