"""`/policy show`, as a person uses it."""

from __future__ import annotations

import pytest

from bot.local_discord.replies import Refused
from tests.e2e.conftest import Tern


@pytest.mark.asyncio
@pytest.mark.parametrize("region", ["eu-de", "eu-ie", "uk", "us-ca", "us-other", "br"])
@pytest.mark.parametrize("platform", ["instagram", "facebook", "cara", "bluesky", "mastodon"])
async def test_the_answer_has_a_verdict_and_its_dates(
    tern: Tern, platform: str, region: str
) -> None:
    reply = await tern.mara.slash("policy show", platform=platform, region=region)
    record = tern.services.catalogue.platforms[platform]
    assert reply.ephemeral
    assert f"## {record.name}" in reply.text
    assert record.training.summary.text in reply.text
    assert "record checked on 23 November 2026" in reply.text


@pytest.mark.asyncio
async def test_germany_may_object_to_instagram_and_the_us_may_not(tern: Tern) -> None:
    germany = await tern.mara.slash("/policy show platform:instagram region:eu-de")
    texas = await tern.mara.slash("/policy show platform:instagram region:us-other")
    answers = tern.services.policies
    for reply, region in ((germany, "eu-de"), (texas, "us-other")):
        shown = answers.show(answers.platform("instagram"), answers.region(region))
        assert shown.opt_out is not None
        assert shown.opt_out.answer.text in reply.text
    assert germany.text != texas.text


@pytest.mark.asyncio
async def test_without_a_region_the_answer_comes_at_once_and_asks(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram")
    assert reply.message is not None
    assert "Depends on where you live" in reply.text
    chosen = await tern.mara.select(reply.message, "policy-region:v1:instagram", "eu-ie")
    assert "Answer for: Ireland" in chosen.text
    assert await tern.services.store.person(int(tern.mara.id)) is None


@pytest.mark.asyncio
async def test_another_region_names_the_way(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram")
    assert reply.message is not None
    other = await tern.mara.select(reply.message, "policy-region:v1:instagram", "another")
    assert "/me region" in other.text


@pytest.mark.asyncio
async def test_another_region_is_a_press_and_a_choice_away(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert reply.message is not None
    asked = await tern.mara.press(reply.message, "policy-where:v1:instagram")
    assert asked.ephemeral
    assert asked.message is not None
    chosen = await tern.mara.select(asked.message, "policy-region:v1:instagram", "us-ca")
    assert "Answer for: California" in chosen.text
    assert "Answer for: Germany" in reply.message.text


@pytest.mark.asyncio
async def test_a_remembered_region_is_used(tern: Tern) -> None:
    await tern.mara.slash("me region", region="eu-ie")
    reply = await tern.mara.slash("policy show", platform="instagram")
    assert "Answer for: Ireland" in reply.text


@pytest.mark.asyncio
@pytest.mark.parametrize(("option", "typed", "near"), [
    ("platform", "instagrum", "Instagram"), ("region", "Germny", "Germany"),
])  # fmt: skip
async def test_unknown_names_get_the_three_nearest_and_nothing_else(
    tern: Tern, option: str, typed: str, near: str
) -> None:
    options = {"platform": "instagram", "region": "eu-de", option: typed}
    reply = await tern.mara.slash("policy show", **options)
    assert reply.ephemeral
    assert near in reply.text
    assert reply.text.count(",") == 1
    assert " and " in reply.text


@pytest.mark.asyncio
async def test_pages_turn_in_place_and_come_back(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert reply.message is not None
    first = reply.text
    for page, words in (
        ("details", "Private messages"), ("timeline", "14 June 2024"), ("sources", "read on"),
    ):  # fmt: skip
        turned = await tern.mara.press(reply.message, f"policy-page:v1:{page}:instagram:eu-de:0")
        assert words in turned.text
        assert turned.message is not None
        assert turned.message.id == reply.message.id
    back = await tern.mara.press(reply.message, "policy-page:v1:answer:instagram:eu-de:0")
    assert back.text == first


@pytest.mark.asyncio
async def test_posting_is_public_names_the_person_and_pings_nobody(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "policy-post:v1:instagram:eu-de")
    assert posted.message is not None
    assert not posted.ephemeral
    assert "Posted by Mara" in posted.text
    assert posted.message.json["mentions"] == []
    seen = [message.id for message in tern.jun.messages(posted.message.channel_id)]
    assert posted.message.id in seen
    assert reply.message.id not in seen


@pytest.mark.asyncio
async def test_a_button_on_a_public_answer_answers_the_one_who_presses(tern: Tern) -> None:
    reply = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert reply.message is not None
    posted = await tern.mara.press(reply.message, "policy-post:v1:instagram:eu-de")
    assert posted.message is not None
    before = posted.text
    details = await tern.jun.press(posted.message, "policy-page:v1:details")
    assert details.ephemeral
    assert posted.message.text == before


@pytest.mark.asyncio
@pytest.mark.parametrize(("option", "typed", "first"), [
    ("platform", "insta", "instagram"),
    ("platform", "blusky", "bluesky"),
    ("platform", "fb", "facebook"),
    ("region", "Allemagne", "eu-de"),
    ("region", "Alemania", "eu-de"),
    ("region", "germny", "eu-de"),
])  # fmt: skip
async def test_options_complete(tern: Tern, option: str, typed: str, first: str) -> None:
    choices = await tern.mara.complete("policy show", option, typed)
    assert choices[0]["value"] == first
    assert len(choices) <= 25


@pytest.mark.asyncio
async def test_a_missing_platform_is_refused_by_the_client(tern: Tern) -> None:
    with pytest.raises(Refused):
        await tern.mara.slash("policy show")
