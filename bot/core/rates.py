"""How often one person may ask for what costs, so that nobody's wishes leave the others waiting."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakValueDictionary

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports import Clock

Costly = Literal["form", "letter", "charts", "export", "file", "check"]
"""A form read, whether or not a letter comes of it; a letter laid out; a page with charts; an
export of one's data or of the figures; a file made of a letter or for a website; a question to
another service whether an account is there."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times within so many seconds."""

    times: int
    seconds: int


RATES: Final[Mapping[Costly, Rate]] = MappingProxyType(
    {
        "form": Rate(120, 3600),
        "letter": Rate(30, 3600),
        "charts": Rate(30, 600),
        "export": Rate(10, 3600),
        "file": Rate(30, 3600),
        "check": Rate(1, 60),  # Tern is no scanner of other people's servers
    }
)
"""Far above what somebody does who means it, whatever goes wrong on the way."""


class Rates:
    """What each person took lately, in this process; a server's commands all come to one.

    At most `size` people and kinds are remembered; whoever took something longest ago is forgotten
    first.
    """

    def __init__(
        self, clock: Clock, rates: Mapping[Costly, Rate] = RATES, size: int = 20_000
    ) -> None:
        self._clock = clock
        self._rates = rates
        self._size = size
        self._taken: OrderedDict[tuple[Costly, int], list[int]] = OrderedDict()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def turn(self, user: int) -> asyncio.Lock:
        """To be held around what one thread does for everybody: of each person it has one thing to
        do at a time, so that nobody waits for all that another asked for. It is forgotten when
        nobody holds it or waits for it."""
        return self._turns.setdefault(user, asyncio.Lock())

    def take(self, what: Costly, user: int) -> None:
        """Notes that the person gets one of these. Raises `UserError`, which names the moment from
        which they get the next, where they had as many as they may; being refused costs nothing."""
        rate, now = self._rates[what], int(self._clock.now().timestamp())
        lately = [at for at in self._taken.get((what, user), ()) if at > now - rate.seconds]
        if len(lately) >= rate.times:
            raise UserError(
                "Tern does this only so often for one person. It works again {when}.",
                when=datetime.fromtimestamp(lately[-rate.times] + rate.seconds, UTC),
            )
        self._taken[what, user] = [*lately, now]
        self._taken.move_to_end((what, user))
        if len(self._taken) > self._size:
            self._taken.popitem(last=False)
