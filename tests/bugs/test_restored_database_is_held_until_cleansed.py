"""With PostgreSQL a Tern that waited while a backup was restored began to answer as soon as the
rows were there, before those whom other machines' lists name were erased again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import child_environment
from bot.errors import TakenError
from bot.store import hold, restore
from tests.store.backing import backed_up
from tests.store.filled import ANA, fill
from tests.store.opened import opened
from tests.store.test_hold import free

pytestmark = pytest.mark.asyncio


async def test_nobody_runs_on_it_before(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file, was_free = await backed_up(tmp_path, postgres_url), []

    async def cleanse(url: str) -> None:
        was_free.extend([await free(url), await free(url, (0,))])

    await restore(postgres_url, file, tmp_path / "kept", child_environment(), cleanse)
    assert was_free == [False, False]
    assert await free(postgres_url)


async def test_whoever_holds_it_already_is_in_the_way(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It came after the connections were counted."""
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file = await backed_up(tmp_path, postgres_url)
    monkeypatch.setattr("bot.store.backups.postgres._OTHERS", "SELECT 0")

    async def cleanse(url: str) -> None:
        raise AssertionError("nothing was restored")

    async with hold(postgres_url):
        with pytest.raises(TakenError):
            await restore(postgres_url, file, tmp_path / "kept", child_environment(), cleanse)
    assert not (tmp_path / "kept").exists()
