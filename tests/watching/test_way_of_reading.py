"""What Tern takes out of pages stays the same from release to release, or is counted: each Tern
would else tell all of its servers of changes that nobody made."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.core.watch_texts import WAY
from bot.watching.archive import plain
from bot.watching.extracting import extract

PAGES = Path(__file__).parent / "pages"

MARKDOWN = """\
# Terms of *use*

1. You **keep** your [works](https://example.org/works).
   - We store `them`.

| What | How long |
| --- | --- |
| Works | A year |
"""

KNOWN = {1: "e9537dc294e387b8"}
"""What each way of reading made of the same pages. Where this fails, raise `WAY` by one and add a
line; the ways before stay, so that none is counted twice."""


def test_another_way_of_reading_is_counted() -> None:
    made = [plain(MARKDOWN)]
    for name in ("policy", "policy_ja", "policy_he", "help_centre", "old_style"):
        made += extract((PAGES / f"{name}.html").read_text("utf-8")).lines
    assert KNOWN.get(WAY) == hashlib.sha256("\n".join(made).encode()).hexdigest()[:16]
    assert len(set(KNOWN.values())) == len(KNOWN)
