"""Texts as Open Terms Archive publishes them: a feed of what was recorded, and each version.

The archive's list of collections names the address of each one's interface; those are plain http
on IP addresses, and are asked only because that list, read over https, names them. Formats: the
archive's engine, release 12, routes "feed" and "version" of its collection API.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from bot.watching.fetching import Fetcher, FetchError, NotModified
from bot.watching.page import Page

if TYPE_CHECKING:
    from bot.core.records.common import Archived

COLLECTIONS: Final = "https://opentermsarchive.org/collections.json"

KEPT: Final = 24 * 3600
"""Seconds for which the list of collections holds."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_ATOM_TYPES = "application/atom+xml, application/xml;q=0.9, */*;q=0.1"
_JSON_TYPES = "application/json, */*;q=0.1"
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Entry:
    """A version in the feed. `is_upgrade`: the archive reads the same page in another way."""

    at: datetime
    is_upgrade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A version's text in Markdown. `mark` tells which version it is, `tag` is the feed's ETag,
    None where the feed has later versions that are still to be read."""

    content: str
    mark: str
    tag: str | None
    is_upgrade: bool


class Archive:
    """Asks the archive. `collections` is the address of its list, `clock` counts seconds from any
    moment; both are for tests."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        collections: str = COLLECTIONS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._collections = collections
        self._clock = clock
        self._endpoints: Mapping[str, str] = {}
        self._until = float("-inf")

    async def read(
        self, archived: Archived, mark: str | None, tag: str | None
    ) -> Copy | NotModified | None:
        """The version to be read next after the one that `mark` tells, the newest without a mark.

        A stretch of changes is read at once, by its last version; so is one of technical upgrades,
        so that neither hides the other. NotModified: there is none. None: the archive does not
        publish this text. Raises FetchError where it does not answer as it should.
        """
        endpoint = (await self._known()).get(archived.collection)
        if endpoint is None:
            return None
        path = f"{quote(archived.service, safe='')}/{quote(archived.terms, safe='')}"
        try:
            feed = await self._ask(f"{endpoint}feed/{path}", _ATOM_TYPES, tag if mark else None)
        except FetchError as error:
            if error.status in _GONE:
                return None
            raise
        if isinstance(feed, NotModified):
            return feed
        entries = await asyncio.to_thread(_entries, feed.text)
        if not entries:
            return None
        entry = next_entry(entries, mark)
        if entry is None:
            return NotModified(feed.etag)
        when = _written(entry.at)
        page = await self._ask(f"{endpoint}version/{path}/{quote(when, safe='')}", _JSON_TYPES)
        if isinstance(page, NotModified):
            raise FetchError("archive")
        return Copy(
            content=await asyncio.to_thread(_content, page, entry.at),
            mark=_mark(entry.at),
            tag=feed.etag if entry == entries[0] else None,
            is_upgrade=entry.is_upgrade and mark is not None,
        )

    async def _known(self) -> Mapping[str, str]:
        """The collections' interfaces by their ids."""
        if self._clock() >= self._until:
            page = await self._ask(self._collections, _JSON_TYPES)
            if isinstance(page, NotModified):
                raise FetchError("archive")
            self._endpoints = dict(_endpoints(_json(page)))
            self._until = self._clock() + KEPT
        return self._endpoints

    async def _ask(self, url: str, accept: str, tag: str | None = None) -> Page | NotModified:
        host = urlsplit(url).hostname or ""
        return await self._fetcher.fetch(url, frozenset({host}), accept=accept, etag=tag)


def next_entry(entries: Sequence[Entry], mark: str | None) -> Entry | None:
    """The last version of the first stretch of one kind after the marked one. `entries` are newest
    first."""
    if mark is None:
        return entries[0]
    later = [entry for entry in reversed(entries) if _mark(entry.at) > mark]
    found = None
    for entry in later:
        if entry.is_upgrade != later[0].is_upgrade:
            break
        found = entry
    return found


def _json(page: Page) -> Any:
    try:
        return json.loads(page.text)
    except (ValueError, RecursionError) as error:
        raise FetchError("archive") from error


