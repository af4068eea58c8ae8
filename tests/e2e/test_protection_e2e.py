"""`/protect`, as a person uses it."""

from __future__ import annotations

import io
from urllib.robotparser import RobotFileParser
from zipfile import ZipFile

import pytest

from tests.e2e.conftest import Tern, contains


@pytest.mark.asyncio
async def test_the_answer_says_what_it_does_who_obeys_and_what_broke_it(tern: Tern) -> None:
    reply = await tern.mara.slash("/protect show tool:Glaze")
    record = tern.services.catalogue.tools["glaze"]
    assert reply.ephemeral
    assert reply.text.startswith("## Glaze")
    for statement in (record.does, *record.obeyed, *record.broken_by, *record.limits):
        assert statement.text in reply.text
    assert "checked on 23 November 2026" in reply.text


@pytest.mark.asyncio
@pytest.mark.parametrize(("typed", "first"), [
    ("", None), ("gla", "glaze"), ("nightshad", "nightshade"), ("robts", "robots_txt"),
    ("noai", "noai_meta"), ("c2pa", "c2pa_content_credentials"),
])  # fmt: skip
async def test_the_option_completes(tern: Tern, typed: str, first: str | None) -> None:
    choices = await tern.mara.complete("protect show", "tool", typed)
    assert 0 < len(choices) <= 25
    assert first is None or choices[0]["value"] == first


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["Glaise", "@everyone", "x" * 6000, "🦊"])
async def test_unknown_names_get_the_three_nearest(tern: Tern, typed: str) -> None:
    reply = await tern.mara.slash("protect show", tool=typed)
    assert reply.ephemeral
    assert "The nearest names:" in reply.text
    assert typed not in reply.text
    tools = tern.services.catalogue.tools.values()
    assert sum(tool.name in reply.text for tool in tools) >= 3


@pytest.mark.asyncio
async def test_pages_turn_in_place_and_come_back(tern: Tern) -> None:
    reply = await tern.mara.slash("protect show", tool="glaze")
    assert reply.message is not None
    first = reply.text
    for page, words in (("timeline", "16 March 2023"), ("sources", "read on")):
        turned = await tern.mara.press(reply.message, f"tool-page:v1:{page}:glaze:0")
        assert words in turned.text
        assert turned.message is not None
        assert turned.message.id == reply.message.id
    back = await tern.mara.press(reply.message, "tool-page:v1:answer:glaze:0")
    assert back.text == first


@pytest.mark.asyncio
async def test_posting_is_public_and_its_buttons_answer_the_one_who_presses(tern: Tern) -> None:
    reply = await tern.mara.slash("protect show", tool="noai")
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "tool-post:v1:noai_meta")
    assert posted.message is not None
    assert not posted.ephemeral
    assert "Posted by Mara" in posted.text
    assert posted.message.json["mentions"] == []
    before = posted.text
    sources = await tern.jun.press(posted.message, "tool-page:v1:sources:noai_meta:0")
    assert sources.ephemeral
    assert "read on" in sources.text
    assert posted.message.text == before


@pytest.mark.asyncio
async def test_the_files_for_a_website_come_as_a_zip_for_the_person_alone(tern: Tern) -> None:
    reply = await tern.mara.slash("protect website", address="https://www.mara-paints.art/work?x=1")
    assert reply.ephemeral
    assert reply.message is not None
    assert "## Files for www.mara-paints.art" in reply.text
    (attachment,) = reply.message.attachments
    assert attachment["filename"] == "tern-website.zip"
    assert "robots.txt" in attachment["description"]
    with ZipFile(io.BytesIO(reply.message.files["tern-website.zip"])) as archive:
        robots = archive.read("upload/robots.txt").decode()
        assert "www.mara-paints.art" in archive.read("README.html").decode()
    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    assert not parser.can_fetch("GPTBot", "https://www.mara-paints.art/")
    assert parser.can_fetch("Googlebot", "https://www.mara-paints.art/")
    assert await tern.services.privacy.held(int(tern.mara.id)) == {}


@pytest.mark.asyncio
async def test_without_an_address_the_files_fit_any_website(tern: Tern) -> None:
    reply = await tern.mara.slash("protect website")
    assert reply.message is not None
    assert "## Files for a website" in reply.text
    assert list(reply.message.files) == ["tern-website.zip"]


@pytest.mark.asyncio
@pytest.mark.parametrize("address", [
    "localhost", "127.0.0.1", "[::1]", "mara@example.com", "😀", "</title>", "x" * 6000,
    "example.com\\nDisallow: /",
])  # fmt: skip
async def test_what_is_no_public_website_is_refused_in_one_sentence(
    tern: Tern, address: str
) -> None:
    reply = await tern.mara.slash("protect website", address=address)
    assert reply.ephemeral
    assert "not the address of a public website" in reply.text
    assert reply.message is not None
    assert reply.message.files == {}


@pytest.mark.asyncio
async def test_a_platform_is_named_instead_of_files_that_cannot_work(tern: Tern) -> None:
    reply = await tern.mara.slash("protect website", address="instagram.com/mara")
    assert "only Instagram itself" in reply.text
    assert not contains(reply.message.json if reply.message else {}, "tern-website.zip")
