"""The catalogue in memory: loaded once, answering at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.catalogue.checks import check
from bot.catalogue.compiled import (
    SHIPPED,
    Compiled,
    compile_records,
    digest,
    read_compiled,
    write_packed,
)
from bot.catalogue.problems import Problem
from bot.catalogue.search import Index, fold
from bot.core.records import Platform, Region, Rumour, Tool, Topic
from bot.errors import StartupError

_Record = Platform | Region | Tool | Topic | Rumour
R = TypeVar("R", bound=_Record)

_SHOWN = 20
"""Problems that a start names; `python -m bot check` names them all."""


class Catalogue:
    """The records and what finds them; implements `bot.core.ports.Catalogue`.

    `problems` is empty unless the files are broken and an earlier compilation stands in for them.
    `digest` is that of the files the records were read from.
    """

    platforms: Mapping[str, Platform]
    regions: Mapping[str, Region]
    tools: Mapping[str, Tool]
    topics: Mapping[str, Topic]
    rumours: Mapping[str, Rumour]
    data_date: date
    digest: str
    problems: Sequence[Problem]

    def __init__(self, compiled: Compiled, problems: Sequence[Problem] = ()) -> None:
        records = compiled.records
        platforms = [
            *_by_name(records.platforms.values()),
            *_by_name(records.alternatives.values()),
        ]
        regions = _by_name(records.regions.values())
        self.platforms = _by_id(platforms)
        self.regions = _by_id(regions)
        self.tools = _by_id(_by_name(records.tools.values()))
        self.topics = _by_id(_by_name(records.topics.values()))
        self.rumours = _by_id(_by_name(records.rumours.values()))
        everything: list[_Record] = [*platforms, *regions, *self.tools.values()]
        everything += [*self.topics.values(), *self.rumours.values()]
        self.data_date = max(record.checked for record in everything)
        self.records: Sequence[_Record] = tuple(everything)
        self.digest = compiled.digest
        self.problems = tuple(problems)
        self._countries = compiled.countries
        self._region_names = Index((one, _names(one)) for one in regions if one.choosable)
        self.name_also({})

    @property
    def names(self) -> Iterator[str]:
        """The names of all that can be named: platforms, regions and tools."""
        for records in (self.platforms, self.regions, self.tools):
            for record in records.values():
                yield from _names(record)

    def name_also(self, names: Mapping[str, Sequence[str]]) -> None:
        """Further names to be found by, from an English one: those of other languages."""

        def called(record: Platform | Region | Tool) -> Sequence[str]:
            own = _names(record)
            return (*own, *(other for name in own for other in names.get(name, ())))

        self._platform_index = Index((one, called(one)) for one in self.platforms.values())
        self._tool_index = Index((one, called(one)) for one in self.tools.values())
        self._region_index = Index(
            (region, (*called(region), *self._countries.get(region.territory or "", ())))
            for region in self.regions.values()
            if region.choosable
        )

    def platform(self, text: str) -> Platform | None:
        """The platform with this id, name or alias; None where none or several have it."""
        return self.platforms.get(text) or self._platform_index.exact(text)

    def region(self, text: str) -> Region | None:
        """The choosable region with this id, name or alias, else the only one of that country."""
        named = self.regions.get(text)
        if named and named.choosable:
            return named
        return self._region_names.exact(text) or self._region_index.exact(text)

    def tool(self, text: str) -> Tool | None:
        """The tool with this id, name or alias; None where none has it."""
        return self.tools.get(text) or self._tool_index.exact(text)

    @property
    def name_words(self) -> frozenset[str]:
        """Every word in a name of a platform, a tool or a region: others need no look-up."""
        return self._platform_index.words | self._tool_index.words | self._region_index.words

    def nearly_named(self, word: str) -> Platform | Tool | Region | None:
        """What has a name one typo away. Short words are too near to one another to tell."""
        if len(word) < _LEAST_FOR_TYPO:
            return None
        indexes = (self._platform_index, self._tool_index, self._region_index)
        return next((record for index in indexes if (record := index.nearly(word))), None)

    def find_platforms(self, text: str, limit: int) -> Sequence[Platform]:
        """Best matches for what somebody typed: names, ids, aliases; one typo forgiven.

        Nothing typed: platforms by name, then alternatives by name.
        """
        return self._platform_index.find(text, limit)

    def find_regions(self, text: str, limit: int) -> Sequence[Region]:
        """Best matches among choosable regions: ids, names, countries in Tern's languages."""
        return self._region_index.find(text, limit)

    def find_tools(self, text: str, limit: int) -> Sequence[Tool]:
        """Best matches for what somebody typed; one typo forgiven. Nothing typed: by name."""
        return self._tool_index.find(text, limit)

    def nearest_platforms(self, text: str, limit: int = 3) -> Sequence[Platform]:
        """What somebody may have meant; never empty."""
        return self._platform_index.nearest(text, limit)

    def nearest_regions(self, text: str, limit: int = 3) -> Sequence[Region]:
        """What somebody may have meant, among choosable regions; never empty."""
        return self._region_index.nearest(text, limit)

    def nearest_tools(self, text: str, limit: int = 3) -> Sequence[Tool]:
        """What somebody may have meant; empty only where there are no tools."""
        return self._tool_index.nearest(text, limit)


_LEAST_FOR_TYPO = 5
"""Letters a name has before one of them may be wrong."""


def _by_name(records: Iterable[R]) -> list[R]:
    return sorted(records, key=lambda record: fold(record.name))


def _by_id(records: Iterable[R]) -> Mapping[str, R]:
    return MappingProxyType({record.id: record for record in records})


def _names(record: Platform | Region | Tool) -> Sequence[str]:
    return (record.name, record.id, *record.aliases)


def load(data_dir: Path, cache: Path | None, today: date) -> Catalogue:
    """The catalogue of a folder of records.

    What was compiled from exactly these files, at `cache` or shipped beside them, is used as it is.
    Else the files are checked and compiled, and `cache` is written where it can be. Where the files
    are broken, what was compiled last is used and the problems are in `Catalogue.problems`.

    Raises `StartupError`, naming file, line and hint, when there is nothing to fall back on.
    """
    try:
        current = digest(data_dir)
        earlier = [
            compiled
            for file in (cache, data_dir / SHIPPED)
            if file and (compiled := read_compiled(file))
        ]
        for compiled in earlier:
            if compiled.digest == current:
                return Catalogue(compiled)
        collection, problems = check(data_dir, today)
    except OSError as error:
        raise StartupError(f"The catalogue cannot be read: {error}") from error
    if not problems:
        fresh = compile_records(collection, current)
        if cache:
            with contextlib.suppress(OSError):  # a read-only place only costs the next start
                write_packed(fresh, cache)
        return Catalogue(fresh)
    if earlier:
        return Catalogue(earlier[0], problems)
    raise StartupError(_message(problems))


def _message(problems: Sequence[Problem]) -> str:
    more = len(problems) - _SHOWN
    lines = ["The catalogue has problems:", *map(str, problems[:_SHOWN])]
    if more > 0:
        lines.append(f"… and {more} more; `python -m bot check` lists them all.")
    return "\n".join(lines)
