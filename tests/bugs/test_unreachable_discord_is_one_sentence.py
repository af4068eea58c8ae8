"""An operator whose network or API address was wrong got 86 lines of traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.e2e.test_process_e2e import process


@pytest.mark.asyncio
async def test_an_address_where_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}/api/v10"
        async with process(tmp_path, "run", DISCORD_TOKEN="token", DISCORD_API_URL=nowhere) as tern:
            _, errors = await tern.communicate()
    assert tern.returncode == 75
    assert b"cannot be reached" in errors
    assert b"Traceback" not in errors
