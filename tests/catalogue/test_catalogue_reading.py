from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.reading import read


def reading(folder: Path, text: str) -> tuple[dict[str, Any], list[str]]:
    file = folder / "record.yaml"
    file.write_text(text, encoding="utf-8")
    document, problems = read(file)
    return document.value if document else {}, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "typed", ["yes", "no", "on", "2026", "2026-07", "2026-07-23", "010", "1e3", "12:30", "True"]
)
def test_scalars_stay_what_was_typed(tmp_path: Path, typed: str) -> None:
    assert reading(tmp_path, f"key: {typed}\n") == ({"key": typed}, [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("'null'", "null")],
)
def test_booleans_and_nothing(tmp_path: Path, typed: str, meant: object) -> None:
    assert reading(tmp_path, f"key: {typed}\n") == ({"key": meant}, [])


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_any_quoted_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    quoted = text.replace("'", "''").replace("\u2028", " ").replace("\u2029", " ")
    expected = text.replace("\u2028", " ").replace("\u2029", " ").replace("\ufeff", "")
    value, problems = reading(tmp_path_factory.mktemp("any"), f"key: '{quoted}'\n")
    assert problems == []
    assert value["key"].replace("\ufeff", "") == expected


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text("# note\nid: a\nlist:\n  - one\n  - key: two\n", encoding="utf-8")
    document, _ = read(file)
    assert document
    assert document.place(()).line == 2
    assert document.place(("list",)).line == 3
    assert document.place(("list", 0)).line == 4
    assert document.place(("list", 1, "key")).line == 5
    assert document.place(("list", 1, "absent", 3)).line == 5


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    value, (problem,) = reading(tmp_path, "a:\n  b: 1\n  c: 2\n  b: 3\n")
    assert value == {"a": {"b": "1", "c": "2"}}
    assert problem.startswith(f"{tmp_path / 'record.yaml'}:4: a: `b` stands here a second time")
    assert "first in line 2" in problem


def test_syntax_errors_name_their_line(tmp_path: Path) -> None:
    _, (problem,) = reading(tmp_path, "id: a\nname: [b\nkind: c\n")
    assert problem.startswith(f"{tmp_path / 'record.yaml'}:3: this is not YAML")


@pytest.mark.parametrize("text", ["", "- a list\n", "just text\n", "# only a note\n"])
def test_a_file_without_a_record_is_a_problem(tmp_path: Path, text: str) -> None:
    _, (problem,) = reading(tmp_path, text)
    assert "record.yaml:1: the file holds no record" in problem


@pytest.mark.parametrize("content", [b"id: \xff\xfe\n", b"id: \x07\n"])
def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "record.yaml"
    file.write_bytes(content)
    document, (problem,) = read(file)
    assert document is None
    assert problem.place.line == 1


def test_aliases_are_refused_even_in_a_circle(tmp_path: Path) -> None:
    _, (problem,) = reading(tmp_path, "id: a\nlist: &one\n  - *one\n")
    assert "list[0]: this repeats another part" in problem


def test_a_key_must_be_a_word(tmp_path: Path) -> None:
    value, (problem,) = reading(tmp_path, "id: a\n? [b, c]\n: d\n")
    assert value == {"id": "a"}
    assert ":2: a key is not a word" in problem
