"""`/policy check` and "Check this claim": is this a rumour, and what is true?

What is checked is neither stored nor logged nor shown again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.commands.options import Interaction
from bot.commands.posting import post_here
from bot.errors import UserError
from bot.replies import language_of, reply, turn_page
from bot.views import rumours as views

if TYPE_CHECKING:
    from bot.core.rumours import RumourAnswer
    from bot.router import Router
    from bot.views.card import Card


def check() -> app_commands.Command[Any, ..., None]:
    """The command, for the group of `/policy`."""

    @app_commands.command(
        name="check", description=locale_str("Known rumours and chain posts, with what is true.")
    )
    @app_commands.describe(text=locale_str("The post or the claim; it is not stored"))
    async def command(interaction: Interaction, text: str) -> None:
        await _check(interaction, text, asked=True)

    return command


def check_this_claim() -> app_commands.ContextMenu:
    """The same from the menu on a message."""
    return app_commands.ContextMenu(
        name=locale_str("Check this claim"),
        callback=_check_message,
        type=discord.AppCommandType.message,
    )


async def _check_message(interaction: Interaction, message: discord.Message) -> None:
    await _check(interaction, text_of(message), asked=False)


async def _check(interaction: Interaction, text: str, *, asked: bool) -> None:
    """Asked is what a person puts as a claim; a message may debunk one or ask about it."""
    t = language_of(interaction)
    if not text.strip():
        await reply(interaction, views.no_text(t))
        return
    found = interaction.client.services.rumours.check(text, asked)
    await reply(interaction, _first_page(interaction, found) if found else views.unknown(t))


def text_of(message: discord.Message) -> str:
    """All that a message says in words: its own, those of its embeds and text displays, and those
    of messages it forwards; a paragraph each."""
    parts: list[str] = []
    said: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    for one in said:
        parts.append(one.content)
        parts += (text for embed in one.embeds for text in _of_embed(embed))
        parts += _of_components(one.components)
    return "\n\n".join(part for part in parts if part)


def _of_embed(embed: discord.Embed) -> Iterator[str]:
    yield from (embed.author.name or "", embed.title or "", embed.description or "")
    for field in embed.fields:
        yield from (field.name or "", field.value or "")
    yield embed.footer.text or ""


def _of_components(components: Iterable[Any]) -> Iterator[str]:
    """Text displays, wherever they stand: alone, in a container or in a section."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _of_components(getattr(component, "children", ()))


def _first_page(interaction: Interaction, found: RumourAnswer) -> Card:
    platforms = interaction.client.services.rumours.platforms(found)
    return views.answer(found, platforms, language_of(interaction))


def _find(interaction: Interaction, rumour: str) -> RumourAnswer:
    found = interaction.client.services.rumours.show(rumour)
    if found is None:
        raise UserError("Tern has no record of this rumour any more.")
    return found


async def page(interaction: Interaction, name: views.Page, rumour: str, number: str) -> None:
    """One of the card's pages was asked for."""
    found = _find(interaction, rumour)
    if name == "sources":
        await turn_page(interaction, views.sources(found, int(number), language_of(interaction)))
    else:
        await turn_page(interaction, _first_page(interaction, found))


async def post(interaction: Interaction, rumour: str) -> None:
    """The person wants everyone in the channel to read the answer."""
    found = _find(interaction, rumour)
    platforms = interaction.client.services.rumours.platforms(found)
    await post_here(interaction, lambda by, t: views.posted(found, platforms, by, t))


def add_routes(router: Router) -> None:
    router.add("rumour-page", page)
    router.add("rumour-post", post)
