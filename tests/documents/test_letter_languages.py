"""The words of letters are the same in every language, and each letter speaks only one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from bot.documents.templates import LetterTemplate
from tests.letters import (
    LANGUAGES,
    LAWS,
    TEMPLATES,
    law_words,
    region_of,
    templates,
)
from tests.shipped import catalogue

LETTERS = TEMPLATES / "letters"


def folders(language: str) -> list[Path]:
    """A language's folder and those of its forms for a group of regions."""
    return sorted(path for path in LETTERS.iterdir() if path.name.partition("-")[0] == language)


# ---------------------------------------------------------------- one letter, many languages


def shape(template: LetterTemplate) -> list[tuple[str, ...]]:
    """Blocks, whether anything stands in each, and which values it prints or asks for."""
    return [
        (
            slot.id,
            slot.role,
            str(slot.items),
            str(bool(slot.source)),
            *sorted(set(re.findall(r"\{\{ *(\w+)", slot.source))),
            *sorted(set(re.findall(r"\{% *(?:el)?if ([^%]+?) *%\}", slot.source))),
        )
        for slot in template.slots
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("law", LAWS)
def test_a_letter_is_the_same_in_every_language(law: str, language: str) -> None:
    groups = (*catalogue().regions[region_of(law)].groups,)
    for kind in sorted(templates().kinds):
        if templates().law(kind, groups) != law:
            continue
        assert language in templates().languages(kind, groups), f"no {kind} of {law}"
        ours = templates().find(kind, groups, language)
        english = templates().find(kind, groups, "en")
        assert (ours.grounds, ours.reason) == (english.grounds, english.reason), kind
        assert shape(ours) == shape(english), f"{kind} of {law}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_folder_has_the_same_files_and_keys(language: str) -> None:
    theirs = {path.stem for path in (LETTERS / "en/laws").iterdir()}
    seen: set[str] = set()
    for folder in folders(language):
        assert {path.name for path in folder.glob("*.*")} == {
            path.name for path in (LETTERS / "en").glob("*.*")
        }, folder
        for path in (folder / "laws").iterdir():
            seen.add(path.stem)
            ours, english = (law_words(one, path.stem) for one in (folder, LETTERS / "en"))
            for section in english.keys() | ours.keys():
                assert ours[section].keys() == english[section].keys(), f"{path}: {section}"
    assert seen == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_grounds_fit_discord_and_are_the_same_everywhere(language: str) -> None:
    for groups in ((), ("eu-de", "eu", "everywhere")):
        grounds = templates().grounds(language, groups)
        assert list(grounds) == list(templates().grounds("en"))
        assert 0 < len(grounds) <= 10
        assert all(len(ground.label) <= 100 for ground in grounds.values())
        assert len({ground.label for ground in grounds.values()}) == len(grounds)
        assert all(ground.sentence.endswith((".", "。")) for ground in grounds.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_number_its_sheets(language: str) -> None:
    for folder in folders(language):
        said = yaml.safe_load((folder / "layout.yaml").read_text("utf-8"))
        assert set(re.findall(r"\{\w+\}", said["page"])) == {"{page}", "{pages}"}


# ---------------------------------------------------------------- no mixed language

COMMON: Mapping[str, str] = {
    "en": "the and of which that this with you your have has been please under",
    "de": "der die das und nicht ich mir Sie Ihre ist wird oder bitte zu nach",
    "fr": "le les des et vous votre que qui dans pour pas est cette je",
    "es": "el los las del y usted ustedes que para por con una esta mis",
    "it": "il gli della dei che per con non sono questa mie alla nel",
    "nl": "het een en van niet ik u uw dat die voor met zijn wordt",
    "pl": "nie się i na z do jest są moich oraz że przez proszę tego",
    "pt": "os dos ao aos não que para com uma são pelo pela esses meus minhas",
}
"""Small words that are frequent in each language; shared ones tell nothing and are left out below.
Japanese is told by its letters."""

OWN_NAMES = re.compile(
    "Lei Geral de Proteção de Dados(?: Pessoais)?"
    "|Ley Federal de Protección de Datos Personales en Posesión de los Particulares"
    "|Commission d.accès à l.information"
    "|Agencia de Acceso a la Información Pública"
    "|Secretaría Anticorrupción y Buen Gobierno"
    "|Personal Information Protection and Electronic Documents Act"
)
"""Names of laws and authorities that keep their own language."""

TOO_MANY = 3
"""Telling words of one foreign language that no name in a paragraph accounts for."""


def telling(language: str) -> frozenset[str]:
    """What only this language says, of those looked at."""
    others = {word for one, text in COMMON.items() if one != language for word in text.split()}
    return frozenset(COMMON.get(language, "").split()) - others


def foreign(text: str, language: str) -> tuple[str, int]:
    """The other language of which a text has most telling words, and how many different ones."""
    found = set(re.findall(r"[^\W\d_]+", OWN_NAMES.sub("", text)))
    counts = Counter({one: len(found & telling(one)) for one in COMMON if one != language})
    return counts.most_common(1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_speaks_one_language(language: str) -> None:
    for folder in folders(language):
        for path in sorted([*folder.glob("*.j2"), *folder.glob("laws/*.yaml")]):
            for text in said_in(path):
                assert foreign(text, language)[1] < TOO_MANY, f"{path}: {foreign(text, language)}"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one in COMMON])
def test_a_paragraph_in_another_language_would_be_noticed(language: str) -> None:
    groups = ("br", "everywhere") if language == "pt" else ("eu-de", "eu", "everywhere")
    slots = templates().find("objection", groups, language).slots
    demand = next(slot.source for slot in slots if slot.id == "demand")
    for other in (*COMMON, "ja"):
        assert other == language or foreign(demand, other)[1] >= TOO_MANY, f"{language} in {other}"


def said_in(path: Path) -> Iterator[str]:
    """Its sentences, without headings, conditions, values and comments."""
    text = path.read_text("utf-8")
    if path.suffix == ".yaml":
        sections = yaml.safe_load(text).values()
        parts = [
            one
            for section in sections
            for key, said in section.items()
            if key != "facts"
            for one in (said if isinstance(said, list) else [said])
        ]
    else:
        body = text.partition("\n---\n")[2] or text
        parts = re.split(r"^## .*$", body, flags=re.MULTILINE)
    for part in parts:
        yield re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\]", " ", part, flags=re.DOTALL)
