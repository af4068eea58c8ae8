"""Looks after forwarding cards: who is still there, who is to be asked or told, what is over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

from bot import delivery, limits
from bot.core.arrivals import ANSWER_WITHIN
from bot.core.presence import CHECK_EVERY
from bot.jobs.worker import Done, Later
from bot.views.card_lines import day
from bot.views.card_messages import CardMessages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.client import TernClient
    from bot.core.models import Card as ForwardingCard
    from bot.core.models import Job
    from bot.i18n import Language
    from bot.jobs.worker import Result

PAUSE: Final = 2.0
"""Seconds between two questions to the gateway, which takes 120 messages a minute from a shard."""

ONE_GO: Final = 50
"""Seconds for which owners are looked for at one go. A job may take 120, and the last group may be
asked for one by one."""

NEXT_GO: Final = 60
"""Seconds until the next go, where a server has more owners than that."""

RETRY: Final = 600
"""Seconds until a message that Discord did not take is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who of those looked for is in the server and who is not; in neither: it was not learnt."""

    here: Sequence[int] = ()
    gone: Sequence[int] = ()


async def check_members(client: TernClient, guild: int, users: Sequence[int]) -> Members:
    """Looks for up to 100 members, without any privileged intent.

    The gateway is asked for all by id (op 8, "Request Guild Members"); who is not in its answer is
    asked for one by one, and only Discord's "Unknown Member" or "Unknown User" counts as gone. A
    server of another process is asked for one by one only; when Discord is silent or the server
    cannot be seen, nothing is learnt.
    """
    here: set[int] = set()
    known = client.get_guild(guild)
    if known is not None:
        if known.unavailable:
            return Members()
        try:
            found = await known.query_members(
                user_ids=list(users), limit=limits.MEMBERS_ASKED, cache=False
            )
        except (TimeoutError, RuntimeError, discord.DiscordException, ConnectionError):
            return Members()
        here = {member.id for member in found}
    gone = []
    for user in users:
        if user in here:
            continue
        match await _is_member(client, guild, user):
            case True:
                here.add(user)
            case False:
                gone.append(user)
            case None:
                break
    return Members(here=tuple(sorted(here)), gone=tuple(gone))


async def _is_member(client: TernClient, guild: int, user: int) -> bool | None:
    """None where Discord does not say."""
    try:
        await client.http.get_member(guild, user)
    except discord.NotFound as error:
        return False if error.code in limits.NO_MEMBER else None
    except (discord.HTTPException, discord.RateLimited, OSError, aiohttp.ClientError):
        return None
    return True


async def look_after_server(
    client: TernClient, job: Job, *, pause: float = PAUSE, seconds: float = ONE_GO
) -> Result:
    """The job "cards-seen", of the server `job.case`: once a day looks for the owners of cards,
    asks those who wanted to be asked, and erases what is over. It is done when nothing is left and
    Tern is not in that server, which only the process that has the server's shard can tell."""
    services = client.services
    guild = job.case
    if not await _look_for_owners(client, guild, pause, seconds):
        return Later(NEXT_GO)
    for card in await services.arrivals.to_ask_again(guild):
        await _ask_again(client, card)
    is_left = await services.arrivals.sweep(guild)
    # While Tern is there the job stays, so that none is missed that begins meanwhile.
    is_known = client.get_guild(guild) is not None or _is_elsewhere(client, guild)
    return Later(CHECK_EVERY) if is_left or is_known else Done()


def _is_elsewhere(client: TernClient, guild: int) -> bool:
    """Whether another process hears of this server (docs, gateway: sharding formula)."""
    if client.shard_ids is None or client.shard_count is None:
        return False
    return (guild >> 22) % client.shard_count not in client.shard_ids


async def _look_for_owners(client: TernClient, guild: int, pause: float, seconds: float) -> bool:
    """Group by group; False where there are more than there is time for. Where Discord is silent,
    the rest waits for the next day."""
    moves = client.services.moves
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    while users := await moves.to_look_for(guild, limits.MEMBERS_ASKED):
        members = await check_members(client, guild, users)
        await moves.looked_for(guild, members.here, members.gone)
        if len(members.here) + len(members.gone) < len(users):
            break
        if loop.time() >= ends:
            return len(users) < limits.MEMBERS_ASKED
        await asyncio.sleep(pause)
    return True


async def _ask_again(client: TernClient, card: ForwardingCard) -> None:
    services = client.services
    messages = await _messages(client, card.guild, services.languages.of(card.reader))
    ends = int(services.clock.now().timestamp()) + ANSWER_WITHIN
    mark = _mark(card)
    sent = await delivery.send(
        client, card.user, messages.asks_again(card, day(ends), mark), mark=mark
    )
    if isinstance(sent, delivery.Delivered) or sent.closed:
        # Who takes no direct messages reads in `/migrate list` when the card ends.
        await services.arrivals.asked_again(card)


async def tell_arrival(client: TernClient, job: Job) -> Result:
    """The job "card-arrived", of the ask `job.case`: tells who asked."""
    services = client.services
    arrival = await services.arrivals.arrival(job.case)
    if arrival is None:
        return Done()
    ask = arrival.ask
    asker = await check_members(client, ask.guild, [ask.user])
    if ask.user in asker.gone:
        await services.arrivals.told(ask.id)
        return Done()
    if ask.user not in asker.here:
        return Later(RETRY)
    # That may have taken half a minute, in which the card's owner can have taken it back.
    arrival = await services.arrivals.arrival(job.case)
    if arrival is None:
        return Done()
    messages = await _messages(client, ask.guild, services.languages.of(ask.reader))
    sent = await delivery.send(client, ask.user, messages.arrived(arrival), mark=str(ask.id))
    if isinstance(sent, delivery.Undelivered) and not sent.closed:
        return Later(RETRY)
    # Closed: `/migrate find` shows the card whenever they look.
    await services.arrivals.told(ask.id)
    return Done()


async def _messages(client: TernClient, guild: int, t: Language) -> CardMessages:
    services = client.services
    server = await _name_of(client, guild) or t("A server we share")
    return CardMessages(services.catalogue, services.moves, server, t)


async def _name_of(client: TernClient, guild: int) -> str | None:
    """The server's name; None where Discord does not say."""
    known = client.get_guild(guild)
    if known is not None:
        return known.name
    try:
        return (await client.http.get_guild(guild, with_counts=False))["name"]
    except delivery.FAILURES:
        return None


def _mark(card: ForwardingCard) -> str:
    """One for each card and question: when a card ends changes with every question."""
    return str((card.id ^ (card.until or 0)) % 2**63)
