"""The ladder: a direct message, else the same files where the person asked. Nothing is lost, and
the person is told which it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot import limits
from bot.replies import uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import LetterFile
    from bot.core.privacy import SentMessage
    from bot.views.card import Card


@dataclass(frozen=True, slots=True)
class Delivered:
    """Arrived by direct message: where, for deleting it later."""

    channel: int
    message: int
    link: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The person takes no direct messages from Tern."""


async def send(
    user: discord.User | discord.Member, card: Card, files: Sequence[LetterFile], *, nonce: int
) -> Delivered | Closed:
    """Sends a direct message with files.

    Discord takes a nonce once only, so a repeat after an unclear failure is not a second message.
    Raises `discord.HTTPException` for anything but closed direct messages.
    """
    try:
        message = await user.send(view=card, files=uploads(files), nonce=nonce)
    except discord.Forbidden as refused:
        if refused.code in limits.DM_CLOSED:
            return Closed()
        raise
    return Delivered(channel=message.channel.id, message=message.id, link=message.jump_url)


async def delete(client: discord.Client, sent: Sequence[SentMessage]) -> int:
    """Deletes Tern's own direct messages; returns how many are gone.

    One that was deleted before counts as gone; one that Discord refuses to delete does not.
    """
    gone = 0
    for message in sent:
        channel = client.get_partial_messageable(message.channel)
        try:
            await channel.get_partial_message(message.message).delete()
        except discord.NotFound:
            gone += 1
        except discord.HTTPException:
            continue
        else:
            gone += 1
    return gone
