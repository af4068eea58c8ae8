"""Every rule names file and line, and every problem is listed at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.checks import check
from tests.catalogue.bad_documents import BAD_DOCUMENTS
from tests.catalogue.bad_records import ANVIL, BAD, BURROW, EASEL, UNION


def problems_of(data: Path, today: date) -> list[str]:
    return [str(problem) for problem in check(data, today)[1]]


def test_the_small_catalogue_has_no_problems(data: Path, today: date) -> None:
    assert problems_of(data, today) == []


@pytest.mark.parametrize("rule", BAD | BAD_DOCUMENTS)
def test_each_rule_names_file_and_line(data: Path, today: date, rule: str) -> None:
    bad = (BAD | BAD_DOCUMENTS)[rule]
    file = data / bad.file
    text = file.read_text(encoding="utf-8")
    assert bad.old in text
    changed = text.replace(bad.old, bad.new, 1)
    file.write_text(changed, encoding="utf-8")
    line = 1 + changed[: changed.index(bad.at)].count("\n")
    found = problems_of(data, today)
    assert [p for p in found if p.startswith(f"{file}:{line}: ") and bad.says in p], found


def test_every_problem_is_listed_at_once_by_file_and_line(data: Path, today: date) -> None:
    (data / "ids.txt").unlink()
    for file in (EASEL, ANVIL):
        text = (data / file).read_text(encoding="utf-8")
        changed = text.replace("kind: platform\nhome", "kind: place\nhome").replace(
            "state:", "stat:"
        )
        (data / file).write_text(changed, encoding="utf-8")
    places = [(p.place.file.name, p.part) for p in check(data, today)[1]]
    assert places == [
        ("ids.txt", ""),
        ("anvil.yaml", "kind"),
        ("anvil.yaml", "status"),
        ("anvil.yaml", "status.stat"),
        ("easel.yaml", "kind"),
        ("easel.yaml", "status"),
        ("easel.yaml", "status.stat"),
    ]


def test_an_id_must_be_on_the_list(data: Path, today: date) -> None:
    ids = data / "ids.txt"
    ids.write_text(
        ids.read_text(encoding="utf-8").replace("platform easel\n", ""), encoding="utf-8"
    )
    assert problems_of(data, today) == [
        f"{data / EASEL}:1: id: “platform easel” is not in ids.txt. "
        "Run `python -m bot check --write-ids`."
    ]


def test_one_id_is_not_in_two_folders(data: Path, today: date) -> None:
    text = (data / BURROW).read_text(encoding="utf-8").replace("burrow\n", "anvil\n", 1)
    (data / "alternatives/anvil.yaml").write_text(text, encoding="utf-8")
    found = problems_of(data, today)
    assert any(
        p.startswith(f"{data / 'alternatives/anvil.yaml'}:1: id: {data / ANVIL} has the same id")
        for p in found
    ), found


def test_a_broken_record_does_not_make_others_look_broken(data: Path, today: date) -> None:
    """Regions of an unreadable base, and platforms that name either, are not to blame."""
    (data / UNION).write_text("id: [", encoding="utf-8")
    assert [problem.split(":")[0] for problem in problems_of(data, today)] == [str(data / UNION)]


def test_a_problem_of_a_base_is_reported_once(data: Path, today: date) -> None:
    file = data / UNION
    text = file.read_text(encoding="utf-8").replace("have a copy.", "have a copy")
    file.write_text(text, encoding="utf-8")
    (problem,) = problems_of(data, today)
    assert problem.startswith(f"{file}:25: rights.access.text: the sentence has no full stop")


def test_another_ending_is_reported(data: Path, today: date) -> None:
    (data / ANVIL).rename(data / "platforms/anvil.yml")
    assert f"{data / 'platforms/anvil.yml'}:1: records end in .yaml" in problems_of(data, today)[1]


def test_a_folder_without_records_is_a_problem(tmp_path: Path, today: date) -> None:
    assert problems_of(tmp_path, today)[0].startswith(f"{tmp_path}:1: there are no records here")


@pytest.mark.parametrize("text", ["It said “no.”", "It was (so it says.)", "Why?", "And so on…"])
def test_a_sentence_may_end_with_a_quotation(data: Path, today: date, text: str) -> None:
    file = data / BURROW
    old = "Burrow says that it trains no models."
    file.write_text(file.read_text(encoding="utf-8").replace(old, text), encoding="utf-8")
    assert problems_of(data, today) == []


@pytest.mark.parametrize("when", ["2025", "2025-11", "2025-12", "2026"])
def test_dates_of_another_precision_are_not_out_of_order(
    data: Path, today: date, when: str
) -> None:
    """An event of 2025 may stand before or after one of December 2025: nobody knows."""
    file = data / EASEL
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- date: 2025-12-01", f"- date: {when}"), encoding="utf-8")
    assert problems_of(data, today) == []
