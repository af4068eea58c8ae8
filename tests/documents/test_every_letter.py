"""Every letter there is: whole, neat, and true to what the law of its region gives."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from bot.core.composing import period_of
from bot.core.letters import Story
from bot.core.models import Letter, LetterKind, Outcome, Work, Writer
from bot.core.pieces import plain
from tests.letters import (
    FULL,
    GOLDEN,
    LANGUAGES,
    LAWS,
    LEAST,
    TEMPLATES,
    compose,
    kinds_of,
    law_words,
    region_of,
    shipped,
    story_of,
    templates,
    words,
)
from tests.shipped import catalogue

LETTERS = TEMPLATES / "letters"
GOLDEN_FOLDER = Path(__file__).parents[1] / "golden" / "letters"
REGIONS = [region for region in catalogue().regions.values() if region.choosable]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LOOKING_BACK: tuple[LetterKind, ...] = ("follow-up", "complaint")
AFTER_AN_OUTCOME = {
    "silence",
    "partly",
    "refused",
    "proof-of-identity",
    "form",
    "proof",
    "extended",
    "bounced",
}
"""The paragraphs of a follow-up, one for each outcome but the good one."""


# ---------------------------------------------------------------- golden letters


TOLD: dict[str, tuple[Outcome, ...]] = {
    "full": ("silence", "refused"),
    "least": (),
    "unanswered": ("silence",),
}
"""What came of the earlier letters, by how much a golden letter has in it."""

READ = [
    (name, much)
    for name, much in product(GOLDEN, TOLD)
    if much != "unanswered" or GOLDEN[name][1] == "follow-up"
]


@pytest.mark.parametrize(("name", "much"), READ)
def test_letters_read_as_approved(name: str, much: str) -> None:
    """After a change that is meant: `GOLDEN=write pytest tests/documents`, and read the diff."""
    region, kind, language = GOLDEN[name]
    path = GOLDEN_FOLDER / f"{name}-{much}.txt"
    first = shipped().choose("instagram", region).kind
    story = story_of(region, *TOLD[much], kinds=(first, "follow-up"))
    writer = LEAST if much == "least" else FULL
    letter = compose(writer, region, kind, language, service=shipped(), story=story)
    text = plain(letter.blocks)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.skipif("LETTERS" in os.environ, reason="not all languages are looked at")
def test_no_golden_letter_is_left_over() -> None:
    expected = {f"{name}-{much}" for name, much in READ}
    assert {path.stem for path in GOLDEN_FOLDER.iterdir()} == expected


def test_every_kind_and_law_is_read_in_full_in_english() -> None:
    read = {name.removesuffix("-en") for name in GOLDEN if name.endswith("-en")}
    said = {
        f"{kind}-{file.stem}"
        for file in (LETTERS / "en/laws").iterdir()
        for kind in law_words(LETTERS / "en", file.stem)
        if kind != "common"
    }
    # It only lends words to the laws: a complaint needs a right that some law gives.
    assert said - read == {"complaint-everywhere"}


# ---------------------------------------------------------------- every letter there is

NEAT = re.compile(
    r"\{[{%]|\[\[|\]\]|%\}|\}\}|\bNone\b|undefined|\(\)|\( | \)| ,| \.|,,|\.\.|  |\n\n| \n|\n "
)
LOOSE = re.compile(
    r"\b(?:Art|art|Abs|Nr|Buchst|s|ust|lit|cpv|lett|al)\. (?=[\w(])|§ (?=\w)|n[º°] | (?:Abs|ust)\. "
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [region.id for region in REGIONS])
def test_every_letter_is_whole(region: str, language: str) -> None:
    """No empty field, no placeholder, no gap, with all there can be and with the least."""
    home = catalogue().regions[region]
    for kind in kinds_of(region):
        if language not in templates().languages(kind, home.groups):
            continue
        for writer, work in product((FULL, LEAST), get_args(Work)):
            check(
                compose(
                    replace(writer, work=work),
                    region,
                    kind,
                    language,
                    platform="instagram" if writer is FULL else "cara",
                    service=shipped(),
                    story=story_of(region, "silence", "refused") if writer is FULL else None,
                ),
                writer,
            )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("law", LAWS)
def test_every_story_is_told_whole(law: str, language: str) -> None:
    """A follow-up and a complaint after every letter and everything that can come of one."""
    region = region_of(law)
    home, kinds = catalogue().regions[region], kinds_of(region)
    first = [kind for kind in kinds if kind not in LOOKING_BACK]
    for kind in LOOKING_BACK:
        if kind not in kinds or language not in templates().languages(kind, home.groups):
            continue
        told = [story_of(region, "silence", outcome) for outcome in OUTCOMES]
        told += [story_of(region, "silence", kinds=(one,)) for one in first]
        told += [noticed(story_of(region, one)) for one in ("silence", "extended")]
        for story in told:
            letter = compose(LEAST, region, kind, language, service=shipped(), story=story)
            check(letter, LEAST)
            if "answered" not in [case.outcome for case in story.earlier]:
                ids = {block.id for block in letter.blocks}
                assert kind == "complaint" or ids & AFTER_AN_OUTCOME, letter


def noticed(story: Story) -> Story:
    """The same after the company wrote in time that it needs longer."""
    return replace(
        story,
        earlier=tuple(replace(one, extended_on=date(2026, 3, 20)) for one in story.earlier),
    )


def check(letter: Letter, writer: Writer) -> None:
    said = f"{letter.choice}\n{plain(letter.blocks)}"
    ids = [block.id for block in letter.blocks]
    assert len(set(ids)) == len(ids), said
    roles = [block.role for block in letter.blocks]
    assert roles[:5] == ["sender", "recipient", "date", "subject", "salutation"], said
    assert roles[-2:] == ["closing", "signature"], said
    for block, after in zip(letter.blocks, letter.blocks[1:], strict=False):
        assert block.text.strip() == block.text, said
        assert block.text, said
        assert not NEAT.search(block.text), (NEAT.search(block.text), said)
        assert not LOOSE.search(block.text), (LOOSE.search(block.text), said)
        if block.role == "heading":
            assert after.role in ("paragraph", "item"), said
    text = words(letter)
    assert all(part in text for part in (writer.name, *writer.contact.split("\n"))), said
    assert all(line in text for line in writer.account.split("\n")), said


def test_every_word_of_a_law_is_used_by_some_letter() -> None:
    reached = {
        (templates().law(kind, region.groups), kind)
        for region in REGIONS
        for kind in kinds_of(region.id)
    }
    kinds_by_law: dict[str, set[LetterKind]] = {}
    for law, kind in reached:
        assert law is not None
        kinds_by_law.setdefault(law, set()).add(kind)
    everything = set(templates().kinds)
    for file in sorted((LETTERS / "en/laws").iterdir()):
        own = everything if file.stem == "everywhere" else kinds_by_law.get(file.stem, set())
        for section, said in law_words(LETTERS / "en", file.stem).items():
            assert section == "common" or section in own, f"{file.stem}: {section}"
            kinds = own if section == "common" else {section}
            known = {key for kind in kinds for key in skeleton_keys(kind)} | {"facts", "named"}
            assert said.keys() <= known, f"{file.stem}: {section}: {said.keys() - known}"


def skeleton_keys(kind: str) -> frozenset[str]:
    text = (LETTERS / "en" / f"{kind}.j2").read_text("utf-8")
    for _ in range(2):
        text = re.sub(
            r"^## include: (\w+)$",
            lambda found: (LETTERS / "en" / f"_{found[1]}.j2").read_text("utf-8"),
            text,
            flags=re.MULTILINE,
        )
    return frozenset(re.findall(r"\[\[([a-z-]+)\]\]", text))


@pytest.mark.parametrize("region", [region.id for region in REGIONS])
def test_a_statutory_time_is_named_only_where_the_law_sets_one(region: str) -> None:
    home = catalogue().regions[region]
    for kind in ("objection", "erasure", "access", "request"):
        if kind not in kinds_of(region):
            continue
        letter = compose(LEAST, region, kind, "en", service=shipped())
        said = next(block.text for block in letter.blocks if block.id == "confirmation")
        asked = re.search(r"I ask for an answer within \d+ days of receipt\.", said)
        assert (asked is None) == (period_of(home, kind) is not None), f"{kind}: {said}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_can_be_named_by_a_later_one(language: str) -> None:
    for region in REGIONS:
        for kind in kinds_of(region.id):
            if language in templates().languages(kind, region.groups):
                values = {"act": "Act", "given": True, "follow_up": region.follow_up}
                named = templates().find(kind, region.groups, language).named(values)
                assert named, f"{kind} in {region.id}"
                assert not named.endswith((".", "。")), named
