"""`export`, `erase` and `schema` made an empty database where there was none, and then said that
nothing is stored: a false answer to somebody who asks, from the wrong folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.test_process_e2e import process


@pytest.mark.asyncio
@pytest.mark.parametrize("words", [("export", "1"), ("erase", "1"), ("schema",)])
async def test_a_missing_database_is_said_and_not_made(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    async with process(tmp_path, *words) as tern:
        output, errors = await tern.communicate()
    assert (tern.returncode, output) == (2, b"")
    assert f"no database at {tmp_path / 'tern.db'}" in errors.decode()
    assert not (tmp_path / "tern.db").exists()
