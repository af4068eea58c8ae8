"""Embeds (docs: Message resource, "Embed Limits")."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..posts import Json
from .shape import Path, Problems, address, both, flag, items, number, record, text

MAX_TOTAL = 6000


def _moment(value: str, path: Path, problems: Problems) -> None:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        message = f"Could not parse {value}. Should be ISO8601."
        problems.add(path, "DATE_TIME_TYPE_PARSE", message)


_URL = address(2048, "http", "https")
_MEDIA_URL = address(2048, "http", "https", "attachment")
_IMAGE = record({"url": _MEDIA_URL})
_EMBED = record(
    {},
    {
        "title": text(0, 256),
        "description": text(0, 4096),
        "url": _URL,
        "color": number(0, 0xFFFFFF),
        "timestamp": both(text(1, 64), _moment),
        "footer": record({}, {"text": text(0, 2048), "icon_url": _MEDIA_URL}),
        "author": record({}, {"name": text(0, 256), "url": _URL, "icon_url": _MEDIA_URL}),
        "image": _IMAGE,
        "thumbnail": _IMAGE,
        "fields": items(
            record({"name": text(1, 256), "value": text(1, 1024)}, {"inline": flag}), 0, 25
        ),
    },
)
EMBEDS = items(_EMBED, 0, 10)
_SHOWN = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "url")


def check_embeds(value: Any, problems: Problems) -> None:
    found = Problems()
    EMBEDS(value, ("embeds",), found)
    if found:
        problems.take(found)
        return
    for index, embed in enumerate(value):
        if not any(embed.get(part) for part in _SHOWN):
            problems.add(("embeds", index), "BASE_TYPE_REQUIRED", "This field is required")
    if sum(map(_length, value)) > MAX_TOTAL:
        message = f"Embed size exceeds maximum size of {MAX_TOTAL}"
        problems.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _length(embed: Json) -> int:
    parts = [
        embed.get("title"),
        embed.get("description"),
        (embed.get("footer") or {}).get("text"),
        (embed.get("author") or {}).get("name"),
    ]
    for field in embed.get("fields") or []:
        parts += [field["name"], field["value"]]
    return sum(len(part or "") for part in parts)
