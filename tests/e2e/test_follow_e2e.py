"""`/migrate follow`: files that arrive, for whom they are, and how many."""

from __future__ import annotations

import pytest

from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.migrating import START, harbour

pytestmark = pytest.mark.asyncio


@pytest.fixture
def world() -> World:
    world = english_studio()
    for member in harbour(world).members.values():
        member["joined_at"] = START.replace(year=2025).isoformat()
    return world


async def test_mastodons_list_arrives_as_a_file(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="mastodon", handle="@Mara@Mastodon.art")
    await tern.sol.slash("migrate to", platform="mastodon", handle="@sol@art.example")
    reply = await tern.jun.slash("migrate follow", platform="mastodon")
    assert reply.ephemeral
    assert "2 members here allow it" in reply.text
    assert "Following list" in reply.text
    assert reply.message is not None
    assert reply.message.files == {
        "follow-mastodon.csv": (
            b"Account address,Show boosts,Notify on new posts,Languages\n"
            b"mara@mastodon.art,true,false,\nsol@art.example,true,false,\n"
        )
    }


async def test_bluesky_has_links_to_press_in_the_message_too(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
    reply = await tern.jun.slash("migrate follow", platform="bluesky")
    assert "https://bsky.app/profile/mara.bsky.social" in reply.text
    assert reply.message is not None
    assert set(reply.message.files) == {"follow-bluesky.html", "follow-bluesky.txt"}


@pytest.mark.parametrize(("platform", "handle", "file"), [
    ("tumblr", "mara-paints", "follow-tumblr.opml"),
    ("cara", "marapaints", "follow-cara.csv"),
])  # fmt: skip
async def test_other_services_have_files_too(
    tern: Tern, platform: str, handle: str, file: str
) -> None:
    await tern.mara.slash("migrate to", platform=platform, handle=handle)
    reply = await tern.jun.slash("migrate follow", platform=platform)
    assert reply.message is not None
    assert handle.encode() in reply.message.files[file]


async def test_nobody_to_follow_is_one_sentence(tern: Tern) -> None:
    await tern.jun.slash("migrate to", platform="cara", handle="junpaints")
    reply = await tern.jun.slash("migrate follow", platform="cara")
    assert "Nobody here lets others follow them on Cara" in reply.text


async def test_newcomers_get_no_file(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    harbour(tern.discord.world).members[tern.jun.id]["joined_at"] = START.isoformat()
    reply = await tern.jun.slash("migrate follow", platform="cara")
    assert "for a week" in reply.text
    assert reply.message is not None
    assert reply.message.files == {}


async def test_three_files_a_day(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    for _ in range(3):
        assert "allows it" in (await tern.jun.slash("migrate follow", platform="cara")).text
    reply = await tern.jun.slash("migrate follow", platform="cara")
    assert "You have made 3 of these today" in reply.text
