"""Answers that were made before: the same question is asked by many."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from bot.views.card import Card


class Prepared:
    """At most `size` cards; the one asked for longest ago goes first.

    Cards hold nothing of who asked, so one can be sent to everybody.
    """

    def __init__(self, size: int = 512) -> None:
        self._size = size
        self._cards: OrderedDict[Hashable, Card] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Card]) -> Card:
        """The card under this key, made if it is not there. The key says all it depends on."""
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = make()
            if len(self._cards) > self._size:
                self._cards.popitem(last=False)
        else:
            self._cards.move_to_end(key)
        return card
