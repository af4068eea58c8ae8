"""Reading a request: JSON, or multipart with `payload_json` and `files[n]`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from ..errors import error
from ..files import UPLOAD_LIMIT, Upload

_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request that the bot sent. `route` is the path's template, as in Discord's documents."""

    method: str
    path: str
    route: str
    query: dict[str, str]
    body: Any
    files: list[tuple[str, int]]
    status: int


@dataclass(slots=True)
class Body:
    """What came: `json` (None without a body) and the files."""

    json: Any = None
    uploads: list[Upload] = field(default_factory=list)


async def read_body(request: web.Request) -> Body:
    """Raises `ApiError` 50109 for JSON that cannot be read, 40005 for a file that is too large."""
    if not request.body_exists:
        return Body()
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    raw = await request.read()
    return Body(_parse(raw)) if raw else Body()


async def _read_multipart(request: web.Request) -> Body:
    body = Body()
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body.json = _parse(data)
        elif part.name and (match := _FILE.fullmatch(part.name)):
            if len(data) > UPLOAD_LIMIT:
                raise error(40005)
            body.uploads.append(Upload(part.filename or "unknown", data, int(match[1])))
    return body


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise error(50109) from None
