"""The entry closest to a region wins."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.core.regions import most_specific
from tests.records import sample_region


@dataclass
class Entry:
    regions: tuple[str, ...]


@pytest.mark.parametrize("order", [1, -1])
def test_a_region_beats_its_base_beats_its_groups_beats_everywhere(order: int) -> None:
    region = sample_region(id="us-ca", base="us-states", within=("us",))
    entries = [Entry((name,)) for name in ("us-ca", "us-states", "us", "everywhere")]
    while entries:
        assert most_specific(entries[::order], region) is entries[0]
        del entries[0]
    assert most_specific(entries, region) is None


def test_an_entry_counts_by_the_closest_of_its_regions() -> None:
    near, far = Entry(("everywhere", "eu-de")), Entry(("eu",))
    assert most_specific([far, near], sample_region()) is near


def test_the_first_of_equals_wins() -> None:
    first, second = Entry(("eu",)), Entry(("eu",))
    assert most_specific([first, second], sample_region()) is first


def test_entries_for_others_do_not_count() -> None:
    assert most_specific([Entry(("uk",)), Entry(())], sample_region()) is None
