"""A reading from end to end, against a real server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.records.common import Archived, Document
from bot.core.watch_store import Reading, TextVersion
from bot.core.watched import TextRead, Unchanged, Unread, Watched
from bot.watching.archive import Archive
from bot.watching.reader import Reader
from tests.watching.archived import COLLECTIONS, FEED, Kept, markdown
from tests.watching.served import HOST, HOSTS, URL, Platform
from tests.watching.shaped import long_page, page, sentence

pytestmark = pytest.mark.asyncio

HTML = "text/html; charset=utf-8"
POLICY = Watched(
    id=7,
    platform="picturely",
    document=Document(title="Privacy Policy", url=URL),
    host=HOST,
    hosts=HOSTS,
)
COPIED = replace(
    POLICY,
    document=replace(
        POLICY.document,
        archive=Archived(collection="art", service="Art & Co", terms="Privacy Policy"),
    ),
)
TEXT = [f"{sentence(number)} {sentence(number + 1)}" for number in range(0, 60, 2)]


class Round:
    """Readings of one text in a row, noted as the watch notes them."""

    def __init__(self, platform: Platform, watched: Watched = POLICY, **options: object) -> None:
        fetcher = platform.fetcher(**options)
        self._reader = Reader(fetcher, Archive(fetcher, collections=COLLECTIONS))
        self.watched = watched
        self.last: Reading | None = None
        self.newest: TextVersion | None = None

    async def read(self) -> Unchanged | TextRead | Unread:
        result = await self._reader.read(self.watched, self.last, self.newest)
        if not isinstance(result, Unread) and not (isinstance(result, TextRead) and result.doubt):
            self.last = Reading(
                text=7,
                platform="picturely",
                etag=result.etag or (self.last.etag if self.last else None),
                modified=result.modified,
                tried_at=0,
                next_at=0,
            )
        if isinstance(result, TextRead) and not result.doubt:
            self.newest = TextVersion(text=7, read_at=0, seen_at=0, sentences=result.sentences)
        return result

    async def text(self) -> TextRead:
        result = await self.read()
        assert isinstance(result, TextRead), result
        return result

    async def problem(self) -> str:
        result = await self.read()
        assert isinstance(result, Unread), result
        return result.problem


async def test_a_page_becomes_sentences(platform: Platform) -> None:
    platform.says("/privacy", page("policy"), Content_Type=HTML, ETag='"1"')
    read = await Round(platform).text()
    assert read.sentences[3:5] == (
        "You give us your account details, the works that you upload, and what you write about"
        " them.",
        'We don\'t sell "personal information".',
    )
    assert (read.etag, read.doubt, read.upgrade) == ('"1"', None, False)


async def test_japanese_sentences_are_split(platform: Platform) -> None:
    platform.says("/privacy", page("policy_ja"), Content_Type=HTML)
    japanese = replace(POLICY, document=replace(POLICY.document, language="ja"))
    read = await Round(platform, japanese).text()
    assert (
        read.sentences[1] == "本ポリシーでは、当社が収集する情報とその利用方法について説明します。"
    )
    assert platform.asked[-1].headers["Accept-Language"].startswith("ja")


async def test_what_did_not_change_is_not_read(platform: Platform) -> None:
    round_ = Round(platform)
    platform.says("/privacy", long_page(40), Content_Type=HTML, ETag='"1"')
    await round_.text()
    platform.says("/privacy", b"", 304, ETag='"1"')
    assert isinstance(await round_.read(), Unchanged)
    assert platform.asked[-1].headers["If-None-Match"] == '"1"'


async def test_without_a_version_the_whole_text_is_asked_for(platform: Platform) -> None:
    round_ = Round(platform)
    platform.says("/privacy", long_page(40), Content_Type=HTML, ETag='"1"')
    await round_.text()
    round_.newest = None
    await round_.text()
    assert "If-None-Match" not in platform.asked[-1].headers


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("login_form", "login"),
        ("soft_404", "error-page"),
        ("policy_de", "other-language"),
        ("shell", "script-only"),
        ("empty", "empty"),
    ],
)
async def test_what_is_not_the_text_is_no_text(platform: Platform, name: str, problem: str) -> None:
    platform.says("/privacy", page(name), Content_Type=HTML)
    assert await Round(platform).problem() == problem


async def test_the_servers_problems_come_through(platform: Platform) -> None:
    platform.says("/privacy", b"", 503, Retry_After="120")
    assert await Round(platform).read() == Unread(problem="status", retry_after=120)
    platform.says("/robots.txt", "User-agent: Tern\nDisallow: /")
    assert await Round(platform).problem() == "refused"


async def test_a_text_that_is_too_long_is_refused(platform: Platform) -> None:
    platform.says("/privacy", f"<p>{'a policy ' * 150_000}</p>", Content_Type=HTML)
    assert await Round(platform).problem() == "too-large"


@pytest.mark.parametrize("content_type", [HTML, "text/plain"])
async def test_a_text_of_too_many_sentences_is_refused(
    platform: Platform, content_type: str
) -> None:
    platform.says("/privacy", "Never. " * 30_000, Content_Type=content_type)
    assert await Round(platform).problem() == "too-large"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 5_000,
        b"\xff\xfe<\x00p\x00>\x00\xd8" * 300,
        b"<" * 9_000,
        b"&#xD800;&#0;&#x110000;" * 90,
        b"<table>" * 900 + b"text",
        b"<![CDATA[" * 900,
    ],
)
async def test_no_bytes_break_it(platform: Platform, content: bytes) -> None:
    platform.says("/privacy", content, Content_Type=HTML)
    assert await Round(platform).problem() in {"empty", "other-language", "error-page"}


async def test_plain_text_is_read_and_a_picture_is_not(platform: Platform) -> None:
    platform.says("/privacy", "\n\n".join(TEXT), Content_Type="text/plain")
    assert len((await Round(platform).text()).sentences) == 60
    platform.says("/privacy", b"%PDF-1.7 " * 200, Content_Type="application/pdf")
    assert await Round(platform).problem() == "empty"


async def test_another_page_is_doubted_and_the_former_etag_kept(platform: Platform) -> None:
    round_ = Round(platform)
    platform.says("/privacy", long_page(40), Content_Type=HTML, ETag='"1"')
    await round_.text()
    other = "".join(
        f"<p>The artist {n} draws horses by the sea in book {n}.</p>" for n in range(80)
    )
    platform.says("/privacy", other, Content_Type=HTML, ETag='"2"')
    read = await round_.text()
    assert (read.doubt, read.etag, len(read.sentences)) == ("other-page", '"1"', 80)


async def test_a_part_that_the_selector_does_not_find_is_a_problem(platform: Platform) -> None:
    chosen = replace(POLICY, document=replace(POLICY.document, selector="#legal"))
    round_ = Round(platform, chosen)
    platform.says("/privacy", long_page(40).replace("<main>", '<main id="legal">'),
                  Content_Type=HTML)  # fmt: skip
    assert (await round_.text()).doubt is None
    platform.says("/privacy", long_page(40).replace("</h1>", "</h1>News"), Content_Type=HTML)
    assert await round_.problem() == "empty"
    assert await Round(platform, chosen).problem() == "empty"


# ---------------------------------------------------------------- the archive


def archived(platform: Platform) -> Kept:
    kept = Kept(platform)
    kept.lists()
    kept.record("2026-03-02T10:00:00.000Z", markdown(*TEXT), "First record")
    return kept


async def test_the_archives_copy_is_read_instead(platform: Platform) -> None:
    archived(platform)
    read = await Round(platform, COPIED).text()
    assert read.sentences[:3] == ("Privacy Policy", sentence(0), sentence(1))
    assert (read.upgrade, read.modified) == (False, 'W/"1"')
    assert not any(address.partition("/")[0] == HOST for address in platform.addresses)


async def test_a_change_in_the_archive_is_one(platform: Platform) -> None:
    kept = archived(platform)
    round_ = Round(platform, COPIED)
    await round_.text()
    assert isinstance(await round_.read(), Unchanged)
    kept.record("2026-03-03T10:00:00.000Z", markdown(*TEXT[:-1], "We train models on it."))
    read = await round_.text()
    assert (read.sentences[-1], read.upgrade) == ("We train models on it.", False)
    assert isinstance(await round_.read(), Unchanged)


async def test_a_technical_upgrade_is_a_new_base(platform: Platform) -> None:
    kept = archived(platform)
    round_ = Round(platform, COPIED)
    await round_.text()
    kept.record("2026-03-03T10:00:00.000Z", markdown("Menu", *TEXT), "Technical upgrade")
    kept.record("2026-03-04T10:00:00.000Z", markdown("Menu", *TEXT, "We train models on it."))
    first, second = await round_.text(), await round_.text()
    assert (first.sentences[1], first.upgrade) == ("Menu", True)
    assert (second.sentences[-1], second.upgrade) == ("We train models on it.", False)


async def test_a_text_that_the_archive_does_not_have_is_read_from_its_page(
    platform: Platform,
) -> None:
    kept = archived(platform)
    kept.lists(id="another")
    platform.says("/privacy", long_page(40), Content_Type=HTML, ETag='"1"')
    read = await Round(platform, COPIED).text()
    assert (read.etag, read.upgrade) == ('"1"', False)


async def test_a_page_in_place_of_the_archives_copy_is_a_new_base(platform: Platform) -> None:
    """What differs between the two is how they are read."""
    archived(platform)
    round_ = Round(platform, COPIED)
    await round_.text()
    platform.says(FEED, b"", 404)
    platform.says("/privacy", long_page(30), Content_Type=HTML, ETag='"1"')
    assert (await round_.text()).upgrade
    assert "If-None-Match" not in platform.asked[-1].headers
    assert not (await round_.text()).upgrade

    archived(platform)
    assert (await round_.text()).upgrade
    assert isinstance(await round_.read(), Unchanged)


async def test_an_archive_that_does_not_answer_is_waited_for(platform: Platform) -> None:
    """The page is not read instead: what differs would be no change."""
    archived(platform)
    round_ = Round(platform, COPIED)
    await round_.text()
    platform.says(FEED, b"", 503, Retry_After="60")
    assert await round_.read() == Unread(problem="archive", retry_after=60)
    platform.says(FEED, "<!DOCTYPE a><a/>")
    assert await round_.problem() == "archive"


async def test_a_doubtful_copy_is_read_again_the_next_time(platform: Platform) -> None:
    kept = archived(platform)
    round_ = Round(platform, COPIED)
    mark = (await round_.text()).etag
    kept.record("2026-03-03T10:00:00.000Z", markdown(*TEXT[:4]))
    for _ in range(3):
        read = await round_.text()
        assert (read.doubt, read.etag) == ("other-page", mark)
