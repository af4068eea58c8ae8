"""`/protect`: protection tools, and files for one's own website."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction, complete_tool
from bot.commands.posting import post_here
from bot.replies import language_of, reply, think, turn_page, uploads
from bot.views import protection as views

if TYPE_CHECKING:
    from bot.core.protection import ToolAnswer
    from bot.router import Router
    from bot.views.card import Card


class ProtectCommands(app_commands.Group):
    """`/protect show` and `/protect website`."""

    def __init__(self) -> None:
        super().__init__(
            name="protect",
            description=locale_str("What protects works, who obeys it, and files for a website."),
        )

    @app_commands.command(
        name="show", description=locale_str("What a tool does, who obeys it, and what broke it.")
    )
    @app_commands.describe(tool=locale_str("Glaze, noai, robots.txt, C2PA and others"))
    @app_commands.autocomplete(tool=complete_tool)
    async def show(self, interaction: Interaction, tool: str) -> None:
        await reply(interaction, _first_page(interaction, _find(interaction, tool)))

    @app_commands.command(
        name="website",
        description=locale_str("Files for your own website: robots.txt, tdmrep.json, meta tags."),
    )
    @app_commands.describe(address=locale_str("Its address, such as example.com; not stored"))
    async def website(self, interaction: Interaction, address: str | None = None) -> None:
        await think(interaction)
        services = interaction.client.services
        t = language_of(interaction)
        site = services.protection.site(address)
        services.rates.take("file", interaction.user.id)
        file = services.website_files.pack(site, t)
        upload = uploads([file], [views.website_file(t)])
        await reply(interaction, views.website(site, file.name, t), upload)


def _find(interaction: Interaction, tool: str) -> ToolAnswer:
    protection = interaction.client.services.protection
    return protection.show(protection.tool(tool))


def _first_page(interaction: Interaction, found: ToolAnswer) -> Card:
    t = language_of(interaction)
    key = ("tool", found.tool.id, found.age, t.code)
    return interaction.client.prepared.get(key, lambda: views.answer(found, 0, t))


async def page(interaction: Interaction, name: views.Page, tool: str, number: str) -> None:
    """One of the card's pages was asked for."""
    found = _find(interaction, tool)
    t = language_of(interaction)
    match name:
        case "timeline":
            shown = views.timeline(found, int(number), t)
        case "sources":
            shown = views.sources(found, int(number), t)
        case _:
            shown = views.answer(found, int(number), t)
    await turn_page(interaction, shown)


async def post(interaction: Interaction, tool: str) -> None:
    """The person wants everyone in the channel to read the answer."""
    found = _find(interaction, tool)
    await post_here(interaction, lambda by, t: views.posted(found, by, t))


def add_routes(router: Router) -> None:
    router.add("tool-page", page)
    router.add("tool-post", post)
