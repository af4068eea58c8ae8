"""Whether the owner of a card is still in the server.

Tern asks Discord for no privileged intent, so nobody tells it who comes and goes. It learns that
from the members that commands and buttons carry, and from a look at each owner once a day. A ban is
a leave like any other.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = 24 * 3600

SEEN_LASTS: Final = 7 * _DAY
"""Seconds for which having been seen counts: after that a card is shown to nobody."""

CHECK_EVERY: Final = _DAY
"""Seconds between two looks at an owner."""

RETURN_WITHIN: Final = 30 * _DAY
"""Seconds after which the cards of somebody who left are erased; who returns before has them back.
"""


class Sightings:
    """Whom this process has seen lately, so that not everything is done each time."""

    def __init__(self, size: int = 20_000) -> None:
        self._size = size
        self._seen: OrderedDict[tuple[int, int], int] = OrderedDict()

    def is_news(self, guild: int, user: int, now: int) -> bool:
        """Whether they were not noted within a day."""
        return now - self._seen.get((guild, user), now - _DAY) >= _DAY

    def note(self, guild: int, user: int, now: int) -> None:
        """To be called once it is done."""
        self._seen[guild, user] = now
        self._seen.move_to_end((guild, user))
        if len(self._seen) > self._size:
            self._seen.popitem(last=False)

    def forget(self, guild: int, users: Iterable[int]) -> None:
        for user in users:
            self._seen.pop((guild, user), None)
