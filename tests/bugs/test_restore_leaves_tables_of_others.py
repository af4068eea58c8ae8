"""`restore` dropped every table of the PostgreSQL schema, also those of other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StartupError
from bot.store import _engine
from tests.store.backing import backed_up, restored
from tests.store.filled import ANA, fill
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

THEIRS = "SELECT * FROM wiki_pages"


async def with_theirs(url: str, more: str = "DELETE FROM people") -> None:
    """A table of another program's, and a change of Tern's."""
    async with _engine(url) as engine:
        await engine.write("CREATE TABLE wiki_pages (id BIGINT)")
        await engine.write("INSERT INTO wiki_pages VALUES (1)")
        await engine.write(more)


async def test_they_are_neither_dropped_nor_copied(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file = await backed_up(tmp_path, postgres_url)
    await with_theirs(postgres_url)
    await restored(tmp_path, postgres_url, file)
    (old,) = tmp_path.glob("*.before-*")  # noqa: ASYNC240 - a folder of this test
    old.rename(tmp_path / "old")
    await restored(tmp_path, postgres_url, tmp_path / "old")
    async with _engine(postgres_url) as engine:
        assert await engine.read(THEIRS) == [(1,)]
        assert await engine.read("SELECT * FROM people") == []


async def test_where_they_cannot_be_told_apart_nothing_is_done(
    postgres_url: str, tmp_path: Path
) -> None:
    """A newer version may have made them."""
    async with opened(postgres_url) as store:
        await fill(store, ANA)
    file = await backed_up(tmp_path, postgres_url)
    await with_theirs(postgres_url, "INSERT INTO schema_version VALUES (9000, 'newer', 1)")
    with pytest.raises(StartupError, match="not known here: wiki_pages"):
        await restored(tmp_path, postgres_url, file)
    async with _engine(postgres_url) as engine:
        assert await engine.read(THEIRS) == [(1,)]
        assert await engine.read("SELECT MAX(number) FROM schema_version") == [(9000,)]
    await backed_up(tmp_path, postgres_url, "everything")