def _endpoints(listed: Any) -> Iterator[tuple[str, str]]:
    """Raises FetchError."""
    if not isinstance(listed, list):
        raise FetchError("archive")
    for one in listed:
        if not isinstance(one, dict) or one.get("hasFeed") is False:
            continue
        name, endpoint = one.get("id"), one.get("endpoint")
        if isinstance(name, str) and isinstance(endpoint, str):
            parts = urlsplit(endpoint)
            if parts.scheme in {"http", "https"} and parts.hostname and not parts.query:
                yield name, endpoint.rstrip("/") + "/"


def _entries(feed: str) -> list[Entry]:
    """The feed's versions, newest first. Raises FetchError where it is not an Atom feed (RFC 4287)
    or defines types of its own: a few lines of entities can stand for gigabytes."""
    if "<!DOCTYPE" in feed or "<!ENTITY" in feed:
        raise FetchError("archive")
    try:
        root = ElementTree.fromstring(feed)  # noqa: S314  # what it warns of was refused above
        found = [_entry(node) for node in root.iter(f"{_ATOM}entry")]
    except (ElementTree.ParseError, ValueError, OverflowError) as error:
        raise FetchError("archive") from error
    if root.tag != f"{_ATOM}feed":
        raise FetchError("archive")
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _entry(node: ElementTree.Element) -> Entry:
    """Raises ValueError."""
    kinds = {
        category.get("term")
        for category in node.iter(f"{_ATOM}category")
        if (category.get("scheme") or "").endswith(":scheme:record-type")
    }
    title = node.findtext(f"{_ATOM}title") or ""
    return Entry(
        _moment(node.findtext(f"{_ATOM}updated") or ""),
        "Technical upgrade" in kinds or title.startswith("Apply technical"),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        raise ValueError("a moment without its offset")
    return moment.astimezone(UTC)


def _mark(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _written(at: datetime) -> str:
    """To the second, as the interface wants it; upwards, for it gives the last version before."""
    if at.microsecond:
        at = at.replace(microsecond=0) + timedelta(seconds=1)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _content(page: Page, at: datetime) -> str:
    """Raises FetchError where it is not the version of that moment."""
    version = _json(page)
    try:
        recorded = _moment(version["fetchDate"])
        content = version["content"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FetchError("archive") from error
    if recorded.replace(microsecond=0) != at.replace(microsecond=0) or not isinstance(content, str):
        raise FetchError("archive")
    return content.encode("utf-8", "replace").decode()  # JSON can name half of a letter


# ---------------------------------------------------------------- Markdown

_UNDERLINE = re.compile(r"[ \t]*(?:={2,}|-{2,}|(?:\* ?){3,}|(?:_ ?){3,}|`{3}.*)[ \t]*")
_TABLE_RULE = frozenset("|:- \t")
_BEFORE = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[*+-][ \t]+(?=\S))?")
_IMAGE = re.compile(r"!\[[^\]\n]{0,1000}+\]\([^()\n]{0,2000}+\)")
_TARGET = r"\]\((?:[^()\n]|\([^()\n]{0,200}+\)){0,2000}+\)"
_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.){0,1000}+)" + _TARGET)
_LINK_END = re.compile(_TARGET)
"""Of a link whose words began some lines before."""

_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)|(?<=\S)(?<!\\)(\*\*|__)")
_EMPHASIS = re.compile(r"(?<![\w\\*])[*_](?=[^\s*_])|(?<=[^\s*_\\])[*_](?![\w*])")
_HTML = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<=])")


def plain(markdown: str) -> str:
    """The text without its marks: headings, list items and table rows are lines of their own."""
    lines = []
    for line in markdown.splitlines():
        if _UNDERLINE.fullmatch(line) or _TABLE_RULE.issuperset(line):
            continue
        lines.append(_words(line[_BEFORE.match(line).end() :]))  # type: ignore[union-attr]
    return "\n".join(lines)


def _words(line: str) -> str:
    if "](" in line:
        line = _LINK_END.sub("", _LINK.sub(r"\1", _IMAGE.sub("", line)))
    if line.startswith("[") and "]" not in line:
        line = line[1:]
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub("", _STRONG.sub("", line))
    if "<" in line:
        line = _HTML.sub("", line)
    return _ESCAPED.sub(r"\1", line) if "\\" in line else line
