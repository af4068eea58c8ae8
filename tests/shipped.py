"""The records that Tern ships, loaded once for all tests that read them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bot.catalogue import Catalogue, load

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 23)


@cache
def catalogue() -> Catalogue:
    """The shipped records."""
    return load(DATA, None, TODAY)
