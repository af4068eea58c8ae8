"""All records in one file: what a start reads instead of YAML when nothing has changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.catalogue.collection import IDS, Collection, Records, record_files
from bot.catalogue.countries import LANGUAGES, names_of

T = TypeVar("T")

SHIPPED = "catalogue.msgpack"
"""The compiled file that a wheel carries beside the data it was compiled from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Checked records, the digest of the files they were read from, and countries' names."""

    digest: str
    records: Records
    countries: dict[str, tuple[str, ...]]


def digest(data_dir: Path) -> str:
    """SHA-256 of the names, sizes and contents of all files read, and of the format.

    The format is the records' own JSON schema, so a changed dataclass is a changed format. Raises
    `OSError` where a file cannot be read.
    """
    hashed = hashlib.sha256(msgspec.json.encode([msgspec.json.schema(Compiled), LANGUAGES]))
    files = [file for _, file in record_files(data_dir)]
    for file in (*files, data_dir / IDS):
        content = file.read_bytes() if file.exists() else b""
        hashed.update(f"{file.relative_to(data_dir).as_posix()}\0{len(content)}\0".encode())
        hashed.update(content)
    return hashed.hexdigest()


def compile_records(collection: Collection, of: str) -> Compiled:
    """What a collection without problems becomes; `of` is the digest of its files."""
    records = collection.records()
    territories = {region.territory for region in records.regions.values() if region.territory}
    return Compiled(digest=of, records=records, countries=names_of(territories))


def read_compiled(file: Path) -> Compiled | None:
    """What the file holds; None where there is none, or none that this version can read."""
    return read_packed(file, Compiled)


def read_packed(file: Path, of: type[T]) -> T | None:
    """The same for anything in MessagePack."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=of)
    except (OSError, msgspec.DecodeError):
        return None


def write_packed(compiled: object, file: Path) -> None:
    """Writes the file whole or not at all. Raises `OSError` where it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(msgspec.msgpack.encode(compiled))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
