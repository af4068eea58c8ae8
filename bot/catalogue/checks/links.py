"""Addresses lead somewhere: well-formed, public, without credentials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem
from bot.core.records import Profile

_URLS = ("url", "home", "website", "form")
"""The fields of records that hold an address."""


def check_links(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry in collection.entries:
        templates = {(*steps, "url") for steps, part in entry.parts if isinstance(part, Profile)}
        for steps, part in entry.parts:
            if not isinstance(part, str) or steps[-1] not in _URLS or steps in templates:
                continue
            if wrong := what_is_wrong(part):
                yield entry.problem(steps, f"“{part}” {wrong}", "Copy it from the browser")


def what_is_wrong(url: str) -> str | None:
    """Why this is not an address to link to, as the end of a sentence; None where it is one."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is not an address"
    if any(c.isspace() for c in url):
        return "holds a space"
    if parts.scheme not in ("https", "http"):
        return "does not begin with https:// or http://"
    if parts.username is not None:
        return "holds credentials"
    if "." not in host.strip("."):
        return "has no host name with a dot"
    return None
