"""Follow files: tables, lists and outlines that importers of other services read.

Formats: Mastodon's list of accounts (its own exporter's header), OPML 2.0, names one a line, HTML
with links, CSV for spreadsheets.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from email.utils import format_datetime
from html import escape
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.core.follow import Follow, Followed
from bot.core.models import LetterFile

MASTODON_HEADER: Final = ("Account address", "Show boosts", "Notify on new posts", "Languages")
"""Mastodon, app/models/form/import.rb: the columns it expects of a list of follows."""

MASTODON_ROWS: Final = 5_000
"""Rows of one file. Mastodon takes 20,000 rows and 20 MB, but refuses a file whole that would bring
an account above its limit of follows, 7,500 unless its server says otherwise (form/import.rb,
follow_limit_validator.rb): smaller files leave room for those one follows already."""

BLUESKY_PACK: Final = 150
"""Names of one pack: what a starter pack of Bluesky's holds (social-app, lib/constants.ts)."""

MOST_FILES: Final = 10
"""Files of one message on Discord; more go into one ZIP."""


class FollowWriter:
    """Implements `bot.core.ports.FollowFiles`."""

    def write(self, follow: Follow) -> Sequence[LetterFile]:
        """See the port."""
        match follow.format:
            case "mastodon":
                files = list(_mastodon(follow))
            case "bluesky":
                files = list(_bluesky(follow))
            case "opml":
                files = [_opml(follow)]
            case "csv":
                files = [_table(follow)]
        return files if len(files) <= MOST_FILES else [_zipped(follow, files)]


def _mastodon(follow: Follow) -> Iterator[LetterFile]:
    packs = list(_packs(follow.people, MASTODON_ROWS))
    for number, people in enumerate(packs, start=1):
        # No guard against formulas: the importer would read it as part of the name, and a name of
        # the fediverse begins with a letter, a digit or "_" (the platform's pattern).
        rows = [(person.handle, "true", "false", "") for person in people]
        yield _file(follow, number, len(packs), "csv", "text/csv", _csv(MASTODON_HEADER, rows))


def _bluesky(follow: Follow) -> Iterator[LetterFile]:
    packs = list(_packs(follow.people, BLUESKY_PACK))
    for number, people in enumerate(packs, start=1):
        page = _page(follow, people).encode()
        yield _file(follow, number, len(packs), "html", "text/html", page)
        names = "".join(f"{person.handle}\n" for person in people).encode()
        yield _file(follow, number, len(packs), "txt", "text/plain", names)


def _page(follow: Follow, people: Sequence[Followed]) -> str:
    """Links for a thumb: large, one below the other."""
    links = "".join(
        f'<li><a href="{escape(person.url or "")}">{escape(person.handle)}</a></li>\n'
        for person in people
    )
    return (
        f'<!doctype html>\n<html lang="{escape(follow.language)}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(follow.title)}</title>\n"
        "<style>body{font:1.1rem/1.4 sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem}"
        "li{margin:.2rem 0}a{display:block;padding:.6rem 0}</style></head>\n"
        f"<body><h1>{escape(follow.title)}</h1>\n<ol>\n{links}</ol></body></html>\n"
    )


def _opml(follow: Follow) -> LetterFile:
    """OPML 2.0 (opml.org/spec2.opml): a subscription list, each outline of type rss with text and
    xmlUrl; dates as in RFC 822."""
    outlines = "".join(
        f'    <outline type="rss" text="{_xml(person.handle)}" title="{_xml(person.handle)}"'
        f' xmlUrl="{_xml(person.feed or "")}" htmlUrl="{_xml(person.url or "")}"/>\n'
        for person in follow.people
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{_xml(follow.title)}</title>\n"
        f"    <dateCreated>{format_datetime(follow.at)}</dateCreated>\n"
        f"  </head>\n  <body>\n{outlines}  </body>\n</opml>\n"
    )
    return _file(follow, 1, 1, "opml", "text/x-opml", text.encode())


def _table(follow: Follow) -> LetterFile:
    rows = [(safe_cell(person.handle), person.url or "") for person in follow.people]
    return _file(follow, 1, 1, "csv", "text/csv", _csv(("name", "address"), rows, quoted=True))


def safe_cell(text: str) -> str:
    """The text for a spreadsheet, which takes what begins with one of these signs for a formula.

    OWASP, "CSV Injection": an apostrophe before it makes it text.
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]], *, quoted: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(
        text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="\n"
    )
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _xml(text: str) -> str:
    """For an attribute. Characters that XML 1.0 cannot hold are left out."""
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return escape(kept)


def _packs(people: Sequence[Followed], size: int) -> Iterator[Sequence[Followed]]:
    for start in range(0, len(people), size):
        yield people[start : start + size]


def _file(
    follow: Follow, number: int, of: int, ending: str, media_type: str, content: bytes
) -> LetterFile:
    part = f"-{number}" if of > 1 else ""
    name = f"follow-{follow.platform.replace('_', '-')}{part}.{ending}"
    return LetterFile(name=name, media_type=media_type, content=content)


def _zipped(follow: Follow, files: Sequence[LetterFile]) -> LetterFile:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, follow.at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, file.content)
    name = f"follow-{follow.platform.replace('_', '-')}.zip"
    return LetterFile(name=name, media_type="application/zip", content=packed.getvalue())
