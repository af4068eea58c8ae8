"""What axe-core finds on the page (WCAG 2.2 A and AA, and its advice on good practice): nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.local_discord.server import LocalDiscord
from tests.browser import findings
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SAID = (
    "# Big\n### Small **bold** ||hidden|| `code` [words](https://example.org/a) <t:0:R>\n"
    "Read [words](https://example.org/b) in a line.\n"
    "> said\n- one\n  - two\n-# small\n```py\nprint()\n```\n"
)


async def use(page: Page, name: str) -> None:
    """Sends a command that has no options to fill in."""
    await page.locator("#entry").fill(f"/{name}")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


@pytest_asyncio.fixture(loop_scope="module")
async def mara(studio: LocalDiscord, bot: PageBot, visit: Visit) -> AsyncIterator[Page]:
    """Mara's page, with what Jun wrote on it."""
    jun = studio.person("Jun")
    await jun.say("general", SAID)
    await jun.say("general", f"<@{jun.id}> <#{jun.channel('general')['id']}> </paint:1>")
    yield await visit("Mara")


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_the_conversation(mara: Page, scheme: str) -> None:
    await mara.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    for name in ("card", "files", "secret", "think"):
        await use(mara, name)
    await expect(mara.get_by_role("article", name="Painter")).to_have_count(4)
    assert await findings(mara) == []


async def test_a_conversation_by_direct_message(mara: Page) -> None:
    await use(mara, "letter")
    await mara.get_by_role("button", name="Direct messages, 1 unread").click()
    await expect(mara.locator(".layout")).to_be_visible()
    assert await findings(mara) == []


async def test_the_command_picker(mara: Page) -> None:
    await mara.keyboard.type("/")
    await expect(mara.locator("#suggestions")).to_be_visible()
    assert await findings(mara) == []


async def test_a_command_with_its_options(mara: Page) -> None:
    await mara.keyboard.type("/paint")
    await mara.keyboard.press("Tab")
    await mara.keyboard.type("b")
    await expect(mara.locator("#suggestions").get_by_role("option")).to_have_count(3)
    assert await findings(mara) == []


async def test_a_command_that_lacks_an_option(mara: Page) -> None:
    await mara.keyboard.type("/paint")
    await mara.keyboard.press("Enter")
    await expect(mara.locator("#suggestions")).to_be_visible()
    await mara.keyboard.press("Escape")
    await mara.keyboard.press("Enter")
    await expect(mara.locator(".chip.wrong")).to_be_visible()
    assert await findings(mara) == []


@pytest.mark.parametrize("form", ["words", "choices", "proof"])
async def test_forms(mara: Page, form: str) -> None:
    await use(mara, form)
    await expect(mara.locator("#modal")).to_be_visible()
    await mara.keyboard.press("Control+Enter")
    assert await findings(mara) == []


async def test_an_open_select(mara: Page) -> None:
    await use(mara, "card")
    await mara.get_by_role("combobox", name="Season").click()
    await expect(mara.get_by_role("option", name="Autumn")).to_be_visible()
    assert await findings(mara) == []


async def test_menus(mara: Page) -> None:
    jun = mara.locator("#members").get_by_role("button", name="Jun", exact=True)
    await jun.press("Shift+F10")
    await expect(mara.get_by_role("menuitem", name="Greet")).to_be_focused()
    assert await findings(mara) == []
    await mara.get_by_role("menuitem", name="Profile").click()
    await expect(mara.get_by_role("dialog", name="Profile of Jun")).to_be_visible()
    assert await findings(mara) == []
    await mara.keyboard.press("Escape")
    await mara.locator(".message").first.press("Shift+F10")
    await expect(mara.get_by_role("menu", name="Message")).to_be_visible()
    assert await findings(mara) == []


async def test_things_to_try(mara: Page) -> None:
    await mara.get_by_role("button", name="Try things").click()
    await mara.get_by_role("button", name="Fail the bot's next request").click()
    await expect(mara.locator("#tryout").get_by_role("status")).to_contain_text("Done")
    assert await findings(mara) == []


async def test_a_bot_that_is_away(visit: Visit) -> None:
    page = await visit("Mara")
    await expect(page.locator("#offline")).to_be_visible()
    assert await findings(page) == []


async def test_a_narrow_screen(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara", width=390, height=844)
    assert await findings(page) == []
    await page.get_by_role("button", name="Servers and channels").click()
    await expect(page.get_by_role("button", name="welcome")).to_be_visible()
    assert await findings(page) == []
