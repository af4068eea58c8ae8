"""What a server answered, taken apart without trust: compressed content, and its letters."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer with content. `url` is the address that gave it, after redirects; `content` is
    unpacked, `content_type` without parameters ("text/html"), `charset` as the header names it.
    `etag` and `modified` are to be sent back when it is asked for again."""

    url: str
    status: int
    content: bytes
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None

    @property
    def text(self) -> str:
        """The content's letters: by its byte order mark, else the header, else its own `meta`, else
        UTF-8 (the order of the WHATWG's HTML standard, section 13.2.3.2). Never raises: bytes that
        are none of the charset's become U+FFFD."""
        for mark, codec in _MARKS.items():
            if self.content.startswith(mark):
                return self.content[len(mark) :].decode(codec, "replace")
        codec = _codec(self.charset) or _codec(_named(self.content)) or "utf-8"
        return self.content.decode(codec, "replace")


_MARKS: Final[Mapping[bytes, str]] = MappingProxyType(
    {b"\xef\xbb\xbf": "utf-8", b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le"}
)

_META = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE
)

_HEAD = 4096
"""Bytes in which a page names its charset; the standard asks for the first 1,024."""


def _named(content: bytes) -> str | None:
    found = _META.search(content[:_HEAD])
    if found is None:
        return None
    name = found[1].decode("ascii", "replace")
    # Who could read "charset=utf-16" as ASCII has a page that is not UTF-16.
    return "utf-8" if name.lower().startswith("utf-16") else name


_CODECS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
        **dict.fromkeys(("us-ascii", "ascii", "latin1", "latin-1", "iso8859-1"), "cp1252"),
        **dict.fromkeys(("iso-8859-1", "windows-1252", "cp1252", "x-cp1252"), "cp1252"),
        **{
            f"iso-8859-{part}": f"iso8859-{part}"
            for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)
        },
        **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257)},
        **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
        **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
        **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb18030"), "gb18030"),
        **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "windows-949"), "cp949"),
        **{name: name for name in ("koi8-r", "koi8-u", "euc-jp", "iso-2022-jp", "big5")},
        **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
        "utf-16be": "utf-16-be",
        "windows-874": "cp874",
        "tis-620": "cp874",
        "big5-hkscs": "big5hkscs",
    }
)
"""Python's codecs by the labels of the WHATWG's Encoding standard. Python knows more codecs, which
a server must not choose: some are slow on purpose-made bytes, some are none for letters."""


def _codec(charset: str | None) -> str | None:
    label = (charset or "").strip().strip("\"'").lower().replace("_", "-")
    return _CODECS.get(label)


class TooLargeError(Exception):
    """The content is larger than asked for."""


class Unpacking:
    """Puts the parts of an answer together, unpacked, and at most `largest` bytes of that.

    Raises ValueError for an encoding that was not asked for, `zlib.error` for broken content.
    """

    def __init__(self, encoding: str, largest: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise ValueError("an encoding that was not asked for")
        self._largest = largest
        self._unpack: zlib._Decompress | None = None
        self._content = bytearray()

    def add(self, part: bytes) -> None:
        """Raises TooLargeError; what fits is kept."""
        if self._encoding in {"", "identity"}:
            self._keep(part)
            return
        if self._unpack is None:
            self._unpack = zlib.decompressobj(self._window(part))
        self._keep(self._unpack.decompress(part, self._room + 1))
        if self._unpack.unused_data.strip(b"\0"):
            raise ValueError("something follows the content")

    @property
    def content(self) -> bytes:
        """What was kept so far."""
        return bytes(self._content)

    def end(self) -> bytes:
        """All of it; ValueError where the packed content has no end, which is half a text."""
        if self._unpack is not None and not self._unpack.eof:
            raise ValueError("the content ends too early")
        return self.content

    @property
    def _room(self) -> int:
        return self._largest - len(self._content)

    def _keep(self, part: bytes) -> None:
        room = self._room
        self._content += part[:room]
        if len(part) > room:
            raise TooLargeError

    def _window(self, start: bytes) -> int:
        """RFC 9110, section 8.4.1: "deflate" has zlib's two bytes before it, which some servers
        leave out."""
        if self._encoding != "deflate":
            return 16 + zlib.MAX_WBITS
        return zlib.MAX_WBITS if start[0] & 0x0F == 8 else -zlib.MAX_WBITS
