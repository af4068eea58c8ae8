"""One's own cards: changed, noted, checked, taken away and put back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.migrating import (
    Accounts,
    at_night,
    buttons,
    changed,
    harbour,
    options,
    tern_in_time,
)
from tests.moving import MovingClock

pytestmark = pytest.mark.asyncio


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


@pytest.fixture
def clock() -> MovingClock:
    return at_night()


@pytest_asyncio.fixture
async def tern(
    discord: LocalDiscord, tmp_path: Path, clock: MovingClock, accounts: Accounts
) -> AsyncIterator[Tern]:
    async with tern_in_time(discord, tmp_path, clock, accounts) as connected:
        yield connected


async def seen_by_jun(tern: Tern) -> str:
    return (await tern.jun.slash("migrate find", member=tern.mara.id)).text


async def test_a_pasted_address_becomes_a_handle(tern: Tern) -> None:
    reply = await tern.mara.slash(
        "migrate to", platform="mastodon", handle="https://mastodon.social/@mara@mastodon.art"
    )
    assert "https://mastodon.art/@mara" in reply.text


async def test_how_far_one_is_shows_on_the_card(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    for chosen, said in (("both", "posts on both"), ("moved", "has moved")):
        after = await changed(await tern.mara.select(reply.message, "card-progress", chosen))
        assert said in after.text
        assert said in await seen_by_jun(tern)
    await changed(await tern.mara.select(reply.message, "card-progress", "I would rather not say"))
    assert "moved ·" not in await seen_by_jun(tern)


async def test_a_content_note_is_shown_as_typed(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    form = (await tern.mara.press(reply.message, "card-note")).modal
    assert form is not None
    typed = "insects,  **blood** @everyone\u202e"
    after = await changed(await tern.mara.submit(form, {"note": typed}))
    assert "Invisible control characters were removed" in after.text
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert "insects, **blood** @everyone" in found.text
    assert found.message is not None
    assert not found.message.json["mention_everyone"]
    again = (await tern.mara.press(reply.message, "card-note")).modal
    assert again is not None
    assert "insects" in str(again.json)
    await changed(await tern.mara.submit(again, {"note": ""}))
    assert "insects" not in await seen_by_jun(tern)


async def test_a_card_ends_when_its_owner_said(tern: Tern, clock: MovingClock) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    after = await changed(await tern.mara.select(reply.message, "card-ending", "90"))
    assert "It ends on 21 February 2027" in after.text
    clock.on(days=89)
    assert "marapaints" in await seen_by_jun(tern)
    clock.on(days=1)
    assert "marapaints" not in await seen_by_jun(tern)


async def test_without_an_end_it_stays(tern: Tern, clock: MovingClock) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    await changed(await tern.mara.select(reply.message, "card-ending", "90"))
    after = await changed(await tern.mara.select(reply.message, "card-ending", "never"))
    assert "ends on" not in after.text
    clock.on(days=400)
    assert "marapaints" in await seen_by_jun(tern)


async def test_a_name_is_checked_when_its_owner_asks(
    tern: Tern, accounts: Accounts, clock: MovingClock
) -> None:
    reply = await tern.mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
    assert reply.message is not None
    assert accounts.asked == []
    after = await changed(await tern.mara.press(reply.message, "card-check"))
    assert "Bluesky knows no account of this name" in after.text
    assert "not checked" in await seen_by_jun(tern)
    told = await (await tern.mara.press(reply.message, "card-check")).next()
    assert "It works again 2026-11-23 01:31 UTC." in told.text
    clock.on(minutes=1)
    accounts.there = {"mara.bsky.social"}
    after = await changed(await tern.mara.press(reply.message, "card-check"))
    assert "An account of this name is on Bluesky" in after.text
    assert "checked on 23 November 2026" in await seen_by_jun(tern)
    assert "Whose account it is, Tern cannot tell" in await seen_by_jun(tern)
    clock.on(minutes=1)
    accounts.there = None
    after = await changed(await tern.mara.press(reply.message, "card-check"))
    assert "no answer that Tern can use" in after.text
    assert "checked on 23 November 2026" in await seen_by_jun(tern)
    assert set(accounts.asked) == {("bluesky", "mara.bsky.social")}


async def test_another_name_is_not_checked_yet(tern: Tern, accounts: Accounts) -> None:
    accounts.there = {"mara.bsky.social"}
    reply = await tern.mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
    assert reply.message is not None
    await changed(await tern.mara.press(reply.message, "card-check"))
    await tern.mara.slash("migrate to", platform="bluesky", handle="another.bsky.social")
    assert "not checked" in await seen_by_jun(tern)


async def test_services_that_cannot_be_asked_offer_no_check(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert "Check my name" not in buttons(reply.message)


async def test_what_was_taken_away_can_be_put_back_for_a_day(
    tern: Tern, clock: MovingClock
) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints", visible="find")
    gone = await tern.mara.slash("migrate remove", platform="cara")
    assert gone.message is not None
    assert "marapaints" not in await seen_by_jun(tern)
    back = await changed(await tern.mara.press(gone.message, "card-undo"))
    assert "you are in no list" in back.text
    assert "marapaints" in await seen_by_jun(tern)
    gone = await tern.mara.slash("migrate remove", platform="cara")
    assert gone.message is not None
    clock.on(days=1, seconds=1)
    late = await tern.mara.press(gone.message, "card-undo")
    told = await late.next()
    assert "nothing to put back" in told.text


async def test_the_list_leads_to_every_card(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    await tern.mara.slash("migrate to", platform="bluesky", handle="mara.bsky.social")
    own = await tern.mara.slash("migrate list")
    assert own.message is not None
    assert set(options(own.message, "card-edit").values()) == {"cara", "bluesky"}
    editor = await changed(await tern.mara.select(own.message, "card-edit", "cara"))
    assert "marapaints" in editor.text
    assert {"Content note", "Take it away"} <= set(buttons(editor))
    gone = await changed(await tern.mara.press(editor, "card-remove"))
    assert "Your card for Cara is gone" in gone.text


async def test_twenty_five_cards_are_the_most(tern: Tern) -> None:
    with_profile = [
        record for record in tern.services.catalogue.platforms.values() if record.profile
    ]
    for record in with_profile[:25]:
        assert record.profile is not None
        made = await tern.mara.slash(
            "migrate to", platform=record.id, handle=record.profile.example
        )
        assert "is published" in made.text
    extra = with_profile[25]
    assert extra.profile is not None
    refused = await tern.mara.slash("migrate to", platform=extra.id, handle=extra.profile.example)
    assert "25 cards here" in refused.text
    own = await tern.mara.slash("migrate list")
    assert len(options(own.message, "card-edit")) == 25
    assert "Page 1 of" in own.text
    assert own.message is not None
    for record in with_profile[:25]:
        guild, mara = int(harbour(tern.discord.world).id), int(tern.mara.id)
        await tern.services.moves.set_note(guild, mara, record.id, "a long note " * 15)
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    page = await changed(await tern.jun.press(found.message, f"found:v1:{tern.mara.id}:1"))
    assert "Page 2 of" in page.text


async def test_buttons_of_a_card_that_is_gone_say_so(tern: Tern) -> None:
    reply = await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    assert reply.message is not None
    await tern.mara.slash("migrate remove", platform="cara")
    told = await (await tern.mara.select(reply.message, "card-progress", "both")).next()
    assert "You have no card for Cara" in told.text
