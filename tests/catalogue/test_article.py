"""Whatever the article of June 2024 tells of has its place, dated and with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.checks import check
from bot.catalogue.collection import Entry
from bot.core.records import Event, OptOut, Statement, Use

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    collection, _ = check(DATA, date.max)
    return {f"{entry.folder}/{entry.record.id}": entry for entry in collection.entries}


def sayings(entry: Entry) -> Iterator[tuple[str, str]]:
    """(date or nothing, text) of everything in the record that names a source."""
    for _, part in entry.parts:
        match part:
            case Event(date=when, text=text, sources=(_, *_)):
                yield when, text
            case Statement(text=text, sources=(_, *_)):
                yield "", text
            case Use(of=of, used=used, text=text, sources=(_, *_)):
                yield "", f"{of}: {used}. {text}"


@pytest.mark.parametrize(
    ("record", "when", "words"),
    [
        ("platforms/instagram", "2024-05-09", "Chris Cox"),
        ("platforms/instagram", "2024-06-26", "policy was to take effect"),
        ("platforms/facebook", "2024-06-14", "The Irish pause"),
        ("topics/meta_eu_timeline", "2024-06-14", "request of the DPC"),
        ("topics/meta_eu_timeline", "2024-09-13", "UK: Meta announces its restart"),
        ("topics/meta_eu_timeline", "2025-05-27", "The training starts in the EU"),
        ("platforms/instagram", "", "messages: no."),
        ("platforms/instagram", "", "private_posts: no."),
        ("platforms/instagram", "", "A private account is not enough"),
        ("platforms/meta_ai", "", "/reset-ai"),
        ("platforms/instagram", "", "no built-in opt-out. The second is followed"),
        ("alternatives/cara", "", "AI images are not hosted"),
        ("topics/stability_lawsuits", "2023-01-13", "complaint in Andersen"),
        ("topics/google_lawsuits", "2024-04-26", "complaint is filed"),
        ("topics/fair_use", "2025-06-23", "Bartz v. Anthropic"),
        ("topics/fair_use", "2025-06-25", "Kadrey v. Meta"),
        ("topics/musicians_letter_2024", "2024-04", "letter is published"),
        ("topics/facebook_scraping_2019", "2019-09", "collection ends"),
        ("topics/facebook_scraping_2019", "", "533 million people"),
        ("topics/seed_coverage", "", "the US has no built-in opt-out. The second is followed"),
    ],
)
def test_the_point_has_its_place(
    entries: dict[str, Entry], record: str, when: str, words: str
) -> None:
    said = list(sayings(entries[record]))
    assert any(date == when and words in text for date, text in said), said


@pytest.mark.parametrize("platform", ["instagram", "facebook", "threads", "meta_ai"])
def test_meta_has_no_opt_out_in_the_us(entries: dict[str, Entry], platform: str) -> None:
    answers = [
        part.available
        for _, part in entries[f"platforms/{platform}"].parts
        if isinstance(part, OptOut) and "us" in part.regions
    ]
    assert answers == ["no"]


def test_no_date_of_a_trial_is_given_for_andersen(entries: dict[str, Entry]) -> None:
    """No paper of the court of 2026 could be read: two pages contradict each other."""
    case = entries["topics/stability_lawsuits"]
    assert not [when for when, _ in sayings(case) if when > "2025-12-16"]
    assert not [text for _, text in sayings(case) if "September 2026" in text or "2027" in text]
