"""The files for a website keep to their specifications, and hold nothing a person typed."""

from __future__ import annotations

import gettext
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.robotparser import RobotFileParser
from zipfile import ZipFile

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.protection import Protection
from bot.core.websites import Site
from bot.documents import WebsiteFiles
from bot.errors import StartupError, UserError
from bot.i18n import Language
from tests.records import FixedClock
from tests.shipped import catalogue

ENGLISH = Language("en", gettext.NullTranslations())

TEMPLATES = Path(__file__).parents[2] / "templates" / "website"

NAMES = {
    "README.html",
    "upload/robots.txt",
    "upload/.well-known/tdmrep.json",
    "paste/meta-tags.html",
    "paste/rights.html",
}

TDMREP = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "description": "W3C TDM Reservation Protocol, 'TDM File on the Origin Server'",
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["location", "tdm-reservation"],
        "properties": {
            "location": {"type": "string", "pattern": "^[/*]"},
            "tdm-reservation": {"enum": [0, 1]},
            "tdm-policy": {"type": "string", "format": "uri"},
        },
        "additionalProperties": False,
    },
}

EOL = r"[ \t]*(?:#[^\n]*)?\n"
ROBOTS = re.compile(
    rf"(?:{EOL})*"
    rf"(?:(?:[ \t]*user-agent[ \t]*:[ \t]*(?:[A-Za-z_-]+|\*){EOL}(?:{EOL})*)+"
    rf"(?:[ \t]*(?:dis)?allow[ \t]*:[ \t]*(?:/[^\s#]*)?{EOL}(?:{EOL})*)*)*",
    re.IGNORECASE,
)
"""The grammar of RFC 9309, section 2.2: groups of start lines and rules, comments, empty lines."""


def site(address: str | None = "example.com") -> Site:
    return Protection(catalogue(), FixedClock()).site(address)


def pack(of: Site, t: Language = ENGLISH) -> bytes:
    return WebsiteFiles(TEMPLATES).pack(of, t).content


