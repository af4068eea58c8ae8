"""Every fact of the catalogue once, with its sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from bot.core.facts import Fact, all_facts
from bot.core.records import Event, Statement
from tests.shipped import catalogue


def facts() -> list[Fact]:
    return list(all_facts(catalogue()))


def texts(value: Any) -> Iterator[str]:
    """The text of every statement and event below a record."""
    if isinstance(value, Statement | Event):
        yield value.text
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def test_every_statement_and_event_is_a_fact() -> None:
    known = {fact.text for fact in facts()}
    records = catalogue()
    for kind in (records.platforms, records.tools, records.topics, records.rumours):
        for record in kind.values():
            missing = [text for text in texts(record) if text not in known]
            assert not missing, f"{record.id}: {missing}"


def test_every_right_of_every_region_is_a_fact() -> None:
    known = [fact for fact in facts() if fact.aspect == "rights"]
    for region in catalogue().regions.values():
        if not region.choosable:
            continue
        for name, right in region.rights.items():
            assert any(
                fact.part == name and fact.text.startswith(right.text) and region.id in fact.regions
                for fact in known
            ), f"{region.id}: {name}"


def test_what_regions_share_is_said_once_and_belongs_to_their_base() -> None:
    shared = [fact for fact in facts() if fact.path == "eu/rights/object"]
    assert len(shared) == 1
    assert {"eu-de", "eu-ie", "eea-no"} <= {*shared[0].regions}
    assert not [fact for fact in facts() if fact.path == "eu-ie/rights/object"]


def test_ids_are_unique_and_change_with_the_words() -> None:
    ids = [fact.id for fact in facts()]
    assert len(ids) == len({*ids})
    platform = catalogue().platforms["cara"]
    summary = dataclasses.replace(platform.training.summary, text="Other words.")
    changed = dataclasses.replace(
        platform, training=dataclasses.replace(platform.training, summary=summary)
    )

    class Changed:
        platforms = {"cara": changed}  # noqa: RUF012 - it stands for the catalogue here
        regions = tools = topics = rumours = {}  # noqa: RUF012

    other = [fact.id for fact in all_facts(Changed()) if fact.aspect == "training"]  # type: ignore[arg-type]
    assert other
    assert other[0] not in ids


def test_facts_without_a_source_are_empty_ones_or_hints() -> None:
    silent = [fact for fact in facts() if not fact.sources]
    assert {fact.aspect for fact in silent} <= {"uses", "steps", "status", "rights"}
    assert all(not fact.text for fact in silent if fact.aspect == "uses")
