"""Which of a platform's records hold for a person in a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.records import Region


class Regional(Protocol):
    """A record that holds for people in some regions, such as an operator or an opt-out."""

    @property
    def regions(self) -> tuple[str, ...]:
        """Region ids, base ids, groups of regions, or `everywhere`."""
        ...


Entry = TypeVar("Entry", bound=Regional)


def most_specific(entries: Iterable[Entry], region: Region) -> Entry | None:
    """The entry that names the region most closely: itself before its base, groups, everywhere.

    Between entries that are equally close the first wins. None if no entry covers the region.
    """
    closeness = {group: rank for rank, group in enumerate(region.groups)}
    covering = [
        (min(closeness[group] for group in entry.regions if group in closeness), entry)
        for entry in entries
        if not closeness.keys().isdisjoint(entry.regions)
    ]
    return min(covering, key=lambda found: found[0])[1] if covering else None
