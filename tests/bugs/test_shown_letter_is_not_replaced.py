"""With closed direct messages a letter's files stand in the answer and nowhere else. When the
database failed after that, the failure or the next letter took their place, and they were lost."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from bot.store.store import SqlStore
from tests.e2e.conftest import Tern
from tests.e2e.life import fill
from tests.e2e.test_batch_e2e import ACCOUNTS, form, to_the_end


async def locked(*_: Any, **__: Any) -> bool:
    raise sqlite3.OperationalError("database is locked")


@pytest.mark.asyncio
async def test_a_database_that_fails_after_the_letters_takes_none_away(
    tern: Tern, monkeypatch: pytest.MonkeyPatch
) -> None:
    tern.discord.faults.closed_dms[tern.mara.id] = 50007
    asked = await form(tern, "instagram, x")
    monkeypatch.setattr(SqlStore, "settle_letter", locked)
    reply = await fill(tern.mara, asked, account=ACCOUNTS)
    listed = await to_the_end(reply)
    assert "not made" not in listed.text
    shown = [message for message in tern.mara.messages("general") if message.files]
    assert [sum(name.endswith(".pdf") for name in message.files) for message in shown] == [1, 1]
    assert "went wrong" not in "".join(m.text for m in tern.mara.messages("general"))
