"""What a message of Tern's must hold to for those who hear it or move through it by headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.local_discord.components import CONTAINER, GALLERY, TEXT, THUMBNAIL, walk

Json = dict[str, Any]

_HEADING = re.compile(r"^(#{1,3}) +\S", re.MULTILINE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp)$")


def unreadable_in(message: Json, files: tuple[str, ...] = ()) -> Iterator[str]:
    """Headings out of order, pictures without words, colours that might mean something.

    `message` is a body as it is sent to Discord, `files` the names of what comes with it.
    """
    components = list(walk(message.get("components") or []))
    texts = [message.get("content") or "", *(c["content"] for c in components if c["type"] == TEXT)]
    yield from _jumps("\n".join(texts))
    yield from _unworded(message, components, files)
    for component in components:
        if component["type"] == CONTAINER and component.get("accent_color") is not None:
            yield "a card has a colour of its own"


def _jumps(text: str) -> Iterator[str]:
    """Levels that are left out: WCAG technique G141. The first may be the second: Discord draws
    the first as large as a title of a page."""
    level = 1
    for found in _HEADING.finditer(text):
        if len(found[1]) > level + 1:
            yield f"a heading of level {len(found[1])} follows level {level}"
        level = len(found[1])


def _unworded(message: Json, components: list[Json], files: tuple[str, ...]) -> Iterator[str]:
    """Pictures without a text for those who do not see them: WCAG success criterion 1.1.1."""
    described = {
        item["media"]["url"].removeprefix("attachment://")
        for component in components
        for item in ([component] if component["type"] == THUMBNAIL else component.get("items", []))
        if component["type"] in (GALLERY, THUMBNAIL) and item.get("description")
    }
    described |= {
        each["filename"]
        for each in message.get("attachments") or []
        if each.get("description") and "filename" in each
    }
    for name in files:
        if _PICTURE.search(name) and name not in described:
            yield f"the picture {name} has no description"
