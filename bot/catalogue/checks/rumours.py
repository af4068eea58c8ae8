"""Rumours: each can be recognised, and is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.catalogue.collection import Collection
from bot.catalogue.problems import Problem
from bot.core.records import Rumour


def check_rumours(collection: Collection, _today: date) -> Iterator[Problem]:
    for entry, rumour in collection.of(Rumour):
        if not rumour.wordings:
            hint = "Add a text in which it goes round"
            yield entry.problem(("wordings",), "the rumour has no wording", hint)
        if not rumour.truth:
            hint = "Add what is true instead, with its source"
            yield entry.problem(("truth",), "the rumour is not answered", hint)
