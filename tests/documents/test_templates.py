"""Where words are found and how they are filled; what people type never becomes a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Letter, LetterKind, Writer
from bot.core.pieces import plain
from bot.core.text import clean, is_blank
from bot.documents import Templates
from bot.errors import StartupError, UserError
from tests.letters import (
    GOLDEN,
    compose,
    shipped,
    templates,
    words,
)

# ---------------------------------------------------------------- what people type


def test_what_was_typed_is_printed_as_typed() -> None:
    typed = (
        "{{ name }} {% for x in y %} {# no #} ## paragraph: fake\n## include: head\n---\n"
        '#import "@preview/x:1.0.0" #read("/etc/passwd") <b>b</b> **bold** @everyone <@1> $x$ \\n'
        "\n[[demand]]"
    ).strip()
    letter = compose(Writer(name=typed, contact=typed, account=typed, reason=typed))
    by_id = {block.id: block.text for block in letter.blocks}
    assert by_id["sender"] == f"{typed}\n{typed}"
    assert (by_id["account"], by_id["reason"], by_id["signature"]) == (typed, typed, typed)
    assert "fake" not in by_id


def test_a_blank_line_begins_another_block() -> None:
    typed = "One.\nStill one.\n\n\nTwo.\n \nThree."
    writer = Writer(name="M\n\nN", contact="m@x\n\nHome", account="@a\n\n@b", reason=typed)
    blocks = {block.id: block.text for block in compose(writer).blocks}
    assert [blocks[f"reason-{n}"] for n in (1, 2, 3)] == ["One.\nStill one.", "Two.", "Three."]
    assert (blocks["account-1"], blocks["account-2"]) == ("@a", "@b")
    assert blocks["sender"] == "M\nN\nm@x\nHome"
    assert not any("\n\n" in text for text in blocks.values())


TYPED = st.text(max_size=200)


@given(name=TYPED, contact=TYPED, account=TYPED, reason=TYPED, of=st.sampled_from([*GOLDEN]))
def test_any_text_is_in_the_letter_or_the_person_is_told_what_is_missing(
    name: str, contact: str, account: str, reason: str, of: str
) -> None:
    region, kind, language = GOLDEN[of]
    typed = [clean(text)[0] for text in (name, contact, account, reason)]
    writer = Writer(
        name=typed[0], contact=typed[1], account=typed[2], reason=typed[3], works=typed[3]
    )
    try:
        letter = compose(writer, region, kind, language, service=shipped())
    except UserError:
        assert any(map(is_blank, typed))
        return
    assert not any(map(is_blank, typed[:3]))
    assert not any(re.search(r"\n\s*\n", block.text) for block in letter.blocks)
    expected = typed if kind != "access" and not is_blank(typed[3]) else typed[:3]
    text = words(letter)
    assert all(line.strip() in text for one in expected for line in one.split("\n"))


# ---------------------------------------------------------------- finding and reading templates

HEADER = "reviewed: 2026-11-01\nreviewed_by: A. Lawyer\ngrounds: false\nreason: optional"


def write(
    folder: Path,
    body: str,
    laws: Mapping[str, str] | None = None,
    header: str = HEADER,
    language: str = "en",
) -> None:
    home = folder / language
    (home / "laws").mkdir(parents=True, exist_ok=True)
    (home / "request.j2").write_text(f"{header}\n---\n{body}", "utf-8")
    for law, said in (laws or {"everywhere": "request: {}"}).items():
        (home / "laws" / f"{law}.yaml").write_text(said, "utf-8")


WHERE = "## paragraph: where\n[[where]]"
EUROPE = {
    "eu-de": "request: {where: Germany}",
    "eu": "request: {where: Europe}",
    "everywhere": "request: {where: anywhere}",
}


@pytest.mark.parametrize(("groups", "text"), [
    (("eu-de", "eu", "everywhere"), "Germany"),
    (("eu-ie", "eu", "everywhere"), "Europe"),
    (("uk", "everywhere"), "anywhere"),
])  # fmt: skip
def test_the_closest_law_wins(tmp_path: Path, groups: tuple[str, ...], text: str) -> None:
    write(tmp_path, WHERE, EUROPE)
    (block,) = Templates(tmp_path).find("request", groups, "en").render({})
    assert block.text == text


def test_the_law_is_the_same_in_every_language(tmp_path: Path) -> None:
    write(tmp_path, WHERE, EUROPE)
    write(tmp_path, WHERE, {"everywhere": "request: {where: partout}"}, language="fr")
    assert Templates(tmp_path).languages("request", ("eu-de", "eu", "everywhere")) == ["en"]
    assert Templates(tmp_path).languages("request", ("uk", "everywhere")) == ["en", "fr"]


def test_what_a_law_does_not_say_is_taken_from_what_it_says_at_large_then_from_everywhere(
    tmp_path: Path,
) -> None:
    said = {
        "everywhere": "common: {a: 1a, b: 1b, c: 1c, d: 1d}\nrequest: {a: 2a, b: 2b, c: 2c}",
        "eu": "common: {a: 3a, b: 3b}\nrequest: {a: 4a}",
    }
    quoted = {law: re.sub(r"(\d\w)", r"'\1'", text) for law, text in said.items()}
    write(tmp_path, "## paragraph: all\n[[a]] [[b]] [[c]] [[d]] [[e]]", quoted)
    (block,) = Templates(tmp_path).find("request", ("eu", "everywhere"), "en").render({})
    assert block.text == "4a 3b 2c 1d"


def test_a_list_makes_a_block_an_entry(tmp_path: Path) -> None:
    said = {"everywhere": "request: {all: [first, 'second {{ name }}']}"}
    write(tmp_path, "## item: one\n[[all]]", said)
    blocks = Templates(tmp_path).find("request", ("everywhere",), "en").render({"name": "M"})
    assert [(block.id, block.text) for block in blocks] == [
        ("one-1", "first"),
        ("one-2", "second M"),
    ]


def test_a_language_may_be_written_differently_in_some_regions(tmp_path: Path) -> None:
    write(tmp_path, "## paragraph: all\nBrasil", language="pt")
    write(tmp_path, "## paragraph: all\nPortugal", language="pt-eu")
    for groups, text in ((("eu-pt", "eu", "everywhere"), "Portugal"), (("everywhere",), "Brasil")):
        found = Templates(tmp_path)
        (block,) = found.find("request", groups, "pt").render({})
        assert block.text == text
        assert found.languages("request", groups) == ["pt"]
    assert Templates(tmp_path).all_languages == ["pt"]


def test_who_reviewed_a_template_is_known(tmp_path: Path) -> None:
    body, changed = "## paragraph: all\nText.", "request: {facts: {reviewed_by: B. Lawyer}}"
    write(tmp_path, body, {"everywhere": "request: {}", "eu": changed})
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    assert (str(template.reviewed), template.reviewed_by) == ("2026-11-01", "A. Lawyer")
    assert Templates(tmp_path).find("request", ("eu",), "en").reviewed_by == "B. Lawyer"


@pytest.mark.parametrize(("kind", "groups", "language"), [
    ("objection", ("us-ca", "us-states", "us", "everywhere"), "en"),
    ("objection", ("eu-de", "eu", "everywhere"), "tlh"),
    ("erasure", ("us-other", "us", "everywhere"), "en"),
])  # fmt: skip
def test_a_letter_that_is_not_there_is_not_found(
    kind: LetterKind, groups: tuple[str, ...], language: str
) -> None:
    with pytest.raises(LookupError):
        templates().find(kind, groups, language)


def test_an_empty_block_is_left_out_and_so_is_a_heading_with_nothing_under_it(
    tmp_path: Path,
) -> None:
    write(
        tmp_path, "## heading: a\nA\n\n## heading: b\nB\n\n## paragraph: c\nC\n\n## item: d\n[[d]]"
    )
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    assert [block.id for block in template.render({})] == ["b", "c"]


@pytest.mark.parametrize("body", [
    "## paragraph: one\n{{ name }}",
    "## item: one for each it in many\n{{ it }}",
    "## paragraph: one\n{{ nothing }}",
])  # fmt: skip
def test_a_missing_value_is_an_error(tmp_path: Path, body: str) -> None:
    write(tmp_path, body)
    template = Templates(tmp_path).find("request", ("everywhere",), "en")
    with pytest.raises(ValueError, match="value is missing"):
        template.render({"nothing": None})


@pytest.mark.parametrize("left", ["[[Demand]]", "[[demand]", "{{ name }", "{% if x }", "name }}"])
def test_nothing_that_only_a_template_may_hold_gets_into_a_letter(
    tmp_path: Path, left: str
) -> None:
    write(tmp_path, f"## paragraph: one\nText {left}.")
    with pytest.raises(ValueError, match="is left"):
        Templates(tmp_path).find("request", ("everywhere",), "en")


@pytest.mark.parametrize(("header", "body"), [
    ("reviewed: null", "## paragraph: one\nText."),
    ("reviewed: [", "## paragraph: one\nText."),
    (HEADER, "## poem: one\nText."),
    (HEADER, "## include: nothing"),
])  # fmt: skip
def test_a_broken_template_stops_the_start_and_is_named(
    tmp_path: Path, header: str, body: str
) -> None:
    write(tmp_path, body, header=header)
    with pytest.raises(StartupError, match=re.escape("request.j2")):
        Templates(tmp_path)


@pytest.mark.parametrize("said", [
    "request: [",
    "poem: {a: b}",
    "request: {a: 3}",
    "request: {a: {b: c}}",
    "request: {a: [1]}",
    "request:",
    "",
])  # fmt: skip
def test_a_broken_law_stops_the_start_and_is_named(tmp_path: Path, said: str) -> None:
    write(tmp_path, WHERE, {"eu": said})
    with pytest.raises(StartupError, match=re.escape("eu.yaml")):
        Templates(tmp_path)


def test_broken_grounds_stop_the_start_and_are_named(tmp_path: Path) -> None:
    write(tmp_path, "## paragraph: one\nText.")
    (tmp_path / "en" / "grounds.yaml").write_text("livelihood: {label: L}\n", "utf-8")
    with pytest.raises(StartupError, match=re.escape("grounds.yaml")):
        Templates(tmp_path)


def test_plain_text_keeps_paragraphs_whole() -> None:
    letter: Letter = compose()
    paragraphs = plain(letter.blocks).split("\n\n")
    demand = next(block.text for block in letter.blocks if block.id == "demand")
    assert demand in paragraphs
    assert "\n" not in demand
    assert words(letter).count("\n- ") == 0
