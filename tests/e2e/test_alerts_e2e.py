"""Changed terms in a server: drafted for moderators, posted once, whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.local_discord.permissions import (
    ATTACH_FILES,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    overwrite,
)
from bot.local_discord.replies import Message
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.posting import (
    CHANNEL,
    after_lease,
    do_jobs,
    forbid,
    harbour,
    posts,
    studio,
    studio_at,
)
from tests.e2e.watching import found, tern_watching
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

DRAFTS = "general"
REVIEWED = f"/settings alerts channel:{CHANNEL} review:{DRAFTS}"
DIRECT = f"/settings alerts channel:{CHANNEL} direct:yes"


@asynccontextmanager
async def watching(folder: Path, clock: MovingClock) -> AsyncIterator[Tern]:
    async with (
        LocalDiscord(world=studio(clock)) as discord,
        tern_watching(discord, folder, clock) as tern,
    ):
        yield tern


async def work(tern: Tern, clock: MovingClock) -> None:
    """What the worker does within some minutes: it tells everybody, one message after another."""
    for _ in range(6):
        await do_jobs(tern)
        clock.on(seconds=2)
    after_lease(clock)
    await do_jobs(tern)


async def press(tern: Tern, draft: Message, button: str, becomes: str) -> Message:
    """Sol presses a button of the draft, and sees what it becomes."""
    await tern.sol.press(draft, button)
    await tern.discord.world.until(lambda: becomes in posts(tern.sol, DRAFTS)[-1].text)
    return posts(tern.sol, DRAFTS)[-1]


async def test_moderators_see_it_first_and_post_it(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        reply = await tern.sol.slash(REVIEWED)
        assert "changes that touch AI" in reply.text
        assert "all platforms; first as a draft in" in reply.text
        assert "Everyone can read the channel for drafts" in reply.text
        await found(tern, clock)
        await work(tern, clock)
        assert posts(tern.mara) == []
        (draft,) = posts(tern.sol, DRAFTS)
        assert "This is a draft for moderators." in draft.text
        assert list(draft.files) == ["instagram-2026-11-24.txt"]
        assert b"to train our generative models" in draft.files["instagram-2026-11-24.txt"]
        refused = await tern.mara.press(draft, "alert-post")
        assert "This is for moderators" in refused.text
        draft = await press(tern, draft, "alert-post", f"<@{tern.sol.id}> chose on")
        await work(tern, clock)
        assert len(draft.files) == 1
        (post,) = posts(tern.mara)
        assert "Instagram changed “" in post.text
        assert "**Now**\n> We use what you post to show it to others and to train" in post.text
        assert len(post.files) == 1
        assert "sentence by sentence" in (await tern.mara.press(post, "alert-about")).text
        assert "Instagram" in (await tern.mara.press(post, "policy-open")).text
        await work(tern, clock)
        assert (len(posts(tern.mara)), len(posts(tern.sol, DRAFTS))) == (1, 1)


async def test_dropped_and_posted_after_all(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        await tern.sol.slash(REVIEWED)
        await found(tern, clock)
        await work(tern, clock)
        (draft,) = posts(tern.sol, DRAFTS)
        dropped = await press(tern, draft, "alert-drop", f"<@{tern.sol.id}> dropped this on")
        await work(tern, clock)
        assert posts(tern.mara) == []
        await press(tern, dropped, "alert-post", "to have this posted in")
        await work(tern, clock)
        assert len(posts(tern.mara)) == 1


async def test_direct_posting_and_what_was_not_chosen(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        reply = await tern.sol.slash(f"{DIRECT} platforms:Instagram,Cara")
        assert "Instagram and Cara; posted at once" in reply.text
        await found(tern, clock, id=71, because={})
        await found(tern, clock, id=72, platform="deviantart")
        await found(tern, clock, id=73)
        await work(tern, clock)
        (post,) = posts(tern.mara)
        assert "Instagram changed" in post.text
        await tern.sol.slash("/settings alerts which:all platforms:*")
        shown = await tern.sol.slash("settings show")
        assert "every change; all platforms; posted at once" in shown.text
        await found(tern, clock, id=74, because={}, platform="deviantart")
        await work(tern, clock)
        assert len(posts(tern.mara)) == 2


@pytest.mark.parametrize("channel", [CHANNEL, DRAFTS])
async def test_who_was_killed_after_sending_sends_no_second_time(
    tmp_path: Path, channel: str
) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_watching(discord, tmp_path, clock) as tern:
            await tern.sol.slash(DIRECT if channel == CHANNEL else REVIEWED)
            change = await found(tern, clock)
            await tern.services.alerts.announce(change)
            # The message arrives, and the process dies before it hears of that.
            held = discord.faults.hold(r"POST /channels/\d+/messages", after=True)
            dying = asyncio.create_task(do_jobs(tern))
            await discord.world.until(lambda: len(posts(tern.sol, channel)) == 1)
            for task in asyncio.all_tasks():
                if task.get_name() == "tern-job":
                    task.cancel()
            await asyncio.gather(dying, return_exceptions=True)
            held.set()
        after_lease(clock)
        async with tern_watching(discord, tmp_path, clock) as tern:
            await work(tern, clock)
            assert len(posts(tern.sol, channel)) == 1
            state = await tern.services.store.alerts(int(harbour(discord.world).id))
            assert state == {change.id: "posted" if channel == CHANNEL else "drafted"}
            await found(tern, clock, id=change.id + 1)
            await work(tern, clock)
            assert len(posts(tern.sol, channel)) == 2


async def test_who_was_killed_before_sending_sends_after_all(tmp_path: Path) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        async with tern_watching(discord, tmp_path, clock) as tern:
            await tern.sol.slash(DIRECT)
            await tern.mara.say(CHANNEL, "Good morning")
            await found(tern, clock)
            due = await tern.services.alerts.due(int(harbour(discord.world).id))
            assert due is not None
            assert not isinstance(due, int)
            await tern.services.postings.attempt(due)
        after_lease(clock)
        async with tern_watching(discord, tmp_path, clock) as tern:
            await work(tern, clock)
            assert len(posts(tern.mara)) == 1


async def test_two_processes_send_once(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as one:
        await one.sol.slash(DIRECT)
        change = await found(one, clock)
        async with tern_watching(one.discord, tmp_path, clock) as two:
            for tern in (one, two, one):
                await tern.services.alerts.announce(change)
                await asyncio.gather(do_jobs(one), do_jobs(two))
            await work(one, clock)
            await work(two, clock)
            assert len(posts(one.mara)) == 1


async def test_what_discord_did_not_take_comes_a_little_later(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        await tern.sol.slash(DIRECT)
        await found(tern, clock)
        tern.discord.faults.reset(r"POST /channels/\d+/messages", times=50)
        for _ in range(3):
            await do_jobs(tern)
        assert posts(tern.mara) == []
        tern.discord.faults.clear()
        clock.on(minutes=2)
        await work(tern, clock)
        assert len(posts(tern.mara)) == 1


@pytest.mark.parametrize("channel", [CHANNEL, DRAFTS])
async def test_a_forbidden_channel_stops_it_with_a_word_to_the_moderators(
    tmp_path: Path, channel: str
) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        await tern.sol.slash(DIRECT if channel == CHANNEL else REVIEWED)
        forbid(tern, SEND_MESSAGES, channel)
        await found(tern, clock)
        await work(tern, clock)
        word = await (await tern.sol.slash("about")).next()
        place = tern.sol.channel(channel)["id"]
        assert "Changed terms: stopped on 24 November 2026" in word.text
        assert f"may not write in <#{place}> any more" in word.text


async def test_what_must_be_chosen(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:

        async def says(line: str) -> str:
            return (await tern.sol.slash(f"/settings alerts {line}")).text

        assert "Name a channel in the option" in await says(f"channel:{CHANNEL}")
        assert "Name a channel in the option" in await says(f"channel:{CHANNEL} direct:no")
        assert "Name the channel in the option" in await says("direct:yes")
        assert "Choose one" in await says(f"channel:{CHANNEL} direct:yes review:{DRAFTS}")
        unknown = await says(f"channel:{CHANNEL} direct:yes platforms:Instagram,Nowhere")
        assert "Nowhere" in unknown
        assert await tern.services.postings.all(int(harbour(tern.discord.world).id)) == {}
        assert "nothing was on" in await says("")
        await tern.sol.slash(REVIEWED)
        assert "first as a draft" in await says("which:all direct:no")
        assert "posted at once" in await says("direct:yes")
        assert "off from now on" in await says("")


async def test_the_option_completes_after_each_comma(tmp_path: Path) -> None:
    async with watching(tmp_path, MovingClock()) as tern:

        async def offered(typed: str) -> list[str]:
            found = await tern.sol.complete("settings alerts", "platforms", typed)
            return [choice["value"] for choice in found]

        assert (await offered(""))[0] == "*"
        assert (await offered("insta"))[0] == "Instagram"
        assert (await offered("Instagram, devia"))[0] == "Instagram, DeviantArt"
        assert await offered("x" * 95 + ",insta") == []


@pytest.mark.parametrize("right", [ATTACH_FILES, SEND_MESSAGES, VIEW_CHANNEL])
@pytest.mark.parametrize("channel", [CHANNEL, DRAFTS])
async def test_only_channels_where_tern_may_post_with_a_file(
    tmp_path: Path, channel: str, right: int
) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        bot = discord.world.bot["id"]
        place = next(c for c in discord.world.channels.values() if c.get("name") == channel)
        place["permission_overwrites"] = [overwrite(bot, deny=right, member=True)]
        async with tern_watching(discord, tmp_path, clock) as tern:
            said = (await tern.sol.slash(REVIEWED)).text
            wanted = "may not attach files" if right == ATTACH_FILES else "may not write in"
            assert wanted in said


async def test_a_channel_for_drafts_that_is_not_for_everyone_is_not_remarked_on(
    tmp_path: Path,
) -> None:
    clock = MovingClock()
    async with LocalDiscord(world=studio(clock)) as discord:
        guild = harbour(discord.world)
        place = next(c for c in discord.world.channels.values() if c.get("name") == DRAFTS)
        me, sol = discord.world.bot["id"], discord.person("Sol").id
        place["permission_overwrites"] = [
            overwrite(guild.id, deny=VIEW_CHANNEL),
            *(overwrite(one, allow=VIEW_CHANNEL, member=True) for one in (me, sol)),
        ]
        async with tern_watching(discord, tmp_path, clock) as tern:
            said = (await tern.sol.slash(REVIEWED)).text
            assert "first as a draft in" in said
            assert "Everyone can read" not in said


async def test_where_the_watch_is_off_nothing_is_set(tmp_path: Path) -> None:
    async with studio_at(tmp_path, MovingClock()) as tern:
        assert "does not watch for changes" in (await tern.sol.slash(DIRECT)).text
        assert await tern.services.postings.all(int(harbour(tern.discord.world).id)) == {}


async def test_alerts_are_in_the_servers_language(tmp_path: Path) -> None:
    clock = MovingClock()
    async with watching(tmp_path, clock) as tern:
        tern.sol.locale = "de"
        await tern.sol.slash(REVIEWED)
        await found(tern, clock)
        await work(tern, clock)
        (draft,) = posts(tern.sol, DRAFTS)
        await press(tern, draft, "alert-drop", "dropped this on")
