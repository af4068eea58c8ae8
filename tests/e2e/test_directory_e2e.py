"""`/migrate directory`, reports, and a server that switches cards off."""

from __future__ import annotations

import pytest

from bot.local_discord.components import walk
from bot.local_discord.replies import Message, Refused
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio
from tests.e2e.migrating import changed, harbour, options

pytestmark = pytest.mark.asyncio

CROWD = 20


def enabled(message: Message) -> dict[str, str]:
    """The buttons that can be pressed: custom_id by label."""
    found = [c for c in walk(message.json["components"]) if c["type"] == 2]
    return {c["label"]: c["custom_id"] for c in found if not c.get("disabled")}


@pytest.fixture
def world() -> World:
    world = english_studio()
    for number in range(CROWD):
        world.add_member(harbour(world), world.add_user(f"Member{number}")["id"])
    return world


async def test_an_empty_directory_says_how_to_be_in_it(tern: Tern) -> None:
    reply = await tern.jun.slash("migrate directory")
    assert reply.ephemeral
    assert "No card is listed here" in reply.text


async def test_the_directory_turns_pages_and_filters(tern: Tern) -> None:
    for number in range(CROWD):
        person = tern.discord.person(f"Member{number}")
        platform, handle = (
            ("cara", f"painter{number:02}") if number % 2 else ("tumblr", f"draws{number:02}")
        )
        await person.slash("migrate to", platform=platform, handle=handle)
    first = await tern.jun.slash("migrate directory")
    assert first.message is not None
    shown, message = [first.text], first.message
    while "Next page" in enabled(message):
        message = await changed(await tern.jun.press(message, enabled(message)["Next page"]))
        shown.append(message.text)
    everything = "\n".join(shown)
    assert len(shown) == 3
    assert everything.count("painter") >= 10
    assert all(f"{n:02}" in everything for n in range(CROWD))
    only = await changed(await tern.jun.select(message, "directory-of", "Cara"))
    assert "Who is on Cara" in only.text
    assert "draws" not in only.text
    assert (await tern.jun.slash("migrate directory", platform="tumblr")).text.count("draws") >= 8


async def test_only_lists_are_in_the_directory(tern: Tern) -> None:
    for visible in ("find", "numbers", "me"):
        await tern.mara.slash("migrate to", platform="cara", handle="marapaints", visible=visible)
        reply = await tern.jun.slash("migrate directory")
        assert "No card is listed here" in reply.text
        assert "Cara" not in reply.text


async def test_nobody_in_the_directory_is_pinged(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    reply = await tern.jun.slash("migrate directory")
    assert f"<@{tern.mara.id}>" in reply.text
    assert reply.message is not None
    assert reply.message.json["mentions"] == []


async def test_a_report_reaches_the_moderators_and_a_card_is_hidden(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    reply = await tern.jun.slash("migrate directory")
    assert reply.message is not None
    (card,) = options(reply.message, "card-report").values()
    assert tern.mara.id not in card
    told = await tern.jun.select(reply.message, "card-report", card)
    assert "will find your report" in told.text
    assert "1 reported card" in (await tern.sol.slash("settings show")).text

    choices = await tern.sol.slash("settings show")
    assert choices.message is not None
    review = await changed(await tern.sol.press(choices.message, "reports"))
    assert "Reported by 1 member" in review.text
    assert "Jun" not in review.text
    assert tern.jun.id not in review.text
    await tern.sol.press(review, "report-act:v1:hide")
    await tern.discord.world.until(lambda: bool(tern.mara.dms()))
    assert "A moderator has hidden your card" in tern.mara.dms()[-1].text
    assert "A moderator hid it" in (await tern.mara.slash("migrate list")).text
    assert "marapaints" not in (await tern.jun.slash("migrate find", member=tern.mara.id)).text
    assert "marapaints" not in (await tern.jun.slash("migrate directory")).text

    choices = await tern.sol.slash("settings show")
    assert "0 reported cards" in choices.text
    assert choices.message is not None
    review = await changed(await tern.sol.press(choices.message, "reports"))
    await changed(await tern.sol.press(review, "report-act:v1:show"))
    assert "marapaints" in (await tern.jun.slash("migrate find", member=tern.mara.id)).text


async def test_a_dismissed_report_leaves_the_card(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    found = await tern.jun.slash("migrate find", member=tern.mara.id)
    assert found.message is not None
    (card,) = options(found.message, "card-report").values()
    await tern.jun.select(found.message, "card-report", card)
    choices = await tern.sol.slash("settings show")
    assert choices.message is not None
    review = await changed(await tern.sol.press(choices.message, "reports"))
    after = await changed(await tern.sol.press(review, "report-act:v1:dismiss"))
    assert "No card is reported or hidden" in after.text
    assert "marapaints" in (await tern.jun.slash("migrate find", member=tern.mara.id)).text
    again = await tern.jun.select(found.message, "card-report", card)
    assert "as it stands" in again.text


async def test_nobody_reports_their_own_card(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    reply = await tern.mara.slash("migrate directory")
    assert "Report" not in reply.text


async def test_off_nothing_is_shown_but_ones_own(tern: Tern) -> None:
    await tern.mara.slash("migrate to", platform="cara", handle="marapaints")
    off = await tern.sol.slash("settings cards", on="off")
    assert "are off" in off.text
    for reply in (
        await tern.jun.slash("migrate find", member=tern.mara.id),
        await tern.jun.user_menu("Where did they move?", tern.mara.id),
        await tern.jun.slash("migrate directory"),
        await tern.jun.slash("migrate follow", platform="cara"),
        await tern.mara.slash("migrate to", platform="cara", handle="new.name"),
    ):
        assert "switched forwarding cards off" in reply.text
        assert "marapaints" not in reply.text
    assert "marapaints" in (await tern.mara.slash("migrate list")).text
    await tern.sol.slash("settings cards", on="on")
    assert "marapaints" in (await tern.jun.slash("migrate find", member=tern.mara.id)).text


async def test_settings_are_for_moderators(tern: Tern) -> None:
    with pytest.raises(Refused):
        await tern.mara.slash("settings cards", on="off")
    with pytest.raises(Refused):
        await tern.mara.slash("settings show")
