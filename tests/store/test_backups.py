"""Backups: made while others write, checked, restored whole or not at all, without the erased."""

from __future__ import annotations

import asyncio
import itertools
import stat
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import app
from bot.core.erasures import Erasures
from bot.errors import StartupError
from bot.store import ErasureFile, _engine, schema
from bot.store.schema import Step
from tests.store.backing import backed_up, restored, settings_of
from tests.store.filled import ANA, BEN, GUILD, card, fill
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

NEWER = Step(number=9000, name="newer", sql="CREATE TABLE newer (a BIGINT);\n")


@pytest_asyncio.fixture
async def url(database_url: str) -> AsyncIterator[str]:
    """A database with a row of two people in every table."""
    async with opened(database_url) as store:
        for user in (ANA, BEN):
            await fill(store, user)
        await store.guild_key(GUILD)
        await store.remember_commands(1, "as they were", 2)
    yield database_url


async def rows(url: str) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """Every row of every table."""
    async with _engine(url) as engine:
        tables = {table for table, _ in await engine.read(engine.columns_sql)}
        return {table: sorted(await engine.read(f'SELECT * FROM "{table}"'), key=repr)
                for table in tables}  # fmt: skip


async def erase(folder: Path, url: str, user: int) -> None:
    settings = settings_of(folder, url)
    async with opened(url) as store:
        await Erasures(store, ErasureFile(settings.erasures), app.SystemClock()).erase(user)


def kept(folder: Path) -> list[Path]:
    """The databases that restored ones took the place of."""
    return list(folder.glob("*.before-*"))


def forget_kept(folder: Path) -> None:
    """The next has the same name, in the same second."""
    for path in kept(folder):
        path.unlink()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith("tern.db")}


async def test_what_was_backed_up_comes_back(url: str, tmp_path: Path) -> None:
    before = dict(await rows(url))
    file = await backed_up(tmp_path, url)
    async with opened(url) as store:
        await store.put_card(card(7))
        await store.remove_card(GUILD, ANA, "cara", 9)
    said = await restored(tmp_path, url, file)
    total = sum(len(found) for table, found in before.items() if table != "schema_version")
    assert f"schema {schema.known_steps()[-1].number}, {total} rows" in said
    after = dict(await rows(url))
    assert after.pop("registered_commands") == []  # they are registered anew
    assert before.pop("registered_commands") != []
    assert after == before


async def test_the_database_as_it_was_is_kept_as_a_backup(url: str, tmp_path: Path) -> None:
    file = await backed_up(tmp_path, url)
    async with opened(url) as store:
        await store.put_card(card(7))
    later = await rows(url)
    said = await restored(tmp_path, url, file)
    (old,) = kept(tmp_path)
    assert f"is kept in {old}: delete it when you can." in said
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    async with opened(url) as store:
        assert await store.cards_of(GUILD, 7) == []
    (tmp_path / "kept").write_bytes(old.read_bytes())
    forget_kept(tmp_path)
    await restored(tmp_path, url, tmp_path / "kept")
    back = await rows(url)
    assert {**back, "registered_commands": later["registered_commands"]} == later