def unpack(of: Site, t: Language = ENGLISH) -> dict[str, str]:
    with ZipFile(io.BytesIO(pack(of, t))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return unpack(site())


class Tags(HTMLParser):
    """Notes every element; void ones need no end, all others have to have theirs."""

    VOID = frozenset({"meta", "link", "br", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_zip_holds_the_files_and_may_be_read(files: dict[str, str]) -> None:
    assert set(files) == NAMES
    with ZipFile(io.BytesIO(pack(site()))) as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


def test_the_same_site_makes_the_same_bytes() -> None:
    assert pack(site("bücher.de/one")) == pack(site("https://bücher.de/two"))
    assert pack(site("example.com")) != pack(site("example.net"))
    assert pack(site(None)) == pack(site(None))


# ---------------------------------------------------------------- robots.txt


def test_robots_txt_keeps_to_the_grammar_and_the_size(files: dict[str, str]) -> None:
    robots = files["upload/robots.txt"]
    assert ROBOTS.fullmatch(robots)
    assert len(robots.encode()) < 500 * 1024
    assert robots.isascii()
    assert not ROBOTS.fullmatch(robots.replace("Disallow", "Dissallow", 1))


def test_every_listed_crawler_is_asked_to_stay_away(files: dict[str, str]) -> None:
    parser = RobotFileParser()
    parser.parse(files["upload/robots.txt"].splitlines())
    crawlers = site().robots.crawlers
    assert len(crawlers) > 20
    for crawler in crawlers:
        for path in ("/", "/portfolio/one.png"):
            allowed = parser.can_fetch(crawler.user_agent, f"https://example.com{path}")
            assert not allowed, crawler.user_agent


@pytest.mark.parametrize(
    "agent", ["Googlebot", "Googlebot-Image", "bingbot", "Applebot", "Mozilla"]
)
def test_everybody_else_may_come(files: dict[str, str], agent: str) -> None:
    parser = RobotFileParser()
    parser.parse(files["upload/robots.txt"].splitlines())
    assert parser.can_fetch(agent, "https://example.com/portfolio/one.png")


def test_every_crawler_stands_below_its_operator_and_sources(files: dict[str, str]) -> None:
    robots = files["upload/robots.txt"]
    for crawler in site().robots.crawlers:
        before = robots.split(f"User-agent: {crawler.user_agent}\n")[0]
        comment = " ".join(before.rpartition("\n\n")[2].replace("\n# ", " ").split())
        assert comment.startswith(f"# {crawler.operator}: {crawler.text}")
        assert all(f"[{source}]" in comment for source in crawler.sources)
    for source in ("ai_robots", "robots_json"):
        assert site().robots.sources[source].url in robots


# ---------------------------------------------------------------- tdmrep.json, tags, sentence


def test_tdmrep_json_keeps_to_its_specification(files: dict[str, str]) -> None:
    rules = json.loads(files["upload/.well-known/tdmrep.json"])
    jsonschema.validate(rules, TDMREP)
    assert rules == [{"location": "/", "tdm-reservation": 1}]


def test_meta_tags_say_both_reservations(files: dict[str, str]) -> None:
    tags = Tags(files["paste/meta-tags.html"]).seen
    assert tags == [
        ("meta", {"name": "robots", "content": "noai, noimageai"}),
        ("meta", {"name": "tdm-reservation", "content": "1"}),
    ]


@pytest.mark.parametrize(("language", "article"), [
    ("en", "Article 4(3) of Directive (EU) 2019/790"),
    ("de", "Artikel 4 Absatz 3 der Richtlinie (EU) 2019/790"),
])  # fmt: skip
def test_the_sentence_names_the_article(files: dict[str, str], language: str, article: str) -> None:
    sentence = " ".join(files["paste/rights.html"].partition(f'lang="{language}"')[2].split())
    assert article in sentence.partition("</p>")[0]
    assert {tag for tag, _ in Tags(files["paste/rights.html"]).seen} == {"p"}


# ---------------------------------------------------------------- the page of help


def test_the_page_tells_where_each_file_goes_and_who_obeys(files: dict[str, str]) -> None:
    page = files["README.html"]
    of = site()
    Tags(page)
    assert "https://example.com/robots.txt" in page
    assert "https://example.com/.well-known/tdmrep.json" in page
    assert all(f"<code>{name}</code>" in page for name in NAMES - {"README.html"})
    assert page.count("<strong>How to test it</strong>") == 4
    assert all(f"<code>{crawler.user_agent}</code>" in page for crawler in of.robots.crawlers)
    assert "44b(3)" in page
    for tool in (of.robots, of.tdmrep, of.noai, *of.left_out):
        for statement in (*tool.obeyed, *tool.limits):
            escaped = statement.text.replace("'", "&#39;").replace('"', "&#34;")
            assert escaped in page, statement.text


def test_every_link_of_the_page_is_a_source(files: dict[str, str]) -> None:
    of = site()
    records = (of.robots, of.tdmrep, of.noai, *of.left_out, *of.laws)
    known = {source.url for record in records for source in record.sources.values()}
    links = {attrs["href"] for tag, attrs in Tags(files["README.html"]).seen if tag == "a"}
    assert links
    assert links <= known


def test_without_an_address_the_page_names_none() -> None:
    page = unpack(site(None))["README.html"]
    assert "https://…/robots.txt" in page
    Tags(page)


@given(st.text(st.characters(), max_size=60).map(lambda text: f"https://bücher.de/{text}"))
def test_what_was_typed_beside_the_host_reaches_no_file(address: str) -> None:
    try:
        asked = site(address)
    except UserError:
        return
    assert pack(asked) == pack(site("bücher.de"))


@given(st.text("<>&\"'{}%#\n\r aü.com", max_size=30))
def test_nothing_typed_becomes_markup(address: str) -> None:
    try:
        asked = site(address)
    except UserError:
        return
    made = unpack(asked)
    assert asked.host is not None
    assert ROBOTS.fullmatch(made["upload/robots.txt"])
    assert [tag for tag, _ in Tags(made["README.html"]).seen] == [
        tag for tag, _ in Tags(unpack(site())["README.html"]).seen
    ]


def test_a_missing_template_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"README\.html\.j2"):
        WebsiteFiles(tmp_path)


def test_the_page_is_in_the_reader_s_language_and_says_so() -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.replace("Tern made", "TERN MADE")

    of = site()
    said = {of.noai.does.text: "Wie es wirkt."}
    made = unpack(of, Language("de", Shouting(), said))
    assert '<html lang="de">' in made["README.html"]
    assert "TERN MADE" in made["README.html"]
    assert "Wie es wirkt." in made["README.html"]
    assert made["upload/robots.txt"] == unpack(of)["upload/robots.txt"]
