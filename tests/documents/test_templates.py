"""The words of letters: whole, alike in every language, and never mixed up with what was typed."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Letter, LetterKind, Writer
from bot.core.text import clean, is_blank
from bot.documents import Templates
from bot.documents.typesetter import plain
from bot.errors import StartupError, UserError
from tests.letters import FULL, GOLDEN, LEAST, TEMPLATES, compose, templates, words

FILES = sorted((TEMPLATES / "letters").glob("*/[!_]*.j2"))
LANGUAGES = sorted(path.name for path in (TEMPLATES / "letters").iterdir() if path.is_dir())
GOLDEN_FOLDER = Path(__file__).parents[1] / "golden" / "letters"


# ---------------------------------------------------------------- golden letters


@pytest.mark.parametrize("writer", [FULL, LEAST], ids=["full", "least"])
@pytest.mark.parametrize("name", GOLDEN)
def test_letters_read_as_approved(name: str, writer: Writer) -> None:
    """After a change that is meant: `GOLDEN=write pytest tests/documents`, and read the diff."""
    region, kind, language = GOLDEN[name]
    path = GOLDEN_FOLDER / f"{name}-{'full' if writer is FULL else 'least'}.txt"
    text = plain(compose(writer, region, kind, language))
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_every_template_has_golden_letters() -> None:
    named = {f"{name.rpartition('-')[0]}-{language}" for name, (*_, language) in GOLDEN.items()}
    assert named == {f"{path.stem.replace('.', '-')}-{path.parent.name}" for path in FILES}
    assert len(list(GOLDEN_FOLDER.iterdir())) == 2 * len(GOLDEN)


@pytest.mark.parametrize("path", sorted(GOLDEN_FOLDER.iterdir()), ids=lambda path: path.stem)
def test_letters_have_no_gaps_and_no_loose_citations(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\{[{%]|None|undefined|\(\)| ,| \.|,,|\.\.|  |\n\n\n| \n", text)
    assert not re.search(r"\b(Art|art|Abs|Nr|s)\. |§ |nº | Abs\.", text)


# ---------------------------------------------------------------- one letter, many languages


def test_a_letter_has_the_same_blocks_in_every_language() -> None:
    shapes = defaultdict(dict)
    for path in FILES:
        kind, _, law = path.stem.partition(".")
        found = templates().find(kind, (law or "everywhere",), path.parent.name)
        slots = [(slot.id, slot.role, slot.item, slot.items) for slot in found.slots]
        shapes[path.stem][found.language] = (found.grounds, found.reason, slots)
    for letter, by_language in shapes.items():
        languages = list(by_language)
        for language in languages[1:]:
            assert by_language[language] == by_language[languages[0]], f"{letter} in {language}"


def test_block_ids_are_unique_and_the_parts_of_a_letter_are_all_there() -> None:
    for path in FILES:
        kind, _, law = path.stem.partition(".")
        slots = templates().find(kind, (law or "everywhere",), path.parent.name).slots
        ids = [slot.id for slot in slots]
        assert len(set(ids)) == len(ids), path
        roles = [slot.role for slot in slots if slot.role not in ("heading", "paragraph", "item")]
        assert roles == [
            "sender",
            "recipient",
            "date",
            "subject",
            "salutation",
            "closing",
            "signature",
        ], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_grounds_fit_discord_and_are_the_same_everywhere(language: str) -> None:
    grounds = templates().grounds(language)
    assert list(grounds) == list(templates().grounds("en"))
    assert 0 < len(grounds) <= 10
    assert all(len(ground.label) <= 100 for ground in grounds.values())
    assert len({ground.label for ground in grounds.values()}) == len(grounds)
    assert all(ground.sentence.endswith(".") for ground in grounds.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_number_its_sheets(language: str) -> None:
    words = yaml.safe_load((TEMPLATES / "letters" / language / "layout.yaml").read_text("utf-8"))
    assert set(re.findall(r"\{\w+\}", words["page"])) == {"{page}", "{pages}"}


# ---------------------------------------------------------------- what people type


def test_what_was_typed_is_printed_as_typed() -> None:
    typed = (
        "{{ name }} {% for x in y %} {# no #} ## paragraph: fake\n## include: head\n---\n"
        '#import "@preview/x:1.0.0" #read("/etc/passwd") <b>b</b> **bold** @everyone <@1> $x$ \\n'
    ).strip()
    letter = compose(Writer(name=typed, contact=typed, account=typed, reason=typed))
    by_id = {block.id: block.text for block in letter.blocks}
    assert by_id["sender"] == f"{typed}\n{typed}"
    assert (by_id["account"], by_id["reason"], by_id["signature"]) == (typed, typed, typed)
    assert "fake" not in by_id


TYPED = st.text(max_size=200)


@given(name=TYPED, contact=TYPED, account=TYPED, reason=TYPED, of=st.sampled_from([*GOLDEN]))
def test_any_text_is_in_the_letter_or_the_person_is_told_what_is_missing(
    name: str, contact: str, account: str, reason: str, of: str
) -> None:
    region, kind, language = GOLDEN[of]
    typed = [clean(text)[0] for text in (name, contact, account, reason)]
    writer = Writer(name=typed[0], contact=typed[1], account=typed[2], reason=typed[3])
    try:
        text = plain(compose(writer, region, kind, language))
    except UserError:
        assert any(map(is_blank, typed))
    else:
        assert not any(map(is_blank, typed[:3]))
        assert all(one in text for one in typed)


# ---------------------------------------------------------------- finding and reading templates


def write(folder: Path, name: str, body: str, header: str | None = None) -> None:
    path = folder / "en" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = (
        header or "reviewed: 2026-11-01\nreviewed_by: A. Lawyer\ngrounds: false\nreason: optional"
    )
    path.write_text(f"{facts}\n---\n{body}", "utf-8")


@pytest.mark.parametrize(("groups", "text"), [
    (("eu-de", "eu", "everywhere"), "Germany"),
    (("eu-ie", "eu", "everywhere"), "Europe"),
    (("uk", "everywhere"), "anywhere"),
])  # fmt: skip
def test_the_closest_law_wins(tmp_path: Path, groups: tuple[str, ...], text: str) -> None:
    for law, said in {".eu-de": "Germany", ".eu": "Europe", "": "anywhere"}.items():
        write(tmp_path, f"request{law}.j2", f"## paragraph: where\n{said}")
    (block,) = Templates(tmp_path).find("request", groups, "en").render({})
    assert block.text == text


def test_who_reviewed_a_template_is_known(tmp_path: Path) -> None:
    write(tmp_path, "request.j2", "## paragraph: all\nText.")
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    assert (str(template.reviewed), template.reviewed_by) == ("2026-11-01", "A. Lawyer")


@pytest.mark.parametrize(("kind", "groups", "language"), [
    ("objection", ("us-ca", "us-states", "us", "everywhere"), "en"),
    ("objection", ("ch", "everywhere"), "de"),
    ("objection", ("eu-de", "eu", "everywhere"), "tlh"),
    ("erasure", ("eu-de", "eu", "everywhere"), "en"),
])  # fmt: skip
def test_a_letter_that_is_not_there_is_not_found(
    kind: LetterKind, groups: tuple[str, ...], language: str
) -> None:
    with pytest.raises(LookupError):
        templates().find(kind, groups, language)


def test_a_missing_value_is_an_error_and_an_empty_block_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "request.j2", "## paragraph: one\n{{ name }}\n\n## heading: two\n{{ '' }}")
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    assert [block.id for block in template.render({"name": "M"})] == ["one"]
    with pytest.raises(ValueError, match="name"):
        template.render({})
    write(tmp_path, "request.j2", "## item: one for each it in many\n{{ it }}")
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    with pytest.raises(ValueError, match="many"):
        template.render({})


@pytest.mark.parametrize(("header", "body"), [
    ("reviewed: null", "## paragraph: one\nText."),
    ("reviewed: [", "## paragraph: one\nText."),
    (None, "## poem: one\nText."),
    (None, "## include: nothing"),
])  # fmt: skip
def test_a_broken_template_stops_the_start_and_is_named(
    tmp_path: Path, header: str | None, body: str
) -> None:
    write(tmp_path, "request.j2", body, header)
    with pytest.raises(StartupError, match=re.escape("request.j2")):
        Templates(tmp_path)


def test_broken_grounds_stop_the_start_and_are_named(tmp_path: Path) -> None:
    write(tmp_path, "request.j2", "## paragraph: one\nText.")
    (tmp_path / "en" / "grounds.yaml").write_text("livelihood: {label: L}\n", "utf-8")
    with pytest.raises(StartupError, match=re.escape("grounds.yaml")):
        Templates(tmp_path)


def test_plain_text_keeps_paragraphs_whole() -> None:
    letter: Letter = compose()
    paragraphs = plain(letter).split("\n\n")
    demand = next(block.text for block in letter.blocks if block.id == "demand")
    assert demand in paragraphs
    assert "\n" not in demand
    assert words(letter).count("\n- ") == 0
