"""`python -m bot check` took "May have changed" for the month and missed it in each translation."""

from __future__ import annotations

import pytest

from bot.translating.faithful import differences


@pytest.mark.parametrize(
    ("english", "german", "is_faithful"),
    [
        ("May have changed since.", "Hat sich vielleicht geändert.", True),
        ("May be outdated.", "Vielleicht veraltet.", True),
        ("Checked in May.", "Geprüft.", False),
        ("Checked in May.", "Im Mai geprüft.", True),
    ],
)
def test_only_the_month_is_looked_for(english: str, german: str, is_faithful: bool) -> None:
    assert (list(differences(english, german, "de")) == []) is is_faithful
