"""A record whose terms Tern saw change says so wherever it is shown, until somebody checked it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_discord.components import interactive
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import letter, press
from tests.e2e.watching import found, tern_watching
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio

MARK = "May have changed since 24 November 2026"
UNMARKED = "deviantart"


async def everywhere(tern: Tern) -> dict[str, str]:
    """What is read wherever Instagram's record is shown, by where that is."""
    mara = tern.mara
    shown = await mara.slash("policy show", platform="instagram", region="eu-de")
    timeline = await mara.slash("policy timeline", platform="instagram")
    compared = await mara.slash("policy compare", first="instagram", second=UNMARKED)
    asked = await mara.slash("policy ask", question="Does Instagram train on my photos?")
    said = {
        "show": shown.text,
        "timeline": timeline.text,
        "compare": compared.text,
        "ask": asked.text,
    }
    assert shown.message is not None
    for page in ("details", "sources"):
        made = f"policy-page:v1:{page}:instagram:eu-de:0"
        said[page] = (await mara.press(shown.message, made)).text
        shown = await mara.slash("policy show", platform="instagram", region="eu-de")
        assert shown.message is not None
    for reply, action in ((shown, "policy-post"), (timeline, "timeline-post")):
        assert reply.message is not None
        said[action] = (await press(mara, reply.message, action)).text
    return said


async def test_the_mark_stands_everywhere_until_the_change_is_checked(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        before = await everywhere(tern)
        assert not any("changed since" in said for said in before.values())
        change = await found(tern, clock)
        marked = await everywhere(tern)
        assert [where for where, said in marked.items() if MARK not in said] == []
        other = await tern.mara.slash("policy show", platform=UNMARKED, region="eu-de")
        assert "changed since" not in other.text
        await tern.services.watch.check(change.id)
        after = await everywhere(tern)
        assert not any("changed since" in said for said in after.values())


async def test_the_timeline_shows_what_was_seen_and_that_it_was_checked(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        change = await found(tern, clock)
        seen = "**24 November 2026** Tern saw that “Quillmark Terms” differs"
        last = await _last_page(tern)
        assert seen in last
        assert "Nobody has checked yet what it means." in last
        clock.on(days=2)
        await tern.services.watch.check(change.id)
        last = await _last_page(tern)
        assert seen in last
        assert "Checked on 26 November 2026." in last
        assert "Nobody has checked yet" not in last


async def test_a_letter_says_that_its_record_may_be_outdated(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    clock = MovingClock()
    async with tern_watching(discord, tmp_path, clock) as tern:
        said = "terms may have changed since 24 November 2026"
        assert said not in (await letter(tern.mara)).text
        await found(tern, clock)
        assert said in (await letter(tern.mara)).text
        assert said not in (await letter(tern.mara, platform=UNMARKED)).text


async def _last_page(tern: Tern) -> str:
    """The end of Instagram's timeline."""
    message = (await tern.mara.slash("policy timeline", platform="instagram")).message
    while message is not None:
        further = [
            part["custom_id"]
            for part in interactive(message.json["components"])
            if part.get("label") == "Next page" and not part.get("disabled")
        ]
        if not further:
            return message.text
        message = (await tern.mara.press(message, further[0])).message
    raise AssertionError("no page came")
