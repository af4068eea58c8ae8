"""The page's addresses: the page, its files, what it reads, what it does, what it hears."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader, web

from ..errors import ApiError
from ..files import Upload
from ..people import Person
from ..posts import Json
from ..replies import NoAnswer, Refused
from ..validate.shape import Invalid
from ..world import Subscription, World
from . import views
from .actions import ACTIONS

if TYPE_CHECKING:
    from ..server import LocalDiscord

STATIC = Path(__file__).parent / "static"
TOKEN_HEADER = "X-Page-Token"  # noqa: S105 (a header's name)
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def add_page(app: web.Application, discord: LocalDiscord) -> None:
    """Serve the page at `/` and below `/page/`.

    Reading needs nothing but the loopback address; acting needs the token of this run, which only a
    page from the same origin can read. https://owasp.org/www-community/attacks/csrf
    """
    page = _Page(discord)
    app.on_response_prepare.append(_guard)
    app.on_shutdown.append(page.close)
    app.add_routes(
        [
            web.get("/", page.index),
            web.get("/page/state", page.state),
            web.get("/page/place", page.place),
            web.get("/page/events", page.events),
            web.post("/page/do/{action}", page.act),
            web.static("/page/static", STATIC),
        ]
    )


async def _guard(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers.update(HEADERS)


class _Page:
    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord
        self._token = secrets.token_urlsafe(24)
        self._open: set[Subscription] = set()

    async def close(self, _: web.Application) -> None:
        for changes in tuple(self._open):
            changes.close()

    async def index(self, request: web.Request) -> web.StreamResponse:
        # Files are addressed under this name; under "localhost" they would be another origin's.
        if f"//{request.host}/" not in self._discord.page_url:
            raise web.HTTPFound(self._discord.page_url)
        return web.FileResponse(STATIC / "index.html")

    async def state(self, request: web.Request) -> web.Response:
        seen = views.state(self._discord, self._person(request))
        return web.json_response(seen | {"token": self._token})

    async def place(self, request: web.Request) -> web.Response:
        try:
            seen = views.place(
                self._discord.world, self._person(request), request.query.get("channel", "")
            )
        except Refused as refusal:
            return _problem(404, refusal)
        return web.json_response(seen)

    async def act(self, request: web.Request) -> web.Response:
        """422: not allowed to, with the reason. 504: the bot did not answer."""
        given = request.headers.get(TOKEN_HEADER, "").encode()
        if not secrets.compare_digest(given, self._token.encode()):
            raise web.HTTPForbidden(text="This page is from an earlier run. Reload it.")
        action = ACTIONS.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        person, asked = self._person(request), await _asked(request)
        try:
            return web.json_response(await action(self._discord, person, asked))
        except (Refused, ApiError, Invalid) as refusal:
            return _problem(422, refusal)
        except NoAnswer as silence:
            return _problem(504, silence)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Changes as server-sent events, from now on, each only to those it is meant for."""
        person = self._person(request)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._discord.world.subscribe() as changes:
            self._open.add(changes)
            with suppress(ConnectionResetError):
                await response.prepare(request)
                await _stream(response, self._discord.world, person, changes)
            self._open.discard(changes)
        return response

    def _person(self, request: web.Request) -> Person:
        """Who the page is for: `as` in the address, the first person without."""
        asked = request.query.get("as")
        if not asked:
            return self._discord.people()[0]
        try:
            return self._discord.person(asked)
        except KeyError:
            raise web.HTTPNotFound(text="There is nobody of that name here.") from None


async def _stream(
    response: web.StreamResponse, world: World, person: Person, changes: Subscription
) -> None:
    # A comment goes first, so that the browser knows at once that it will miss nothing.
    await response.write(b": open\n\n")
    async for change in changes:
        seen = views.change_for(world, person, change)
        if seen is not None:
            await response.write(f"data: {json.dumps(seen)}\n\n".encode())


async def _asked(request: web.Request) -> Json:
    """The body: JSON, or a form with a part `body` (JSON) and files named after their fields."""
    if not request.content_type.startswith("multipart/"):
        asked: Json = await request.json()
        return asked
    asked = {}
    files: dict[str, list[Upload]] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest
        data = bytes(await part.read(decode=True))
        if part.name == "body":
            asked = json.loads(data)
        else:
            files.setdefault(str(part.name), []).append(Upload(part.filename or "file", data))
    asked.setdefault("values", {}).update(files)
    return asked


def _problem(status: int, reason: Exception) -> web.Response:
    return web.json_response({"problem": str(reason)}, status=status)
