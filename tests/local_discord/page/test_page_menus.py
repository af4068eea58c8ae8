"""The menus of people and messages: by the pointer's second button and by keyboard."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def greet(page: Page) -> None:
    """Runs the user command of the open menu by keyboard."""
    await expect(page.get_by_role("menu", name="What you can do with Jun")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Greet")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.ephemeral")).to_contain_text("Greetings to Jun")


@pytest.mark.parametrize("where", ["#members", ".message"])
async def test_the_second_button_opens_the_menu_of_a_person(
    studio: LocalDiscord, bot: PageBot, visit: Visit, where: str
) -> None:
    await studio.person("Jun").say("general", "I am here")
    page = await visit("Mara")
    person = page.locator(where).get_by_role("button", name="Jun", exact=True)
    await person.click(button="right")
    await greet(page)


@pytest.mark.parametrize("key", ["ContextMenu", "Shift+F10"])
@pytest.mark.parametrize("where", ["#members", ".message"])
async def test_the_menu_key_opens_the_menu_of_a_person(
    studio: LocalDiscord, bot: PageBot, visit: Visit, where: str, key: str
) -> None:
    await studio.person("Jun").say("general", "I am here")
    page = await visit("Mara")
    person = page.locator(where).get_by_role("button", name="Jun", exact=True)
    await person.press(key)
    await expect(page.get_by_role("menuitem", name="Greet")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Profile")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(person).to_be_focused()
    await person.press(key)
    await greet(page)


async def test_a_message_opens_its_own_menu(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    await studio.person("Jun").say("general", "Words worth keeping")
    page = await visit("Mara")
    await page.locator(".content").click(button="right")
    await expect(page.get_by_role("menu", name="Message")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.locator(".message").press("Shift+F10")
    await expect(page.get_by_role("menuitem", name="Quote this")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".content").last).to_have_text("Quoted from Jun")


async def test_one_menu_gives_way_to_the_next(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    members = page.locator("#members")
    await members.get_by_role("button", name="Sol", exact=True).click(button="right")
    await members.get_by_role("button", name="Mara", exact=True).click(button="right")
    await expect(page.get_by_role("menu", name="What you can do with Mara")).to_be_visible()
    await page.get_by_role("menuitem", name="Profile").click()
    await expect(page.get_by_role("dialog", name="Profile of Mara")).to_be_visible()


async def test_a_bot_has_no_commands_of_people(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    painter = page.locator("#members").get_by_role("button", name="Painter")
    await painter.click(button="right")
    menu = page.get_by_role("menu", name="What you can do with Painter")
    await expect(menu.get_by_role("menuitem")).to_have_text(["Message", "Profile", "Copy user ID"])
    await menu.get_by_role("menuitem", name="Profile").click()
    profile = page.get_by_role("dialog", name="Profile of Painter")
    await expect(profile.get_by_role("menuitem")).to_have_text(["Message"])
    await profile.get_by_role("menuitem", name="Message").click()
    await expect(page.locator("#server-name")).to_have_text("Direct messages")
