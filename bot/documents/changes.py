"""What changed in a platform's terms, whole, as plain text: a message holds only some of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.core.changes import Change, Edit
from bot.core.models import LetterFile
from bot.core.text import clean
from bot.core.websites import Words

_WIDTH = 90
"""Characters of a line. Words are not broken; scripts without spaces keep their long lines."""


class ChangeWriter:
    """Implements `bot.core.ports.ChangeFiles`."""

    def write(self, change: Change, platform: str, t: Words) -> LetterFile:
        """See the port."""
        parts = ["\n".join(_head(change, platform, t))]
        for number, edit in enumerate(change.edits, start=1):
            parts.append(f"[{t.number(number)}]\n" + "\n".join(_edit(edit, t)))
        return LetterFile(
            name=change.file,
            media_type="text/plain; charset=utf-8",
            content=("\n\n".join(parts) + "\n").encode(),
        )


def _head(change: Change, platform: str, t: Words) -> Iterator[str]:
    yield f"{platform}: {_line(change.title)}"
    yield change.url
    yield t("Last read as it was before: {date}", date=t.when(_day(change.seen_at)))
    yield t("First read as it is now: {date}", date=t.when(_day(change.found_at)))
    yield t("Sentences that differ: {n}", n=t.number(len(change.edits)))
    yield t(
        "Compared by Tern, sentence by sentence. Moved sentences, numbering and other changes "
        "without a meaning are left out; what counts is the page itself."
    )


def _edit(edit: Edit, t: Words) -> Iterator[str]:
    """Words say what each sentence is."""
    if edit.old is None:
        yield from _said(t("Added"), edit.new or "")
    elif edit.new is None:
        yield from _said(t("Removed"), edit.old)
    else:
        yield from _said(t("Before"), edit.old)
        yield from _said(t("Now"), edit.new)


def _said(label: str, sentence: str) -> Iterator[str]:
    yield f"{label}:"
    yield textwrap.fill(
        _line(sentence),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _line(text: str) -> str:
    """On one line, without signs that would turn the reading around."""
    return " ".join(clean(text)[0].split())


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
