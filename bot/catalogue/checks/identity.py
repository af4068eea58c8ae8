"""A record is what its file is called, has its names to itself, and keeps its id for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.catalogue.collection import IDS, Collection, Entry
from bot.catalogue.problems import Place, Problem, Steps
from bot.catalogue.search import fold

_ID = re.compile("[a-z0-9]+([-_][a-z0-9]+)*")
_LONGEST = 32
"""Ids stand in Discord's custom_ids, which end at 100 characters."""


def check_ids(collection: Collection, _today: date) -> Iterator[Problem]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in collection.entries:
        id_ = entry.record.id
        if not _ID.fullmatch(id_) or len(id_) > _LONGEST:
            hint = f"Use a-z, 0-9, single - and _, at most {_LONGEST} characters"
            yield entry.problem(("id",), f"“{id_}” cannot be an id", hint)
        if id_ != entry.document.id:
            hint = f"Call the file {id_}.yaml, or write `id: {entry.document.id}`"
            yield entry.problem(("id",), f"“{id_}” is not the file's name", hint)
        if entry.key in first:
            message = f"{first[entry.key].document.file} has the same id"
            yield entry.problem(("id",), message, "Keep one of the two")
        first.setdefault(entry.key, entry)


def check_names(collection: Collection, _today: date) -> Iterator[Problem]:
    """No two records of a type answer to the same name, or a search could not tell them apart."""
    first: dict[tuple[str, str], str] = {}
    for entry in collection.entries:
        noun, _ = entry.key
        for steps, name in _names(entry.record):
            owner = first.setdefault((noun, fold(name)), entry.record.id)
            if owner != entry.record.id:
                hint = "Add what tells the two apart"
                yield entry.problem(steps, f"{owner} is called “{name}” too", hint)


def _names(record: Any) -> Iterator[tuple[Steps, str]]:
    yield ("id",), record.id
    yield ("name",), record.name
    for n, alias in enumerate(getattr(record, "aliases", ())):
        yield ("aliases", n), alias


def check_published(collection: Collection, _today: date) -> Iterator[Problem]:
    """Letters and cards are stored under ids, so an id that was published stays."""
    add = "Run `python -m bot check --write-ids`"
    if not collection.known:
        place = Place(collection.data_dir, 1)
        yield Problem(place, "", "there are no records here", "Name the folder that holds them")
    if collection.ids is None:
        place = Place(collection.data_dir / IDS, 1)
        yield Problem(place, "", "the list of published ids is missing", add)
        return
    for entry in collection.entries:
        if entry.key not in collection.ids:
            message = f"“{' '.join(entry.key)}” is not in {IDS}"
            yield entry.problem(("id",), message, add)
    for key in collection.ids.keys() - collection.known:
        message = f"“{' '.join(key)}” was published and is gone"
        hint = "Put its record back; what left the record can say so in `status`"
        yield Problem(collection.ids[key], "", message, hint)
