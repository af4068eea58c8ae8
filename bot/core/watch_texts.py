"""Which texts are watched: what records say of them, as what is to be read."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.core.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.changes import Change
    from bot.core.records import Document, Platform
    from bot.core.watch_store import Reading

ARCHIVE: Final = "opentermsarchive.org"
"""The host that texts read from Open Terms Archive count as: all of them one after the other."""

WAY: Final = 1
"""How pages are taken apart, counted. Whoever changes what Tern takes out of a page counts on:
every text begins anew then, for what Tern reads otherwise is no change of anybody's terms."""

IDS: Final = 2**63 - 1
"""How many numbers there are for texts, hosts and changes."""


def host_number(host: str) -> int:
    """A host's number, from 1 to 2**63 - 1."""
    return _number(host)


def _number(*parts: object) -> int:
    digest = hashlib.sha256(json.dumps(parts).encode()).digest()
    return 1 + int.from_bytes(digest[:8], "big") % IDS


def texts_of(platforms: Iterable[Platform]) -> Iterable[Watched]:
    """Every text that is watched, in the order of the records."""
    for platform in platforms:
        hosts = _hosts_of(platform)
        for document in platform.documents:
            if document.watched:
                yield Watched(
                    id=_number(WAY, platform.id, *_source(document)),
                    platform=platform.id,
                    document=document,
                    host=ARCHIVE if document.archive else _host(document.url),
                    hosts=hosts,
                )


def _source(document: Document) -> Sequence[str | None]:
    """Where it is read. Read from elsewhere, or another part, it is another text: the two are not
    compared."""
    if archive := document.archive:
        return (archive.collection, archive.service, archive.terms)
    return (document.url, document.selector)


def _hosts_of(platform: Platform) -> frozenset[str]:
    """Not those of its sources: what was read of the platform's own was often read as a copy."""
    addresses = [platform.home, *(document.url for document in platform.documents)]
    return frozenset(host for address in addresses if (host := urlsplit(address).hostname))


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def sharing(texts: Iterable[Watched], change: Change) -> tuple[str, ...]:
    """The ids of the other platforms whose text is the one that changed."""
    platforms = dict.fromkeys(text.platform for text in texts if text.document.url == change.url)
    return tuple(one for one in platforms if one != change.platform)


def by_source(texts: Sequence[Watched]) -> Sequence[Sequence[Watched]]:
    """Those of several platforms that stand at one place together: it is asked for once."""
    found: dict[tuple[str | None, ...], list[Watched]] = defaultdict(list)
    for text in texts:
        found[tuple(_source(text.document))].append(text)
    return list(found.values())


def together(
    texts: Sequence[Watched], readings: Mapping[int, Reading]
) -> Iterable[Sequence[Watched]]:
    """Texts that one request answers for: they stand at one place, and what is known of it is the
    same for each."""
    for same in by_source(texts):
        alike: dict[object, list[Watched]] = defaultdict(list)
        for text in same:
            last = readings.get(text.id)
            alike[last and (last.etag, last.modified, last.read_at is None)].append(text)
        yield from alike.values()
