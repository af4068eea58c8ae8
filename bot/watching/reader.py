"""Reads a watched text: from the archive where it has it, else from the platform's own page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.sentences import split
from bot.core.watched import TextRead, Unchanged, Unread
from bot.watching.archive import Archive, Copy, plain
from bot.watching.extracting import Extract, extract, plain_lines
from bot.watching.fetching import Fetcher, FetchError, NotModified
from bot.watching.page import Page, TooLargeError
from bot.watching.recognising import is_other_page, is_same_page, problem_of, problem_of_copy

if TYPE_CHECKING:
    from bot.core.records.common import Archived
    from bot.core.watch_store import Reading, TextVersion
    from bot.core.watched import Problem, Watched

MOST_SENTENCES: Final = 20_000
"""Of a text; the longest terms that are known have about 3,000."""

_MARK: Final = "archive:"
"""How the `etag` of a reading begins that was made from the archive; what follows tells which
version it was, and `modified` is the ETag of the archive's feed. No server's ETag begins so: theirs
stand in quotation marks."""

_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream"})

_ARCHIVE_PROBLEMS = frozenset({"refused", "unreachable", "status", "redirect", "too-large"})


class Reader:
    """Implements `bot.core.watched.TextReader`. The work on a text is done beside the event loop,
    one text at a time: with several at once the loop would have to wait for each of them. `turn` is
    held meanwhile; `archive` is for tests."""

    def __init__(
        self, fetcher: Fetcher, archive: Archive | None = None, turn: asyncio.Lock | None = None
    ) -> None:
        self._fetcher = fetcher
        self._archive = archive or Archive(fetcher)
        self._turn = turn or asyncio.Lock()

    async def read(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> Unchanged | TextRead | Unread:
        """See `TextReader.read`."""
        known = last if newest else None
        if watched.document.archive:
            read = await self._copy(watched, watched.document.archive, known, newest)
            if read is not None:
                return read
        try:
            return await self._page(watched, known, newest)
        except FetchError as error:
            return Unread(problem=error.problem, retry_after=error.retry_after)
        except TooLargeError:
            return Unread(problem="too-large")

    async def _copy(
        self,
        watched: Watched,
        archived: Archived,
        last: Reading | None,
        newest: TextVersion | None,
    ) -> Unchanged | TextRead | Unread | None:
        """None: the archive does not have the text."""
        mark = _marked(last)
        tag = last.modified if last and mark else None
        try:
            copy = await self._archive.read(archived, mark, tag)
            if copy is None:
                return None
            if isinstance(copy, NotModified):
                return Unchanged(etag=last.etag if last else None, modified=copy.etag or tag)
            async with self._turn:
                return await asyncio.to_thread(_of_copy, copy, watched, last, newest)
        except FetchError as error:
            return Unread(
                problem="archive" if error.problem in _ARCHIVE_PROBLEMS else error.problem,
                retry_after=error.retry_after,
            )
        except TooLargeError:
            return Unread(problem="too-large")

    async def _page(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> Unchanged | TextRead | Unread:
        """Raises FetchError and TooLargeError."""
        if _marked(last) is not None:
            last = None  # the archive's marks are nothing to this server
            is_upgrade = True
        else:
            is_upgrade = False
        document = watched.document
        page = await self._fetcher.fetch(
            document.url,
            watched.hosts,
            etag=last.etag if last else None,
            modified=last.modified if last else None,
            language=document.language,
        )
        if isinstance(page, NotModified):
            return Unchanged(etag=page.etag, modified=page.modified)
        async with self._turn:
            return await asyncio.to_thread(_of_page, page, watched, last, newest, is_upgrade)


def _marked(last: Reading | None) -> str | None:
    """Which of the archive's versions was read last; None: none, or the platform's own page."""
    etag = (last.etag if last else None) or ""
    return etag.removeprefix(_MARK) if etag.startswith(_MARK) else None


def _of_copy(
    copy: Copy, watched: Watched, last: Reading | None, newest: TextVersion | None
) -> TextRead | Unread:
    """Raises TooLargeError."""
    language = watched.document.language
    lines = plain_lines(plain(copy.content))
    sentences = _sentences(lines, language)
    is_upgrade = copy.is_upgrade or (newest is not None and _marked(last) is None)
    if newest is None or not is_same_page(newest.sentences, sentences):
        if problem := problem_of_copy(lines, language):
            return Unread(problem=problem)
        if newest and not is_upgrade and is_other_page(newest.sentences, sentences):
            return _doubtful(sentences, last)
    return TextRead(
        sentences=sentences,
        etag=f"{_MARK}{copy.mark}",
        modified=copy.tag,
        upgrade=is_upgrade,
    )


def _of_page(
    page: Page,
    watched: Watched,
    last: Reading | None,
    newest: TextVersion | None,
    is_upgrade: bool,
) -> TextRead | Unread:
    """Raises TooLargeError."""
    document = watched.document
    found = _extract(page, document.selector)
    if (
        newest
        and not is_upgrade
        and found.selected
        and _letters(found.lines) == _letters(newest.sentences)
    ):
        return TextRead(sentences=newest.sentences, etag=page.etag, modified=page.modified)
    sentences = _sentences(found.lines, document.language)
    read = TextRead(sentences=sentences, etag=page.etag, modified=page.modified, upgrade=is_upgrade)
    if newest and found.selected and is_same_page(newest.sentences, sentences):
        return read
    problem: Problem | None = problem_of(
        found, document.language, asked=document.url, answered=page.url
    )
    if problem:
        return Unread(problem=problem)
    if not found.selected:  # What stands around the text is no part of it, however long it lasts.
        return Unread(problem="empty")
    if newest and is_other_page(newest.sentences, sentences):
        return replace(_doubtful(sentences, last), upgrade=is_upgrade)
    return read


def _extract(page: Page, selector: str | None) -> Extract:
    if page.content_type in _HTML_TYPES:
        return extract(page.text, selector)
    if page.content_type.startswith("text/"):
        return Extract(lines=plain_lines(page.text))
    return Extract(lines=())


def _letters(parts: Sequence[str]) -> str:
    """Without the white space, which is all that is lost between lines and sentences."""
    return "".join(parts).replace(" ", "")


def _sentences(lines: Sequence[str], language: str) -> tuple[str, ...]:
    """Raises TooLargeError."""
    sentences = tuple(sentence for line in lines for sentence in split(line, language))
    if len(sentences) > MOST_SENTENCES:
        raise TooLargeError
    return sentences


def _doubtful(sentences: tuple[str, ...], last: Reading | None) -> TextRead:
    return TextRead(
        sentences=sentences,
        etag=last.etag if last else None,
        modified=last.modified if last else None,
        doubt="other-page",
    )
