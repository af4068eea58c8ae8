"""The copy to read: the letter and its reader's own language side by side."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import pytest_asyncio
import yaml

from bot.core.models import Block, Letter, LetterChoice, LetterFile, Reading
from bot.documents import Typesetter
from tests import pdf_ua
from tests.documents.poppler import poppler, squeezed
from tests.letters import TEMPLATES

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja")

SAID = {
    "en": "I object to the processing of my personal data.",
    "de": "Ich widerspreche der Verarbeitung meiner personenbezogenen Daten.",
    "fr": "Je m’oppose au traitement de mes données personnelles.",
    "es": "Me opongo al tratamiento de mis datos personales.",
    "it": "Mi oppongo al trattamento dei miei dati personali.",
    "nl": "Ik maak bezwaar tegen de verwerking van mijn persoonsgegevens.",
    "pl": "Wnoszę sprzeciw wobec przetwarzania moich danych osobowych: zażółć gęślą jaźń.",
    "pt": "Oponho-me ao tratamento dos meus dados pessoais.",
    "ja": "私の個人データの処理に異議を申し立てます。",
}
"""A sentence in each language, apart from the templates, whose words change."""


def blocks(language: str, times: int = 1) -> tuple[Block, ...]:
    said = SAID[language]
    return (
        Block(id="sender", role="sender", text="佐藤 花子\nhanako@example.org"),
        Block(id="subject", role="subject", text=f"{said} – Instagram"),
        Block(id="salutation", role="salutation", text=f"1 {said}"),
        Block(id="scope", role="heading", text=f"2 {said}"),
        *(
            Block(id=f"{role}-{n}", role=role, text=f"{role} {n} {said}")  # type: ignore[arg-type]
            for n in range(times)
            for role in ("paragraph", "item")
        ),
        Block(id="signature", role="signature", text="佐藤 花子 עומר"),
    )


def letter(language: str, reader: str, times: int = 1, region: str = "eu-de") -> Letter:
    return Letter(
        choice=LetterChoice(
            platform="instagram", region=region, kind="objection", language=language
        ),
        subject=SAID[language],
        blocks=blocks(language, times),
        paper="us-letter" if region.startswith("us") else "a4",
        date=date(2026, 11, 23),
        reviewed=None,
        beside=Reading(language=reader, blocks=blocks(reader, times)),
    )


@pytest_asyncio.fixture
async def press() -> AsyncIterator[Typesetter]:
    made = Typesetter(TEMPLATES)
    yield made
    made.close()


async def copy(press: Typesetter, of: Letter) -> LetterFile:
    _, _, made = await press.letter_files(of)
    assert made.missing == ()
    assert pdf_ua.problems(made.content) == []
    return made


def words(language: str) -> dict[str, str]:
    layout = TEMPLATES / "letters" / language / "layout.yaml"
    return dict(yaml.safe_load(layout.read_text("utf-8"))["beside"])


PAIRS = [(one, LANGUAGES[at - 1]) for at, one in enumerate(LANGUAGES)] + [("ja", "de")]


@pytest.mark.asyncio
@pytest.mark.parametrize(("language", "reader"), PAIRS)
async def test_it_holds_every_block_in_both_languages(
    press: Typesetter, language: str, reader: str
) -> None:
    of = letter(language, reader)
    assert of.beside is not None
    made = await copy(press, of)
    assert spoken(made.content) == {language, reader}
    printed = squeezed(poppler("pdftotext", made.content))
    for block in (*of.blocks[1:-1], *of.beside.blocks[1:-1]):
        assert squeezed(block.text) in printed, block
    assert squeezed(words(reader)["title"]) in printed
    assert squeezed(words(reader)["note"]) in printed


@pytest.mark.asyncio
async def test_nobody_can_take_it_for_the_letter(press: Typesetter) -> None:
    made = await copy(press, letter("de", "en", times=12))
    assert made.name == "tern-objection-instagram-2026-11-23-to-read.pdf"
    assert "For you to read. Send the other file." in poppler("pdfinfo", made.content)
    pages = poppler("pdftotext", made.content, "-layout").rstrip("\f").split("\f")
    assert len(pages) > 1
    for page in pages:
        assert page.strip().startswith("For you to read. Send the other file.")
        assert re.search(r"To be sent: German +To be read: English", page)


@pytest.mark.asyncio
async def test_a_screen_reader_finds_a_table_and_changes_its_voice(press: Typesetter) -> None:
    of = letter("de", "pl", times=2)
    made = await copy(press, of)
    structure = poppler("pdfinfo", made.content, "-struct")
    tags = re.findall(r"^ *(\w+)", structure, re.MULTILINE)
    assert (tags.count("Table"), tags.count("H1"), tags.count("TH")) == (1, 1, 2)
    assert tags.count("TD") == 2 * len(of.blocks)
    assert spoken(made.content) == {"de", "pl"}


def spoken(pdf: bytes) -> set[str]:
    """The languages that the document and the parts of its structure are in."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        parts = {str(one.Lang) for one, _ in pdf_ua._walk(tree) if "/Lang" in one}
        return parts | {str(document.Root.Lang)}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("region", "size"), [("eu-de", "595.276 x 841.89"), ("us-ca", "612 x 792")]
)
async def test_the_paper_is_the_letters(press: Typesetter, region: str, size: str) -> None:
    made = await copy(press, letter("en", "ja", region=region))
    assert size in poppler("pdfinfo", made.content)


@pytest.mark.asyncio
async def test_long_words_stay_in_their_column(press: Typesetter) -> None:
    of = letter("en", "de")
    wide = replace(of.blocks[4], text="https://example.org/" + "a" * 200)
    of = replace(of, blocks=(*of.blocks[:4], wide, *of.blocks[5:]))
    boxes = poppler("pdftotext", (await copy(press, of)).content, "-bbox")
    rights = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">[^<]*aaa', boxes)
    assert max(map(float, rights)) < 595.276 / 2


@pytest.mark.asyncio
async def test_a_side_that_is_shorter_leaves_cells_empty(press: Typesetter) -> None:
    of = letter("en", "de", times=3)
    assert of.beside is not None
    of = replace(of, beside=replace(of.beside, blocks=of.beside.blocks[:4]))
    assert squeezed(of.blocks[-2].text) in squeezed(
        poppler("pdftotext", (await copy(press, of)).content)
    )


def test_every_language_has_the_words() -> None:
    keys = set(words("en"))
    for language in LANGUAGES:
        said = words(language)
        assert set(said) == keys
        for column in ("letter", "reading"):
            assert said[column].count("{language}") == 1
