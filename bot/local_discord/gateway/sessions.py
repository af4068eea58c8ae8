"""Sessions outlive their sockets: what was sent is kept, so that RESUME can replay it."""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..posts import Json
from ..snowflakes import shard_of
from ..world import Guild, World
from . import payloads

REPLAY_LIMIT = 500


class Wire(Protocol):
    """Where a session's payloads (JSON text) go while a socket is open."""

    def send(self, payload: str) -> None: ...


@dataclass(slots=True)
class Session:
    """One shard of one bot process. `sent` holds the last events for a RESUME."""

    shard: tuple[int, int]
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAY_LIMIT))
    wire: Wire | None = None

    def dispatch(self, event: str, data: Any) -> None:
        """Send an event, or keep it for when the client resumes."""
        self.sequence += 1
        payload = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, payload))
        if self.wire:
            self.wire.send(payload)

    def hears(self, guild_id: str | None) -> bool:
        return shard_of(guild_id, self.shard[1]) == self.shard[0]

    def replay(self, wire: Wire, after: int) -> bool:
        """Continue on a new socket after event number `after`; False if too much was missed."""
        missed = [payload for number, payload in self.sent if number > after]
        if after > self.sequence or len(missed) != self.sequence - after:
            return False
        self.wire = wire
        for payload in missed:
            wire.send(payload)
        self.dispatch("RESUMED", {})
        return True


class Sessions:
    """All sessions of the bot, and which of the world's changes each of them hears."""

    def __init__(self, world: World, resume_url: str) -> None:
        self._world = world
        self._resume_url = resume_url
        self.all: dict[str, Session] = {}
        self._stop = world.listen(self._heard)

    def close(self) -> None:
        self._stop()

    def start(self, wire: Wire, shard: tuple[int, int], intents: int) -> Session:
        """IDENTIFY succeeded: READY, then a GUILD_CREATE for each server of the shard."""
        session = Session(shard, intents, wire=wire)
        self.all[session.id] = session
        guilds = list(self._guilds(session))
        session.dispatch(
            "READY", payloads.ready(self._world, session.id, shard, self._resume_url, guilds)
        )
        if intents & payloads.GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.guild_create(self._world, guild, intents))
        self.changed()
        return session

    def forget(self, session: Session) -> None:
        self.all.pop(session.id, None)
        self.changed()

    def changed(self) -> None:
        """A socket came or went."""
        self._world.tell({"type": "presence", "online": self.online})

    @property
    def online(self) -> bool:
        """Whether every shard of some shard count has a socket open."""
        live: dict[int, set[int]] = {}
        for session in self.all.values():
            if session.wire:
                live.setdefault(session.shard[1], set()).add(session.shard[0])
        return any(len(shards) == count for count, shards in live.items())

    def dispatch(self, event: str, data: Any, guild_id: str | None, intent: int = 0) -> bool:
        """To all sessions of the server's shard that asked for it; False if nobody listens."""
        heard = False
        for session in tuple(self.all.values()):
            if session.hears(guild_id) and session.intents & intent == intent:
                session.dispatch(event, data)
                heard = heard or session.wire is not None
        return heard

    def _guilds(self, session: Session) -> Iterator[Guild]:
        bot_id = self._world.bot["id"]
        of = self._world.guilds.values()
        return (g for g in of if bot_id in g.members and session.hears(g.id))

    def _heard(self, change: Json) -> None:
        """Messages that everybody sees reach the bot; ephemeral ones only through the REST API."""
        event = {
            "message_create": "MESSAGE_CREATE",
            "message_update": "MESSAGE_UPDATE",
            "message_delete": "MESSAGE_DELETE",
        }.get(change["type"])
        if not event or change["audience"]:
            return
        message = change.get("message") or change
        guild_id = self._world.channels[message["channel_id"]].get("guild_id")
        intent = payloads.GUILD_MESSAGES if guild_id else payloads.DIRECT_MESSAGES
        for session in tuple(self.all.values()):
            if session.hears(guild_id) and session.intents & intent:
                session.dispatch(event, self._message(message, guild_id, session.intents))

    def _message(self, message: Json, guild_id: str | None, intents: int) -> Json:
        place: Json = {"guild_id": guild_id} if guild_id else {}
        if "author" not in message:
            return {"id": message["id"], "channel_id": message["channel_id"], **place}
        member = (
            self._world.guilds[guild_id].members.get(message["author"]["id"]) if guild_id else None
        )
        if member and "webhook_id" not in message:
            place["member"] = {k: v for k, v in member.items() if k != "user"}
        return {**payloads.seen_by_bot(self._world, message, intents), **place}
