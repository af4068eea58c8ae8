"""Being somebody else, in another language, in other places, and when things go wrong."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_language_goes_with_the_interaction(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.get_by_label("Your language").select_option("pt-BR")
    await expect(page.locator("html")).to_have_attribute("data-locale", "pt-BR")
    await page.locator("#entry").fill("/secret")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.ephemeral")).to_be_visible()
    assert bot.locales == ["pt-BR"]


async def test_each_person_sees_their_own_places(visit: Visit) -> None:
    page = await visit("Mara")
    await expect(page.get_by_role("button", name="moderators")).to_have_count(0)
    await page.get_by_label("Who you are").select_option("Sol")
    await page.wait_for_selector("body[data-ready]")
    await page.get_by_role("button", name="moderators").click()
    await expect(page.get_by_role("heading", name="moderators")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="general")).to_be_visible()


async def test_a_direct_message_is_announced_and_found(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.locator("#entry").fill("/write")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("sent")
    await page.get_by_role("button", name="Direct messages, 1 unread").click()
    await expect(page.locator(".content")).to_have_text("A letter")
    await expect(page.get_by_role("button", name="Direct messages", exact=True)).to_be_visible()


async def test_direct_messages_can_be_closed(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.get_by_role("button", name="Try things").click()
    await page.get_by_label("Mara's direct messages").select_option("50278")
    await expect(page.locator("#tryout").get_by_role("status")).to_contain_text("changed")
    await page.keyboard.press("Escape")
    await page.locator("#entry").fill("/write")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("closed: 50278")


async def test_a_dropped_connection_is_shown_until_it_is_back(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    await expect(page.locator("#offline")).to_be_hidden()
    await page.get_by_role("button", name="Try things").click()
    await page.get_by_role("button", name="Drop the bot's connection").click()
    await expect(page.locator("#tryout").get_by_role("status")).to_contain_text("Done")
    await studio.ready(30)
    await expect(page.locator("#offline")).to_be_hidden()


async def test_a_narrow_screen_keeps_the_places_behind_a_button(visit: Visit) -> None:
    page = await visit("Mara", width=390, height=844)
    welcome = page.get_by_role("button", name="welcome")
    await expect(welcome).to_be_hidden()
    await page.get_by_role("button", name="Servers and channels").click()
    await welcome.click()
    await expect(page.get_by_role("heading", name="welcome", exact=True)).to_be_visible()
    await expect(welcome).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide == 390
