"""The letter as an OpenDocument text (ODF 1.3), to be changed in a word processor."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from babel.languages import get_official_languages
from markupsafe import Markup

from bot.core.models import Letter

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_SPACES = re.compile(r"^ +| {2,}| +$")
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTRIES: Mapping[str, str] = {
    "en": "GB", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "nl": "NL", "pl": "PL",
    "pt": "PT", "ja": "JP",
}  # fmt: skip
"""Word processors check spelling by language and country: the writer's where the language is one of
that country's own (there are dictionaries for en-US and fr-CA, none for de-BR), else these."""


class Editable:
    """Fills the templates of one folder."""

    def __init__(self, folder: Path) -> None:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["flowing"] = _flowing
        self._parts = {part: environment.get_template(f"{part}.j2") for part in _PARTS}

    def odt(self, letter: Letter) -> bytes:
        """The same bytes for the same letter."""
        values: dict[str, Any] = {
            "letter": letter,
            "language": letter.choice.language,
            "country": _country(letter),
            "runs": [
                (is_list, list(blocks))
                for is_list, blocks in groupby(letter.blocks, lambda one: one.role == "item")
            ],
        }
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            # First and unpacked, so that the file can be told by its first bytes (ODF part 2, 3.3).
            package.writestr(_entry(letter, "mimetype", zipfile.ZIP_STORED), _MEDIA_TYPE)
            for part, template in self._parts.items():
                text = _NOT_IN_XML.sub("", template.render(values))
                package.writestr(_entry(letter, part, zipfile.ZIP_DEFLATED), text)
        return packed.getvalue()


def _country(letter: Letter) -> str:
    language, country = letter.choice.language, letter.country
    # English is the language of the United States by use, not by law.
    if country and language in get_official_languages(country, de_facto=True):
        return country
    return _COUNTRIES.get(language, "")


def _entry(letter: Letter, name: str, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (letter.date.year, letter.date.month, letter.date.day, 0, 0, 0))
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    return entry


def _flowing(text: str) -> Markup:
    """Text with its lines and spaces kept, which a document would run together (ODF 6.1.2)."""
    lines = (
        _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(line))
        for line in text.splitlines()
    )
    return Markup("<text:line-break/>".join(lines).replace("\t", "<text:tab/>"))  # noqa: S704
