"""What the shipped records give the watch to read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.catalogue import Catalogue, load
from bot.core.watch_texts import texts_of
from bot.core.watched import Watched

DATA = Path(__file__).parents[2] / "data"

COLLECTIONS = {"contrib", "genai-contrib", "genai-eu", "pga", "vlopses-us"}
"""Of Open Terms Archive: those whose copies were read."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load(DATA, tmp_path_factory.mktemp("compiled") / "catalogue", date(2026, 11, 23))


@pytest.fixture(scope="module")
def texts(catalogue: Catalogue) -> list[Watched]:
    return list(texts_of(catalogue.platforms.values()))


def test_every_platform_that_has_documents_has_one_to_watch_or_says_why(
    catalogue: Catalogue, texts: list[Watched]
) -> None:
    watched = {text.platform for text in texts}
    without = {one.id for one in catalogue.platforms.values() if one.documents} - watched
    assert without <= {"dreamwidth"}, "its only document is a blog post"


def test_each_text_is_another(texts: list[Watched]) -> None:
    assert [text for text, n in Counter(text.id for text in texts).items() if n > 1] == []


def test_what_is_watched_is_read_by_https_and_may_lead_to_its_own_host(
    texts: list[Watched],
) -> None:
    for text in texts:
        parts = urlsplit(text.document.url)
        assert parts.scheme == "https"
        assert parts.hostname in text.hosts


def test_redirects_lead_to_no_host_that_only_holds_copies(texts: list[Watched]) -> None:
    """Sources are often copies of a platform's text on somebody else's host."""
    for text in texts:
        assert not text.hosts & {"github.com", "web.archive.org", "ailurinae.blog"}


def test_archived_texts_are_of_collections_that_were_read(texts: list[Watched]) -> None:
    archived = [text.document.archive for text in texts if text.document.archive]
    assert {one.collection for one in archived} <= COLLECTIONS
    assert len(archived) > len(texts) / 2


def test_one_archived_text_is_the_same_document_in_every_record(texts: list[Watched]) -> None:
    """Else a change in one platform's policy would be told as another's."""
    addresses: dict[object, set[str]] = {}
    for text in texts:
        if text.document.archive:
            addresses.setdefault(text.document.archive, set()).add(text.document.url)
    assert {archive: urls for archive, urls in addresses.items() if len(urls) > 1} == {}
