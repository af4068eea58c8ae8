"""What every request passes: record, token, faults, limits; and how answers are written."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from ..errors import ApiError, invalid, plain
from ..faults import Faults, Reset
from ..files import Upload
from ..gateway.gateway import Gateway
from ..messages import Writer
from ..posts import Json
from ..validate.shape import Invalid
from ..world import World
from .body import Body, Recorded, read_body
from .limits import Buckets

PREFIX = "/api/v10"
OPEN = ("/gateway", "/interactions/", "/webhooks/{webhook_id}/{webhook_token}")


@dataclass(slots=True)
class Call:
    """One request on its way to a handler: path parameters, query, body."""

    at: dict[str, str]
    query: dict[str, str]
    body: Body

    @property
    def json(self) -> Json:
        """The body as an object. Raises 50035 when it is none."""
        if not isinstance(self.body.json, dict):
            problem = {"code": "DICT_TYPE_CONVERT", "message": "Only dictionaries may be used"}
            raise invalid({"_errors": [problem]})
        return self.body.json

    @property
    def uploads(self) -> list[Upload]:
        return self.body.uploads


Handler = Callable[[Call], Any]
Route = tuple[str, str, Handler]


@dataclass(slots=True)
class Api:
    """What the resources share. `answer_within`, `token_lifetime`: seconds of the world's clock."""

    world: World
    writer: Writer
    gateway: Gateway
    faults: Faults
    token: str
    shards: int
    answer_within: float
    token_lifetime: float
    requests: list[Recorded] = field(default_factory=list)
    buckets: Buckets = field(default_factory=Buckets)

    def add(self, app: web.Application, routes: list[Route]) -> None:
        """Serve these routes under /api/v10, in this order."""
        for method, template, handler in routes:
            app.router.add_route(method, PREFIX + template, self._serve(template, handler))

    def _serve(
        self, template: str, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            body, headers = Body(), {"Via": "1.1 local"}
            try:
                body = await read_body(request)
                self._authorise(request, template)
                route = f"{request.method} {template}"
                headers |= self.buckets.use(route, dict(request.match_info))
                path = request.path.removeprefix(PREFIX)
                names = (route, f"{request.method} {path}")
                await self.faults.strike(names)
                call = Call(dict(request.match_info), dict(request.query), body)
                response = written(handler(call))
                await self.faults.strike(names, after=True)
            except Invalid as refusal:
                response = failed(invalid(refusal.errors))
            except ApiError as refusal:
                response = failed(refusal)
            except Reset:
                response = _broken_off(request)
            for name, value in headers.items():
                response.headers.setdefault(name, value)
            self.requests.append(self._record(request, template, body, response.status))
            return response

        return serve

    def _authorise(self, request: web.Request, template: str) -> None:
        given = request.headers.get("Authorization")
        if given != f"Bot {self.token}" and not _is_open(template):
            raise plain(401, "Unauthorized")

    def _record(self, request: web.Request, template: str, body: Body, status: int) -> Recorded:
        return Recorded(
            request.method,
            request.path.removeprefix(PREFIX),
            template,
            dict(request.query),
            body.json,
            [(upload.name, len(upload.data)) for upload in body.uploads],
            status,
        )


def _broken_off(request: web.Request) -> web.Response:
    """Nobody gets this answer: the connection is gone. It stands in the record as status 0."""
    if request.transport is not None:
        request.transport.abort()
    response = web.Response()
    response.set_status(0)
    return response


def _is_open(template: str) -> bool:
    """Routes whose address holds their own token, and GET /gateway, need no other."""
    return template == OPEN[0] or template.startswith(OPEN[1:])


def written(data: Any, status: int = 200) -> web.Response:
    """JSON with exactly `application/json`, or 204 for None."""
    if data is None:
        return web.Response(status=204)
    status, data = data if isinstance(data, tuple) else (status, data)
    return web.Response(
        body=json.dumps(data).encode(), status=status, content_type="application/json"
    )


def failed(refusal: ApiError) -> web.Response:
    response = written(refusal.body, refusal.status)
    response.headers.update(refusal.headers)
    return response
