"""What Tern calls itself on platforms' servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import __version__
from bot.app import build, user_agent
from bot.config import Settings

NAME = f"Tern/{__version__}"


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("tern@example.org", f"{NAME} (+tern@example.org)"),
        ("https://example.org/tern", f"{NAME} (+https://example.org/tern)"),
        (None, NAME),
        ("the café's desk", NAME),
        ("two words", NAME),
        ("a\r\nCookie:b", NAME),
        ("(nested)", NAME),
        ("x" * 201, NAME),
    ],
)
def test_it_names_itself_and_where_its_operator_is(contact: str | None, expected: str) -> None:
    assert user_agent(Settings(contact=contact)) == expected


@pytest.mark.parametrize("contact", [None, "two words"])
def test_a_page_of_the_operators_stands_for_a_contact_that_no_header_holds(
    contact: str | None,
) -> None:
    page = "https://example.org/privacy"
    assert user_agent(Settings(contact=contact, privacy_url=page)) == f"{NAME} (+{page})"


@pytest.mark.parametrize(
    ("watch", "contact", "told"), [(True, None, 1), (True, "t@example.org", 0), (False, None, 0)]
)
@pytest.mark.asyncio
async def test_the_operator_is_told_that_servers_do_not_know_whom_to_write_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, watch: bool, contact: str | None, told: int
) -> None:
    database = f"sqlite:///{tmp_path / 'tern.db'}"
    async with build(Settings(database_url=database, watch=watch, contact=contact)):
        pass
    assert sum("TERN_CONTACT" in record.message for record in caplog.records) == told
