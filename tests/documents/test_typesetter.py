"""Letters as PDF: complete, accessible, reproducible, in every script."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.models import Letter, LetterFile, Writer
from bot.core.text import clean
from bot.documents import Typesetter
from tests.documents.poppler import poppler, squeezed
from tests.letters import FULL, GOLDEN, LEAST, TEMPLATES, compose, shipped


@asynccontextmanager
async def typesetter() -> AsyncIterator[Typesetter]:
    made = Typesetter(TEMPLATES)
    try:
        yield made
    finally:
        made.close()


async def pdf_of(letter: Letter) -> LetterFile:
    async with typesetter() as press:
        pdf, *_ = await press.letter_files(letter)
        return pdf


# ---------------------------------------------------------------- the letter as PDF


@pytest.mark.asyncio
@pytest.mark.parametrize("writer", [FULL, LEAST], ids=["full", "least"])
@pytest.mark.parametrize("name", GOLDEN)
async def test_the_pdf_has_every_word_of_the_letter(name: str, writer: Writer) -> None:
    region, kind, language = GOLDEN[name]
    letter = compose(writer, region, kind, language, service=shipped())
    pdf = await pdf_of(letter)
    # Page numbers come between what a page break parts.
    page = r"(Page|Seite|Página|Pagina|Strona) \d+ (of|von|sur|de|di|van|z) \d+|\d+ / \d+ ページ"
    text = re.sub(page, "", poppler("pdftotext", pdf.content))
    assert pdf.missing == ()
    for block in letter.blocks:
        assert squeezed(block.text) in squeezed(text), block.id


@pytest.mark.asyncio
async def test_the_pdf_is_tagged_and_says_what_it_is() -> None:
    letter = compose(language="de")
    pdf = (await pdf_of(letter)).content
    facts = poppler("pdfinfo", pdf)
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert squeezed(letter.subject) in squeezed(facts)
    metadata = poppler("pdfinfo", pdf, "-meta")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<rdf:li>de</rdf:li>" in metadata
    assert "2026-11-23T00:00:00+00:00" in metadata


@pytest.mark.asyncio
async def test_screen_readers_find_headings_and_lists() -> None:
    letter = compose()
    structure = poppler("pdfinfo", (await pdf_of(letter)).content, "-struct")
    tags = re.findall(r"^ *(\w+)", structure, re.MULTILINE)
    assert tags.count("H1") == 1
    assert tags.count("H2") == sum(block.role == "heading" for block in letter.blocks)
    assert tags.count("LI") == sum(block.role == "item" for block in letter.blocks)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("region", "size"), [("eu-de", "595.276 x 841.89"), ("us-ca", "612 x 792")]
)
async def test_the_paper_is_the_regions(region: str, size: str) -> None:
    pdf = await pdf_of(compose(LEAST, region))
    assert size in poppler("pdfinfo", pdf.content)


@pytest.mark.asyncio
async def test_sheets_are_numbered_only_if_there_are_several() -> None:
    letter = compose(LEAST, language="de")
    blocks = tuple(block for block in letter.blocks if block.role != "item")
    short = poppler("pdftotext", (await pdf_of(replace(letter, blocks=blocks[:9]))).content)
    assert "Seite" not in short
    long = poppler("pdftotext", (await pdf_of(compose(language="de"))).content)
    assert {"Seite 1 von 2", "Seite 2 von 2"} <= set(long.splitlines())


@pytest.mark.asyncio
async def test_address_and_information_stand_where_din_5008_wants_them() -> None:
    """Form B: the address field is 45 to 90 mm from the top and 20 to 105 mm from the left."""
    boxes = poppler("pdftotext", (await pdf_of(compose())).content, "-f", "1", "-l", "1", "-bbox")
    left, top, right, bottom = place_of("Ireland", boxes)
    assert (left > 20, top > 45, right < 105, bottom < 90) == (True,) * 4
    left, top, *_ = place_of("Sundermann", boxes)
    assert left >= 125
    assert top >= 48
    assert place_of("Objection", boxes)[1] >= 97


def place_of(word: str, boxes: str) -> tuple[float, ...]:
    """Left, top, right and bottom of the first such word, in millimetres."""
    edges = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    found = re.search(rf"<word {edges}>{word}<", boxes)
    assert found is not None
    return tuple(float(points) * 25.4 / 72 for points in found.groups())


@pytest.mark.asyncio
@pytest.mark.parametrize("region", ["eu-de", "us-ca"])
async def test_nothing_runs_off_the_sheet(region: str) -> None:
    wide = "https://example.org/" + "a" * 300
    writer = Writer(
        name="Ж" * 120, contact=f"{wide}\n" * 20, account=wide, reason=f"{wide} {'Ω' * 200}"
    )
    boxes = poppler("pdftotext", (await pdf_of(compose(writer, region))).content, "-bbox")
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL)
    for width, height, content in pages:
        assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', content)) < float(width) - 36
        assert max(float(y) for y in re.findall(r'yMax="([\d.]+)"', content)) < float(height) - 20
    assert poppler("pdftotext", (await pdf_of(compose(writer, region))).content).count("aaa") > 60


@pytest.mark.asyncio
async def test_the_same_letter_is_the_same_file() -> None:
    first, second = await pdf_of(compose()), await pdf_of(compose())
    assert first == second
    assert first.name == "tern-objection-instagram-2026-11-23.pdf"


@pytest.mark.asyncio
async def test_letters_made_at_once_do_not_mix() -> None:
    names = [f"Artist {number} {'abcdefgh'[number]}" for number in range(8)]
    async with typesetter() as press:
        made = await asyncio.gather(
            *(press.letter_files(compose(replace(FULL, name=name))) for name in names)
        )
    for name, (pdf, text) in zip(names, made, strict=True):
        for content in (poppler("pdftotext", pdf.content), text.content.decode()):
            assert set(re.findall(r"Artist \d \w", content)) == {name}


@pytest.mark.asyncio
async def test_the_text_file_is_the_letter_in_utf8() -> None:
    async with typesetter() as press:
        _, text = await press.letter_files(compose(replace(FULL, name="Ольга 🦊"), language="de"))
    assert text.name == "tern-objection-instagram-2026-11-23.txt"
    assert text.media_type == "text/plain; charset=utf-8"
    assert text.content.decode().startswith("Ольга 🦊\nmira@example.org\n")
    assert text.content.endswith("Ольга 🦊\n".encode())


# ---------------------------------------------------------------- every script

SCRIPTS = {
    "Arabic": "عمر الفنان",
    "Armenian": "Արմեն",
    "Bengali": "মীরা",
    "Chinese": "林小鹿",
    "Cyrillic": "Олена Ковальчук",
    "Devanagari": "नेहा",
    "Ethiopic": "አበበ",
    "Georgian": "ქეთევან",
    "Greek": "Ελένη",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ",
    "Hebrew": "דנה כהן",
    "Japanese": "佐藤 花子",
    "Korean": "김하늘",
    "Lao": "ສົມ",
    "Malayalam": "മീര",
    "Tamil": "மீரா",
    "Telugu": "మీరా",
    "Thai": "ศิลปิน",
    "Vietnamese": "Nguyễn Thị Ánh",
    "letters like 𝓜": "𝓜𝓲𝓻𝓪 𝕬𝖗𝖙",
    "signs": "★ ☾ ✦ ♡ ⚘ ✿ → ♪",
}


@pytest.mark.asyncio
@pytest.mark.parametrize("script", SCRIPTS)
async def test_names_print_in(script: str) -> None:
    pdf = await pdf_of(compose(replace(LEAST, name=SCRIPTS[script])))
    assert pdf.missing == ()
    assert "<pdfuaid:part>1</pdfuaid:part>" in poppler("pdfinfo", pdf.content, "-meta")


@pytest.mark.asyncio
async def test_characters_without_a_picture_are_boxes_and_are_named() -> None:
    letter = compose(replace(LEAST, name="Ink 🦊 & 🐉🦊", reason='He said: "🏳️‍🌈 \\ 🦊".'))
    async with typesetter() as press:
        pdf, text = await press.letter_files(letter)
    assert pdf.missing == ("🦊", "🐉", "🏳", "🌈")
    printed = poppler("pdftotext", pdf.content)
    assert "Ink □ & □□" in printed
    assert "🦊" in text.content.decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in poppler("pdfinfo", pdf.content, "-meta")


@pytest.fixture(scope="module")
def shared() -> Iterator[Typesetter]:
    """One for many small examples."""
    made = Typesetter(TEMPLATES)
    yield made
    made.close()


TYPED = st.text(min_size=1, max_size=80).map(lambda text: clean(text)[0] + "x")


@settings(max_examples=40)
@given(name=TYPED, account=TYPED, reason=TYPED)
@example(name="\ufeffx", account="\ufffe \ue000x", reason="\U000e0001 a\u0301\u0302\u200d\u2028b")
@example(name="#panic()", account='#read("/etc/passwd")', reason='*/ ] } ) \\ " $ ` ~ @x <y>')
def test_any_text_can_be_printed(shared: Typesetter, name: str, account: str, reason: str) -> None:
    letter = compose(replace(LEAST, name=name, account=account, reason=reason))
    pdf, _ = asyncio.run(collect(shared, letter))
    assert pdf.content.startswith(b"%PDF-1.7")
    assert all(character in name + account + reason for character in pdf.missing)


async def collect(press: Typesetter, letter: Letter) -> tuple[LetterFile, ...]:
    return tuple(await press.letter_files(letter))


@pytest.mark.asyncio
async def test_typst_and_jinja_in_a_letter_are_printed_as_typed() -> None:
    typed = '#import "@preview/a:1.0.0" #read("/etc/passwd") {{ name }} *b* _i_ $x$ <b>b</b> @all'
    printed = poppler("pdftotext", (await pdf_of(compose(replace(LEAST, reason=typed)))).content)
    assert squeezed(typed) in squeezed(printed)


# ---------------------------------------------------------------- cost


def test_the_renderer_is_not_loaded_before_the_first_document() -> None:
    """So that the memory of a bot that has made no letter stays small."""
    code = (
        "import sys, pathlib, bot.documents as d\n"
        "d.Templates(pathlib.Path('templates/letters')); d.Typesetter(pathlib.Path('templates'))\n"
        "sys.exit('typst' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.asyncio
async def test_other_work_runs_on_the_same_thread() -> None:
    async with typesetter() as press:
        names = {await press.aside(lambda: threading.current_thread().name) for _ in range(3)}
        with pytest.raises(ZeroDivisionError):
            await press.aside(lambda: 1 // 0)
    assert len(names) == 1
    assert names != {threading.current_thread().name}


@pytest.mark.asyncio
async def test_a_closed_typesetter_takes_no_more_work() -> None:
    async with typesetter() as press:
        await press.letter_files(compose())
    with pytest.raises(RuntimeError):
        await press.letter_files(compose())
