"""Files for a person's own website, from `templates/website/`, in one ZIP made in memory."""

from __future__ import annotations

import io
import re
import textwrap
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import jinja2
from markupsafe import Markup, escape

from bot.core.models import LetterFile
from bot.core.websites import Site, Words
from bot.errors import StartupError

NAME = "tern-website.zip"

_FILES = MappingProxyType(
    {
        "README.html": "README.html.j2",
        "upload/robots.txt": "robots.txt.j2",
        "upload/.well-known/tdmrep.json": "tdmrep.json.j2",
        "paste/meta-tags.html": "meta-tags.html.j2",
        "paste/rights.html": "rights.html.j2",
    }
)
"""Name in the ZIP -> template."""

_CODE = re.compile("`([^`]+)`")
"""What sentences mark as code, as they do in Discord."""

_READABLE = 0o644 << 16
"""The rights of a file in a ZIP made on Unix: everybody may read it, as a web server has to."""

_UNIX = 3


class WebsiteFiles:
    """Fills the templates of one folder; implements the port of this name.

    Raises `StartupError` where a template is missing.
    """

    def __init__(self, folder: Path) -> None:
        missing = [name for name in _FILES.values() if not (folder / name).is_file()]
        if missing:
            raise StartupError(f"{folder} lacks {', '.join(missing)}")
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._templates.filters.update(commented=_commented, code=_code, quoted="`{}`".format)
        self._templates.filters["said"] = lambda sentence, t: t.said(sentence)

    def pack(self, site: Site, t: Words) -> LetterFile:
        """See `bot.core.ports.WebsiteFiles.pack`. Files bear the day their facts were compared."""
        packed = io.BytesIO()
        with ZipFile(packed, "w") as archive:
            for name, template in _FILES.items():
                entry = ZipInfo(name, (*site.robots.checked.timetuple()[:3], 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = _READABLE
                entry.create_system = _UNIX
                content = self._templates.get_template(template).render(site=site, t=t)
                archive.writestr(entry, content)
        return LetterFile(name=NAME, media_type="application/zip", content=packed.getvalue())


def _code(text: str) -> Markup:
    """The text as HTML, what it marks as code as such."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped


def _commented(text: str) -> str:
    """The text as comment lines of robots.txt (RFC 9309, section 2.2), whatever is in it."""
    return "\n".join(f"# {line}" for line in textwrap.wrap(text, 78, break_long_words=False))
