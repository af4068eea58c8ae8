"""Accounts: which of the lines that a person typed belong in the letter to which platform.

One form serves several letters, and no platform is to learn from it where else somebody has an
account. So a line that names a platform, or a link to its site, goes into that platform's letter
only; every other line goes into all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.records import Platform

_SITE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
"""A host name, in a link, an address or a fediverse handle."""

_SECOND_LEVEL = frozenset({"co", "com"})
"""What stands between a name and its country, as in `pinterest.co.uk`."""

_BETWEEN = " ,;|"
"""What stands between two accounts in one line."""

_COMMA = re.compile(r"[,;|]\W*$")

_GAP = re.compile(r"([\s,;|]+)")

_SIGN = r"\s*(?:[:=\uff1a]|(?=@))\s*"
"""What turns a name into a label anywhere in a line: a colon, or an account right after it."""

_DASH = r"\s+[-\u2013\u2014]\s+"
"""Turns a name into a label at the start of a line only: "Series X - oil" labels nothing."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What was typed, sorted. `for_all` are the lines that name nobody and are in every letter;
    `elsewhere` names platforms that lines were about although no letter goes there; those lines are
    in no letter."""

    by_platform: Mapping[str, str]
    elsewhere: tuple[str, ...] = ()
    for_all: tuple[str, ...] = ()

    def of(self, platform: Platform) -> str:
        """The lines for this platform. Raises `UserError` where none is left for it."""
        lines = self.by_platform[platform.id]
        if not lines:
            raise UserError(
                "No line of yours is for {platform}. Begin one with “{platform}:”, or write one "
                "without a platform's name, which goes into every letter.",
                platform=platform.name,
            )
        return lines


def sort(typed: str, letters_to: Sequence[Platform], known: Iterable[Platform]) -> Accounts:
    """Which lines go to which of these platforms; `known` are all that a line may name.

    A letter to a single platform takes everything as it was typed.
    """
    if len(letters_to) == 1:
        return Accounts({letters_to[0].id: typed})
    names = _Names(letters_to, known)
    lines: dict[str, list[str]] = {platform.id: [] for platform in letters_to}
    elsewhere: dict[str, None] = {}
    for_all: dict[str, None] = {}
    for owner, text in names.pieces(typed):
        if owner is None:
            for_all[text] = None
            for mine in lines.values():
                mine.append(text)
        elif owner.id in lines:
            lines[owner.id].append(text)
        else:
            elsewhere[owner.name] = None
    return Accounts(
        by_platform={id_: "\n".join(mine) for id_, mine in lines.items()},
        elsewhere=tuple(elsewhere),
        for_all=tuple(for_all),
    )


def others_in(typed: str, letter_to: Platform, known: Iterable[Platform]) -> Sequence[str]:
    """The names of the platforms that lines of a single letter lead to or begin with, although it
    goes elsewhere; services of the same company are meant as well and are none of these."""
    named = (owner for owner, _ in _Names([letter_to], known).pieces(typed))
    return list(
        dict.fromkeys(
            owner.name
            for owner in named
            if owner
            and owner.id != letter_to.id
            and (owner.family is None or owner.family != letter_to.family)
        )
    )


class _Names:
    """Finds whom a line is about. The platforms that are written to come first: where one of them
    shares a name with another, it is the one that is meant."""

    def __init__(self, letters_to: Sequence[Platform], known: Iterable[Platform]) -> None:
        others = [platform for platform in known if platform not in letters_to]
        self._by_name: dict[str, Platform] = {}
        self._by_site: dict[str, Platform] = {}
        for platform in (*letters_to, *others):
            # "own website" is an alias as well, and says nothing of where.
            words = [alias for alias in platform.aliases if " " not in alias]
            for name in (platform.name, platform.id, *words):
                self._by_name.setdefault(name.casefold(), platform)
            for site in (platform.home, platform.profile.url if platform.profile else ""):
                for host in _SITE.findall(site):
                    self._by_site.setdefault(host.casefold().removeprefix("www."), platform)
        written_to = "|".join(self._patterns(letters_to))
        named = "|".join(self._patterns([*letters_to, *others]))
        # Only a label says that a line is about a platform that nobody writes to: "Post" and
        # "Glass" are words as well.
        self._begins = re.compile(
            rf"\W*(?:(?P<label>{named})(?:{_SIGN}|{_DASH})|(?P<word>{written_to})(?!\w))",
            re.IGNORECASE,
        )
        self._heading = re.compile(
            rf"\W*(?:(?P<label>{named})\W*[:=\uff1a]\W*|(?P<word>{written_to})\W*)", re.IGNORECASE
        )
        self._labels = re.compile(rf"(?<!\w)(?P<label>{named}){_SIGN}", re.IGNORECASE)

    def _patterns(self, platforms: Sequence[Platform]) -> list[str]:
        """Names as expressions, the longest first, so that "Meta AI" is not read as "Meta"."""
        wanted = [name for name, platform in self._by_name.items() if platform in platforms]
        return [re.escape(name) for name in sorted(wanted, key=len, reverse=True)]

    def pieces(self, typed: str) -> Iterator[tuple[Platform | None, str]]:
        """The lines, each with whom it is about (None: nobody), cut where it is about several.

        A name on a line of its own speaks for the lines under it, up to an empty one.
        """
        above: Platform | None = None
        for line in typed.splitlines():
            if heading := self._heading.fullmatch(line):
                above = self._named(heading)
                continue
            pieces = [piece for part in self._parts(line) for piece in self._about(part)]
            if not pieces or any(owner for owner, _ in pieces):
                above = None
            yield from ((owner or above, text) for owner, text in pieces)

    def _named(self, found: re.Match[str]) -> Platform:
        return self._by_name[found[found.lastgroup or 0].casefold()]

    def _parts(self, line: str) -> list[str]:
        """ "Instagram: @a, X: @b" is two; what stands before the first label belongs to it, unless
        a comma ends it or it has a name of its own."""
        starts = [found.start() for found in self._labels.finditer(line)]
        before = line[: starts[0]] if starts else ""
        if not (self._begins.match(before) or _COMMA.search(before)):
            starts = starts[1:]
        ends = [*starts, len(line)]
        parts = [line[a:b].strip(_BETWEEN) for a, b in zip([0, *starts], ends, strict=True)]
        return [part for part in parts if part]

    def _about(self, part: str) -> Iterator[tuple[Platform | None, str]]:
        """A part, without the links in it that lead to other platforms than it is about; those
        follow, each for its own platform."""
        words = _GAP.split(part)
        links = [(word, owner) for word in words if (owner := self._owner(word))]
        begins, label = self._begins.match(part), self._labels.search(part)
        mine: Platform | None = None
        if found := begins or label:
            mine = self._named(found)
        elif len({owner.id for _, owner in links}) == 1:
            mine = links[0][1]
        others = {word: owner for word, owner in links if owner is not mine}
        start = begins.end() if begins and begins["label"] else 0
        kept = (word for word in _GAP.split(part[start:]) if word not in others)
        text = "".join(kept).strip(_BETWEEN)
        if any(sign.isalnum() for sign in text):
            yield mine, text
        for word, owner in others.items():
            yield owner, word

    def _owner(self, word: str) -> Platform | None:
        """Whose site a link leads to, by its host or by the name in it (`pinterest.de`)."""
        for host in _SITE.findall(word.casefold()):
            labels = host.split(".")
            for start in range(len(labels) - 1):
                if owner := self._by_site.get(".".join(labels[start:])):
                    return owner
            name = labels[-3:-2] if labels[-2] in _SECOND_LEVEL else labels[-2:-1]
            if name and (owner := self._by_name.get(name[0])):
                return owner
        return None
