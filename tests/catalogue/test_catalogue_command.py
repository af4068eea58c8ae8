from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.catalogue import check_command, schema
from bot.catalogue.reading import read

RECORDS = Path(__file__).parent / "records"


def run(data: Path, today: date, **options: bool) -> tuple[int, str]:
    out = io.StringIO()
    flags = {"json_schema": False, "write_ids": False} | options
    return check_command(data, today, **flags, out=out), out.getvalue()


def test_good_records_are_counted(data: Path, today: date) -> None:
    assert run(data, today) == (0, "14 records, 44 statements, 15 sources: no problems\n")


def test_problems_are_printed_by_file_and_line(data: Path, today: date) -> None:
    (data / "ids.txt").write_text("region eu\n", encoding="utf-8")
    anvil = data / "platforms/anvil.yaml"
    text = (
        anvil.read_text(encoding="utf-8")
        .replace("found.", "found")
        .replace("read: 2026", "read: 26")
    )
    anvil.write_text(text, encoding="utf-8")
    code, out = run(data, today)
    lines = out.splitlines()
    assert code == 1
    assert lines[-1] == "13 records, 41 statements, 14 sources: 13 problems"
    places = [line.split(": ")[0].rsplit(":", 1) for line in lines[:-1]]
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))
    assert f"{anvil}:30: sources.terms.read: expected a day" in out


def test_new_ids_are_written_and_none_is_lost(data: Path, today: date) -> None:
    ids = data / "ids.txt"
    ids.write_text("# notes\nregion atlantis\n", encoding="utf-8")
    code, out = run(data, today, write_ids=True)
    assert code == 1
    assert "“region atlantis” was published and is gone" in out
    assert "1 problem\n" in out
    lines = [line for line in ids.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert lines[:3] == ["platform anvil", "platform burrow", "platform easel"]
    assert "region atlantis" in lines
    assert len(lines) == 15


def test_the_list_of_ids_is_begun(data: Path, today: date) -> None:
    before = sorted((data / "ids.txt").read_text(encoding="utf-8").split())
    (data / "ids.txt").unlink()
    assert run(data, today)[0] == 1
    assert run(data, today, write_ids=True)[0] == 0
    lines = (data / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(" ".join(lines[2:]).split()) == before


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_schema_is_printed(data: Path, today: date) -> None:
    code, out = run(data, today, json_schema=True)
    assert code == 0
    assert out == json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert json.loads(out)["$defs"]["Use"]["description"].startswith("Whether one kind of content")


@pytest.mark.parametrize("name", sorted(p.name for p in RECORDS.glob("*/*.yaml")))
def test_records_fit_the_schema(validator: Any, name: str) -> None:
    (file,) = RECORDS.glob(f"*/{name}")
    document, _ = read(file)
    assert document
    value = document.value
    for time in (*value.get("periods", {}).values(), *value.get("windows", ())):
        # numbers are text until a record type wants them
        time |= {key: int(time[key]) for key in ("length", "extension") if key in time}
    assert list(validator.iter_errors(value)) == []


@pytest.mark.parametrize("change", [{"colour": "red"}, {"kind": "place"}, {"checked": None}])
def test_what_is_no_record_does_not_fit(validator: Any, change: dict[str, Any]) -> None:
    document, _ = read(RECORDS / "platforms/easel.yaml")
    assert document
    assert list(validator.iter_errors(document.value | change)) != []
