"""The buttons under a letter that make more of it: a file to change, text for a web form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.core.pieces import pieces
from bot.errors import UserError
from bot.replies import language_of, parts_of, reply, think, uploads
from bot.views import files as views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.options import Interaction
    from bot.core.models import Letter
    from bot.router import Router


async def editable_wanted(interaction: Interaction, case: str) -> None:
    """ "Editable file": the letter as ODT."""
    await think(interaction)
    letter = await _letter(interaction, case)
    services = interaction.client.services
    async with services.rates.turn(interaction.user.id):
        file = await services.typesetter.editable(letter)
    await reply(interaction, views.editable(file, language_of(interaction)), uploads([file]))


async def pieces_wanted(interaction: Interaction, case: str) -> None:
    """ "Text for the form": the letter cut to the fields of the platform's form."""
    await think(interaction)
    letter = await _letter(interaction, case)
    opt_out = interaction.client.services.letters.door(letter.choice).opt_out
    first, *more = views.for_the_form(
        pieces(letter.blocks, opt_out.fields if opt_out else ()),
        opt_out.url if opt_out else None,
        language_of(interaction),
    )
    await reply(interaction, first)
    for card in more:
        await interaction.followup.send(view=card, ephemeral=True)


async def _letter(interaction: Interaction, case: str) -> Letter:
    if not case.isdecimal():
        raise UserError("This button is damaged. Please ask for the letter again.")
    services = interaction.client.services
    services.rates.take("file", interaction.user.id)
    made = await services.copies.made(interaction.user.id, int(case))
    text = await _text_of(interaction)
    async with services.rates.turn(interaction.user.id):
        return await services.typesetter.aside(lambda: services.copies.read(made, text))


async def _text_of(interaction: Interaction) -> str:
    """The letter's text file on the pressed message. Raises `UserError` where it is gone."""
    gone = UserError(
        "The text file is no longer on this message, and Tern keeps no copy of a letter. "
        "Please ask for the letter again with `/optout letter`."
    )
    for address in _files(interaction.message) if interaction.message else ():
        try:
            # discord.py 2.7 cannot read media of components itself: it gives them no session.
            content = await interaction.client.http.get_from_cdn(address)
            return content.decode("utf-8", "replace")
        except (discord.DiscordException, OSError) as failed:
            raise gone from failed
    raise gone


def _files(message: discord.Message) -> Iterator[str]:
    """Where its text files are. Discord lists a file that a component shows with the component and
    not among the attachments (https://github.com/discord/discord-api-docs/pull/8279)."""
    for part in parts_of(message):
        if isinstance(part, discord.FileComponent) and _is_text(part.name):
            yield part.media.url
    yield from (one.url for one in message.attachments if _is_text(one.filename))


def _is_text(name: str | None) -> bool:
    return name is not None and name.endswith(".txt")


def add_routes(router: Router) -> None:
    router.add("letter-editable", editable_wanted)
    router.add("letter-pieces", pieces_wanted)
