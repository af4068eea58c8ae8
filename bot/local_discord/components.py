"""The component types of Discord's kit, and how to walk through a message's or a form's tree."""

from __future__ import annotations

from collections.abc import Iterator

from .posts import Json

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23

SELECTS = (SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)

_MEDIA: Json = {"description": None, "spoiler": False}
_FILLED: dict[int, Json] = {
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
    CONTAINER: {"accent_color": None, "spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    THUMBNAIL: _MEDIA,
    FILE: {"spoiler": False},
}


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component in reading order, parents before children."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def interactive(components: list[Json]) -> Iterator[Json]:
    """What can be pressed or chosen from: buttons with a custom_id, and selects."""
    return (c for c in walk(components) if "custom_id" in c)


def media_of(component: Json) -> Iterator[Json]:
    """The media items that one component shows."""
    if component["type"] == THUMBNAIL:
        yield component["media"]
    elif component["type"] == FILE:
        yield component["file"]
    elif component["type"] == GALLERY:
        yield from (item["media"] for item in component["items"])


def number(components: list[Json]) -> None:
    """Give each component without one an `id`, counting up from 1 past those taken."""
    taken = {c["id"] for c in walk(components) if c.get("id")}
    following = 1
    for component in walk(components):
        if not component.get("id"):
            while following in taken:
                following += 1
            component["id"] = following
            taken.add(following)


def fill(components: list[Json]) -> None:
    """Write out what a message's components leave to Discord's defaults."""
    for component in walk(components):
        _default(component, _FILLED.get(component["type"], {}))
        for item in component.get("items") or []:
            _default(item, _MEDIA)


def _default(thing: Json, values: Json) -> None:
    thing.update({name: value for name, value in values.items() if thing.get(name) is None})
