"""What failed in a task or a callback that nobody looked at was logged by asyncio, which quotes the
exception and what the task was at."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import Any

import pytest

from bot import running
from bot.__main__ import _run
from bot.config import Settings

CANARY = "Mara Example, 12 Harbour Street"


def fail() -> None:
    raise ValueError(CANARY)


async def fail_unseen(*_: Any) -> None:
    async def failing(_: str) -> None:
        fail()

    task = asyncio.create_task(failing(CANARY), name=CANARY)
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.wait({task})
    del task
    gc.collect()
    asyncio.get_running_loop().call_exception_handler({"message": "odd", "task": CANARY})


def test_they_are_logged_by_type_and_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "run", fail_unseen)
    asyncio.run(_run(Settings(token="x", database_url=f"sqlite:///{tmp_path / 'tern.db'}")))
    failures = [line for line in caplog.messages if "in a task\nValueError" in line]
    assert len(failures) == 2
    assert "the loop reports: odd" in caplog.messages
    assert CANARY not in caplog.text
