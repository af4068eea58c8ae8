"""Every PDF conforms to PDF/UA-1, as far as a program can tell; and the program can tell."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from bot.core.models import Reading
from bot.documents import Typesetter
from tests import pdf_ua
from tests.letters import FULL, GOLDEN, TEMPLATES, compose, shipped


@pytest.fixture(scope="module")
def press() -> Iterator[Typesetter]:
    made = Typesetter(TEMPLATES)
    yield made
    made.close()


def pdfs(press: Typesetter, name: str = "objection-eu-en") -> list[bytes]:
    """The letter and the copy to read."""
    letter = compose(FULL, *GOLDEN[name], service=shipped())
    letter = replace(letter, beside=Reading(language="en", blocks=letter.blocks))
    files = asyncio.run(_files(press, letter))
    return [file.content for file in files if file.name.endswith(".pdf")]


async def _files(press: Typesetter, letter: Any) -> Any:
    return await press.letter_files(letter)


@pytest.mark.parametrize("name", GOLDEN)
def test_letters_and_copies_conform(press: Typesetter, name: str) -> None:
    letter, copy = pdfs(press, name)
    assert pdf_ua.problems(letter) == []
    assert pdf_ua.problems(copy) == []
    with pikepdf.open(io.BytesIO(letter)) as document:
        assert str(document.Root.Lang) == GOLDEN[name][2]


# ---------------------------------------------------------------- the checker itself


def element(document: pikepdf.Pdf, kind: str) -> Any:
    """The first structure element of a kind."""
    found = pdf_ua._walk(document.Root.StructTreeRoot)
    return next(one for one, _ in found if str(one.S) == f"/{kind}")


def contents(document: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = document.pages[0]
    page.contents_coalesce()
    page.obj.Contents.write(change(page.obj.Contents.read_bytes()))


def metadata(document: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    stream = document.Root.Metadata
    assert old in stream.read_bytes()
    stream.write(stream.read_bytes().replace(old, new))


def font(document: pikepdf.Pdf) -> Any:
    return next(iter(document.pages[0].obj.Resources.Font.values()))


def shown(document: pikepdf.Pdf, glyph: str) -> bytes:
    """One glyph in the first font, without a tag."""
    name = next(iter(document.pages[0].obj.Resources.Font.keys()))
    return f"\nBT {name} 9 Tf <{glyph}> Tj ET".encode()


def annotate(document: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
    if "/Tabs" in document.pages[0].obj:
        del document.pages[0].obj.Tabs


def set_to(target: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: target(document).__setitem__(key, value)


def without(target: Callable[[pikepdf.Pdf], Any], key: str) -> Callable[[Any], None]:
    return lambda document: target(document).__delitem__(key)


def root(document: pikepdf.Pdf) -> Any:
    return document.Root


DAMAGE: dict[str, tuple[str, Callable[[pikepdf.Pdf], Any]]] = {
    "no structure": ("01-005", without(root, "/StructTreeRoot")),
    "not marked": ("01-005", without(root, "/MarkInfo")),
    "suspects": ("01-007", set_to(lambda d: d.Root.MarkInfo, "/Suspects", True)),
    "untagged text": ("01-005", lambda d: contents(d, lambda old: old + shown(d, "0001"))),
    "untagged line": ("01-005", lambda d: contents(d, lambda old: b"0 0 m 9 9 l S\n" + old)),
    "artifact in a tag": (
        "01-003", lambda d: contents(
            d, lambda old: old.replace(b"BDC", b"BDC /Artifact BMC 0 0 m 9 9 l S EMC")
        ),
    ),
    "tag in an artifact": (
        "01-004", lambda d: contents(d, lambda old: b"/Artifact BMC " + old + b" EMC"),
    ),
    "unknown content": (
        "01-005", lambda d: contents(d, lambda old: old + b"\n/P <</MCID 999>> BDC S EMC"),
    ),
    "content that is not there": ("01-005", lambda d: contents(d, lambda old: b"")),
    "no parent tree": ("01-005", without(lambda d: d.Root.StructTreeRoot, "/ParentTree")),
    "a type of its own": ("02-001", set_to(lambda d: element(d, "P"), "/S", pikepdf.Name.Mine)),
    "no metadata": ("06-001", without(root, "/Metadata")),
    "another standard": (
        "06-002", lambda d: metadata(d, b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"),
    ),
    "no title": ("06-003", lambda d: metadata(d, b"dc:title", b"dc:tidle")),
    "no preferences": ("07-001", without(root, "/ViewerPreferences")),
    "file name shown": (
        "07-002", set_to(lambda d: d.Root.ViewerPreferences, "/DisplayDocTitle", False),
    ),
    "a cell in a cell": ("09-004", set_to(lambda d: element(d, "TR"), "/S", pikepdf.Name.TD)),
    "a paragraph in a row": ("09-005", set_to(lambda d: element(d, "TH"), "/S", pikepdf.Name.P)),
    "a paragraph in a list": ("09-006", set_to(lambda d: element(d, "LI"), "/S", pikepdf.Name.P)),
    "no language": ("11-006", without(root, "/Lang")),
    "a language that is none": ("11-001", set_to(lambda d: element(d, "P"), "/Lang", "Mira's own")),
    "a picture without words": (
        "13-004", set_to(lambda d: element(d, "P"), "/S", pikepdf.Name.Figure),
    ),
    "a second level first": ("14-002", set_to(lambda d: element(d, "H1"), "/S", pikepdf.Name.H2)),
    "a skipped level": ("14-003", set_to(lambda d: element(d, "P"), "/S", pikepdf.Name.H5)),
    "a header without scope": ("15-003", without(lambda d: element(d, "TH"), "/A")),
    "a link without text": ("28-004", annotate),
    "a link without a tag": ("28-011", annotate),
    "no tab order": ("28-008", annotate),
    "a font left out": (
        "31-009", without(lambda d: font(d).DescendantFonts[0], "/FontDescriptor"),
    ),
    "no way to Unicode": ("31-027", without(font, "/ToUnicode")),
    "a sign without a glyph": ("31-030", lambda d: contents(d, lambda old: old + shown(d, "0000"))),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_checker_finds(press: Typesetter, damage: str) -> None:
    condition, harm = DAMAGE[damage]
    _, copy = pdfs(press)
    with pikepdf.open(io.BytesIO(copy)) as document:
        harm(document)
        broken = io.BytesIO()
        document.save(broken)
    found = pdf_ua.problems(broken.getvalue())
    assert any(problem.startswith(condition) for problem in found), found


def test_the_checker_finds_encryption(press: Typesetter) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs(press)[0])) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="x"))
    assert pdf_ua.problems(locked.getvalue()) == ["26-001 the document is encrypted"]


def test_every_condition_is_tried(press: Typesetter) -> None:
    """The checker names no condition that no damaged document ever met."""
    said = set(pdf_ua.CONDITIONS)
    assert said == {condition for condition, _ in DAMAGE.values()} | {"26-001"}
