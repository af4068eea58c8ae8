from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import load
from bot.catalogue.checks import check


def test_a_region_stands_on_its_base(data: Path, today: date) -> None:
    germany = load(data, None, today).regions["eu-de"]
    assert germany.name == "Germany"
    assert germany.family == "objection"
    assert germany.languages == ("de",)
    assert germany.checked == date(2026, 6, 2)
    assert {kind: period.length for kind, period in germany.periods.items()} == {
        "objection": 1,
        "follow-up": 14,
    }
    assert germany.counting.rolls == ("saturday", "sunday", "holiday")
    assert germany.rights["complaint"].text.endswith("authority of their state.")
    assert germany.rights["object"].basis == ("Art. 21(1) GDPR",)
    assert set(germany.sources) == {"gdpr", "bdsg"}
    assert germany.groups == ("eu-de", "eu", "everywhere")


def test_what_makes_a_base_itself_is_not_inherited(data: Path, today: date) -> None:
    file = data / "regions/eu.yaml"
    changed = file.read_text(encoding="utf-8").replace(
        "choosable: false", "choosable: false\naliases: [union]\nterritory: FR"
    )
    file.write_text(changed, encoding="utf-8")
    regions = load(data, None, today).regions
    assert regions["eu-de"].choosable
    assert not regions["eu"].choosable
    assert regions["eu-de"].aliases == ()
    assert regions["eu-de"].territory == "DE"


def test_a_base_has_a_base(data: Path, today: date) -> None:
    california = load(data, None, today).regions["us-ca"]
    assert california.family == "request"
    assert california.paper == "us-letter"
    assert california.languages == ("en",)
    assert set(california.rights) == {"object", "erasure", "access", "complaint"}
    assert california.rights["object"].text == "The act gives no right to object."
    assert california.groups == ("us-ca", "us-states", "statutes", "us", "everywhere")


@pytest.mark.parametrize(
    ("file", "base", "says"),
    [
        ("eu-de", "europe", "no region is called “europe”. Bases: eu, us, us-states."),
        ("eu-de", "ca", "“ca” is not a base"),
        ("us", "us-states", "“us” inherits from this region"),
        ("us", "us", "“us” inherits from this region"),
    ],
)
def test_a_wrong_base_is_named_with_its_line(
    data: Path, today: date, file: str, base: str, says: str
) -> None:
    path = data / f"regions/{file}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("base:")]
    path.write_text("\n".join([*kept, f"base: {base}", ""]), encoding="utf-8")
    found = [str(problem) for problem in check(data, today)[1]]
    assert any(": base: " in problem and says in problem for problem in found), found


def test_a_base_that_is_no_word_is_a_misfit(data: Path, today: date) -> None:
    path = data / "regions/eu-de.yaml"
    text = path.read_text(encoding="utf-8").replace("base: eu", "base: [eu]")
    path.write_text(text, encoding="utf-8")
    found = [str(problem) for problem in check(data, today)[1]]
    assert f"{path}:3: base: expected text, found a list. Write a text." in found
