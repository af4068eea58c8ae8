"""The list of erasures: one file that is only added to, apart from the database.

A line is a JSON object. The first has the key; each other is an erasure (`id`, `of`, `mark`, `at`),
takes one back (`id`, `undone`), or says that it was done (`id`, `done`). The last line about an id
counts. A line that a power cut left unfinished was never acknowledged and is passed over.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.core.erasure_store import Erasure, Subject

_log = logging.getLogger("tern")


class ErasureFile:
    """The `ErasureList` of `bot.core.erasure_store`, in a file that is made with its first line.

    Several processes of one machine may share it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    async def entries(self) -> Sequence[Erasure]:
        return await asyncio.to_thread(self._entries)

    async def withdrawn(self) -> Collection[int]:
        return await asyncio.to_thread(self._withdrawn)

    async def add(self, erasure: int, of: Subject, whose: int, at: int) -> None:
        await asyncio.to_thread(self._add, erasure, of, whose, at)

    async def finish(self, erasure: int) -> None:
        await asyncio.to_thread(self._append, {"id": erasure, "done": True})

    async def withdraw(self, erasure: int) -> None:
        await asyncio.to_thread(self._withdraw, erasure)

    async def marks(self, of: Subject, ids: Iterable[int]) -> Mapping[str, int]:
        return await asyncio.to_thread(self._marks, of, ids)

    def _entries(self) -> Sequence[Erasure]:
        found: dict[int, Erasure] = {}
        for line in self._lines():
            match line:
                case {"id": id_, "of": of, "mark": mark, "at": at}:
                    found[id_] = Erasure(id=id_, of=of, mark=mark, at=at)
                case {"id": id_, "undone": True} if id_ in found:
                    found[id_] = replace(found[id_], undone=True)
                case {"id": id_, "done": True} if id_ in found:
                    found[id_] = replace(found[id_], done=True)
        return list(found.values())

    def _withdrawn(self) -> Collection[int]:
        found = {line["id"]: line.get("undone", False) for line in self._lines() if "id" in line}
        return {id_ for id_, undone in found.items() if undone}

    def _add(self, erasure: int, of: Subject, whose: int, at: int) -> None:
        self._begin()
        mark = _mark(self._key(), of, whose)
        self._append({"id": erasure, "of": of, "mark": mark, "at": at})

    def _withdraw(self, erasure: int) -> None:
        self._begin()  # it may stand in another machine's list
        self._append({"id": erasure, "undone": True})

    def _marks(self, of: Subject, ids: Iterable[int]) -> Mapping[str, int]:
        if not self._path.exists():
            return {}
        key = self._key()
        return {_mark(key, of, id_): id_ for id_ in ids}

    def _lines(self) -> Sequence[Mapping[str, Any]]:
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return []
        found = []
        for number, line in enumerate(text.split(b"\n"), start=1):
            try:
                if line:
                    found.append(json.loads(line))
            except ValueError:
                _log.warning("line %s of the list of erasures is incomplete", number)
        return found

    def _key(self) -> bytes:
        match self._lines():
            case [{"key": key}, *_]:
                return bytes.fromhex(key)
        raise OSError(f"{self._path} is no list of erasures: its first line has no key")

    def _begin(self) -> None:
        """Makes the file with a fresh key. Whole or not at all: of several processes that do so at
        once, one wins."""
        if self._path.exists():
            return
        made = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}")
        _write(made, {"key": secrets.token_hex(32)}, os.O_EXCL)
        try:
            os.link(made, self._path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _append(self, line: Mapping[str, Any]) -> None:
        _write(self._path, line, os.O_APPEND)


def _write(path: Path, line: Mapping[str, Any], how: int) -> None:
    """The line break comes first, so that a line that was left unfinished spoils no other."""
    content = b"\n" * (how == os.O_APPEND) + json.dumps(line).encode()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    try:
        if os.write(file, content) != len(content):
            raise OSError(f"{path} takes no more: is the disk full?")
        os.fsync(file)
    finally:
        os.close(file)


def _mark(key: bytes, of: Subject, whose: int) -> str:
    return hmac.digest(key, f"{of} {whose}".encode(), hashlib.sha256).hex()
