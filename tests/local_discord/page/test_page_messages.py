"""What stands in the stream: words, cards, files, and what can be done with them."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

HOSTILE = (
    '<script>document.title="x"</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))'
)


async def use(page: Page, name: str) -> None:
    await page.locator("#entry").fill(f"/{name}")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


async def test_what_people_write_is_never_markup(studio: LocalDiscord, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type(HOSTILE)
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text(HOSTILE)
    assert await page.locator(".content :is(script, img, a)").count() == 0
    assert studio.person("Jun").messages("general")[0].json["content"] == HOSTILE


async def test_markdown_is_drawn(studio: LocalDiscord, visit: Visit) -> None:
    jun = studio.person("Jun")
    text = (
        f"# Big\n**bold** *soft* __under__ ~~gone~~ `**raw**` ||hidden|| <@{jun.id}> <t:0:D>\n"
        "> said\n- one\n  - two\n-# small\n[words](https://example.org/a) 2*3*4 snake_case_name\n"
        "```py\nprint('<b>')\n```"
    )
    await studio.person("Mara").say("general", text)
    page = await visit("Sol")
    body = page.locator(".content")
    drawn = {
        "h3": "Big",
        "strong": "bold",
        "u": "under",
        "s": "gone",
        "p code": "**raw**",
        "button.mention": "@Jun",
        "time": "1. Januar 1970",
        "blockquote": "said",
        "li li": "two",
        "small": "small",
        "a": "words",
        "pre": "print('<b>')",
    }
    for selector, words in drawn.items():
        await expect(body.locator(selector)).to_have_text(words)
    await expect(body.locator("em")).to_have_text(["soft", "3"])
    await expect(body).to_contain_text("snake_case_name")
    await expect(body.locator("a")).to_have_attribute("href", "https://example.org/a")
    hidden = body.get_by_role("button", name="Spoiler")
    await hidden.focus()
    await page.keyboard.press("Enter")
    await expect(body.locator(".spoiler.open")).to_have_text("hidden")


async def test_a_private_answer_is_seen_by_one_person(bot: PageBot, visit: Visit) -> None:
    mara, jun = await visit("Mara"), await visit("Jun")
    await use(mara, "secret")
    await expect(mara.locator(".message.ephemeral")).to_contain_text("A secret.")
    await expect(mara.locator(".privacy")).to_contain_text("Only you can see this")
    await jun.keyboard.type("Hello")
    await jun.keyboard.press("Enter")
    await expect(mara.locator(".content")).to_have_text(["A secret.", "Hello"])
    await expect(jun.locator(".content")).to_have_text(["Hello"])
    await mara.get_by_role("button", name="Dismiss message").click()
    await expect(mara.locator(".content")).to_have_text(["Hello"])


async def test_files_are_shown_with_their_descriptions(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await use(page, "files")
    picture = page.get_by_role("img", name="A grey picture")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 8
    await expect(page.locator(".embed")).to_contain_text("Field")
    async with page.expect_download() as started:
        await page.get_by_role("link", name="Download letter.pdf").click()
    download = await started.value
    assert (await download.path()).read_bytes() == b"%PDF-1.7"


async def test_a_card_is_drawn_and_its_parts_work(bot: PageBot, visit: Visit) -> None:
    mara, jun = await visit("Mara"), await visit("Jun")
    await use(mara, "card")
    card = jun.locator(".container")
    await expect(card.locator("h3")).to_have_text("Card")
    await expect(card.get_by_role("img", name="A grey card")).to_be_visible()
    await expect(card.get_by_role("img", name="Grey again")).to_be_visible()
    await expect(card.locator(".file-card")).to_contain_text("notes.txt")
    await expect(card.get_by_role("link", name="Read")).to_have_attribute(
        "href", "https://example.org/read"
    )
    edge = await card.evaluate("node => getComputedStyle(node).borderLeftColor")
    assert edge == "rgb(197, 138, 43)"
    await card.get_by_role("button", name="Count").click()
    await expect(mara.locator(".content")).to_have_text("Jun counted")


async def test_a_select_is_used_by_keyboard(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await use(page, "card")
    select = page.get_by_role("combobox", name="Season")
    await select.focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", name="Spring")).to_be_focused()
    await page.keyboard.press("a")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.ephemeral")).to_contain_text("chose autumn")
    await expect(select).to_contain_text("Autumn")


async def test_the_menu_of_a_message_is_reached_by_keyboard(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    await studio.person("Jun").say("general", "Words worth keeping")
    page = await visit("Mara")
    await page.locator(".message").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Quote this")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".content").last).to_have_text("Quoted from Jun")


async def order(page: Page) -> None:
    await page.get_by_role("button", name="Order").click()
    await page.get_by_role("dialog", name="Choices").get_by_role("button", name="Submit").click()


async def test_an_answer_quotes_what_it_answers(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    await use(page, "card")
    await order(page)
    reference = page.locator(".message").nth(1).locator(".reference")
    await expect(reference.locator(".excerpt")).to_have_text("Card made today")
    studio.world.delete_post(studio.person("Mara").messages("general")[0].post)
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator(".reference")).to_have_count(0)


async def test_nothing_private_is_quoted(bot: PageBot, visit: Visit) -> None:
    mara, jun = await visit("Mara"), await visit("Jun")
    await mara.locator("#entry").fill("/card private:True")
    await mara.keyboard.press("Enter")
    await order(mara)
    await expect(mara.locator(".excerpt")).to_have_text("Card made today")
    await expect(jun.locator(".message")).to_have_count(1)
    await expect(jun.locator(".reference")).to_have_count(0)


async def test_the_menu_of_a_person_opens_from_their_name(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    await studio.person("Jun").say("general", "I am here")
    page = await visit("Mara")
    await page.locator(".message").get_by_role("button", name="Jun", exact=True).click()
    profile = page.get_by_role("dialog", name="Profile of Jun")
    await expect(profile).to_contain_text("Artist")
    await profile.get_by_role("menuitem", name="Greet").press("Enter")
    await expect(page.locator(".message.ephemeral")).to_contain_text("Greetings to Jun")
