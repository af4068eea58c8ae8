"""`/policy ask`, `compare` and `timeline`, as a person uses them."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Tern


@pytest.mark.asyncio
async def test_a_question_is_answered_with_source_and_date(tern: Tern) -> None:
    reply = await tern.mara.slash("policy ask", question="does insta read my dms?")
    assert reply.ephemeral
    assert "### Instagram: Private messages" in reply.text
    assert "https://" in reply.text
    assert "checked on 23 November 2026" in reply.text


@pytest.mark.asyncio
async def test_where_nothing_fits_it_says_so_and_does_not_quote(tern: Tern) -> None:
    reply = await tern.mara.slash("policy ask", question="what is the weather in Paris")
    assert reply.ephemeral
    assert "Tern knows nothing on that" in reply.text
    assert "weather" not in reply.text


@pytest.mark.asyncio
@pytest.mark.parametrize("question", [
    "x" * 4000, "instagram " * 400, "😂😂😂", '"instagram" AND NOT (dms* OR NEAR)',
    "\u202eسؤال instagram", "@everyone <@1> **instagram** dms", "\x07\x1b[31minstagram",
])  # fmt: skip
async def test_odd_questions_get_an_answer_or_an_honest_nothing(tern: Tern, question: str) -> None:
    reply = await tern.mara.slash("policy ask", question=question)
    assert reply.ephemeral
    assert "Something went wrong" not in reply.text
    assert "Tern knows" in reply.text


@pytest.mark.asyncio
async def test_facts_can_be_posted_without_the_question(tern: Tern) -> None:
    reply = await tern.mara.slash("policy ask", question="cara ai art rule, asks Jun privately")
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "facts-post:v1")
    assert posted.message is not None
    assert not posted.ephemeral
    assert "Posted by Mara" in posted.text
    assert "### Cara: AI pictures" in posted.text
    assert "privately" not in posted.text
    opened = await tern.jun.press(posted.message, "policy-open:v1:cara")
    assert opened.ephemeral
    assert "## Cara" in opened.text


@pytest.mark.asyncio
async def test_platforms_side_by_side(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "policy compare", first="insta", second="twitter", third="cara", region="eu-de"
    )
    assert reply.ephemeral
    assert "## Instagram, X and Cara" in reply.text
    assert "Answer for: Germany" in reply.text
    assert reply.message is not None
    opened = await tern.mara.press(reply.message, "policy-open:v1:x")
    assert "## X" in opened.text
    assert opened.message is not None
    assert opened.message.id != reply.message.id
    posted = await tern.mara.press(reply.message, "compare-post:v1")
    assert not posted.ephemeral
    assert "Posted by Mara" in posted.text


@pytest.mark.asyncio
async def test_without_a_region_the_comparison_says_what_differs_and_asks(tern: Tern) -> None:
    reply = await tern.mara.slash("policy compare", first="instagram", second="bluesky")
    assert "Depends on where you live" in reply.text
    assert "EU and EEA" in reply.text
    assert reply.message is not None
    chosen = await tern.mara.select(reply.message, "compare-region:v1:instagram.bluesky", "eu-ie")
    assert "Answer for: Ireland" in chosen.text
    assert await tern.services.store.person(int(tern.mara.id)) is None
    other = await tern.mara.select(reply.message, "compare-region:v1:instagram.bluesky", "another")
    assert "/policy compare" in other.text


@pytest.mark.asyncio
async def test_a_remembered_region_is_compared_for(tern: Tern) -> None:
    await tern.mara.slash("me region", region="eu-ie")
    reply = await tern.mara.slash("policy compare", first="instagram", second="bluesky")
    assert "Answer for: Ireland" in reply.text


@pytest.mark.asyncio
async def test_the_same_platform_twice_is_refused_kindly(tern: Tern) -> None:
    reply = await tern.mara.slash("policy compare", first="insta", second="instagram")
    assert reply.ephemeral
    assert "Instagram is named twice" in reply.text


@pytest.mark.asyncio
async def test_a_timeline_turns_and_is_posted(tern: Tern) -> None:
    reply = await tern.mara.slash("policy timeline", platform="stability")
    assert reply.ephemeral
    assert "oldest first" in reply.text
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "timeline-post:v1:stability_ai:0")
    assert not posted.ephemeral
    assert "Posted by Mara" in posted.text
    turned = await tern.mara.press(reply.message, "policy-page:v1:timeline:stability_ai:-:1")
    assert turned.message is not None
    assert turned.message.id == reply.message.id
    assert "Page 2" in turned.text


@pytest.mark.asyncio
@pytest.mark.parametrize("option", ["first", "second", "third"])
async def test_names_complete_in_a_comparison(tern: Tern, option: str) -> None:
    choices = await tern.mara.complete("policy compare", option, "insta")
    assert choices[0]["value"] == "instagram"
