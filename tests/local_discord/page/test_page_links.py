"""Links to Discord's own addresses lead to the place and message in the page."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


def address(person: Person, channel: str, message: str = "") -> str:
    """Where Discord has it, as a bot's `jump_url` does."""
    place = person.channel(channel)
    path = f"{place.get('guild_id', '@me')}/{place['id']}"
    return f"https://discord.com/channels/{path}{message and '/' + message}"


async def fill_channel(person: Person) -> str:
    """Writes more than fits; returns the id of the first message."""
    first = await person.say("general", "The first one")
    for count in range(30):
        await person.say("general", f"Filling {count}")
    return first.id


async def expect_shown(page: Page) -> None:
    shown = page.locator(".message", has_text="The first one")
    await expect(shown).to_be_in_viewport()
    await expect(shown).to_be_focused()


@pytest.mark.parametrize("form", ["{}", "<{}>", "[there]({})", "**[there](<{}>)**"])
async def test_a_link_to_a_message_opens_it_here(
    studio: LocalDiscord, visit: Visit, form: str
) -> None:
    mara = studio.person("Mara")
    first = await fill_channel(mara)
    await mara.say("welcome", form.format(address(mara, "general", first)))
    page = await visit("Mara")
    await page.get_by_role("button", name="welcome").click()
    await page.locator(".content a").click()
    await expect(page.get_by_role("heading", name="general")).to_be_visible()
    await expect_shown(page)
    assert len(page.context.pages) == 1
    await page.go_back()
    await expect(page.get_by_role("heading", name="welcome", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("motion", "timing"), [("reduce", "steps(1)"), ("no-preference", "ease-in")]
)
async def test_a_message_in_the_same_channel_is_marked_for_a_moment(
    studio: LocalDiscord, visit: Visit, motion: str, timing: str
) -> None:
    mara = studio.person("Mara")
    first = await fill_channel(mara)
    await mara.say("general", address(mara, "general", first))
    page = await visit("Mara")
    await page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]  # one of two literals
    await expect(page.locator(".message", has_text="The first one")).not_to_be_in_viewport()
    await page.locator(".content a").press("Enter")
    await expect_shown(page)
    marked = page.locator(".message.shown")
    await expect(marked).to_have_css("animation-timing-function", timing)
    await expect(marked).to_have_count(0)


async def test_links_lead_to_channels_and_direct_messages(
    studio: LocalDiscord, visit: Visit
) -> None:
    mara = studio.person("Mara")
    await mara.say("general", f"{address(mara, 'dm')} and {address(mara, 'welcome')}")
    page = await visit("Mara")
    await page.locator(".content a").first.click()
    await expect(page.locator("#server-name")).to_have_text("Direct messages")
    await page.go_back()
    await page.locator(".content a").last.click()
    await expect(page.get_by_role("heading", name="welcome", exact=True)).to_be_visible()


async def test_a_link_that_leads_nowhere_says_so(studio: LocalDiscord, visit: Visit) -> None:
    mara, sol = studio.person("Mara"), studio.person("Sol")
    await mara.say("general", f"{address(sol, 'moderators')} {address(mara, 'general', '1')}")
    page = await visit("Mara")
    problem = page.locator("#composer-problem")
    await page.locator(".content a").first.click()
    await expect(problem).to_have_text("You have no access to what this link leads to.")
    await page.locator(".content a").last.click()
    await expect(problem).to_have_text("The message this link leads to is gone.")
    await expect(page.get_by_role("heading", name="general")).to_be_visible()


async def test_a_link_in_another_tab_opens_the_page_there(
    studio: LocalDiscord, visit: Visit
) -> None:
    mara = studio.person("Mara")
    first = await fill_channel(mara)
    await mara.say("welcome", address(mara, "general", first))
    page = await visit("Mara")
    await page.get_by_role("button", name="welcome").click()
    async with page.context.expect_page() as opened:
        await page.locator(".content a").click(modifiers=["Control"])
    await expect_shown(await opened.value)


async def test_other_links_lead_out(studio: LocalDiscord, visit: Visit, bot: PageBot) -> None:
    await studio.person("Mara").say(
        "general",
        "https://discord.com/developers/docs https://discord.com.example.org/channels/1/2",
    )
    page = await visit("Mara")
    for link in await page.locator(".content a").all():
        await expect(link).to_have_attribute("target", "_blank")
