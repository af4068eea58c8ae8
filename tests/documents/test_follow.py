"""Follow files: exactly what the importers read, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.follow import Follow, Followed, FollowFormat, format_for
from bot.core.models import LetterFile
from bot.documents.follow import FollowWriter, safe_cell
from tests.shipped import catalogue


def follow(format_: FollowFormat, handles: Sequence[str], platform: str = "x") -> Follow:
    return Follow(
        platform=platform,
        title="Members of my server",
        language="en",
        format=format_,
        people=[
            Followed(handle=h, url=f"https://x.example/{h}", feed=f"https://x.example/{h}.rss")
            for h in handles
        ],
        at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
    )


def written(format_: FollowFormat, handles: Sequence[str]) -> Sequence[LetterFile]:
    return FollowWriter().write(follow(format_, handles))


@pytest.mark.parametrize(("platform", "format_"), [
    ("mastodon", "mastodon"), ("pixelfed", "mastodon"), ("bluesky", "bluesky"),
    ("tumblr", "opml"), ("neocities", "opml"), ("wordpress_com", "opml"), ("dreamwidth", "opml"),
    ("cara", "csv"), ("instagram", "csv"), ("artfol", "csv"),
])  # fmt: skip
def test_each_service_gets_what_it_reads(platform: str, format_: FollowFormat) -> None:
    assert format_for(catalogue().platforms[platform]) == format_


def test_mastodons_file_is_as_mastodon_exports_it() -> None:
    (file,) = written("mastodon", ["jane@mastodon.art", "ben@art.example"])
    assert file.name == "follow-x.csv"
    assert file.content.decode() == (
        "Account address,Show boosts,Notify on new posts,Languages\n"
        "jane@mastodon.art,true,false,\n"
        "ben@art.example,true,false,\n"
    )


def test_mastodons_files_stay_below_its_limits() -> None:
    handles = [f"a{n}@art.example" for n in range(12_001)]
    files = written("mastodon", handles)
    rows = [list(csv.reader(io.StringIO(file.content.decode()))) for file in files]
    assert [len(one) - 1 for one in rows] == [5000, 5000, 2001]
    assert len({tuple(one[0]) for one in rows}) == 1
    assert [row[0] for one in rows for row in one[1:]] == handles
    assert all(len(file.content) < 20 * 1024 * 1024 for file in files)
    assert len({file.name for file in files}) == 3


def test_bluesky_has_links_to_press_and_names_for_tools() -> None:
    page, names = written("bluesky", ["jane.bsky.social", "ben.example"])
    assert (page.name, names.name) == ("follow-x.html", "follow-x.txt")
    assert names.content == b"jane.bsky.social\nben.example\n"
    assert b'<a href="https://x.example/jane.bsky.social">jane.bsky.social</a>' in page.content


def test_a_pack_holds_150_and_many_packs_are_one_archive() -> None:
    handles = [f"a{n}.bsky.social" for n in range(151)]
    files = written("bluesky", handles)
    names = [file for file in files if file.name.endswith(".txt")]
    assert [len(file.content.splitlines()) for file in names] == [150, 1]
    (archive,) = written("bluesky", [f"a{n}.bsky.social" for n in range(5000)])
    with ZipFile(io.BytesIO(archive.content)) as packed:
        found = [packed.read(name) for name in packed.namelist() if name.endswith(".txt")]
    assert [len(content.splitlines()) for content in found] == [150] * 33 + [50]


def test_feeds_are_opml_2() -> None:
    (file,) = written("opml", ["jane", "b&n"])
    root = ET.fromstring(file.content)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Members of my server"
    assert root.findtext("head/dateCreated") == "Mon, 23 Nov 2026 01:30:00 +0000"
    outlines = root.findall("body/outline")
    assert [(o.get("type"), o.get("text"), o.get("xmlUrl")) for o in outlines] == [
        ("rss", "jane", "https://x.example/jane.rss"),
        ("rss", "b&n", "https://x.example/b&n.rss"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd|'/C calc'!A0").startswith("'")
    (file,) = written("csv", [f"{start}1+1"])
    rows = list(csv.reader(io.StringIO(file.content.decode(), newline="")))
    assert rows[1][0][0] == "'"


def test_other_names_are_left_as_they_are() -> None:
    assert safe_cell("jane-doe") == "jane-doe"


@given(handles=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_tables_hold_any_text_and_start_no_formula(handles: list[str]) -> None:
    text = [h.encode("utf-8", "ignore").decode() or "x" for h in handles]
    (file,) = written("csv", text)
    rows = list(csv.reader(io.StringIO(file.content.decode(), newline="")))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [t.removeprefix("'") for t in text]
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows)


@given(handle=st.text(max_size=60), title=st.text(max_size=60))
def test_any_text_makes_well_formed_outlines(handle: str, title: str) -> None:
    made = follow("opml", [handle.encode("utf-8", "ignore").decode()])
    (file,) = FollowWriter().write(made)
    assert len(ET.fromstring(file.content).findall("body/outline")) == 1


@given(handle=st.text(max_size=60))
def test_no_markup_of_a_name_reaches_the_page(handle: str) -> None:
    text = handle.encode("utf-8", "ignore").decode() + "<script>"
    page, _ = written("bluesky", [text])
    assert b"<script" not in page.content
