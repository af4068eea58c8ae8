"""Answers: one way to say something, one way to say that something went wrong."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.errors import DatabaseError, UserError
from bot.firmness import FAILURES, is_disturbed, is_over
from bot.logs import in_brief, log_failure
from bot.tracing import trace_of
from bot.views import notices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.client import TernClient
    from bot.core.models import LetterFile
    from bot.i18n import Language
    from bot.views.card import Card

_log = logging.getLogger("tern")

_ANSWERED = "answered"
"""Among an interaction's extras: something stands in the place of "thinking" already."""

_UNTOLD = (
    discord.InteractionResponseType.deferred_channel_message,
    discord.InteractionResponseType.deferred_message_update,
)
"""First answers after which the person still waits for one."""


def language_of(interaction: discord.Interaction[TernClient]) -> Language:
    """The language of the person who asked."""
    return interaction.client.services.languages.of(interaction.locale.value)


def uploads(files: Sequence[LetterFile], descriptions: Sequence[str] = ()) -> list[discord.File]:
    """Fresh upload objects. discord.py's can be sent only once, so each try makes its own."""
    padded = [*descriptions, *([""] * len(files))]
    return [
        discord.File(io.BytesIO(file.content), file.name, description=description or None)
        for file, description in zip(files, padded, strict=False)
    ]


async def think(interaction: discord.Interaction[TernClient]) -> None:
    """Shows "thinking" to the person alone: first of all wherever a database, a direct message or a
    renderer is involved, because Discord waits 3 s for the first answer only."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def reply(
    interaction: discord.Interaction[TernClient],
    card: Card,
    files: Sequence[discord.File] = (),
    *,
    public: bool = False,
) -> None:
    """Answers, for the person alone unless `public`: at once, or in place of "thinking"."""
    if not interaction.response.is_done():
        await interaction.response.send_message(view=card, files=files, ephemeral=not public)
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(view=card, attachments=files)
        interaction.extras[_ANSWERED] = True
    else:
        await interaction.followup.send(view=card, files=files, ephemeral=not public)


async def hold(interaction: discord.Interaction[TernClient]) -> None:
    """Like `think`, before `turn_page`: keeps the pressed message, which is the person's own, as it
    is while a database or another service is asked."""
    await interaction.response.defer()


async def turn_page(interaction: discord.Interaction[TernClient], card: Card) -> None:
    """Changes the pressed message where it is the person's own; answers beside a public one."""
    message = interaction.message
    if interaction.response.is_done():
        await interaction.edit_original_response(view=card)
        interaction.extras[_ANSWERED] = True
    elif message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=card)
    else:
        await reply(interaction, card)


def custom_id_of(interaction: discord.Interaction[Any]) -> str:
    """What the pressed component or the submitted modal says it is; empty for a command."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", ""))


def fields_of(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """What stands in the fields of a submitted form, by custom_id: text, or a list of what was
    ticked; None for what was left empty."""
    data: Mapping[str, Any] = interaction.data or {}
    fields = (component.get("component", component) for component in data["components"])
    return {field["custom_id"]: field.get("values", field.get("value")) for field in fields}


def parts_of(message: discord.Message) -> Iterator[Any]:
    """Every component of a message: rows, containers and sections, what is in them and beside."""
    return _within(message.components)


def _within(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _within(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield from _within([accessory])


async def report(interaction: discord.Interaction[TernClient], error: BaseException) -> None:
    """Tells the person what went wrong: their own mistake in words, anything else as a code."""
    root, doing = _root(error), _doing(interaction)
    trace = trace_of(interaction)
    if is_over(root):
        trace.outcome = "unanswered"
        # Too late, or somebody else was first: whatever is said now reaches nobody.
        _log.warning("no answer was taken in %s (%s)", doing, in_brief(root))
        return
    t = language_of(interaction)
    told = _as_user_error(root)
    if told is not None:
        trace.outcome = "refused"
        card = notices.refusal(told, t)
    elif is_disturbed(root):
        _log.warning("Discord failed in %s (%s)", doing, in_brief(root))
        trace.outcome = "disturbed"
        card = notices.disturbed(t)
    elif isinstance(root, DatabaseError):
        trace.outcome = "failed"
        _log.error("the database failed in %s (%s)", doing, root)
        card = notices.unstored(t)
    else:
        trace.outcome = "failed"
        card = notices.failure(log_failure(root, doing), t)
    try:
        await _add(interaction, card)
    except FAILURES as refused:
        # The person is gone or Discord is: there is nobody left to tell.
        trace.outcome = "unanswered"
        _log.warning("no answer reached anybody in %s (%s)", doing, in_brief(refused))


async def cut_off(interaction: discord.Interaction[TernClient]) -> None:
    """Tells whoever waits for an answer that none comes, because the process stops. Who has an
    answer, or is being told something already, is told nothing more."""
    if interaction.type is discord.InteractionType.autocomplete:
        return
    if _is_owed(interaction) and trace_of(interaction).outcome is None:
        await report(interaction, being_restarted())


def _is_owed(interaction: discord.Interaction[TernClient]) -> bool:
    if interaction.response.type in _UNTOLD:
        return _ANSWERED not in interaction.extras
    return not interaction.response.is_done()


async def _add(interaction: discord.Interaction[TernClient], card: Card) -> None:
    """An answer that takes the place of none: the files on that one may be nowhere else."""
    if interaction.extras.get(_ANSWERED):
        await interaction.followup.send(view=card, ephemeral=True)
    else:
        await reply(interaction, card)


def being_restarted() -> UserError:
    """What whoever asks for something is told while the process finishes what is open."""
    return UserError("Tern is being restarted. Please try again in a minute.")


def _as_user_error(root: BaseException) -> UserError | None:
    if isinstance(root, UserError):
        return root
    if isinstance(root, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return UserError("This command has changed. Please restart Discord and try it again.")
    if isinstance(root, app_commands.TransformerError):
        if root.type is discord.AppCommandOptionType.channel:
            return UserError("Tern cannot see that channel.")
        return UserError("That person is not a member of this server.")
    if isinstance(root, app_commands.CheckFailure):
        return UserError("You may not use this command here.")
    return None


def _root(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _doing(interaction: discord.Interaction[Any]) -> str:
    if isinstance(interaction.command, app_commands.Command | app_commands.ContextMenu):
        return interaction.command.qualified_name
    return custom_id_of(interaction).partition(":")[0] or "unknown"
