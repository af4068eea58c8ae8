"""The list of erasures: what was acknowledged is there, and it says nothing of anybody."""

from __future__ import annotations

import asyncio
import hashlib
import json
import stat
from pathlib import Path

import pytest

from bot.core.erasure_store import Erasure
from bot.store import ErasureFile

pytestmark = pytest.mark.asyncio

ANA, BEN = 1234567890123456789, 42


def read(path: Path) -> str:
    return path.read_text()


def write(path: Path, text: str) -> None:
    path.write_text(text)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tern.db.erasures"


async def test_what_was_added_is_read_in_its_order(path: Path) -> None:
    listed = ErasureFile(path)
    assert await listed.entries() == []
    await listed.add(3, "person", ANA, 100)
    await listed.add(1, "server", BEN, 200)
    first, second = await ErasureFile(path).entries()
    assert (first.id, first.of, first.at, first.undone) == (3, "person", 100, False)
    assert (second.id, second.of, second.at) == (1, "server", 200)
    assert await listed.marks("person", [BEN, ANA]) == {
        first.mark: ANA,
        **await listed.marks("person", [BEN]),
    }
    assert list((await listed.marks("server", [BEN])).items()) == [(second.mark, BEN)]


async def test_a_person_and_a_server_of_one_number_are_two(path: Path) -> None:
    listed = ErasureFile(path)
    await listed.add(1, "person", ANA, 1)
    persons, servers = await listed.marks("person", [ANA]), await listed.marks("server", [ANA])
    assert persons.keys().isdisjoint(servers)


async def test_what_was_taken_back_is_marked(path: Path) -> None:
    listed = ErasureFile(path)
    await listed.add(3, "person", ANA, 100)
    await listed.add(4, "person", ANA, 100)
    await listed.withdraw(3)
    assert [(e.id, e.undone) for e in await listed.entries()] == [(3, True), (4, False)]


async def test_no_id_stands_in_it_and_none_can_be_guessed_without_the_key(path: Path) -> None:
    await ErasureFile(path).add(3, "person", ANA, 100)
    text = read(path)
    assert str(ANA) not in text
    assert hashlib.sha256(str(ANA).encode()).hexdigest() not in text
    assert len(json.loads(text.splitlines()[0])["key"]) == 64


async def test_two_lists_have_two_keys(tmp_path: Path) -> None:
    marks = set()
    for name in ("a", "b"):
        listed = ErasureFile(tmp_path / name)
        await listed.add(1, "person", ANA, 1)
        marks |= {entry.mark for entry in await listed.entries()}
    assert len(marks) == 2


async def test_it_is_its_owners_alone(path: Path) -> None:
    await ErasureFile(path).add(3, "person", ANA, 100)
    assert mode(path) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


async def test_reading_makes_no_file(path: Path) -> None:
    assert await ErasureFile(path).marks("person", [ANA]) == {}
    assert list(path.parent.iterdir()) == []


async def test_many_at_once_lose_nothing(path: Path) -> None:
    lists = [ErasureFile(path) for _ in range(5)]
    await asyncio.gather(
        *(listed.add(10 * n + k, "person", ANA, 1) for n, listed in enumerate(lists, 1)
          for k in range(10))
    )  # fmt: skip
    entries = await lists[0].entries()
    assert len(entries) == 50
    assert len({entry.mark for entry in entries}) == 1


@pytest.mark.parametrize("cut", [1, 5, 40])
async def test_a_line_that_was_cut_off_spoils_no_other(
    path: Path, cut: int, caplog: pytest.LogCaptureFixture
) -> None:
    listed = ErasureFile(path)
    await listed.add(1, "person", ANA, 100)
    await listed.add(2, "person", BEN, 100)
    write(path, read(path)[:-cut])
    assert [entry.id for entry in await listed.entries()] == [1]
    assert "line 3 of the list of erasures" in caplog.text
    await listed.add(4, "person", BEN, 300)
    assert [entry.id for entry in await listed.entries()] == [1, 4]


async def test_a_file_that_is_no_list_is_left_alone(path: Path) -> None:
    write(path, "notes of mine\n")
    with pytest.raises(OSError, match="no list of erasures"):
        await ErasureFile(path).add(1, "person", ANA, 100)
    assert read(path) == "notes of mine\n"


async def test_where_nothing_can_be_written_nothing_is_acknowledged(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        await ErasureFile(tmp_path / "nowhere" / "list").add(1, "person", ANA, 100)


async def test_a_list_that_another_process_wrote_is_seen(path: Path) -> None:
    ours, theirs = ErasureFile(path), ErasureFile(path)
    await theirs.add(1, "person", ANA, 100)
    (entry,) = await ours.entries()
    assert entry == Erasure(id=1, of="person", mark=entry.mark, at=100)
    assert (await ours.marks("person", [ANA]))[entry.mark] == ANA
