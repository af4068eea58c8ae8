"""The ladder: a direct message, else the same files where the person asked, else both again while
Discord lets the bot answer. Nothing arrives twice, nothing is kept, and the person is told which it
was."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot import limits
from bot.firmness import FAILURES as FAILURES  # part of what this module promises
from bot.firmness import TRY_SECONDS as TRY_SECONDS
from bot.logs import in_brief
from bot.replies import parts_of, reply, uploads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from bot.client import TernClient
    from bot.core.models import LetterFile
    from bot.views.card import Card

    Pause = Callable[[float], Awaitable[object]]
    Put = Callable[[Card, Sequence[LetterFile]], Awaitable[None]]

LONGEST_PAUSE = 60.0
"""Seconds between two rounds of the ladder, at most; they begin at two and double."""

LOOK_BACK = 50
"""How many of a chat's last messages are read: Discord gives as many at a time."""

_log = logging.getLogger("tern")


@dataclass(frozen=True, slots=True)
class Delivered:
    """Arrived by direct message: where, for deleting it later."""

    channel: int
    message: int
    link: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """No direct message: the person takes none from Tern (`closed`), or Discord did not take it."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The files are where the person asked, for them alone."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Neither way worked while Discord let the bot answer; the files are gone."""


async def hand_over(
    interaction: discord.Interaction[TernClient],
    case: int,
    files: Sequence[LetterFile],
    *,
    in_chat: Card,
    here: Callable[[bool], Card],
    put: Put | None = None,
    pause: Pause = asyncio.sleep,
) -> Delivered | Shown | Lost:
    """Gets a letter's files to the person who is shown "thinking".

    `in_chat` goes with the direct message and has `case` as an argument of a custom_id; `here`
    makes the answer for where they asked, from whether their direct messages are closed; `put`
    shows it (by default in place of "thinking") and must double nothing when called again. Both
    ways are tried in turn, with growing pauses, until the interaction's token ends: 15 minutes
    after it was made (docs, receiving and responding).
    """
    client, mark = interaction.client, str(case)
    monitor = client.services.monitor
    sent = await _post(client, interaction.user.id, in_chat, files, mark)
    for seconds in _pauses():
        if isinstance(sent, Delivered):
            monitor.handed_over("direct-message")
            return sent
        shown = await _show(put or _in_place(interaction), here(sent.closed), files)
        if shown:
            monitor.handed_over("here-closed" if sent.closed else "here-refused")
            return Shown(sent.closed)
        if shown is None or _ends_within(seconds, interaction):
            break
        await pause(seconds)
        sent = await send(client, interaction.user.id, in_chat, files, mark=mark)
    monitor.handed_over("lost")
    _log.warning("a letter reached nobody and is dropped")
    return Lost()


async def send(
    client: discord.Client,
    user_id: int,
    card: Card,
    files: Sequence[LetterFile] = (),
    *,
    mark: str,
) -> Delivered | Undelivered:
    """A direct message that may have been tried before; it is there once, however often this runs.

    `mark` is an argument of one of the card's custom_ids, at most 25 characters, and no other
    message's: it is looked for in the chat first, and is the nonce, which Discord takes once within
    minutes, whichever chat it is in. Whatever goes wrong on the way is an `Undelivered`.
    """
    try:
        found = await find(client, user_id, mark)
    except FAILURES as failed:
        return _undelivered(failed)
    return found or await _post(client, user_id, card, files, mark)


async def find(client: discord.Client, user_id: int, mark: str) -> Delivered | None:
    """Tern's message with this mark among the last of the chat with this person.

    Raises one of `FAILURES` when the chat cannot be read: nobody knows then what is in it.
    """
    async with asyncio.timeout(TRY_SECONDS):
        chat = await client.create_dm(discord.Object(user_id))
        async for message in chat.history(limit=LOOK_BACK):
            if message.author == client.user and bears(message, mark):
                return _delivered(message)
    return None


def is_closed(failed: BaseException) -> bool:
    """Whether this failure says that the person takes no direct messages from Tern."""
    return isinstance(failed, discord.HTTPException) and failed.code in limits.DM_CLOSED


async def _post(
    client: discord.Client, user_id: int, card: Card, files: Sequence[LetterFile], mark: str
) -> Delivered | Undelivered:
    """One message, not looked for before. Where it may have arrived, the chat tells."""
    try:
        async with asyncio.timeout(TRY_SECONDS):
            chat = await client.create_dm(discord.Object(user_id))
            message = await chat.send(view=card, files=uploads(files), nonce=mark)
    except FAILURES as failed:
        refused = _undelivered(failed)
        if not _unclear(failed):
            return refused
    else:
        return _delivered(message)
    try:
        return await find(client, user_id, mark) or refused
    except FAILURES:
        return refused


def _in_place(interaction: discord.Interaction[TernClient]) -> Put:
    async def put(card: Card, files: Sequence[LetterFile]) -> None:
        await reply(interaction, card, uploads(files))

    return put


async def _show(put: Put, card: Card, files: Sequence[LetterFile]) -> bool | None:
    """Whether the answer with the files is there; None when Discord takes no more answers.

    It takes the place of any try before it, so it cannot be there twice.
    """
    try:
        async with asyncio.timeout(TRY_SECONDS):
            await put(card, files)
    except FAILURES as failed:
        _note("answer", failed)
        ended = isinstance(failed, discord.HTTPException) and failed.code in limits.TOKEN_ENDED
        return None if ended else False
    return True


def _pauses() -> Iterator[float]:
    seconds = 2.0
    while True:
        yield seconds
        seconds = min(2 * seconds, LONGEST_PAUSE)


def _ends_within(seconds: float, interaction: discord.Interaction[TernClient]) -> bool:
    left = interaction.expires_at - interaction.client.services.clock.now()
    return left.total_seconds() <= seconds


def _unclear(failed: BaseException) -> bool:
    """Whether Discord may have done what was asked: it broke down, or nothing was heard."""
    if isinstance(failed, discord.HTTPException):
        return failed.status >= 500
    return not isinstance(failed, discord.RateLimited)


def _undelivered(failed: BaseException) -> Undelivered:
    closed = is_closed(failed)
    if not closed:
        _note("direct message", failed)
    return Undelivered(closed)


def _note(what: str, failed: BaseException) -> None:
    done = "refused" if isinstance(failed, discord.HTTPException) else "failed"
    _log.warning("%s %s (%s)", what, done, in_brief(failed))


def _delivered(message: discord.Message) -> Delivered:
    return Delivered(channel=message.channel.id, message=message.id, link=message.jump_url)


def bears(message: discord.Message, mark: str) -> bool:
    """Whether the mark is an argument of one of the message's custom_ids."""
    return mark in _arguments(message)


def _arguments(message: discord.Message) -> set[str]:
    """What stands between the colons of the message's custom_ids."""
    made = (getattr(part, "custom_id", None) for part in parts_of(message))
    return {argument for one in made if one for argument in one.split(":")[1:]}
