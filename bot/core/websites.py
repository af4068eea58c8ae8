"""A person's own website: its host, from whatever they type as its address, and what files for it
are made from.

Nothing is looked up and nothing is fetched: this only tells names that can be public from those
that cannot.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from bot.core.records import Region, Tool
from bot.core.text import clean
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.core.policies import Age

_LABEL = re.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""A label of a host name (RFC 1123, section 2.1; at most 63 characters: RFC 1035, 2.3.4)."""

_TOP = re.compile("[a-z]{2,63}|xn--[a-z0-9-]+")
"""A top-level name. One with digits would make the whole an IP address, however it is written."""

_LONGEST = 253
"""Characters of a host name (RFC 1035, section 2.3.4, without the root's dot)."""

_RESERVED = frozenset(
    {"alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test"}
)
"""Top-level names that are not in the public DNS (IANA's special-use domain names, RFC 6761)."""

_LETTERS = frozenset({"Ll", "Lu", "Lo", "Lm", "Mn", "Mc", "Nd"})
"""Unicode categories of what a label may hold besides `-` (RFC 5892, section 2.1)."""

_UNFOLDED = frozenset("ßς")
"""Letters that stay as they are, though folding case changes them (RFC 5892, section 2.6)."""

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Of the categories above, but nothing that can be seen (RFC 5892, section 2.3)."""

_ACE = "xn--"


@dataclass(frozen=True, slots=True)
class Host:
    """`ascii` is what stands in files and addresses, `name` the same as people read it."""

    ascii: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the files of a website say and whom they cite. `host` is None where none was named.

    `laws` are the regions whose right to reserve text and data mining is told, `left_out` the
    signals for which there is no file. `age` is that of `robots`, whose names change soonest.
    """

    host: Host | None
    age: Age
    robots: Tool
    tdmrep: Tool
    noai: Tool
    laws: tuple[Region, ...]
    left_out: tuple[Tool, ...]


class Words(Protocol):
    """The reader's language; `bot.i18n.Language` is one."""

    code: str

    def __call__(self, message: str, /, **values: object) -> str: ...

    def said(self, sentence: str) -> str: ...

    def when(self, value: str | date) -> str: ...

    def number(self, value: int) -> str: ...

    def enumerate(self, items: Sequence[str]) -> str: ...


def public_host(address: str) -> Host:
    """The host of `example.com` or `https://example.com/portfolio`, in any script.

    Raises `UserError` for what is not the address of a public website.
    """
    try:
        return _host(clean(address)[0])
    except ValueError as wrong:
        raise UserError(
            "That is not the address of a public website. Write it like `example.com`."
        ) from wrong


def _host(address: str) -> Host:
    if any(c.isspace() for c in address):
        raise ValueError("urlsplit would take line breaks out without a word")
    parts = urlsplit(address if "://" in address else f"https://{address}")
    usual = parts.scheme in ("http", "https") and parts.port in (None, 80, 443)
    if not usual or parts.username is not None:
        raise ValueError("not an address that strangers' crawlers come to")
    typed = _folded(parts.hostname or "").replace("。", ".")
    labels = typed.removesuffix(".").split(".")
    if len(typed) > _LONGEST or len(labels) < 2:
        raise ValueError("too long, or no dot in it")
    made = [_ascii(label) for label in labels]
    host = Host(ascii=".".join(made), name=".".join(map(_name, made)))
    if len(host.ascii) > _LONGEST or not _TOP.fullmatch(made[-1]) or made[-1] in _RESERVED:
        raise ValueError("not in the public DNS")
    return host


def _ascii(label: str) -> str:
    """The label as the DNS has it: letters beyond ASCII become Punycode (RFC 5891, section 4).

    Python's own codec `idna` is of 2003 and would make `strasse` of `straße`.
    """
    made = label if label.isascii() else _ACE + label.encode("punycode").decode("ascii")
    if not _LABEL.fullmatch(made) or (made.startswith(_ACE) and not _is_name(_name(made))):
        raise ValueError("not a label of a host name")
    return made


def _name(label: str) -> str:
    """The label as people read it. Raises `ValueError` for what is not Punycode."""
    if not label.startswith(_ACE):
        return label
    name = label.removeprefix(_ACE).encode("ascii").decode("punycode")
    if name.isascii() or name.encode("punycode").decode("ascii") != label.removeprefix(_ACE):
        raise ValueError("not the only way to write it")
    return name


def _is_name(name: str) -> bool:
    return (
        _folded(name) == name
        and all(c == "-" or unicodedata.category(c) in _LETTERS for c in name)
        and not unicodedata.category(name[0]).startswith("M")
        and not _UNSEEN.search(name)
    )


def _folded(text: str) -> str:
    """Small letters, and one way to write each (RFC 5892, section 2.2, from the other side)."""
    kept = _UNFOLDED & set(text)
    normal = unicodedata.normalize("NFKC", text)
    small = "".join(c if c in kept else c.casefold() for c in normal)
    return unicodedata.normalize("NFKC", small)
