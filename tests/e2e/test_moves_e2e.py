"""`/migrate`: cards, and who sees them."""

from __future__ import annotations

import pytest

from bot.local_discord.replies import Refused
from tests.e2e.conftest import Tern


@pytest.mark.asyncio
async def test_a_card_is_published_and_found(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "migrate to", platform="bluesky", handle="@mara.bsky.social", **{"from": "instagram"}
    )
    assert reply.ephemeral
    assert "https://bsky.app/profile/mara.bsky.social" in reply.text
    assert "Everyone here can look you up" in reply.text
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.ephemeral
    assert "mara.bsky.social" in found.text
    assert "instead of Instagram" in found.text
    assert "not checked" in found.text


@pytest.mark.asyncio
async def test_the_menu_on_a_member_finds_the_same(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    by_menu = await tern.jun.user_menu("Where did they move?", tern.mara.id)
    by_command = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert "marapaints" in by_menu.text
    assert by_menu.text == by_command.text


@pytest.mark.asyncio
@pytest.mark.parametrize(("visible", "seen"), [
    ("lists", True), ("find", True), ("numbers", False), ("me", False),
])  # fmt: skip
async def test_only_what_was_allowed_is_found(tern: Tern, visible: str, seen: bool) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints", visible=visible)
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert ("marapaints" in found.text) is seen
    own = await tern.mara.slash("migrate list")
    assert "marapaints" in own.text


@pytest.mark.asyncio
async def test_a_hidden_card_looks_like_none(tern: Tern) -> None:
    none = await tern.jun.slash("migrate find", member=tern.mara.id)
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints", visible="me")
    hidden = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert hidden.text == none.text


@pytest.mark.asyncio
async def test_a_second_card_for_a_platform_takes_the_firsts_place(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="first.name")
    changed = await tern.mara.slash("migrate to", platform="cara", handle="second.name")
    assert "is changed" in changed.text
    own = await tern.mara.slash("migrate list")
    assert "second" in own.text
    assert "first" not in own.text


@pytest.mark.asyncio
async def test_removing(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert "gone" in (await tern.mara.slash("migrate remove", platform="cara")).text
    assert "no card" in (await tern.mara.slash("migrate remove", platform="cara")).text
    assert "no card" in (await tern.mara.slash("migrate list")).text


@pytest.mark.asyncio
async def test_what_cannot_be_a_handle_is_refused_with_an_example(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="mastodon", handle="@everyone")
    assert reply.message is not None
    assert "does not look like a name" in reply.text
    assert "One looks like this:" in reply.text
    assert not reply.message.json["mention_everyone"]


@pytest.mark.asyncio
async def test_cards_of_one_server_are_unknown_in_another(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    elsewhere = await tern.mara.slash("migrate list", channel="press")
    assert "no card" in elsewhere.text


@pytest.mark.asyncio
async def test_not_in_direct_messages(tern: Tern) -> None:
    with pytest.raises(Refused):
        await tern.mara.slash("migrate list", channel="dm")


@pytest.mark.asyncio
async def test_somebody_who_left_is_no_member(tern: Tern) -> None:
    jun = tern.jun.id
    for guild in tern.discord.world.guilds.values():
        guild.members.pop(jun, None)
    reply = await tern.mara.slash("migrate find", member=jun)
    assert "not a member" in reply.text
