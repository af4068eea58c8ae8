"""Typst behind one object: a layout and data in, bytes out.

Importing this module loads the renderer, making a `Press` reads the fonts; both are left until the
first letter or chart. A press belongs to one thread, because typst's compiler does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import typst

_FONTS = Path(__file__).parent / "fonts"

_REFUSED = re.compile(r'(?:the text|disallowed codepoint) `"((?:[^"\\]|\\.)*)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

_BOX = "\N{WHITE SQUARE}"


class Press:
    """Prints layouts that find their words in `sys.inputs.data`, as JSON."""

    def __init__(self) -> None:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
        )
        self._compiler = typst.Compiler(font_paths=fonts)

    def png(self, layout: Path, data: Mapping[str, Any]) -> bytes:
        """One pixel a point."""
        return self._compile(layout, json.dumps(data), format="png", ppi=72)

    def pdf(
        self, layout: Path, data: Mapping[str, Any], day: date
    ) -> tuple[bytes, tuple[str, ...]]:
        """A tagged PDF/UA-1 dated `day`, and the characters for which no font has a picture.

        The standard does not admit a character that cannot be seen, so a box takes its place. What
        it refuses for any other reason becomes a PDF without the standard.
        """
        words = json.dumps(data, ensure_ascii=False)
        stamp = datetime.combine(day, time(), UTC)
        missing: dict[str, None] = {}
        typeset = partial(self._compile, layout, format="pdf", timestamp=stamp)
        while True:
            try:
                return typeset(words, pdf_standards=["ua-1"]), tuple(missing)
            except typst.TypstError as error:
                refused = _refused(error.diagnostic)
                visible = [one for one in refused if not _is_hidden(one)]
                missing |= dict.fromkeys(visible)
                # A joiner is refused along with what it joins; by itself it may be fine.
                boxed = _replaced(words, visible or refused, _BOX if visible else "")
                if boxed == words:
                    return typeset(words), tuple(missing)
                words = boxed

    def _compile(self, layout: Path, words: str, **how: Any) -> bytes:
        made = self._compiler.compile(
            input=layout, root=layout.parent, sys_inputs={"data": words}, **how
        )
        assert isinstance(made, bytes), "a layout that is one document"
        return made


def _refused(diagnostic: str) -> list[str]:
    """The characters typst will not print. It quotes them as Rust writes strings."""
    return [
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)
        for quoted in _REFUSED.findall(diagnostic)
    ]


def _is_hidden(character: str) -> bool:
    """Whether it only tells how its neighbours look: a joiner, a byte order mark."""
    return unicodedata.category(character[0]) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(
        character[0], ""
    )


def _replaced(words: str, unwanted: list[str], by: str) -> str:
    for text in unwanted:
        words = words.replace(text, by)
    return words
