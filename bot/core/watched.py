"""What the watch reads, and how a reading can end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from bot.core.records.common import Document
    from bot.core.watch_store import Reading, TextVersion

Problem = Literal[
    "refused",
    "unreachable",
    "status",
    "redirect",
    "too-large",
    "login",
    "error-page",
    "other-language",
    "script-only",
    "empty",
    "other-page",
    "earlier",
    "archive",
]
"""Why a text could not be read: robots.txt refuses it; no answer, a broken or a private one; an
HTTP error; a redirect to a host that is not the platform's, or too many; too large; a login wall;
an error page that says 200; another language than the document's; a shell that scripts fill; no
text where the record says; a page that has next to nothing in common with what was read before; a
wording that was there before the newest; the archive has no such text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A text to be read. `id` is a number made from where it is read (63 bits), `host` the host and
    port that are asked, `hosts` all hosts of the platform's own, to which it may redirect."""

    id: int
    platform: str
    document: Document
    host: str
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that nothing changed (304), or the archive has nothing newer."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRead:
    """The text's sentences, in order. `doubt` is set where it may not be the text at all; then
    `etag` and `modified` are still those of the newest version.

    `upgrade`: what differs comes from another way of reading (the archive reads the page anew, the
    page is read in place of the archive's copy): a new base to compare with, and no change.
    """

    sentences: tuple[str, ...]
    etag: str | None = None
    modified: str | None = None
    doubt: Problem | None = None
    upgrade: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """No text. `retry_after` are seconds that the server asked for."""

    problem: Problem
    retry_after: int | None = None


class TextReader(Protocol):
    """Reads texts from where they are published."""

    async def read(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> Unchanged | TextRead | Unread:
        """One text; `last` is how the last look went, `newest` what was read then. Never raises for
        what a server does."""
        ...
