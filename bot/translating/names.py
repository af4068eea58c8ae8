"""The commands' names: `bot/locale/commands/<language>.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale

_NAME = re.compile(r'^(?P<key>  "?(?:[a-z-]+ )*(?P<name>[a-z-]+)"?): .*$', re.MULTILINE)


def begin(locale: Path, language: str) -> Path | None:
    """Writes a new language's file, with the English names in it: they are valid, and stay where
    nobody has a better one. Returns it; None where there was one."""
    file = locale / "commands" / f"{language}.yaml"
    others = sorted(file.parent.glob("*.yaml"))
    if file in others or not others:
        return None
    text = _NAME.sub(r'\g<key>: "\g<name>"', others[0].read_text("utf-8"))
    name = Locale.parse(language, sep="-").get_display_name("en")
    file.write_text(re.sub(r"(?<=called in )[^.\n]+", str(name), text, count=1), "utf-8")
    return file
