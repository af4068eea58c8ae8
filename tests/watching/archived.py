"""Open Terms Archive on this machine: its list of collections, feeds and versions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from tests.watching.served import Platform

COLLECTIONS = "http://opentermsarchive.example/collections.json"
HOST = "203-0-113-7.archive.example"
ENDPOINT = f"http://{HOST}:7011/api/v1"
FEED = f"{HOST}:7011/api/v1/feed/Art & Co/Privacy Policy"
VERSION = f"{HOST}:7011/api/v1/version/Art & Co/Privacy Policy"

_TAG = "tag:opentermsarchive.org,2026:scheme"


@dataclass
class Kept:
    """What the archive has of one text; `record` adds a version."""

    platform: Platform
    versions: list[tuple[str, str, str]] = field(default_factory=list)

    def lists(self, **more: object) -> None:
        listed = [{"id": "art", "endpoint": f"{ENDPOINT}/", "hasFeed": True} | more]
        self.platform.says("/collections.json", json.dumps(listed))

    def record(self, at: str, content: str, kind: str = "Change") -> None:
        """`at` as the feed writes it: 2026-03-01T10:00:00.000Z."""
        self.versions.insert(0, (at, content, kind))
        seconds = at.partition(".")[0] + "Z"
        version = {"id": "4f2a", "fetchDate": seconds, "content": content}
        self.platform.says(f"{VERSION}/{seconds}", json.dumps(version))
        self.platform.says(FEED, self.feed(), ETag=f'W/"{len(self.versions)}"',
                           Content_Type="application/atom+xml")  # fmt: skip

    def feed(self) -> str:
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            "<title>Art</title><id>tag:x</id><updated>2026-01-01T00:00:00.000Z</updated>"
            + "".join(_entry(at, kind) for at, _, kind in self.versions)
            + "</feed>"
        )


def _entry(at: str, kind: str) -> str:
    categories = {"service": "Art & Co", "terms-type": "Privacy Policy", "record-type": kind}
    return (
        f"<entry><id>tag:x:{at}</id><title>Record &amp; keep</title><updated>{at}</updated>"
        f'<link rel="alternate" type="text/html" href="{ENDPOINT}/version/x"/>'
        + "".join(
            f'<category term={quoteattr(term)} scheme="{_TAG}:{name}"/>'
            for name, term in categories.items()
        )
        + "</entry>"
    )


def markdown(*sentences: str) -> str:
    return "Privacy Policy\n==============\n\n" + "\n\n".join(sentences) + "\n"
