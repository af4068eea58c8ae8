"""The gateway's address: accepts sockets, and can break them on request."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..faults import Faults, Reset
from ..world import World
from .connection import Connection
from .sessions import Sessions

CONNECT = ("CONNECT /gateway",)
DROPPED, REFUSED = 4000, 4004


class Gateway:
    """`interval` is the heartbeat interval in seconds."""

    def __init__(self, world: World, faults: Faults, token: str, url: str, interval: float) -> None:
        self.url = url
        self._world = world
        self._faults = faults
        self._token = token
        self._interval = interval
        self._connections: set[Connection] = set()
        self.sessions = Sessions(world, f"{url}/resume")

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """The websocket handler."""
        ws = web.WebSocketResponse(compress=False, max_msg_size=0, timeout=1)
        try:
            await self._faults.strike(CONNECT)
            await ws.prepare(request)
            await self._faults.strike(CONNECT, after=True)
        except ApiError as refusal:
            if not ws.prepared:
                return web.Response(status=refusal.status)
            await ws.close(code=DROPPED, message=b"Dropped")
            return ws
        except Reset:
            if request.transport is not None:
                request.transport.abort()
            return ws
        connection = Connection(
            self._world, self.sessions, self._token, self._interval, request.query
        )
        self._connections.add(connection)
        try:
            await connection.run(ws)
        finally:
            self._connections.discard(connection)
        return ws

    def dispatch(self, event: str, data: Any, guild_id: str | None) -> bool:
        """Send an event that needs no intent; False if no bot hears it now."""
        return self.sessions.dispatch(event, data, guild_id)

    def drop(self, *, resumable: bool) -> None:
        """Cut every socket; not resumable: a RESUME will be refused with op 9."""
        for connection in tuple(self._connections):
            if connection.session and not resumable:
                self.sessions.forget(connection.session)
            connection.end(DROPPED, "Dropped")

    def trust(self, token: str) -> None:
        """From now on this is the token; whoever came with another is closed with 4004."""
        self._token = token
        for connection in tuple(self._connections):
            connection.end(REFUSED, "Authentication failed.")

    def send_op(self, op: int, *, resumable: bool = False) -> None:
        """Op 7 (reconnect) or op 9 (invalid session) to every socket."""
        for connection in tuple(self._connections):
            if op == 7:
                connection.reconnect()
            elif op == 9:
                connection.invalidate(resumable=resumable)
            else:
                raise ValueError(f"only op 7 and op 9 can be sent, not {op}")

    def hush(self) -> None:
        """Every socket that is open now falls silent."""
        for connection in tuple(self._connections):
            connection.hush()

    def close(self) -> None:
        self.sessions.close()
        for connection in tuple(self._connections):
            connection.end(1001, "The local Discord stops")
