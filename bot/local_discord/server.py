"""The local Discord itself: one loopback address with gateway, REST, files and page."""

from __future__ import annotations

import mimetypes
import socket
from collections.abc import Awaitable, Callable
from types import TracebackType

from aiohttp import web

from .courier import Courier
from .errors import plain
from .faults import Faults
from .gateway.gateway import Gateway
from .gateway.payloads import guild_create
from .messages import Writer
from .page import add_page
from .people import Person
from .rest.account import Account
from .rest.answers import Answers
from .rest.api import PREFIX, Api, failed
from .rest.body import Recorded
from .rest.channels import Channels
from .rest.commands import Commands
from .rest.guilds import Guilds
from .sample import harbour_studio
from .world import Guild, World

HOST = "127.0.0.1"
BODY_LIMIT = 128 * 1024 * 1024
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalDiscord:
    """An async context manager; inside it `api_url`, `page_url` and `token` can be used.

    Binds 127.0.0.1 only (`port` 0: a free one) and refuses other Host and Origin headers with 403.
    `shards` is what /gateway/bot recommends. `answer_within` and `token_lifetime` are Discord's 3 s
    and 15 min, in seconds of `world.clock`; `patience` is how long a person watches a "thinking…";
    `heartbeat_interval` is in seconds. `requests` holds all that the bot sent over REST.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        world: World | None = None,
        token: str = "local-bot-token",  # noqa: S107 - opens nothing but this process
        shards: int = 1,
        answer_within: float = 3.0,
        token_lifetime: float = 900.0,
        patience: float = 10.0,
        heartbeat_interval: float = 41.25,
    ) -> None:
        self.world = world or harbour_studio()
        self.faults = Faults(self.world.clock)
        self.token = token
        self.requests: list[Recorded] = []
        self.api_url = self.page_url = ""
        self._port = port
        self._shards = shards
        self._answer_within = answer_within
        self._token_lifetime = token_lifetime
        self._patience = patience
        self._interval = heartbeat_interval
        self._api: Api
        self._gateway: Gateway
        self._courier: Courier
        self._runner: web.AppRunner

    async def __aenter__(self) -> LocalDiscord:
        listening = socket.create_server((HOST, self._port))
        self._port = listening.getsockname()[1]
        app = web.Application(client_max_size=BODY_LIMIT, middlewares=[self._guard])
        self._build(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gateway.close()
        await self._runner.cleanup()

    # --- people -------------------------------------------------------------------------------

    def person(self, name_or_id: str) -> Person:
        """Raises KeyError for nobody."""
        return Person(self._courier, self.world.named(name_or_id))

    def people(self) -> list[Person]:
        """Everybody who is not a bot, in the order they came."""
        users = self.world.users.values()
        return [Person(self._courier, user) for user in users if not user["bot"]]

    # --- the bot's connection -----------------------------------------------------------------

    @property
    def online(self) -> bool:
        """Whether a bot is connected on all its shards."""
        return self._gateway.sessions.online

    async def ready(self, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until a bot is connected on all its shards. Raises TimeoutError."""
        await self.world.until(lambda: self.online, timeout)

    async def drop_gateway(self, *, resumable: bool = True) -> None:
        """Cut the bot's sockets, and wait until they are gone."""
        self._gateway.drop(resumable=resumable)
        await self.world.until(lambda: not self.online)

    def hush_gateway(self) -> None:
        """The bot's sockets stay open, and nothing comes or goes there any more; new ones work."""
        self._gateway.hush()

    def reset_token(self, token: str) -> None:
        """The bot's owner makes a new token: the old one opens nothing any more, and the sockets
        that came with it are closed with 4004."""
        self.token = self._api.token = token
        self._gateway.trust(token)

    async def send_op(self, op: int, *, resumable: bool = False) -> None:
        """Send op 7 (reconnect) or 9 (invalid session), and wait until the bot has gone."""
        self._gateway.send_op(op, resumable=resumable)
        await self.world.until(lambda: not self.online)

    # --- the bot's servers --------------------------------------------------------------------

    def remove_bot(self, guild: Guild) -> None:
        """A moderator removes the bot from a server."""
        guild.members.pop(self.world.bot["id"])
        self._gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild.id)

    def add_bot(self, guild: Guild) -> None:
        """A moderator adds the bot to a server that is there already."""
        self.world.add_member(guild, self.world.bot["id"])
        self._gateway.dispatch("GUILD_CREATE", guild_create(self.world, guild, 0), guild.id)

    def outage(self, guild: Guild) -> None:
        """A server cannot be reached for a while; the bot is still in it."""
        gone = {"id": guild.id, "unavailable": True}
        self._gateway.dispatch("GUILD_DELETE", gone, guild.id)

    # --- inside -------------------------------------------------------------------------------

    def _build(self, app: web.Application) -> None:
        address = f"http://{HOST}:{self._port}"
        self.api_url, self.page_url = address + PREFIX, address + "/"
        writer = Writer(self.world, address)
        gateway_url = f"ws://{HOST}:{self._port}/gateway"
        self._gateway = Gateway(self.world, self.faults, self.token, gateway_url, self._interval)
        self._courier = Courier(
            self.world, writer, self._gateway, self._answer_within, self._patience
        )
        self._api = api = Api(
            world=self.world,
            writer=writer,
            gateway=self._gateway,
            faults=self.faults,
            token=self.token,
            shards=self._shards,
            answer_within=self._answer_within,
            token_lifetime=self._token_lifetime,
            requests=self.requests,
        )
        for resource in (Account, Guilds, Channels, Commands, Answers):
            api.add(app, resource(api).routes())
        for path in ("/gateway", "/gateway/", "/gateway/resume"):
            app.router.add_get(path, self._gateway.accept)
        app.router.add_get("/attachments/{channel_id}/{file_id}/{name}", self._file)
        add_page(app, self)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Other Host or Origin headers are refused: no foreign web page can act here."""
        names = {f"{HOST}:{self._port}", f"localhost:{self._port}"}
        origin = request.headers.get("Origin")
        if request.host not in names or (origin and origin.removeprefix("http://") not in names):
            return web.Response(status=403, text="This address is for this machine only.")
        try:
            return await handler(request)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as missing:
            if request.path.startswith("/api/"):
                return failed(plain(missing.status, missing.reason))
            raise

    async def _file(self, request: web.Request) -> web.Response:
        """A file that somebody sent. Never run as a page: sniffing and scripts are off."""
        data = self.world.files.get(request.match_info["file_id"])
        if data is None:
            raise web.HTTPNotFound
        kind = mimetypes.guess_type(request.match_info["name"])[0] or "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=data, content_type=kind, headers=headers)
