"""Digest, milestones and campaign: posted once each, in the server's language, until they stop."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.permissions import (
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    overwrite,
)
from bot.local_discord.replies import Refused
from bot.local_discord.server import LocalDiscord
from tests.e2e.life import tern_at
from tests.e2e.posting import (
    CHANNEL,
    after_lease,
    crowd_moves,
    digest_noted,
    do_jobs,
    forbid,
    harbour,
    posts,
    studio,
    studio_at,
)
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

DIGEST = "/settings digest channel:art-talk weekday:Monday hour:9 timezone:Europe/Berlin"


async def test_the_digest_comes_at_its_hour_every_week(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        await crowd_moves(tern)
        reply = await tern.sol.slash(DIGEST)
        assert "Monday, 09:00 (Europe/Berlin)" in reply.text
        clock.on(days=6, hours=19, minutes=59)
        await do_jobs(tern)
        assert posts(tern.mara) == []
        clock.on(minutes=1)
        await do_jobs(tern)
        (post,) = posts(tern.mara)
        assert "Cara: " in post.text
        assert "Instagram → Cara: " in post.text
        assert "or more" in post.text
        clock.on(hours=1)
        await do_jobs(tern)
        assert len(posts(tern.mara)) == 1
        clock.on(days=7)
        await do_jobs(tern)
        assert len(posts(tern.mara)) == 2
        assert "secret number" in (await tern.mara.press(post, "counted")).text


@pytest.mark.parametrize("readable", [True, False])
async def test_who_was_killed_after_posting_posts_no_second_time(
    tmp_path: Path, readable: bool
) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_at(discord, tmp_path, clock) as tern:
            await crowd_moves(tern)
            await tern.sol.slash(DIGEST)
            if not readable:
                forbid(tern, READ_MESSAGE_HISTORY)
            clock.on(days=7)
            # The post arrives, and the process dies before it hears of that.
            held = discord.faults.hold(r"POST /channels/\d+/messages", after=True)
            dying = asyncio.create_task(do_jobs(tern))
            await discord.world.until(lambda: len(posts(tern.mara)) == 1)
            for task in asyncio.all_tasks():
                if task.get_name() == "tern-job":
                    task.cancel()
            await asyncio.gather(dying, return_exceptions=True)
            held.set()
        after_lease(clock)
        async with tern_at(discord, tmp_path, clock) as tern:
            await digest_noted(tern)
            assert len(posts(tern.mara)) == 1
            clock.on(days=7)
            await do_jobs(tern)
            assert len(posts(tern.mara)) == 2


async def test_who_was_killed_before_posting_posts_after_all(tmp_path: Path) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_at(discord, tmp_path, clock) as tern:
            await crowd_moves(tern)
            await tern.sol.slash(DIGEST)
            await tern.mara.say(CHANNEL, "Good morning")
            clock.on(days=7)
            due = await tern.services.digests.due(int(harbour(discord.world).id))
            assert due is not None
            assert not isinstance(due, int)
            await tern.services.postings.attempt(due)
        after_lease(clock)
        async with tern_at(discord, tmp_path, clock) as tern:
            await digest_noted(tern)
            assert len(posts(tern.mara)) == 1


async def test_two_processes_post_once(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as one:
        await crowd_moves(one)
        await one.sol.slash(DIGEST)
        clock.on(days=7)
        async with tern_at(one.discord, tmp_path, clock) as two:
            await asyncio.gather(do_jobs(one), do_jobs(two))
            await digest_noted(one)
            assert len(posts(one.mara)) == 1


async def test_what_discord_did_not_take_comes_a_little_later(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        await crowd_moves(tern)
        await tern.sol.slash(DIGEST)
        clock.on(days=7)
        tern.discord.faults.reset(r"POST /channels/\d+/messages", times=5)
        await do_jobs(tern)
        assert posts(tern.mara) == []
        tern.discord.faults.clear()
        clock.on(minutes=2)
        await do_jobs(tern)
        assert len(posts(tern.mara)) == 1


@pytest.mark.parametrize("right", [SEND_MESSAGES, VIEW_CHANNEL])
async def test_a_forbidden_channel_stops_it_with_a_word_to_the_moderators(
    tmp_path: Path, right: int
) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        await crowd_moves(tern)
        await tern.sol.slash(DIGEST)
        forbid(tern, right)
        clock.on(days=7)
        await do_jobs(tern)
        assert posts(tern.sol) == []
        assert "stopped" not in (await tern.mara.slash("about")).text
        reply = await tern.sol.slash("about")
        word = await reply.next()
        assert word.ephemeral
        assert "Weekly digest: stopped on 30 November 2026" in word.text
        shown = await tern.sol.slash("settings show")
        assert "stopped on 30 November 2026, because Tern may not write" in shown.text
        tern.sol.channel(CHANNEL)["permission_overwrites"] = []
        clock.on(days=7)
        await do_jobs(tern)
        assert posts(tern.sol) == []


async def test_a_channel_that_is_gone_stops_it(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        await crowd_moves(tern)
        await tern.sol.slash(DIGEST)
        world = tern.discord.world
        gone = tern.sol.channel(CHANNEL)["id"]
        harbour(world).channel_ids.remove(gone)
        del world.channels[gone]
        clock.on(days=7)
        await do_jobs(tern)
        shown = await tern.sol.slash("settings show")
        assert "because the channel is gone" in shown.text
        assert "Tern has stopped posting" not in (await tern.sol.slash("about")).text


async def test_only_channels_where_both_may_write(tmp_path: Path) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        bot = discord.world.bot["id"]
        channel = next(c for c in discord.world.channels.values() if c.get("name") == CHANNEL)
        sol = discord.person("Sol")
        channel["permission_overwrites"] = [overwrite(bot, deny=SEND_MESSAGES, member=True)]
        async with tern_at(discord, tmp_path, clock) as tern:
            assert "Tern may not write in" in (await tern.sol.slash(DIGEST)).text
        channel["permission_overwrites"] = [overwrite(sol.id, deny=SEND_MESSAGES, member=True)]
        async with tern_at(discord, tmp_path, clock) as tern:
            assert "You may not write in" in (await tern.sol.slash(DIGEST)).text


async def test_one_option_changes_and_none_switches_off(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        assert "Name the channel" in (await tern.sol.slash("settings digest", hour=8)).text
        await tern.sol.slash(DIGEST)
        reply = await tern.sol.slash("settings digest", hour=18)
        assert "Monday, 18:00 (Europe/Berlin)" in reply.text
        assert "off from now on" in (await tern.sol.slash("settings digest")).text
        assert "nothing was on" in (await tern.sol.slash("settings digest")).text
        unknown = await tern.sol.slash("/settings digest channel:art-talk timezone:Europe/Atlantis")
        assert "no time zone of that name" in unknown.text
        found = await tern.sol.complete("settings digest", "timezone", "lisb")
        assert [choice["value"] for choice in found] == ["Europe/Lisbon"]
        assert len(await tern.sol.complete("settings digest", "timezone", "")) > 5


async def test_posts_are_in_the_servers_language_and_say_no_name(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        tern.sol.locale = "de"
        await tern.sol.slash("/settings milestones channel:art-talk")
        await crowd_moves(tern)
        clock.on(days=7)
        await do_jobs(tern)
        (post,) = posts(tern.mara)
        assert "**30 or more** of us have said that they can be found on Cara." in post.text
        assert "Member" not in post.text
        clock.on(days=7)
        await do_jobs(tern)
        assert len(posts(tern.mara)) == 1


async def test_a_campaign_opens_a_form_for_everyone_and_ends_by_itself(tmp_path: Path) -> None:
    clock = MovingClock()
    async with studio_at(tmp_path, clock) as tern:
        reply = await tern.sol.slash(
            "/settings campaign platform:DeviantArt until:2026-12-10 channel:art-talk"
        )
        assert "letters to DeviantArt, 23 November 2026 to 10 December 2026" in reply.text
        await do_jobs(tern)
        (opening,) = posts(tern.mara)
        assert "Letters to DeviantArt" in opening.text
        assert "Next count: 30 November 2026" in opening.text
        asked = await tern.mara.press(opening, "letter-form")
        assert asked.message is not None
        assert asked.ephemeral
        await tern.jun.slash("me region", region="uk")
        form = await tern.jun.press(opening, "letter-form")
        assert form.modal is not None
        assert "deviantart" in form.modal.custom_id
        clock.to(1797325200)  # 15 December 2026
        await do_jobs(tern)
        closing = posts(tern.mara)[-1]
        assert "are over" in closing.text
        assert len(posts(tern.mara)) == 2
        assert "Campaign: ended on" in (await tern.sol.slash("settings show")).text


async def test_a_campaign_is_for_places_that_one_writes_to(tmp_path: Path) -> None:
    async with studio_at(tmp_path, MovingClock()) as tern:
        refused = await tern.sol.slash("settings campaign", platform="cara", until="2026-12-10")
        assert "a place to move to" in refused.text
        assert (
            "Name the last day"
            in (await tern.sol.slash("settings campaign", platform="instagram")).text
        )


async def test_members_do_not_see_the_settings(tmp_path: Path) -> None:
    async with studio_at(tmp_path, MovingClock()) as tern:
        with pytest.raises(Refused):
            await tern.mara.slash("settings digest")
