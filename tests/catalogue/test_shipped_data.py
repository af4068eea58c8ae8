"""The records that are published with Tern."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue.checks import check

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_records_have_no_problems() -> None:
    today = datetime.now(UTC).date()
    collection, problems = check(DATA, today)
    assert not problems, "\n".join(map(str, problems))
    assert collection.entries
