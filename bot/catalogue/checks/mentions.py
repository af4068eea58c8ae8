"""What a record names is there: platforms, and regions or their groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem
from bot.core.records import Region

EVERYWHERE = "everywhere"

_HINTS = {
    "platforms": "Use the id of a record under platforms/ or alternatives/",
    "regions": "Use the id of a region or a base, a name from a region's `within`, or "
    f"`{EVERYWHERE}`",
}


def check_mentions(collection: Collection, _today: date) -> Iterator[Problem]:
    known = _known(collection)
    for entry in collection.entries:
        for steps, part in entry.parts:
            for field, ids in known.items():
                for n, id_ in enumerate(getattr(part, field, ())):
                    if id_ not in ids:
                        message = f"“{id_}” is not a {field.removesuffix('s')}"
                        yield entry.problem((*steps, field, n), message, _HINTS[field])


def _known(collection: Collection) -> Mapping[str, frozenset[str]]:
    ids = {
        field: {id_ for noun, id_ in collection.known if noun == field.removesuffix("s")}
        for field in _HINTS
    }
    groups = {group for _, region in collection.of(Region) for group in region.within}
    ids["regions"] |= {*groups, EVERYWHERE}
    return {field: frozenset(known) for field, known in ids.items()}