async def test_only_the_owner_may_read_it_and_nothing_else_is_left(
    url: str, tmp_path: Path
) -> None:
    file = await backed_up(tmp_path, url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert names(tmp_path) == {"backup"}


async def test_no_file_is_written_over(url: str, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("the only one")
    with pytest.raises(StartupError, match="is there already"):
        await backed_up(tmp_path, url)
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(StartupError, match="is there already"):
        await backed_up(tmp_path, url, "link")
    assert (tmp_path / "backup").read_text() == "the only one"
    assert names(tmp_path) == {"backup", "link"}


async def test_a_folder_that_is_not_there(url: str, tmp_path: Path) -> None:
    with pytest.raises(StartupError, match="No such file or directory"):
        await backed_up(tmp_path, url, "nowhere/backup")


async def test_it_is_one_moment_of_a_database_that_is_written_to(url: str, tmp_path: Path) -> None:
    """Pairs of cards are written together: a backup that had one without the other was torn."""
    async with opened(url) as store:

        async def write() -> None:
            for number in itertools.count(1):
                async with store._engine.transaction() as run:
                    for table in ("guild_keys", "answer_keys"):
                        await run(f"INSERT INTO {table} VALUES (?1, ?2)", 10**6 + number, b"key")

        writing = asyncio.create_task(write())
        files = []
        for number in range(3):
            file = tmp_path / f"backup{number}"
            await asyncio.to_thread(asyncio.run, backed_up(tmp_path, url, file.name))
            files.append(file)
        assert not writing.done()
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    counts = []
    for file in files:
        await restored(tmp_path, url, file)
        forget_kept(tmp_path)
        found = await rows(url)
        pairs = [
            {row[0] for row in found[t] if row[0] > 10**6} for t in ("guild_keys", "answer_keys")
        ]
        assert pairs[0] == pairs[1]
        counts.append(len(pairs[0]))
    assert counts == sorted(counts)


async def test_who_was_erased_since_does_not_come_back(url: str, tmp_path: Path) -> None:
    file = await backed_up(tmp_path, url)
    await erase(tmp_path, url, ANA)
    said = await restored(tmp_path, url, file)
    assert "Erased again: 1 people, 0 servers, " in said
    async with opened(url) as store:
        assert not any((await store.export(ANA)).values())
        assert (await store.export(BEN))["people"]


async def test_lists_of_other_machines_are_heeded(url: str, tmp_path: Path) -> None:
    file = await backed_up(tmp_path, url)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    await erase(elsewhere, url, ANA)
    said = await restored(tmp_path, url, file, elsewhere / "list")
    assert "Erased again: 1 people" in said
    assert "There is no list of erasures at" in said  # this machine's own


async def test_a_list_that_cannot_be_read_is_told_of_before_anything_is_done(
    url: str, tmp_path: Path
) -> None:
    file, before = await backed_up(tmp_path, url), await rows(url)
    with pytest.raises(StartupError, match="no list of erasures at"):
        await restored(tmp_path, url, file, tmp_path / "nowhere")
    (tmp_path / "list").write_text("a shopping list")
    with pytest.raises(StartupError, match="first line has no key"):
        await restored(tmp_path, url, file)
    assert await rows(url) == before


async def test_a_database_in_use_is_not_replaced(url: str, tmp_path: Path) -> None:
    file = await backed_up(tmp_path, url)
    async with opened(url) as store:
        await store.put_card(card(7))
        with pytest.raises(StartupError, match="in use"):
            await restored(tmp_path, url, file)
        assert await store.cards_of(GUILD, 7) != []
    assert names(tmp_path) == {"backup"}


async def test_an_older_backup_is_brought_up_to_date(database_url: str, tmp_path: Path) -> None:
    async with _engine(database_url) as engine:
        await schema.apply(engine, schema.known_steps()[:2])
        await engine.write("INSERT INTO people VALUES (?1, 'eu-de', 1)", ANA)
    file = await backed_up(tmp_path, database_url)
    async with opened(database_url):
        pass  # which brings it up to date, with tables that the backup has not
    assert "schema 2, 1 rows" in await restored(tmp_path, database_url, file)
    async with opened(database_url) as store:
        assert (await store.export(ANA))["people"]


async def test_a_newer_backup_is_refused(url: str, tmp_path: Path) -> None:
    before = await rows(url)
    async with _engine(url) as engine:
        await schema.apply(engine, [*schema.known_steps(), NEWER])
    file = await backed_up(tmp_path, url)
    async with _engine(url) as engine:
        await engine.write("DROP TABLE newer")
        await engine.write("DELETE FROM schema_version WHERE number = 9000")
    with pytest.raises(StartupError, match=r"newer version of Tern \(schema 9000"):
        await restored(tmp_path, url, file)
    assert await rows(url) == before


async def test_half_a_backup_is_refused(url: str, tmp_path: Path) -> None:
    whole = (await backed_up(tmp_path, url)).read_bytes()
    before = await rows(url)
    for name, content in (
        ("half", whole[: len(whole) // 2]), ("start", whole[:100]), ("nothing", b""),
        ("text", b"a shopping list, long enough for a header " * 9),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StartupError):
            await restored(tmp_path, url, tmp_path / name)
    with pytest.raises(StartupError):
        await restored(tmp_path, url, tmp_path / "nowhere")
    assert await rows(url) == before
    assert not kept(tmp_path)
    assert names(tmp_path) == {"backup", "half", "start", "nothing", "text"}


async def test_a_database_of_somebody_else_is_no_backup(database_url: str, tmp_path: Path) -> None:
    async with _engine(database_url) as engine:
        await engine.write("CREATE TABLE shop (a BIGINT)")
    with pytest.raises(StartupError, match="no database of Tern's"):
        await backed_up(tmp_path, database_url)
    assert names(tmp_path) == set()
