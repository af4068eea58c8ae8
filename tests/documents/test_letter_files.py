"""The letter to be changed, to be mailed, and its day in a calendar."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import icalendar
import pytest
import pytest_asyncio
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from bot.core.models import Letter, LetterFile
from bot.core.pieces import plain
from bot.documents import Typesetter
from bot.documents.draft import draft
from bot.documents.editable import Editable
from tests.documents import odf
from tests.letters import FULL, GOLDEN, LEAST, TEMPLATES, compose, shipped
from tests.shipped import catalogue

NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
HOSTILE = "A  B\n  <text:p>&amp; \"'{{ x }}\t]]> \x0b\ufffe🦊 佐藤"


@pytest_asyncio.fixture
async def press() -> AsyncIterator[Typesetter]:
    made = Typesetter(TEMPLATES)
    yield made
    made.close()


# ---------------------------------------------------------------- ODT


def odt(letter: Letter) -> bytes:
    return Editable(TEMPLATES / "editable").odt(letter)


def part(package: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(package)).read(name))


def text_of(element: etree._Element) -> str:
    """What a paragraph shows, its breaks and spaces as characters."""
    shown = element.text or ""
    for child in element:
        match etree.QName(child).localname:
            case "line-break":
                shown += "\n"
            case "tab":
                shown += "\t"
            case "s":
                shown += " " * int(child.get(f"{{{NS['text']}}}c"))
        shown += child.tail or ""
    return shown


@pytest.mark.parametrize("name", GOLDEN)
def test_the_editable_letter_is_a_valid_opendocument(name: str) -> None:
    for writer in (FULL, replace(FULL, name=HOSTILE, account=HOSTILE, reason=HOSTILE)):
        assert odf.problems(odt(compose(writer, *GOLDEN[name], service=shipped()))) == []


@pytest.mark.parametrize(
    ("said", "instead", "name"),
    [
        ("text:outline-level", "text:level", "content.xml"),
        ("</text:list-item>", "</text:list-item><text:p/>", "content.xml"),
        ('fo:page-width="210mm"', 'fo:page-width="wide"', "styles.xml"),
        ("<dc:title>", "<dc:titel/><dc:title>", "meta.xml"),
    ],
)
def test_the_schema_finds_what_is_wrong(said: str, instead: str, name: str) -> None:
    package = odt(compose())
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(damaged, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == name:
                assert said.encode() in content
                content = content.replace(said.encode(), instead.encode(), 1)
            new.writestr(entry, content)
    assert any(name in problem for problem in odf.problems(damaged.getvalue()))


def test_the_editable_letter_says_what_the_letter_says() -> None:
    letter = compose(replace(FULL, name="Mira  S\n\tB", reason=" two  spaces "))
    paragraphs = part(odt(letter), "content.xml").xpath("//text:p | //text:h", namespaces=NS)
    assert [text_of(one) for one in paragraphs] == [block.text for block in letter.blocks]


def test_headings_lists_title_and_language_are_what_they_are() -> None:
    letter = compose(language="de")
    package = odt(letter)
    content = part(package, "content.xml")
    headings = content.xpath("//text:h/@text:outline-level", namespaces=NS)
    roles = [block.role for block in letter.blocks]
    assert headings == ["1"] + ["2"] * roles.count("heading")
    items = content.xpath("//text:list/text:list-item/text:p", namespaces=NS)
    assert len(items) == roles.count("item")
    meta = part(package, "meta.xml")
    assert meta.xpath("string(//dc:title)", namespaces=NS) == letter.subject
    assert meta.xpath("string(//dc:language)", namespaces=NS) == "de-DE"
    languages = part(package, "styles.xml").xpath("//@fo:language", namespaces=NS)
    assert languages == ["de"]


@pytest.mark.parametrize(("region", "width"), [("eu-de", "210mm"), ("us-ca", "8.5in")])
def test_the_editable_letter_has_the_regions_paper(region: str, width: str) -> None:
    styles = part(odt(compose(LEAST, region)), "styles.xml")
    assert styles.xpath("//@fo:page-width", namespaces=NS) == [width]


@pytest.mark.asyncio
async def test_the_same_letter_is_the_same_editable_file(press: Typesetter) -> None:
    first, second = await press.editable(compose()), await press.editable(compose())
    assert first == second
    assert first.name == "tern-objection-instagram-2026-11-23.odt"


# ---------------------------------------------------------------- e-mail


def mailed(letter: Letter, to: str = "privacy@example.org") -> EmailMessage:
    pdf = LetterFile(name="letter.pdf", media_type="application/pdf", content=b"%PDF-1.7 \x00\xff")
    content = draft(letter, to, pdf, "letter").content
    assert content.replace(b"\r\n", b"").find(b"\n") == -1
    assert max(map(len, content.split(b"\r\n"))) <= 998
    return cast("EmailMessage", message_from_bytes(content, policy=policy.default))


def every_defect(message: EmailMessage) -> list[object]:
    parts = list(message.walk())
    return [
        defect
        for one in parts
        for defect in (*one.defects, *(d for value in one.values() for d in value.defects))
    ]


@pytest.mark.parametrize("name", GOLDEN)
def test_the_mail_is_a_draft_with_the_letter_and_its_pdf(name: str) -> None:
    letter = compose(FULL, *GOLDEN[name], service=shipped())
    message = mailed(letter)
    assert every_defect(message) == []
    assert message["To"] == "privacy@example.org"
    assert message["Subject"] == letter.subject
    assert message["X-Unsent"] == "1"
    assert {"From", "Date", "Sender", "Cc", "Bcc"}.isdisjoint(message.keys())
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == plain(letter.blocks)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "letter.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == b"%PDF-1.7 \x00\xff"


@given(subject=st.text(max_size=300), text=st.text(max_size=300))
@example(subject="Hello\r\nBcc: everybody@example.org\r\n\r\nbody", text="From me\n.\n--=_x--\n")
@example(subject="=?utf-8?q?a=0D=0ABcc:_x?=\u2028\x85Cc: y", text="\udc80")
def test_nothing_in_a_letter_becomes_a_header(subject: str, text: str) -> None:
    text, subject = (one.encode("utf-8", "replace").decode() for one in (text, subject))
    letter = compose(LEAST)
    blocks = (*letter.blocks[:-1], replace(letter.blocks[-1], text=text))
    message = mailed(replace(letter, subject=subject, blocks=blocks))
    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "text/plain", "application/pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "to",
    [
        "", "privacy", "a@b, c@d", "a@b\r\nBcc: c@d", "a@b\nc@d", "Me <a@b.org>", "a b@c.org",
        "prívacy@example.org", "a@b.org>", "a@b.org;c@d.org", "a@b.org\u2028c",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(to: str) -> None:
    with pytest.raises(ValueError):
        mailed(compose(), to)


def test_every_address_on_record_can_be_written_to() -> None:
    records = catalogue()
    known = [one.email for platform in records.platforms.values() for one in platform.operators]
    known += [one.email for region in records.regions.values() for one in region.authorities]
    for address in filter(None, known):
        assert mailed(compose(), address)["To"] == address


@pytest.mark.asyncio
async def test_a_letter_with_an_address_comes_with_a_mail(press: Typesetter) -> None:
    files = await press.letter_files(replace(compose(), email="privacy@example.org"))
    assert [file.name.rpartition(".")[2] for file in files] == ["pdf", "txt", "eml"]
    assert files == await press.letter_files(replace(compose(), email="privacy@example.org"))
    assert len(await press.letter_files(replace(compose(), email=None))) == 2


# ---------------------------------------------------------------- calendar

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "title", ["Instagram: Antwort fällig", "佐藤 " * 60, "a;b,c\\d\nEND:VEVENT"]
)
async def test_the_reminder_is_a_whole_day_with_an_alarm(press: Typesetter, title: str) -> None:
    file = await press.calendar_file(title, date(2027, 2, 28), f"Said: {title}", "77", NOW)
    assert file.name == "tern-reminder-2027-02-28.ics"
    assert file.content.endswith(b"\r\n")
    lines = file.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    calendar = icalendar.Calendar.from_ical(file.content)
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert event.decoded("dtstart") == date(2027, 2, 28)
    assert event.decoded("dtend") == date(2027, 3, 1)
    assert event.decoded("dtstamp") == NOW
    assert str(event["uid"]) == "77@tern"
    assert str(event["summary"]) == title
    assert str(event["description"]) == f"Said: {title}"
    (alarm,) = calendar.walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert set(event.keys()) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
