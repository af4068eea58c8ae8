"""Answers age in the open, and the most specific entry for a region wins."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from bot.core.policies import Policies, age_of, last_day
from bot.errors import UserError
from tests.records import FixedClock
from tests.shipped import TODAY, catalogue


def policies() -> Policies:
    return Policies(catalogue(), FixedClock())


@pytest.mark.parametrize(("when", "day"), [
    ("2026", date(2026, 12, 31)),
    ("2024-02", date(2024, 2, 29)),
    ("2025-12", date(2025, 12, 31)),
    ("2026-07-23", date(2026, 7, 23)),
])  # fmt: skip
def test_a_date_means_its_last_day(when: str, day: date) -> None:
    assert last_day(when) == day


@pytest.mark.parametrize(("checked", "terms", "age"), [
    (0, "2026-11-01", "fresh"),
    (180, "2026-11-01", "fresh"),
    (181, "2026-11-01", "ageing"),
    (0, "2026-01-01", "ageing"),
    (0, None, "fresh"),
    (365, "2026-11-01", "ageing"),
    (366, "2026-11-01", "stale"),
])  # fmt: skip
def test_age(checked: int, terms: str | None, age: str) -> None:
    record = dataclasses.replace(
        catalogue().platforms["instagram"], checked=TODAY - timedelta(days=checked), as_of=terms
    )
    assert age_of(record, TODAY) == age


@pytest.mark.parametrize("record", catalogue().platforms.values(), ids=lambda record: record.id)
def test_every_record_ages(record) -> None:  # type: ignore[no-untyped-def]
    assert age_of(record, record.checked + timedelta(days=366)) == "stale"
    assert age_of(record, record.checked + timedelta(days=181)) == "ageing"


@pytest.mark.parametrize(("region", "available"), [
    ("eu-de", "yes"), ("eu-ie", "yes"), ("eea-no", "yes"), ("uk", "yes"), ("br", "yes"),
    ("us-ca", "no"), ("us-other", "no"),
])  # fmt: skip
@pytest.mark.parametrize("platform", ["instagram", "facebook"])
def test_may_i_object_to_meta(platform: str, region: str, available: str) -> None:
    answer = policies().show(policies().platform(platform), policies().region(region))
    assert answer.opt_out is not None
    assert answer.opt_out.available == available


@pytest.mark.parametrize("region", ["us-ca", "us-other"])
def test_nobody_in_the_us_is_told_of_a_right_to_object(region: str) -> None:
    assert catalogue().regions[region].rights["object"].available == "no"


@pytest.mark.parametrize(("typed", "found"), [
    ("instagram", "instagram"), ("Insta", "instagram"), ("IG", "instagram"), ("fb", "facebook"),
    ("BLUESKY", "bluesky"),
])  # fmt: skip
def test_platforms_by_name(typed: str, found: str) -> None:
    assert policies().platform(typed).id == found


def test_an_unknown_platform_names_the_three_nearest() -> None:
    with pytest.raises(UserError) as caught:
        policies().platform("instagrum")
    names = caught.value.values["names"]
    assert isinstance(names, tuple)
    assert names[0] == "Instagram"
    assert len(names) == 3


def test_an_unknown_region_names_the_three_nearest() -> None:
    with pytest.raises(UserError) as caught:
        policies().region("Germny")
    assert "eu-de" in [region.id for region in caught.value.values["names"]]


@pytest.mark.parametrize("base", ["eu", "us-states"])
def test_bases_cannot_be_chosen(base: str) -> None:
    with pytest.raises(UserError):
        policies().region(base)


@pytest.mark.parametrize(("language", "there"), [
    ("de", {"eu-de", "eu-at", "ch"}), ("ja", {"jp"}), ("pt", {"br", "eu-pt"}),
    ("en", {"uk", "us-ca"}),
    ("fi", {"eu-fi", "us-other"}), ("xx", {"elsewhere"}),
])  # fmt: skip
def test_the_likely_regions_fit_into_a_select(language: str, there: set[str]) -> None:
    regions = policies().likely_regions(language)
    assert there <= {region.id for region in regions}
    assert len(regions) == 24
    assert all(region.choosable for region in regions)
