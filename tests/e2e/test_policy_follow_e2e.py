"""`/policy follow`: a direct message about each change, once, until the person stops it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import answer, chat, press
from tests.e2e.posting import after_lease
from tests.e2e.watching import found, tern_watching, told
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

FOLLOW = "/policy follow platform:instagram"
CLOSED = 50007


async def test_a_change_comes_as_a_direct_message_and_stops_when_told(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        reply = await tern.mara.slash(FOLLOW)
        assert reply.ephemeral
        assert "You follow Instagram" in reply.text
        await found(tern, clock)
        await told(tern)
        (message,) = chat(tern.mara)
        for words in (
            "Instagram changed “Quillmark Terms”.",
            "**Before**\n> We use what you post to show it to others.",
            "**Now**\n> We use what you post to show it to others and to train our",
            "Nobody at Tern has checked yet what it means.",
            "You asked for this with `/policy follow` on 23 November 2026",
        ):
            assert words in message.text
        (file,) = message.files.values()
        assert b"to train our generative models" in b" ".join(file.split())
        assert chat(tern.jun) == []
        stopped = await press(tern.mara, message, "follow-stop")
        assert stopped.ephemeral
        assert "You no longer follow Instagram." in stopped.text
        assert "**Before**" in chat(tern.mara)[0].text
        await found(tern, clock, id=72)
        await told(tern)
        assert len(chat(tern.mara)) == 1


async def test_every_change_has_to_be_asked_for(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        reply = await tern.mara.slash(FOLLOW)
        await found(tern, clock, because={})
        await told(tern)
        assert chat(tern.mara) == []
        assert reply.message is not None
        chosen = await answer(
            await tern.mara.select(reply.message, "follow-which:v1:instagram", "all")
        )
        assert "You follow Instagram" in chosen.text
        await found(tern, clock, id=72, because={})
        await told(tern)
        (message,) = chat(tern.mara)
        assert "Tern found no words in them" in message.text


async def test_closed_direct_messages_wait_for_the_next_command(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        await tern.mara.slash(FOLLOW)
        discord.faults.closed_dms[tern.mara.id] = CLOSED
        await found(tern, clock)
        await told(tern)
        assert chat(tern.mara) == []
        reply = await tern.mara.slash("about")
        further = await reply.next()
        assert further.ephemeral
        assert "Instagram changed “Quillmark Terms”." in further.text
        assert "so this waited for you here" in further.text
        assert list(further.files) == ["instagram-2026-11-24.txt"]
        user = int(tern.mara.id)
        async with asyncio.timeout(5):
            while await tern.services.store.held_jobs(user):
                pass


@pytest.mark.parametrize("after", [True, False], ids=["sent", "unsent"])
async def test_who_was_killed_tells_nobody_twice_and_forgets_nobody(
    discord: LocalDiscord, tmp_path: Path, after: bool
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        await tern.mara.slash(FOLLOW)
        change = await found(tern, clock)
        await tern.services.follows.announce(change)
        held = discord.faults.hold(r"POST /channels/\d+/messages", after=after)
        dying = asyncio.create_task(told(tern))
        if after:
            await discord.world.until(lambda: len(chat(tern.mara)) == 1)
        else:
            await held.until(1)
        for task in asyncio.all_tasks():
            if task.get_name() == "tern-job":
                task.cancel()
        await asyncio.gather(dying, return_exceptions=True)
        held.set()
    after_lease(clock)
    async with tern_watching(discord, tmp_path, clock) as tern:
        await told(tern)
        assert len(chat(tern.mara)) == 1
        await tern.services.follows.announce(change)
        await told(tern)
        assert len(chat(tern.mara)) == 1


async def test_two_processes_tell_once(discord: LocalDiscord, tmp_path: Path) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as one:
        await one.mara.slash(FOLLOW)
        await one.jun.slash(FOLLOW)
        await found(one, clock)
        async with tern_watching(discord, tmp_path, clock) as two:
            await asyncio.gather(told(one), told(two))
            assert [len(chat(person)) for person in (one.mara, one.jun)] == [1, 1]


async def test_all_that_is_followed_is_listed_and_stopped_one_by_one_or_at_once(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with tern_watching(discord, tmp_path, MovingClock()) as tern:
        nothing = await tern.mara.slash("policy follow")
        assert "You follow no platform." in nothing.text
        for platform in ("instagram", "x", "deviantart"):
            await tern.mara.slash(f"/policy follow platform:{platform}")
        shown = await tern.mara.slash("policy follow")
        for name in ("Instagram", "X", "DeviantArt"):
            assert f"**{name}:**" in shown.text
        assert shown.message is not None
        left = await answer(await tern.mara.select(shown.message, "follow-drop:v1", "x"))
        assert "You no longer follow X." in left.text
        assert "**X:**" not in left.text
        assert "**Instagram:**" in left.text
        gone = await press(tern.mara, left, "follow-stop-all")
        assert "You followed 2 platforms." in gone.text
        assert await tern.services.follows.follows(int(tern.mara.id)) == []


async def test_a_tern_that_does_not_watch_says_so_and_follows_nothing(tern: Tern) -> None:
    reply = await tern.mara.slash(FOLLOW)
    assert "This Tern does not watch for changes in terms" in reply.text
    assert await tern.services.follows.follows(int(tern.mara.id)) == []


async def test_an_unknown_platform_is_answered_with_those_meant(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with tern_watching(discord, tmp_path, MovingClock()) as tern:
        reply = await tern.mara.slash("policy follow", platform="Instagrum")
        assert "Instagram" in reply.text
        assert await tern.services.follows.follows(int(tern.mara.id)) == []


async def test_who_erases_what_tern_holds_follows_nothing(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        await tern.mara.slash(FOLLOW)
        assert "changes of terms" in (await tern.mara.slash("me show")).text
        reply = await tern.mara.slash("me delete")
        assert reply.message is not None
        sure = await press(tern.mara, reply.message, "me-delete")
        await press(tern.mara, sure, "me-delete-sure")
        clock.on(days=1, minutes=1)
        await told(tern)
        assert await tern.services.follows.follows(int(tern.mara.id)) == []
        await found(tern, clock)
        await told(tern)
        assert chat(tern.mara) == []
