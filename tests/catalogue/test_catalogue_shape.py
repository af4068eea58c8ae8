from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.reading import read
from bot.catalogue.shape import convert, misfits
from bot.core.records import Platform, Region, Source, Use

RECORDS = Path(__file__).parent / "records"

SOURCE = {"url": "https://a.example", "title": "A", "kind": "law", "read": "2026-07-23"}


def value_of(name: str) -> dict[str, Any]:
    document, problems = read(RECORDS / name)
    assert document
    assert not problems
    return document.value


def test_a_record_becomes_its_frozen_type() -> None:
    platform = convert(value_of("platforms/easel.yaml"), Platform)
    assert platform.checked == date(2026, 9, 2)
    assert platform.as_of == "2026-07"
    assert platform.training.uses[0] == Use(of="public_posts", used="yes", sources=("terms",))
    assert platform.aliases == ("easelarts",)
    with pytest.raises(dataclasses.FrozenInstanceError):
        platform.name = "other"  # type: ignore[misc] # that it cannot be done is the point


def test_numbers_are_read_where_the_type_wants_them() -> None:
    region = convert(value_of("regions/eu.yaml"), Region)
    period = region.periods["objection"]
    assert (period.length, period.extension) == (1, 2)
    assert region.choosable is False


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"titel": "A"}, "this key does not exist"),
        ({"kind": "laws"}, "expected one of court, database, law"),
        ({"read": "2026-7-1"}, "expected a day, found “2026-7-1”"),
        ({"read": "20260701"}, "expected a day"),
        ({"read": "2026-02-30"}, "expected a day"),
        ({"title": ""}, "expected text, found nothing"),
        ({"title": None}, "expected text, found nothing"),
        ({"title": True}, "expected text, found true"),
        ({"title": ["A"]}, "expected text, found a list"),
        ({"via": {}}, "expected text, found keys"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], message: str) -> None:
    (misfit,) = misfits(SOURCE | change, Source)
    assert misfit.steps == (*change,)
    assert message in misfit.message


def test_unknown_keys_get_the_nearest_known_one() -> None:
    (misfit,) = misfits(SOURCE | {"titel": "A"}, Source)
    assert misfit.hint == "The nearest one is `title`"
    (misfit,) = misfits(SOURCE | {"qqq": "A"}, Source)
    assert misfit.hint == "Known: url, title, kind, read, date, via"


def test_every_misfit_is_found_at_once() -> None:
    value = value_of("regions/eu.yaml")
    value["choosable"] = "no"
    value["periods"]["objection"]["length"] = "one"
    value["rights"]["objection"] = value["rights"].pop("object")
    value["laws"] = "GDPR"
    value["rights"]["access"] = "yes"
    value["sources"] = []
    del value["checked"]
    assert {misfit.steps: misfit.message for misfit in misfits(value, Region)} == {
        ("choosable",): "expected true or false, found “no”",
        ("periods", "objection", "length"): "expected a whole number, found “one”",
        ("rights", "objection"): (
            "expected one of access, complaint, erasure, object, opt_out_of_sale, restrict, "
            "tdm_reservation, withdraw_consent, found “objection”"
        ),
        ("laws",): "expected a list, found “GDPR”",
        ("rights", "access"): "expected keys, found “yes”",
        ("sources",): "expected keys, found a list",
        (): "`checked` is missing",
    }


def test_long_values_are_shortened_in_messages() -> None:
    (misfit,) = misfits(SOURCE | {"kind": "law" * 30}, Source)
    assert misfit.message.endswith("found “" + ("law" * 30)[:40] + "…”")


def test_types_that_no_record_may_use_are_refused() -> None:
    @dataclasses.dataclass
    class Wrong:
        length: float

    with pytest.raises(TypeError, match="record types cannot hold"):
        list(misfits({"length": "1"}, Wrong))
