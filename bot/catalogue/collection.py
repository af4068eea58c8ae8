"""Everything under `data/`, read and converted, with its places: what the checks look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import inspect

from bot.catalogue import shape
from bot.catalogue.inheritance import inherit
from bot.catalogue.problems import Place, Problem, Steps
from bot.catalogue.reading import Document, read
from bot.core.records import Platform, Region, Rumour, Tool, Topic

T = TypeVar("T")

IDS = "ids.txt"
"""The list, beside the folders, of every id that was ever published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records by folder and id. A field is a folder of `data/`, its type what is in it.

    A new type of record is a dataclass in `bot.core.records` and a line here.
    """

    platforms: dict[str, Platform]
    alternatives: dict[str, Platform]
    regions: dict[str, Region]
    tools: dict[str, Tool]
    topics: dict[str, Topic]
    rumours: dict[str, Rumour]


@cache
def folders() -> dict[str, type]:
    """Folder -> record type, as `Records` has them."""
    described = inspect.type_info(Records)
    assert isinstance(described, inspect.DataclassType)
    return {
        field.name: field.type.value_type.cls
        for field in described.fields
        if isinstance(field.type, inspect.DictType)
        and isinstance(field.type.value_type, inspect.DataclassType)
    }


def noun(record_type: type) -> str:
    """What ids are unique among: `platform` (both kinds) or `region`."""
    return record_type.__name__.lower()


def record_files(data_dir: Path) -> list[tuple[str, Path]]:
    """Every record's folder and file, in a fixed order."""
    return [(name, file) for name in folders() for file in sorted((data_dir / name).glob("*.yaml"))]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the file it came from. `parts` are its pieces, every one with its steps."""

    folder: str
    document: Document
    record: Any
    parts: tuple[tuple[Steps, Any], ...]

    @property
    def key(self) -> tuple[str, str]:
        """(noun, id), as the list of published ids has it."""
        return noun(type(self.record)), self.document.id

    def own(self, steps: Steps) -> bool:
        """Whether the part is written in this record's file, not inherited."""
        return self.document.place(steps).file == self.document.file

    def problem(self, steps: Steps, message: str, hint: str) -> Problem:
        return self.document.problem(steps, message, hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All entries. `known` holds every (noun, id) that has a file, converted or not.

    `ids` are the published (noun, id) pairs with their places; None where there is no list.
    """

    data_dir: Path
    entries: tuple[Entry, ...]
    known: frozenset[tuple[str, str]]
    ids: Mapping[tuple[str, str], Place] | None

    def of(self, record_type: type[T]) -> Iterator[tuple[Entry, T]]:
        """Entries and records of one type."""
        for entry in self.entries:
            if isinstance(entry.record, record_type):
                yield entry, entry.record

    def records(self) -> Records:
        found: dict[str, dict[str, Any]] = {name: {} for name in folders()}
        for entry in self.entries:
            found[entry.folder][entry.record.id] = entry.record
        return Records(**found)


def collect(data_dir: Path) -> tuple[Collection, list[Problem]]:
    """Reads everything. What cannot be read or converted is a problem and not an entry."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for folder, record_type in folders().items():
        documents, found = _documents(data_dir / folder, record_type)
        problems += found
        for document in documents:
            misfits = list(shape.misfits(document.value, record_type))
            problems += [document.problem(*misfit) for misfit in misfits]
            if not misfits:
                record: Any = shape.convert(document.value, record_type)
                entries.append(Entry(folder, document, record, tuple(_parts(record, ()))))
    ids, found = _ids(data_dir / IDS)
    collection = Collection(
        data_dir=data_dir,
        entries=tuple(entries),
        known=frozenset(
            (noun(folders()[folder]), file.stem) for folder, file in record_files(data_dir)
        ),
        ids=ids,
    )
    return collection, problems + found


def _documents(folder: Path, record_type: type) -> tuple[list[Document], list[Problem]]:
    readable: dict[str, Document] = {}
    unreadable: set[str] = set()
    problems = [
        Problem(Place(file, 1), "", "records end in .yaml", "Rename the file")
        for file in folder.glob("*.yml")
    ]
    for file in sorted(folder.glob("*.yaml")):
        document, found = read(file)
        problems += found
        if document:
            readable[file.stem] = document
        else:
            unreadable.add(file.stem)
    if record_type is not Region:
        return list(readable.values()), problems
    whole, found = inherit(readable, unreadable)
    return whole, problems + found


def _parts(value: Any, steps: Steps) -> Iterator[tuple[Steps, Any]]:
    yield steps, value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name), (*steps, field.name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(item, (*steps, key))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _parts(item, (*steps, n))


def _ids(file: Path) -> tuple[dict[tuple[str, str], Place] | None, list[Problem]]:
    if not file.exists():
        return None, []
    ids: dict[tuple[str, str], Place] = {}
    problems: list[Problem] = []
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
        words = line.partition("#")[0].split()
        if len(words) == 2:
            ids[words[0], words[1]] = Place(file, number)
        elif words:
            message = "this is not a kind and an id"
            problems.append(Problem(Place(file, number), "", message, "Write `platform example`"))
    return ids, problems


def add_ids(collection: Collection) -> None:
    """Writes the list anew: the ids it had and those of all records. It never loses one."""
    ids = sorted({*(collection.ids or ()), *(entry.key for entry in collection.entries)})
    lines = [
        "# Every id that was ever published. Stored letters and cards name them:",
        "# no line may go. `python -m bot check --write-ids` adds new ones.",
        *(f"{noun} {id_}" for noun, id_ in ids),
    ]
    (collection.data_dir / IDS).write_text("\n".join(lines) + "\n", encoding="utf-8")
