"""The key of a week was deleted with the marks when the week closed, and both still stood in
SQLite's journal: who had the files could try every user id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.counted import server

pytestmark = pytest.mark.asyncio


async def test_no_byte_of_the_files_holds_the_key_after_the_week(tmp_path: Path) -> None:
    def held(secret: bytes) -> bool:
        return any(secret in file.read_bytes() for file in tmp_path.iterdir())

    async with server(tmp_path) as here:
        await here.report()
        for user in range(1, 41):
            await here.do(("ask", user, "instagram"))
        ((key,),) = await here.store._engine.read("SELECT key FROM answer_keys")
        marks = await here.store._engine.read("SELECT mark FROM answer_marks")
        assert held(key)
        here.clock.on(days=30)  # Tern was down when the week closed
        assert (await here.report()).asked
        assert not held(key)
        assert not any(held(mark) for (mark,) in marks)
