"""One websocket: HELLO, IDENTIFY or RESUME, heartbeats, and what a session sends through it.

Close codes and order are those of the docs (Gateway, "Gateway Close Event Codes").
"""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from ..posts import Json
from ..world import World
from . import payloads
from .sessions import Session, Sessions

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = 7, 8, 9, 10, 11
MAX_PAYLOAD = 4096
SYNC = zlib.Z_SYNC_FLUSH


class CloseError(Exception):
    """Ends the socket with a close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """A `Wire`: payloads go out in order, compressed as the client asked."""

    def __init__(
        self, world: World, sessions: Sessions, token: str, interval: float, query: Any
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._token = token
        self._interval = interval
        self._query = query
        self._deflate = zlib.compressobj() if query.get("compress") == "zlib-stream" else None
        self._outbox: asyncio.Queue[str | CloseError] = asyncio.Queue()
        self._watchdog: asyncio.TimerHandle | None = None
        self._ended: int | None = None
        self._hushed = False
        self.session: Session | None = None

    def send(self, payload: str) -> None:
        self._outbox.put_nowait(payload)

    def end(self, code: int, reason: str) -> None:
        """Close after what is already in the outbox."""
        self._ended = code
        self._outbox.put_nowait(CloseError(code, reason))

    async def run(self, ws: web.WebSocketResponse) -> None:
        """Serve this socket until either side closes it."""
        writer = asyncio.create_task(self._write(ws))
        try:
            if self._query.get("v", "10") != "10" or self._query.get("encoding", "json") != "json":
                raise CloseError(4012, "Only gateway v10 with encoding json")
            self._say(HELLO, {"heartbeat_interval": int(self._interval * 1000), "_trace": []})
            self._watch()
            async for message in ws:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._received(message.data)
        except CloseError as why:
            self.end(why.code, why.reason)
            await writer
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._leave(self._ended or ws.close_code)

    def _say(self, op: int, data: Any = None) -> None:
        self.send(json.dumps({"op": op, "t": None, "s": None, "d": data}))

    async def _write(self, ws: web.WebSocketResponse) -> None:
        while not ws.closed:
            payload = await self._outbox.get()
            if self._hushed:
                continue
            if isinstance(payload, CloseError):
                await ws.close(code=payload.code, message=payload.reason.encode())
                return
            if self._deflate:
                packed = self._deflate.compress(payload.encode()) + self._deflate.flush(SYNC)
                await ws.send_bytes(packed)
            else:
                await ws.send_str(payload)

    def _watch(self) -> None:
        """Without a heartbeat for two intervals the socket counts as dead."""
        if self._watchdog:
            self._watchdog.cancel()
        loop = asyncio.get_running_loop()
        self._watchdog = loop.call_later(2 * self._interval, self.end, 4000, "No heartbeat")

    def _leave(self, close_code: int | None) -> None:
        if self._watchdog:
            self._watchdog.cancel()
        session = self.session
        if session and session.wire is self:
            session.wire = None
            if close_code in (1000, 1001):
                self._sessions.forget(session)
            else:
                self._sessions.changed()

    # --- what the client says -----------------------------------------------------------------

    def _received(self, raw: str | bytes) -> None:
        if self._hushed:
            return
        if len(raw) > MAX_PAYLOAD:
            raise CloseError(4002, "Payload too large")
        try:
            payload = json.loads(raw)
            op, data = payload["op"], payload.get("d")
        except (ValueError, TypeError, KeyError):
            raise CloseError(4002, "Error while decoding payload.") from None
        if op == HEARTBEAT:
            self._watch()
            self._say(ACK)
        elif op == IDENTIFY:
            self._identify(data)
        elif op == RESUME:
            self._resume(data)
        elif op not in (PRESENCE, VOICE, REQUEST_MEMBERS):
            raise CloseError(4001, "Unknown opcode.")
        elif self.session is None:
            raise CloseError(4003, "Not authenticated.")
        elif op == REQUEST_MEMBERS:
            self._request_members(self.session, data)

    def _identify(self, data: Json) -> None:
        if self.session:
            raise CloseError(4005, "Already authenticated.")
        self._check_token(data)
        shard_id, count = data.get("shard") or (0, 1)
        if not 0 <= shard_id < count:
            raise CloseError(4010, "Invalid shard.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~payloads.KNOWN_INTENTS:
            raise CloseError(4013, "Invalid intent(s).")
        if intents & payloads.PRIVILEGED & ~self._world.privileged_intents:
            raise CloseError(4014, "Disallowed intent(s).")
        if not data.get("properties"):
            raise CloseError(4002, "properties are required")
        self.session = self._sessions.start(self, (shard_id, count), intents)

    def _resume(self, data: Json) -> None:
        if self.session:
            raise CloseError(4005, "Already authenticated.")
        self._check_token(data)
        session = self._sessions.all.get(data["session_id"])
        if session is None or not session.replay(self, data["seq"] or 0):
            self.invalidate(resumable=False)
            return
        self.session = session
        self._sessions.changed()

    def _check_token(self, data: Json) -> None:
        if data.get("token") != self._token:
            raise CloseError(4004, "Authentication failed.")

    def _request_members(self, session: Session, wanted: Json) -> None:
        guild = self._world.guilds.get(str(wanted["guild_id"]))
        whole = not wanted.get("user_ids") and not wanted.get("query")
        if guild and (not whole or session.intents & payloads.GUILD_MEMBERS):
            session.dispatch("GUILD_MEMBERS_CHUNK", payloads.members_chunk(guild, wanted))

    # --- what goes wrong on purpose -----------------------------------------------------------

    def hush(self) -> None:
        """Stay open, and neither say nor hear anything any more."""
        self._hushed = True
        if self._watchdog:
            self._watchdog.cancel()

    def reconnect(self) -> None:
        """Op 7: please reconnect and resume."""
        self._say(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9: the session is invalid; not resumable means it is gone."""
        if self.session and not resumable:
            self._sessions.forget(self.session)
            self.session.wire = None
            self.session = None
        self._say(INVALID_SESSION, resumable)
