from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import Catalogue, load
from bot.catalogue.compiled import SHIPPED, digest, read_compiled
from bot.errors import StartupError


def change(data: Path, old: str, new: str) -> None:
    file = data / "platforms/easel.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def same(one: Catalogue, other: Catalogue) -> bool:
    return all(
        dict(getattr(one, records)) == dict(getattr(other, records))
        for records in ("platforms", "regions", "tools", "topics", "rumours")
    )


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "state" / "catalogue.msgpack"


def test_both_kinds_are_platforms_and_bases_are_regions(data: Path, today: date) -> None:
    catalogue = load(data, None, today)
    assert list(catalogue.platforms) == ["anvil", "easel", "burrow"]
    assert set(catalogue.regions) == {"ca", "ca-qc", "eu", "eu-de", "us", "us-ca", "us-states"}
    assert list(catalogue.tools) == ["lacquer", "varnish"]
    assert list(catalogue.topics) == ["easel_case"]
    assert list(catalogue.rumours) == ["goodbye-easel"]
    assert catalogue.data_date == date(2026, 9, 2)
    assert catalogue.problems == ()


@pytest.mark.parametrize("file", ["tools/varnish", "topics/easel_case", "rumours/goodbye-easel"])
def test_the_newest_record_of_any_type_dates_the_data(data: Path, today: date, file: str) -> None:
    record = data / f"{file}.yaml"
    text = re.sub(r"checked: \S+", "checked: 2026-10-01", record.read_text(encoding="utf-8"))
    record.write_text(text, encoding="utf-8")
    assert load(data, None, today).data_date == date(2026, 10, 1)


def test_records_cannot_be_replaced(data: Path, today: date) -> None:
    catalogue = load(data, None, today)
    with pytest.raises(TypeError):
        catalogue.platforms["easel"] = catalogue.platforms["anvil"]  # type: ignore[index] # meant


def test_what_was_compiled_is_what_was_read(data: Path, cache: Path, today: date) -> None:
    fresh = load(data, cache, today)
    compiled = read_compiled(cache)
    assert compiled
    assert compiled.digest == digest(data)
    assert same(Catalogue(compiled), fresh)
    assert list(cache.parent.iterdir()) == [cache]


def test_unchanged_files_are_not_read_again(data: Path, cache: Path, today: date) -> None:
    """On a day before its sources were read the catalogue would not pass: it is not checked."""
    load(data, cache, today)
    long_ago = date(2000, 1, 1)
    assert load(data, cache, long_ago).problems == ()
    with pytest.raises(StartupError):
        load(data, None, long_ago)


def test_a_changed_file_is_compiled_anew(data: Path, cache: Path, today: date) -> None:
    load(data, cache, today)
    change(data, "name: Éasel Arts", "name: Easel and Arts")
    assert load(data, cache, today).platforms["easel"].name == "Easel and Arts"
    compiled = read_compiled(cache)
    assert compiled
    assert compiled.records.platforms["easel"].name == "Easel and Arts"


def test_the_digest_tells_names_and_contents_apart(data: Path) -> None:
    before = digest(data)
    (data / "notes.md").write_text("Not a record.", encoding="utf-8")
    assert digest(data) == before
    (data / "platforms/easel.yaml").rename(data / "platforms/trestle.yaml")
    renamed = digest(data)
    (data / "ids.txt").write_text("", encoding="utf-8")
    assert len({before, renamed, digest(data)}) == 3


def test_a_broken_record_stops_the_first_start(data: Path, cache: Path, today: date) -> None:
    change(data, "default: on", "default: maybe")
    with pytest.raises(StartupError) as caught:
        load(data, cache, today)
    assert f"{data / 'platforms/easel.yaml'}:9: training.default: expected one of" in str(
        caught.value
    )
    assert "Use one of these words" in str(caught.value)
    assert not cache.exists()


def test_a_broken_record_leaves_the_last_good_compilation(
    data: Path, cache: Path, today: date
) -> None:
    good = load(data, cache, today)
    before = cache.read_bytes()
    change(data, "default: on", "default: maybe")
    catalogue = load(data, cache, today)
    assert same(catalogue, good)
    (problem,) = catalogue.problems
    assert str(problem).startswith(f"{data / 'platforms/easel.yaml'}:9: training.default")
    assert cache.read_bytes() == before


def test_only_the_first_problems_stand_in_the_message(data: Path, today: date) -> None:
    change(data, "sources: [terms]", f"sources: [{', '.join(f's{n}' for n in range(20))}]")
    with pytest.raises(StartupError) as caught:
        load(data, None, today)
    lines = str(caught.value).splitlines()
    assert len(lines) == 22
    assert "more; `python -m bot check` lists them all." in lines[-1]


def test_a_missing_folder_stops_the_start(tmp_path: Path, today: date) -> None:
    with pytest.raises(StartupError, match="there are no records here"):
        load(tmp_path / "nowhere", None, today)


def test_a_file_that_cannot_be_read_stops_the_start(data: Path, today: date) -> None:
    (data / "platforms/easel.yaml").unlink()
    (data / "platforms/easel.yaml").mkdir()
    with pytest.raises(StartupError, match=r"cannot be read.*easel\.yaml"):
        load(data, None, today)


def test_a_place_that_cannot_be_written_is_no_obstacle(
    data: Path, tmp_path: Path, today: date
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    catalogue = load(data, tmp_path / "file" / "catalogue.msgpack", today)
    assert "easel" in catalogue.platforms


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"\x81\xa6digest\xa1x"])
def test_a_damaged_cache_is_replaced(data: Path, cache: Path, today: date, content: bytes) -> None:
    cache.parent.mkdir()
    cache.write_bytes(content)
    assert "easel" in load(data, cache, today).platforms
    assert read_compiled(cache)


def test_what_is_shipped_beside_the_data_is_used_as_it_is(data: Path, today: date) -> None:
    load(data, data / SHIPPED, today)
    assert load(data, None, date(2000, 1, 1)).problems == ()


def test_what_is_shipped_is_not_used_for_other_data(data: Path, today: date) -> None:
    load(data, data / SHIPPED, today)
    change(data, "name: Éasel Arts", "name: Easel and Arts")
    assert load(data, None, today).platforms["easel"].name == "Easel and Arts"
