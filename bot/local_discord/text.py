"""Messages and forms as plain text, for a person at a terminal.

Discord's Markdown stays as it is, except that links read "words <address>", `<t:…>` reads as a date
(UTC), and a backslash that only keeps a sign from being Markdown is left out. A separator is a
blank line, a button `[Label]`, a select `[Placeholder ▾: a, b, c …]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from .components import (
    BUTTON,
    CHECKBOX,
    CHECKBOX_GROUP,
    CONTAINER,
    FILE,
    FILE_UPLOAD,
    GALLERY,
    LABEL,
    RADIO_GROUP,
    ROW,
    SECTION,
    SELECT,
    SELECTS,
    TEXT,
    TEXT_INPUT,
    THUMBNAIL,
    media_of,
    walk,
)
from .posts import LOADING, Json

SHOWN_OPTIONS = 5
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?(https?://[^\s)>]+)>?\)")
_TIME = re.compile(r"<t:(-?\d{1,12})(?::([a-zA-Z]))?>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_GAP = re.compile(r"\n{3,}")


def render_message(message: Json) -> str:
    """All that the message shows, top to bottom."""
    if message["flags"] & LOADING:
        return f"{message['author']['username']} is thinking…"
    shown = {media["url"] for c in walk(message["components"]) for media in media_of(c)} | {
        (e.get(k) or {}).get("url") for e in message["embeds"] for k in ("image", "thumbnail")
    }
    parts = [
        _markdown(message["content"]),
        *map(_embed, message["embeds"]),
        _components(message["components"]),
        *(_attachment(a) for a in message["attachments"] if a["url"] not in shown),
    ]
    return _join(parts, "\n\n")


def render_modal(modal: Json) -> str:
    """A form: its title, then each field with what may be put in."""
    return _join([modal["title"], _components(modal["components"])], "\n\n")


def _markdown(text: str) -> str:
    return _ESCAPE.sub(r"\1", _TIME.sub(_date, _LINK.sub(r"\1 <\2>", text)))


def _date(match: re.Match[str]) -> str:
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    if match[2] in ("t", "T"):
        return f"{moment:%H:%M} UTC"
    return f"{moment:%Y-%m-%d}" if match[2] in ("d", "D") else f"{moment:%Y-%m-%d %H:%M} UTC"


def _embed(embed: Json) -> str:
    title = embed.get("title") or ""
    if title and embed.get("url"):
        title = f"{title} <{embed['url']}>"
    fields = [f"{f['name']}\n{_markdown(f['value'])}" for f in embed.get("fields") or []]
    parts = [
        (embed.get("author") or {}).get("name", ""),
        title,
        _markdown(embed.get("description") or ""),
        *fields,
        "(image)" if embed.get("image") or embed.get("thumbnail") else "",
        (embed.get("footer") or {}).get("text", ""),
    ]
    return _join(parts, "\n")


def _components(components: Iterable[Json]) -> str:
    return _GAP.sub("\n\n", "\n".join(map(_component, components))).strip("\n")


def _component(c: Json) -> str:
    kind = c["type"]
    if kind == TEXT:
        return _markdown(c["content"])
    if kind == CONTAINER:
        return _components(c["components"])
    if kind == ROW:
        return " ".join(map(_component, c["components"]))
    if kind == SECTION:
        return f"{_components(c['components'])}\n{_component(c['accessory'])}"
    if kind == LABEL:
        note = f" – {c['description']}" if c.get("description") else ""
        return f"{c['label']}{note}\n{_component(c['component'])}"
    if kind == BUTTON:
        return _button(c)
    if kind in SELECTS:
        return _select(c)
    if kind in (FILE, GALLERY, THUMBNAIL):
        return _media(c)
    return _input(c)


def _button(c: Json) -> str:
    emoji = (c.get("emoji") or {}).get("name")
    label = " ".join(filter(None, (emoji, c.get("label"))))
    return f"[{label}] <{c['url']}>" if c.get("url") else f"[{label}]"


def _select(c: Json) -> str:
    labels = [option["label"] for option in c.get("options", [])]
    listed = ", ".join(labels[:SHOWN_OPTIONS])
    if len(labels) > SHOWN_OPTIONS:
        listed += f" … and {len(labels) - SHOWN_OPTIONS} more"
    chosen = [option["label"] for option in c.get("options", []) if option.get("default")]
    head = ", ".join(chosen) or c.get("placeholder") or "Make a selection"
    return f"[{head} ▾: {listed}]" if c["type"] == SELECT else f"[{head} ▾]"


def _media(c: Json) -> str:
    if c["type"] == FILE:
        return f"(file: {c['name']}, {_size(c['size'])})"
    shown = c["items"] if c["type"] == GALLERY else [c]
    return "\n".join(
        f"(image: {item.get('description') or _name(item['media'])})" for item in shown
    )


def _input(c: Json) -> str:
    if c["type"] == TEXT_INPUT:
        label = f"{c['label']}\n" if c.get("label") else ""
        return f"{label}[{c.get('value') or c.get('placeholder') or ''}]"
    if c["type"] in (RADIO_GROUP, CHECKBOX_GROUP):
        marks = ("(•)", "( )") if c["type"] == RADIO_GROUP else ("[x]", "[ ]")
        lines = []
        for option in c["options"]:
            note = f" – {option['description']}" if option.get("description") else ""
            mark = marks[0] if option.get("default") else marks[1]
            lines.append(f"{mark} {option['label']}{note}")
        return "\n".join(lines)
    if c["type"] == CHECKBOX:
        return "[x]" if c.get("default") else "[ ]"
    return "[choose files]" if c["type"] == FILE_UPLOAD else ""


def _attachment(attachment: Json) -> str:
    note = f" – {attachment['description']}" if attachment.get("description") else ""
    return f"(file: {attachment['filename']}, {_size(attachment['size'])}){note}"


def _name(media: Json) -> str:
    return str(media["url"]).rpartition("/")[2]


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _join(parts: Iterable[str], between: str) -> str:
    return between.join(part for part in parts if part)
