"""When the database did not answer within a second, the day of a refusal was taken to be today, and
the last day to complain came out too late."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.store import SqlStore
from tests.e2e.conftest import Tern
from tests.e2e.life import letter, mark_sent


async def slow(*_: Any) -> None:
    raise TimeoutError


@pytest.mark.asyncio
@pytest.mark.parametrize("outcome", ["partly", "refused", "extended"])
async def test_the_person_is_asked(
    tern: Tern, monkeypatch: pytest.MonkeyPatch, outcome: str
) -> None:
    message = await letter(tern.mara)
    await mark_sent(tern.mara, message)
    monkeypatch.setattr(SqlStore, "letter", slow)
    reply = await tern.mara.select(message, "case-outcome:v1", outcome)
    assert reply.modal is not None
    assert "day" in reply.modal.fields
