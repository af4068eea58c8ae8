"""The ladder: a direct message, else the same files where the person asked. Nothing is lost, and
the person is told which it was."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot import limits
from bot.replies import uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.models import LetterFile
    from bot.core.privacy import SentMessage
    from bot.views.card import Card


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


async def send(
    user: discord.User | discord.Member, card: Card, files: Sequence[LetterFile], *, nonce: int
) -> Delivered | Undelivered:
    """Sends a direct message with files.

    Discord takes a nonce once only, so a repeat after an unclear failure is not a second message.
    Whatever goes wrong on the way is an `Undelivered`: the files have to reach the person all the
    same.
    """
    try:
        message = await user.send(view=card, files=uploads(files), nonce=nonce)
    except discord.HTTPException as refused:
        closed = refused.code in limits.DM_CLOSED
        if not closed:
            _log.warning("direct message refused (%s, code %s)", refused.status, refused.code)
        return Undelivered(closed)
    except (discord.RateLimited, OSError, TimeoutError, aiohttp.ClientError) as failed:
        _log.warning("direct message failed (%s)", type(failed).__name__)
        return Undelivered(closed=False)
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
        except (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError):
            continue
        else:
            gone += 1
    return gone
