"""What is written for people in the files for a website is translated, all of it."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.core.protection import Protection
from bot.documents import WebsiteFiles
from tests.pseudo import bypassing, pseudo_language
from tests.records import FixedClock
from tests.shipped import catalogue

TEMPLATES = Path(__file__).parents[2] / "templates" / "website"
ADDRESS = "example.org"
NAMES = ("robots.txt", "tdmrep.json")
UNREAD = ("style", "script", "code", "pre")


class Read(HTMLParser):
    """The texts that somebody reads, without what is code."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD
        self.texts += [said for name, said in attrs if name in ("alt", "title") and said]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts.append(data)


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_the_page_of_help_bypasses_no_translation(address: str | None) -> None:
    site = Protection(catalogue(), FixedClock()).site(address)
    packed = WebsiteFiles(TEMPLATES).pack(site, pseudo_language())
    page = Read()
    with ZipFile(io.BytesIO(packed.content)) as archive:
        page.feed(archive.read("README.html").decode())
    texts = [text for text in page.texts if text not in NAMES]
    found = [f"{left!r} in {text!r}" for text in texts for left in bypassing(text, [ADDRESS])]
    assert not found, "\n".join(found)
