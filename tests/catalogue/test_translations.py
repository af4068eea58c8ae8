"""Sentences of the records in other languages: only those made from the English that is there."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import Catalogue, load, load_sentences
from bot.catalogue.problems import written
from bot.catalogue.sentences import key, sentences
from bot.catalogue.translations import SHIPPED, translated
from tests import shipped

CLAIM = "A text that you post forbids Easel to train."


def put(data: Path, file: str, *lines: str) -> Path:
    path = data / "translations" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def catalogue(data: Path, today: date) -> Catalogue:
    return load(data, None, today)


@pytest.fixture
def german(data: Path) -> Path:
    return put(data, "de/goodbye-easel.yaml", f'"{key(CLAIM)}": "Ein Text verbietet es Easel."')


# ---------------------------------------------------------------- which strings are sentences


def test_sentences_are_what_people_read_and_nothing_else(catalogue: Catalogue) -> None:
    rumour = sentences(catalogue.rumours["goodbye-easel"])
    assert [(written(steps), text) for steps, text in rumour] == [
        ("name", "Goodbye Easel"),
        ("claim", CLAIM),
        ("truth[0].text", "Such a text changes nothing."),
    ]
    easel = dict(sentences(catalogue.platforms["easel"]))
    assert easel["opt_outs", 0, "steps", 0] == "Open the form"
    assert ("name",) not in easel
    germany = dict(sentences(catalogue.regions["eu-de"]))
    assert germany["name",] == "Germany"
    assert germany["periods", "follow-up", "basis"] == "§ 40 BDSG"
    assert germany["rights", "complaint", "basis", 1] == "§ 40 BDSG"
    assert ("authorities", 0, "name") not in germany


def test_every_piece_of_prose_in_the_shipped_records_is_a_sentence() -> None:
    found = {
        (type(record).__name__, *(step for step in steps if isinstance(step, str)))
        for record in shipped.catalogue().records
        for steps, _ in sentences(record)
    }
    assert {steps[-1] for steps in found} == {
        "text", "steps", "note", "name", "short", "claim", "basis",
    }  # fmt: skip
    named = {steps[:-1] for steps in found if steps[-1] in ("name", "short")}
    assert named == {("Region",), ("Region", "laws"), ("Topic",), ("Rumour",)}


def test_the_key_is_made_from_the_whole_sentence() -> None:
    assert key(CLAIM) == hashlib.sha256(CLAIM.encode()).hexdigest()[:10]
    assert key(CLAIM) != key(CLAIM.replace("Easel", "easel"))


def test_no_two_shipped_sentences_have_the_same_key() -> None:
    known = {text for record in shipped.catalogue().records for _, text in sentences(record)}
    assert len({key(text) for text in known}) == len(known)


# ---------------------------------------------------------------- what is shown


def test_a_translation_is_found_by_its_english(
    catalogue: Catalogue, data: Path, german: Path
) -> None:
    put(data, "pt-BR/easel.yaml", f'"{key("Open the form")}": "Abra o formulário"')
    assert load_sentences(catalogue, data, None) == {
        "de": {CLAIM: "Ein Text verbietet es Easel."},
        "pt-BR": {"Open the form": "Abra o formulário"},
    }


def test_what_was_made_from_older_english_is_not_shown(
    data: Path, german: Path, today: date
) -> None:
    record = data / "rumours" / "goodbye-easel.yaml"
    record.write_text(record.read_text("utf-8").replace("forbids Easel", "forbids it"), "utf-8")
    assert load_sentences(load(data, None, today), data, None) == {"de": {}}


@pytest.mark.parametrize("text", ['""', "", "[a, b]", "{a: b}", "true"])
def test_what_is_empty_or_no_text_is_not_shown(catalogue: Catalogue, data: Path, text: str) -> None:
    put(data, "de/goodbye-easel.yaml", f'"{key(CLAIM)}": {text}')
    assert load_sentences(catalogue, data, None) == {"de": {}}
    problems = [problem.message for problem in translated(data, "de").problems]
    assert problems == ([] if text in ('""', "") else ["this is not a text"])


def test_a_file_that_cannot_be_read_costs_only_itself(
    catalogue: Catalogue, data: Path, german: Path
) -> None:
    broken = put(data, "de/easel.yaml", '"0123456789": "unfinished')
    assert load_sentences(catalogue, data, None)["de"] == {CLAIM: "Ein Text verbietet es Easel."}
    (problem,) = translated(data, "de").problems
    assert problem.place.file == broken


def test_records_without_translations_are_no_trouble(catalogue: Catalogue, data: Path) -> None:
    assert load_sentences(catalogue, data, None) == {}


# ---------------------------------------------------------------- what is compiled


def test_unchanged_files_are_not_read_again(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "state" / "translations.msgpack"
    first = load_sentences(catalogue, data, cache)
    before = cache.stat()
    assert load_sentences(catalogue, data, cache) == first
    assert cache.stat() == before


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x81\xa6digest\xa1x"])
def test_a_damaged_cache_is_replaced(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path, damage: bytes
) -> None:
    cache = tmp_path / "translations.msgpack"
    cache.write_bytes(damage)
    first = load_sentences(catalogue, data, cache)
    assert CLAIM in first["de"]
    assert cache.read_bytes() != damage


def test_a_changed_translation_is_shown_at_the_next_start(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path
) -> None:
    """Of the same length and at the same time, too."""
    cache = tmp_path / "translations.msgpack"
    load_sentences(catalogue, data, cache)
    german.write_text(german.read_text("utf-8").replace("Ein", "Der"), "utf-8")
    assert load_sentences(catalogue, data, cache)["de"][CLAIM] == "Der Text verbietet es Easel."


def test_a_changed_record_is_noticed_without_a_changed_translation(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path, today: date
) -> None:
    cache = tmp_path / "translations.msgpack"
    load_sentences(catalogue, data, cache)
    record = data / "rumours" / "goodbye-easel.yaml"
    record.write_text(record.read_text("utf-8").replace("forbids Easel", "forbids it"), "utf-8")
    assert load_sentences(load(data, None, today), data, cache) == {"de": {}}


def test_what_is_shipped_is_used_wherever_it_was_copied(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path
) -> None:
    load_sentences(catalogue, data, data / SHIPPED)
    elsewhere = Path(shutil.copytree(data, tmp_path / "elsewhere", copy_function=shutil.copyfile))
    compiled = tmp_path / "compiled.msgpack"
    assert CLAIM in load_sentences(catalogue, elsewhere, compiled)["de"]
    assert not compiled.exists()


def test_a_place_that_cannot_be_written_is_no_obstacle(
    catalogue: Catalogue, data: Path, german: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert load_sentences(catalogue, data, tmp_path / "file" / "x.msgpack")["de"]
