"""A checker for PDF/UA-1 (ISO 14289-1), by what a program can tell of the Matterhorn Protocol 1.1.

`CONDITIONS` are the failure conditions it finds. Whether the tags say the right thing only a person
can tell.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

CONDITIONS = {
    "01-003": "an artifact inside tagged content",
    "01-004": "tagged content inside an artifact",
    "01-005": "content that is neither tagged nor an artifact",
    "01-007": "Suspects is true",
    "02-001": "a structure type that is not standard and has no role",
    "06-001": "no XMP metadata",
    "06-002": "no PDF/UA identification",
    "06-003": "no title in the metadata",
    "07-001": "nothing says that the title is shown",
    "07-002": "the title is not shown",
    "09-004": "a part of a table or list outside of one",
    "09-005": "a table with something else in it",
    "09-006": "a list with something else in it",
    "11-001": "a language that is none",
    "11-006": "no language of the document",
    "13-004": "a figure without alternative text",
    "14-002": "the first heading is not of the first level",
    "14-003": "a level of headings is skipped",
    "15-003": "a header cell without scope",
    "26-001": "encryption",
    "28-004": "an annotation without description",
    "28-008": "no tab order by structure",
    "28-011": "a link outside of a Link element",
    "31-009": "a font that is not embedded",
    "31-027": "text that does not map to Unicode",
    "31-030": "a reference to .notdef",
}
"""Matterhorn Protocol 1.1, in few words."""

STANDARD = frozenset(
    re.findall(
        r"\w+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 "
        "H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference "
        "BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form",
    )
)
"""Structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
}
PAINTS = frozenset(re.findall(r"\S+", "Tj TJ ' \" f F f* B B* b b* S s sh Do BI INLINE IMAGE"))
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
XMP = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def problems(pdf: bytes) -> list[str]:
    """What is wrong, each with its failure condition; empty for a document that conforms."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            problem
            for check in (_document, _metadata, _structure, _content, _annotations, _fonts)
            for problem in check(document)
        ]


def _document(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if document.is_encrypted:
        yield "26-001 the document is encrypted"
    mark = root.get("/MarkInfo", {})
    if mark.get("/Marked") is not True:
        yield "01-005 the document does not say that it is tagged"
    if mark.get("/Suspects") is True:
        yield "01-007 Suspects is true"
    shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    if shown is not True:
        yield f"07-00{1 if shown is None else 2} the window does not show the title"
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "11-006 the document has no language"


def _metadata(document: pikepdf.Pdf) -> Iterator[str]:
    stream = document.Root.get("/Metadata")
    if stream is None:
        yield "06-001 there is no XMP metadata"
        return
    tree = etree.fromstring(stream.read_bytes())
    part = tree.xpath("string(//pdfuaid:part | //@pdfuaid:part)", namespaces=XMP)
    if part != "1":
        yield f"06-002 pdfuaid:part is {part!r}"
    if not tree.xpath("string(//dc:title//rdf:li)", namespaces=XMP).strip():
        yield "06-003 there is no dc:title"


# ---------------------------------------------------------------- structure


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _walk(element: Any) -> Iterator[tuple[Any, Any]]:
    """Every structure element with its parent, in reading order."""
    for kid in _kids(element):
        if _is_element(kid):
            yield kid, element
            yield from _walk(kid)


def _type(document: pikepdf.Pdf, element: Any) -> str:
    roles = document.Root.StructTreeRoot.get("/RoleMap", {})
    name = str(element.get("/S", "/StructTreeRoot"))
    while name.lstrip("/") not in STANDARD and name in roles:
        name = str(roles[name])
    return name.lstrip("/")


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        yield "01-005 there is no structure tree"
        return
    level = 0
    for element, parent in _walk(tree):
        kind, above = _type(document, element), _type(document, parent)
        if kind not in STANDARD:
            yield f"02-001 {kind} is no standard type and has no role"
        yield from _nesting(document, element, kind, above)
        if kind == "Figure" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "13-004 a figure has no alternative text"
        if kind == "TH" and not _scope(element):
            yield "15-003 a header cell has no scope"
        if "/Lang" in element and not LANGUAGE.fullmatch(str(element.Lang)):
            yield f"11-001 {element.Lang} is no language"
        if heading := re.fullmatch(r"H([1-6])", kind):
            found = int(heading[1])
            if found > level + 1:
                yield f"14-00{3 if level else 2} H{found} follows H{level or ' none'}"
            level = found


def _nesting(document: pikepdf.Pdf, element: Any, kind: str, above: str) -> Iterator[str]:
    if kind in PARENTS and above not in PARENTS[kind]:
        yield f"09-004 {kind} stands in {above}"
    if kind in CHILDREN:
        inside = {_type(document, kid) for kid in _kids(element) if _is_element(kid)}
        if wrong := inside - CHILDREN[kind]:
            yield f"09-00{6 if kind in ('L', 'LI') else 5} {kind} holds {', '.join(sorted(wrong))}"


def _scope(element: Any) -> bool:
    attributes = element.get("/A", [])
    attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    scopes = [one.get("/Scope") for one in attributes if isinstance(one, pikepdf.Dictionary)]
    return any(str(scope) in ("/Column", "/Row", "/Both") for scope in scopes if scope)


# ---------------------------------------------------------------- content


def _content(document: pikepdf.Pdf) -> Iterator[str]:
    """All that is painted is tagged or an artifact, and tags and content know each other."""
    if "/StructTreeRoot" not in document.Root:
        return
    tagged = _tagged(document)
    parents = _parent_tree(document)
    for number, page in enumerate(document.pages, start=1):
        painted: Counter[int] = Counter()
        yield from (f"{wrong} on page {number}" for wrong in _painted(page, painted))
        named = tagged.get(page.obj.objgen, Counter())
        if set(painted) - set(named):
            yield f"01-005 content on page {number} is in no structure element"
        if set(named) - set(painted) or any(count > 1 for count in named.values()):
            yield f"01-005 a structure element names content that page {number} does not have"
        known = parents.get(int(page.obj.get("/StructParents", -1)), [])
        if any(mcid >= len(known) or known[mcid] is None for mcid in painted):
            yield f"01-005 content on page {number} is not in the parent tree"


def _painted(page: pikepdf.Page, mcids: Counter[int]) -> Iterator[str]:
    """Notes the marked content of a page; says what is painted outside it."""
    open_marks: list[str | int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            mark = _mark(page, operands)
            if mark == "artifact" and any(isinstance(one, int) for one in open_marks):
                yield "01-003 an artifact stands inside tagged content"
            if isinstance(mark, int):
                mcids[mark] += 1
                if "artifact" in open_marks:
                    yield "01-004 tagged content stands inside an artifact"
            open_marks.append(mark)
        elif name == "EMC":
            open_marks.pop()
        elif name in PAINTS and not any(one is not None for one in open_marks):
            yield f"01-005 {name} paints outside of tags and artifacts"


def _mark(page: pikepdf.Page, operands: Any) -> str | int | None:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    if len(operands) < 2:
        return None
    said = operands[1]
    if isinstance(said, pikepdf.Name):
        said = page.obj.Resources.Properties[said]
    return int(said["/MCID"]) if "/MCID" in said else None


def _tagged(document: pikepdf.Pdf) -> dict[Any, Counter[int]]:
    """The marked content that structure elements name, page by page."""
    found: dict[Any, Counter[int]] = {}
    for element, _ in _walk(document.Root.StructTreeRoot):
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                page, mcid = kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
            elif isinstance(kid, int):
                page, mcid = element.get("/Pg"), int(kid)
            else:
                continue
            found.setdefault(page.objgen, Counter())[mcid] += 1
    return found


def _parent_tree(document: pikepdf.Pdf) -> dict[int, list[Any]]:
    tree = document.Root.StructTreeRoot.get("/ParentTree")
    if tree is None:
        return {}
    numbers = pikepdf.NumberTree(tree)
    return {key: list(value) for key, value in numbers.items() if isinstance(value, pikepdf.Array)}


def _annotations(document: pikepdf.Pdf) -> Iterator[str]:
    tagged = set()
    if "/StructTreeRoot" in document.Root:
        for element, _ in _walk(document.Root.StructTreeRoot):
            for kid in _kids(element):
                if isinstance(kid, pikepdf.Dictionary) and str(kid.get("/Type")) == "/OBJR":
                    tagged.add((kid.Obj.objgen, str(element.S)))
    for number, page in enumerate(document.pages, start=1):
        annotations = page.obj.get("/Annots", [])
        if len(annotations) and str(page.obj.get("/Tabs")) != "/S":
            yield f"28-008 page {number} has no tab order by structure"
        for one in annotations:
            is_link = str(one.get("/Subtype")) == "/Link"
            if is_link and (one.objgen, "/Link") not in tagged:
                yield "28-011 a link is not tagged"
            if not str(one.get("/Contents", "")):
                yield "28-004 an annotation has no description"


# ---------------------------------------------------------------- fonts


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for font in _all_fonts(document):
        name = str(font.get("/BaseFont", "a font"))
        descendants = font.get("/DescendantFonts", [font])
        for inner in descendants:
            descriptor = inner.get("/FontDescriptor", {})
            if str(font.get("/Subtype")) != "/Type3" and not any(
                f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")
            ):
                yield f"31-009 {name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"31-027 {name} does not map to Unicode"
        elif _maps_to_nothing(font.ToUnicode.read_bytes()):
            yield f"31-027 {name} maps a sign to nothing"
    for number, page in enumerate(document.pages, start=1):
        if _shows_notdef(page):
            yield f"31-030 page {number} shows a sign that its font lacks"


def _all_fonts(document: pikepdf.Pdf) -> list[Any]:
    found = {}
    for page in document.pages:
        for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
            found[font.objgen] = font
    return list(found.values())


def _maps_to_nothing(cmap: bytes) -> bool:
    """Zero, a byte order mark and its opposite are no characters (ISO 14289-1, 7.21.7)."""
    targets = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]*)>\s*\n", cmap)
    return any(target.upper() in (b"", b"0000", b"FEFF", b"FFFE") for target in targets)


def _shows_notdef(page: pikepdf.Page) -> bool:
    """Whether glyph 0 of a font with two-byte codes is shown."""
    wide = False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            wide = "/DescendantFonts" in page.obj.Resources.Font[operands[0]]
        elif name in ("Tj", "TJ") and wide:
            shown = operands[0] if name == "TJ" else [operands[0]]
            for text in shown:
                codes = bytes(text) if isinstance(text, pikepdf.String) else b""
                if any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2)):
                    return True
    return False
